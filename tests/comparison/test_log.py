"""The one log: every figure with its value as its file states it, each thing by its own name."""

from __future__ import annotations

from pathlib import Path

import pytest

import funding
from funding.comparison.answered import answers_given
from funding.comparison.decided import decisions_of
from funding.comparison.log import Used, figures_used
from funding.comparison.logged import logged, taken_as_paying
from funding.comparison.naming import Names, kind_said
from funding.comparison.outcome import Outcome
from funding.comparison.run import ITSELF
from funding.language import LANGUAGES, in_english, speaking
from funding.scenario.opening import Changes
from tests.properties.comparing import outcome_of
from tests.rules.chosen import FORMULAS, case

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted(path.stem for path in (ROOT / "scenarios").glob("*.toml"))

SHARES = """
id = "police"
title = { en = "Shares", cy = "Cyfrannau" }
source = "a test"
status = "agreed"
covers = "all"
[percentages]
local_authority = "rest"
police = { value = "12.5%", range = ["5%", "20%"], status = "assumed" }
[flat_fees]
church = "£250.00"
[kinds.church]
title = { en = "Churches", cy = "Eglwysi" }
devolved = false
"""
SCENARIO = """
title = "A log"
years = ["2024-25", "2025-26"]
formulas = ["police"]
status = "assumed"
[kinds.chapel]
title = { en = "Chapels", cy = "Capeli" }
devolved = false
[[board]]
id = "police"
name = { en = "The Vale Board", cy = "Bwrdd y Fro" }
serves = "children"
[board.reserves]
opening = "£900.00"
[[partner]]
id = "vale"
name = { en = "The Vale", cy = "Y Fro" }
kind = "local_authority"
[[partner]]
id = "church"
name = { en = "The Parish", cy = "Y Plwyf" }
kind = "church"
[[partner]]
id = "force"
name = { en = "The Force", cy = "Yr Heddlu" }
kind = "police"
[[cost]]
pool = "core"
item = "staff"
amount = ["£10,000.00", "£12,000.00"]
range = [["£9,000.00", "£11,000.00"], ["£10,000.00", "£14,000.00"]]
source = "the budget"
[[driver]]
name = "houses"
title = { en = "Houses", cy = "Tai" }
year = 2024
source = "a count"
values = { vale = 1200, force = 1200 }
[[answer]]
partner = "force"
says = "agreed"
year = "2024-25"
take_up = "50%"
[[answer]]
partner = "force"
says = "agreed"
year = "2025-26"
amount = "£500.00"
"""


def outcome_in(folder: Path, formula: str = SHARES, scenario: str = SCENARIO) -> Outcome:
    (folder / "police.toml").write_text(formula, encoding="utf-8")
    (folder / "scenario.toml").write_text(scenario, encoding="utf-8")
    return funding.simulate(funding.read_scenario(folder / "scenario.toml"))


def log_of(outcome: Outcome) -> dict[tuple[str, str], Used]:
    return {(each.group, each.name): each for each in figures_used(outcome)}


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_figure_of_a_shipped_scenario_has_its_value(name: str) -> None:
    outcome = funding.simulate(funding.read_scenario(name))
    used = figures_used(outcome)
    assert {each.figure for each in used} == {f for run in outcome.runs for f in run.figures}
    assert [each for each in used if not each.value and each.figure.group != ITSELF] == []


@pytest.mark.parametrize("name", FORMULAS)
def test_every_figure_that_a_rule_may_state_has_its_value(name: str) -> None:
    # The busy board has two leads, and one way of rounding wants one.
    drawn = case(name, "plain" if "the lead takes" in name else "busy")
    outcome = outcome_of(drawn.formula, drawn.scenario)
    used = figures_used(outcome)
    assert {each.figure for each in used} == {f for run in outcome.runs for f in run.figures}
    assert [each for each in used if not each.value and each.figure.group != ITSELF] == []


def test_a_value_is_money_or_a_percentage_with_its_range_beside_it(tmp_path: Path) -> None:
    found = log_of(outcome_in(tmp_path))
    share = found["percentages", "Police"]
    assert (share.value, share.ends) == ("12.5%", "5% to 20%")
    assert found["percentages", "Local authority"].value == "87.5%"
    assert found["percentages", "Local authority"].ends == ""


def test_a_cost_has_the_value_and_the_range_of_each_year(tmp_path: Path) -> None:
    cost = log_of(outcome_in(tmp_path))["costs", "staff"]
    assert cost.value == "2024-25: £10,000.00; 2025-26: £12,000.00"
    assert cost.ends == "2024-25: £9,000.00 to £11,000.00; 2025-26: £10,000.00 to £14,000.00"


def test_of_many_years_the_first_and_the_last_value_are_given(tmp_path: Path) -> None:
    years = [f"20{n}-{n + 1}" for n in range(20, 28)]
    sums = [f"£{n},000.00" for n in range(1, 9)]
    text = SCENARIO.replace('["2024-25", "2025-26"]', str(years).replace("'", '"'))
    cost = str(sums).replace("'", '"')
    text = text.replace('["£10,000.00", "£12,000.00"]', cost)
    text = "\n".join(line for line in text.splitlines() if not line.startswith("range"))
    found = log_of(outcome_in(tmp_path, scenario=text))["costs", "staff"]
    assert found.value == "2020-21: £1,000.00 … 2027-28: £8,000.00"


def test_a_cost_that_rises_has_a_range_that_rises_with_it(tmp_path: Path) -> None:
    text = SCENARIO.replace('["£10,000.00", "£12,000.00"]', '"£10,000.00"\nuprating = "10%"')
    text = text.replace(
        'range = [["£9,000.00", "£11,000.00"], ["£10,000.00", "£14,000.00"]]',
        'range = ["£9,000.00", "£11,000.00"]',
    )
    cost = log_of(outcome_in(tmp_path, scenario=text))["costs", "staff"]
    assert cost.value == "2024-25: £10,000.00; 2025-26: £11,000.00"
    assert cost.ends == "2024-25: £9,000.00 to £11,000.00; 2025-26: £9,900.00 to £12,100.00"


def test_a_driver_has_the_number_of_each_partner(tmp_path: Path) -> None:
    formula = SHARES.replace(
        'police = { value = "12.5%", range = ["5%", "20%"], status = "assumed" }', ""
    )
    formula = formula.replace(
        '[percentages]\nlocal_authority = "rest"\n', '[driver]\nby = "houses"\n'
    )
    formula = formula.replace('[flat_fees]\nchurch = "£250.00"\n', "")
    text = SCENARIO.replace("values = { vale", "values = { church = 7, vale")
    driver = log_of(outcome_in(tmp_path, formula, text))["drivers", "Houses"]
    assert driver.value == "The Vale: 1,200; The Parish: 7; The Force: 1,200"


def test_an_answer_to_a_part_or_up_to_a_sum_is_not_logged_as_agreed_and_no_more(
    tmp_path: Path,
) -> None:
    outcome = outcome_in(tmp_path)
    said = {
        each.answer: each.used_for for each in answers_given(outcome) if each.partner == "The Force"
    }
    assert said == {
        "agreed, pays 50% of what is due in cash": "“Shares”; 2024-25",
        "agreed, up to £500.00": "“Shares”; 2025-26",
    }
    values = [each.value for each in figures_used(outcome) if each.group == "answers"]
    assert any("agreed, up to £500.00" in value for value in values)
    assert "agreed" not in values


def test_who_never_answered_and_is_taken_as_paying_is_in_the_log_of_assumptions(
    tmp_path: Path,
) -> None:
    formula = SHARES + '[duty]\nlocal_authority = "will"\nchurch = "will"\npolice = "may"\n'
    text = SCENARIO[: SCENARIO.rindex("[[answer]]")]
    outcome = outcome_in(tmp_path, formula, text)
    (row,) = taken_as_paying(outcome)
    assert (row.whose, row.value) == ("The Force", "none is recorded: taken as paying in full")
    assert (row.group, row.figure.status) == ("answers", "assumed")
    assert (row.formulas, row.boards) == ("“Shares”; 2025-26", "The Vale Board")
    assert row in logged(outcome, unsure=True)
    assert row not in logged(outcome, unsure=False)
    assert any("who may contribute: taken as paying in full" in w for w in outcome.all_warnings())
    assert not taken_as_paying(outcome_in(tmp_path, formula))
    bound = formula.replace('police = "may"', 'police = "will"')
    assert not taken_as_paying(outcome_in(tmp_path, bound, text))


def test_an_answer_that_came_too_late_is_in_the_log_of_answers(tmp_path: Path) -> None:
    late = 'says = "refused"\ndate = 2026-05-01\nevidence = "a letter"\n'
    text = SCENARIO[: SCENARIO.index("[[answer]]")] + '[[answer]]\npartner = "force"\n' + late
    rows = answers_given(outcome_in(tmp_path, scenario=text))
    (row,) = [each for each in rows if each.partner == "The Force"]
    assert (row.date, row.evidence) == ("2026-05-01", "a letter")
    assert row.answer == ("not recorded in time; “refused” came after the year and does not count")


def test_a_refusal_is_not_logged_as_a_bare_word_beside_its_status(tmp_path: Path) -> None:
    text = SCENARIO[: SCENARIO.index("[[answer]]")]
    text += '[[answer]]\npartner = "force"\nsays = "refused"\n'
    used = figures_used(outcome_in(tmp_path, scenario=text))
    assert {each.value for each in used if each.group == "answers"} == {"recorded as: refused"}


def test_programs_are_told_to_how_much_a_partner_agreed(tmp_path: Path) -> None:
    rows = [row for row in outcome_in(tmp_path).rows() if row["id"] == "force"]
    keys = ("answer", "answer_take_up", "answer_limit")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("agreed", "50%", ""),
        ("agreed", "", "500.00"),
    ]


def test_an_answer_in_welsh_says_its_limit_too(tmp_path: Path) -> None:
    with speaking("cy"):
        outcome = outcome_in(tmp_path)
        said = {each.answer for each in answers_given(outcome) if each.partner == "Yr Heddlu"}
    assert said == {
        "cytunodd, yn talu 50% o’r hyn sy’n ddyledus mewn arian parod",
        "cytunodd, hyd at £500.00",
    }


def test_a_board_a_formula_and_a_kind_of_one_id_keep_their_own_names(tmp_path: Path) -> None:
    outcome = outcome_in(tmp_path)
    found = log_of(outcome)
    assert ("percentages", "Police") in found
    assert ("the formula itself", "Shares") in found
    assert {each.boards for each in found.values()} == {"The Vale Board"}
    assert found["flat fees", "Churches"].value == "£250.00"
    names = Names(outcome)
    assert (names.partner("church"), names.kind("church")) == ("The Parish", "Churches")
    assert names.kind("chapel") == "Chapels"
    assert names.figure("police.percentages.police") == "“Shares”, percentages: Police"
    assert names.figure("a cost v. 2.0") == "a cost v. 2.0"


def test_a_source_of_the_library_is_not_marked_as_english(tmp_path: Path) -> None:
    with speaking("cy"):
        outcome = outcome_in(tmp_path)
        sources = {each.figure.source for each in figures_used(outcome)}
        assert {"y senario", in_english("the budget")} <= sources


def test_what_decided_the_results_is_named_by_titles(tmp_path: Path) -> None:
    (tmp_path / "police.toml").write_text(SHARES, encoding="utf-8")
    (tmp_path / "s.toml").write_text(SCENARIO.replace("years =", 'baseline = "police"\nyears ='))
    changes: Changes = {("set", "police", "percentages", "police"): ("10%", "--set")}
    outcome = funding.simulate(funding.read_scenario(tmp_path / "s.toml", changes=changes))
    found = {each.what: (each.said, each.source) for each in decisions_of(outcome)}
    assert found["Formula “Shares”"] == ("status: agreed", "a test")
    assert found["Changes are measured against"] == ("Shares", "the scenario")
    assert "percentages.police of “Shares”" in found


@pytest.mark.parametrize(
    ("said", "given", "wanted"),
    [
        (
            "refused",
            "2025-12-15",
            "refused; its notice of 2025-12-15 is not over: it is bound to pay",
        ),
        (
            "agreed",
            "2023-02-15",
            "agreed; its notice of 2023-02-15 is over: that counts as a refusal",
        ),
    ],
)
def test_what_a_partner_answered_stands_in_the_log_and_what_its_notice_makes_of_it(
    tmp_path: Path, said: str, given: str, wanted: str
) -> None:
    answer = f'partner = "force"\nsays = "{said}"\ndate = 2023-05-01\nevidence = "a letter"\n'
    notice = f'\n[[notice]]\npartner = "force"\ngiven = {given}\n'
    text = SCENARIO[: SCENARIO.index("[[answer]]")] + f"[[answer]]\n{answer}{notice}"
    rows = answers_given(outcome_in(tmp_path, SHARES + "[duty]\nnotice = 12\n", text))
    (row,) = [each for each in rows if each.partner == "The Force"]
    assert (row.answer, row.date, row.evidence) == (wanted, "2023-05-01", "a letter")


def test_a_kind_that_a_file_declares_is_said_by_its_title(tmp_path: Path) -> None:
    """The formula declares one, the scenario the other; a shipped one is said as the law does."""
    chapel = '[[partner]]\nid = "bethel"\nname = "Bethel"\nkind = "chapel"\n[[cost]]'
    outcome = outcome_in(tmp_path, scenario=SCENARIO.replace("[[cost]]", chapel, 1))
    run = outcome.runs[0]
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = [
                kind_said(kind, run) for kind in ("church", "chapel", "local_authority")
            ]
    assert said["en"] == ["Churches", "Chapels", "local authority"]
    assert said["cy"] == ["Eglwysi", "Capeli", "awdurdod lleol"]
