"""A statement cites the law of its day, and none where no law speaks of such a board."""

from __future__ import annotations

from pathlib import Path

import pytest

from funding import read_scenario, simulate
from funding.data import wales
from funding.language import speaking
from funding.report.statement.making import ids_of, statements
from tests.cli.running import CALM
from tests.report.test_statement import DUTY, NEW_BOARD, WILL, of, outcome_of, said

BEFORE = CALM.replace("2020-21", "2015-16")
OF_ADULTS = "No statute of those days says who pays for a board that protects adults."
SINCE = "The Social Services and Well-being (Wales) Act 2014 does, from 6 April 2016 on."


def serving(text: str, board: str) -> str:
    return text.replace("[board]\n", f'[board]\nserves = "{board}"\n')


def duty(tmp_path: Path, text: str, partner: str = "wrexham", *, formula: str = "") -> str:
    files = {"ours": formula} if formula else {}
    outcome = outcome_of(tmp_path, text, "ours" if formula else "equal-shares", **files)
    return said(of(outcome, partner).sections[DUTY])


def test_a_childrens_board_before_2016_is_told_of_the_act_of_2004(tmp_path: Path) -> None:
    found = duty(tmp_path, serving(BEFORE, "children"))
    assert "Section 33 of the Children Act 2004 says that you may make payments" in found
    assert "138" not in found
    assert "No statute" not in found


@pytest.mark.parametrize(
    ("formula", "begins"),
    [("", "By the formula you may contribute."), (WILL, "By the formula you will contribute.")],
)
def test_an_adults_board_before_2016_had_no_statute(
    tmp_path: Path, formula: str, begins: str
) -> None:
    found = duty(tmp_path, serving(BEFORE, "adults"), formula=formula)
    assert found.startswith(f"{begins} {OF_ADULTS} {SINCE}")
    assert "Children Act" not in found


def test_a_combined_board_before_2016_is_told_which_of_its_work_the_act_spoke_of(
    tmp_path: Path,
) -> None:
    found = duty(tmp_path, serving(BEFORE, "combined"))
    assert "Section 33 of the Children Act 2004" in found
    assert f"{OF_ADULTS} {SINCE}" in found


@pytest.mark.parametrize("board", ["children", "adults", "combined"])
def test_every_board_since_2016_is_told_of_the_act_of_2014(tmp_path: Path, board: str) -> None:
    found = duty(tmp_path, serving(CALM, board))
    assert found.count("Section 138 of the Social Services and Well-being (Wales) Act 2014") == 1
    assert "2004" not in found
    assert "No statute" not in found


def test_what_a_formula_requires_and_the_act_of_2004_did_not_is_the_formulas(
    tmp_path: Path,
) -> None:
    found = duty(tmp_path, BEFORE, formula=WILL)
    assert found.startswith(
        "By the formula you will contribute. Section 33 of the Children Act 2004 says only that "
        "you may make payments"
    )
    assert "the duty is the formula’s." in found
    assert "regulations" not in found


def test_no_consultation_is_asked_before_there_was_a_law_that_asks_it(tmp_path: Path) -> None:
    for text, asked in ((BEFORE, False), (CALM, True)):
        found = duty(tmp_path, text + NEW_BOARD, "probation-wales", formula=WILL)
        assert ("Secretary of State (section 138(4))" in found) is asked


def test_who_is_no_partner_by_law_is_told_of_no_consultation(tmp_path: Path) -> None:
    formula = WILL + 'youth_offending_team = "will"\n'
    found = duty(tmp_path, CALM + NEW_BOARD, "team", formula=formula)
    assert "you sit on it by agreement" in found
    assert "Secretary of State" not in found
    assert "lets regulations" not in found


def test_a_youth_offending_team_was_a_partner_by_law_until_2016(tmp_path: Path) -> None:
    found = duty(tmp_path, BEFORE + NEW_BOARD, "team")
    assert "Section 33 of the Children Act 2004 says that you may" in found
    assert "by agreement" not in found


def test_a_board_that_pays_another_is_told_of_no_statute() -> None:
    outcome = simulate(read_scenario("north-wales-two-tiers-2013"))
    above = next(run for run in outcome.runs if run.board.beneath)
    found = said(of(outcome, above.parties[0].partner.id).sections[DUTY])
    assert "No statute is stated for what one board pays to another." in found
    assert "Act" not in found


def test_no_welsh_statute_is_cited_outside_wales() -> None:
    outcome = simulate(read_scenario("london-police-2019-20"))
    for statement in statements(outcome, ids_of(outcome)):
        found = said(statement.sections[DUTY])
        assert "No statute is stated for this board." in found
        assert "Act" not in found


def test_an_act_is_called_alike_wherever_it_is_named(tmp_path: Path) -> None:
    acts = {act.act_en: act.act_cy for act in wales.payments("children")}
    assert list(acts) == [act.name for act in wales.acts()]
    with speaking("cy"):
        for act, title in acts.items():
            year = "2015-16" if "2004" in act else "2020-21"
            text = CALM.replace("2020-21", year)
            assert title in duty(tmp_path, text)
