"""What may stand beside what, and what is left out, with the reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from funding import Outcome, read_scenario, simulate
from funding.comparison.compare import compare
from funding.comparison.pairing import CannotCompare
from tests.comparison.example import PARTNERS, SCENARIO, outcome_of, several_years

ALL = """
title    = "Two boards of Wales, of which one has a lead partner"
year     = "2020-21"
formulas = "all"
baseline = "{}"

[[board]]
authorities = ["wrexham"]
lead        = "wrexham"

[[board]]
authorities = ["gwynedd"]

[[cost]]
pool   = "core"
item   = "everything"
amount = "£100.00"
"""
NEXT_YEAR = SCENARIO.replace('"2026-27"', '"2027-28"').replace('"small"', '"later"')
DEARER = NEXT_YEAR.replace('"£1,000.00"', '"£2,000.00"')


FEW = ("led", "neath-port-talbot", "equal-shares", "wrexham")


def few(outcome: Outcome) -> Outcome:
    """Keep some formulas of all that are shipped, of which two need a lead partner."""
    return replace(
        outcome,
        runs=tuple(run for run in outcome.runs if run.formula.id in FEW),
        left_out=tuple(each for each in outcome.left_out if each.formula in FEW),
    )


def test_formulas_stand_beside_the_baseline_on_the_boards_that_have_both() -> None:
    found = compare(few(outcome_of(ALL.format("neath-port-talbot")))).to_dict()
    assert all(pair["boards"] == ["wrexham"] for pair in found["changes"])
    assert {pair["formula"] for pair in found["changes"]} >= {"equal-shares", "wrexham"}
    why = "the baseline 'neath-port-talbot' is left out there, so there is no change to measure"
    on_gwynedd = {each["formula"] for each in found["left_out"] if each["why"] == why}
    assert on_gwynedd == {pair["formula"] for pair in found["changes"]} - {"led"}


def test_a_formula_that_is_left_out_on_a_board_is_compared_on_the_others() -> None:
    found = compare(few(outcome_of(ALL.format("equal-shares")))).to_dict()
    boards = {pair["formula"]: pair["boards"] for pair in found["changes"]}
    assert boards["neath-port-talbot"] == ["wrexham"]
    assert boards["wrexham"] == ["wrexham", "gwynedd"]
    assert [(each["formula"], each["board"]) for each in found["left_out"]] == [
        ("led", "gwynedd"),
        ("neath-port-talbot", "gwynedd"),
    ]


def test_between_scenarios_a_formula_without_all_its_boards_is_not_compared() -> None:
    outcome = few(outcome_of(ALL.format("equal-shares")))
    found = compare(outcome, outcome).to_dict()
    assert not {"led", "neath-port-talbot"} & {pair["formula"] for pair in found["changes"]}
    reasons = [each["why"] for each in found["left_out"] if each["board"] is None]
    assert set(reasons) == {
        "'led' is left out on gwynedd in 'small'",
        "'neath-port-talbot' is left out on gwynedd in 'small'",
    }


def test_a_scenario_beside_itself_changes_nothing() -> None:
    found = compare(outcome_of(), outcome_of()).to_dict()
    assert [pair["formula"] for pair in found["changes"]] == ["councils", "shared"]
    for pair in found["changes"]:
        assert (pair["more"]["count"], pair["less"]["count"], pair["same"]["count"]) == (0, 0, 5)


def test_a_board_that_is_in_both_scenarios_is_compared_partner_by_partner() -> None:
    found = compare(outcome_of(), outcome_of(DEARER)).to_dict()
    shared = found["changes"][1]
    assert (shared["scenario"], shared["year"]) == ("later", "2027-28")
    assert shared["against"] == {
        "side": "before",
        "scenario": "small",
        "formula": "shared",
        "year": "2026-27",
    }
    one, two = shared["by_board"]
    changes = {row["id"]: row["change"] for row in one["partners"]}
    # ash and beech: 600.00 asked and 100.00 borne, for 350.00; elm 600.00 less 50.00, for 250.00.
    assert changes == {"ash": "350.00", "beech": "350.00", "elm": "300.00", "oak": "0.00"}
    assert two["change"] == "0.00"


def test_who_sits_on_one_side_only_has_no_bill_on_the_other() -> None:
    (beechs,) = [each for each in PARTNERS.split("\n\n") if '"beech"' in each]
    without = SCENARIO.replace(beechs, "").replace('"small"', '"without"')
    without = without.replace(", beech = 400", "")
    councils = compare(outcome_of(), outcome_of(without)).to_dict()["changes"][0]
    rows = {row["id"]: row for row in councils["payers"]}
    beech = rows["beech"]
    assert (beech["is_there_before"], beech["is_there"]) == (True, False)
    assert beech["reason"] == (
        "Beech pays £500.00 less (-100.0%): £500.00 less is asked of it; "
        "it is billed by one before and by no board after."
    )
    assert rows["ash"]["change"] == "500.00"


def test_a_baseline_of_the_first_stands_beside_every_formula_of_the_second() -> None:
    found = compare(outcome_of(), outcome_of(NEXT_YEAR), baseline="councils").to_dict()
    pairs = [(pair["against"]["formula"], pair["formula"]) for pair in found["changes"]]
    assert pairs == [("councils", "councils"), ("councils", "shared")]
    assert found["changes"][1]["change"] == "-50.00"


def test_years_stand_beside_one_another_in_order() -> None:
    first = outcome_of(several_years('"£9.00"', '["2026-27", "2027-28"]'))
    later = outcome_of(several_years('"£12.00"', '["2027-28", "2028-29"]'))
    found = compare(first, later).to_dict()
    years = [(pair["against"]["year"], pair["year"]) for pair in found["changes"]]
    assert years == [("2026-27", "2027-28"), ("2027-28", "2028-29")]
    assert len(found["continuity"]) == 2


def test_a_formula_of_one_scenario_only_is_left_out_with_the_reason() -> None:
    other = outcome_of(SCENARIO.replace('["councils", "shared"]', '["councils", "alike"]'))
    found = compare(outcome_of(), other).to_dict()
    assert [pair["formula"] for pair in found["changes"]] == ["councils"]
    assert found["left_out"] == [
        {
            "scenario": "small",
            "formula": "alike",
            "board": None,
            "why": "'small' does not run 'alike'",
        },
        {
            "scenario": "small",
            "formula": "shared",
            "board": None,
            "why": "'small' does not run 'shared'",
        },
    ]


@pytest.mark.parametrize(
    ("other", "baseline", "said"),
    [
        (None, "nobodys", "does not run the formula 'nobodys'"),
        (SCENARIO.replace('["councils", "shared"]', '["alike"]'), None, "no formula in common"),
        (
            SCENARIO.replace("\nstatus ", '\ncurrency = "EUR"\nstatus ', 1).replace("£", ""),
            None,
            r"is in GBP and 'small' in EUR: nothing is converted",
        ),
        (several_years('"£9.00"', '["2026-27", "2027-28"]'), None, "has 1 year"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(
    other: str | None, baseline: str | None, said: str
) -> None:
    second = None
    if other is not None:
        second = outcome_of(other.replace('\nbaseline = "councils"', ""))
    with pytest.raises(CannotCompare, match=said):
        compare(outcome_of(), second, baseline=baseline)


def test_without_any_baseline_it_is_said_how_to_name_one() -> None:
    none = outcome_of(SCENARIO.replace('baseline = "councils"\n', ""))
    with pytest.raises(CannotCompare, match=r"--baseline NAME .* it runs councils, shared"):
        compare(none)


def test_bridgend_moves_and_the_two_boards_cost_what_they_did() -> None:
    names = ("bridgend-before-2019", "bridgend-after-2019")
    found = compare(*(simulate(read_scenario(name)) for name in names)).to_dict()
    councils = found["changes"][0]
    assert councils["formula"] == "local-authority-pays"
    assert (councils["boards_before"], councils["boards"]) == (
        ["western-bay", "cwm-taf"],
        ["west-glamorgan", "cwm-taf-morgannwg"],
    )
    assert (councils["cash_before"], councils["cash"]) == ("242155.25", "242155.25")
    rows = {row["id"]: row for row in councils["payers"]}
    # Bridgend: 29,369 of 104,418 children share £146,150.00; then 29,369 of 92,330 £133,095.25.
    assert (rows["bridgend"]["cash_before"], rows["bridgend"]["cash"]) == ("41106.70", "42335.91")
