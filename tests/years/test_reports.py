"""How a year in parts is told: in the table, line by line, and in warnings."""

from __future__ import annotations

from funding.comparison.run import ITSELF
from tests.years.running import COST, HALVES, SHARES, printed, ran, results, scenario
from tests.years.test_parts_by_hand import SUCCESSION

TWO_YEARS = '["2013-14", "2014-15"]'
TEXT = scenario(COST, SUCCESSION)


def test_a_table_says_into_what_parts_a_year_was_cut() -> None:
    shown = printed(["simulate"], TEXT, first=SHARES, second=HALVES).stdout
    assert (
        "- ours: in 2 parts: 2013-04-01 to 2013-09-30 (183 days, under first), "
        "2013-10-01 to 2014-03-31 (182 days, under second)\n"
    ) in shown


def test_an_explanation_has_a_heading_for_each_part() -> None:
    shown = printed(["explain", "--partner", "force"], TEXT, first=SHARES, second=HALVES).stdout
    lines = shown.splitlines()
    assert lines[0] == "force on The board, 2013-14, under ours"
    assert lines[2] == "Cash to pay: £16,420.00"
    for heading, cash in (
        ("2013-04-01 to 2013-09-30: 183 of 365 days, under first", "£7,320.00"),
        ("2013-10-01 to 2014-03-31: 182 of 365 days, under second", "£9,100.00"),
    ):
        place = lines.index(heading)
        assert lines[place + 1] == "-" * len(heading)
        assert lines[place + 2] == f"Cash to pay for these days: {cash}"


def test_an_explanation_leaves_out_parts_in_which_somebody_is_not_there() -> None:
    text = scenario(COST).replace('kind = "police"', 'kind = "police"\nfrom = 2013-10-01')
    shown = printed(["explain", "--partner", "force"], text, ours=SHARES).stdout
    assert shown.count("of 365 days") == 1


def test_a_warning_about_some_days_says_which() -> None:
    text = TEXT.replace('id = "board"', 'id = "board"')
    (found,) = results(ran(text, first=SHARES, second="\n[equal]\namong = ['police']\n"))
    assert found["warnings"] == [
        (
            "no answer is recorded of council, force, who may contribute: taken as paying in full "
            "(2013-04-01 to 2013-09-30)"
        ),
        (
            "no answer is recorded of force, who may contribute: taken as paying in full "
            "(2013-10-01 to 2014-03-31)"
        ),
    ]


def test_a_formula_not_in_force_in_its_turn_is_a_warning_and_one_that_is_is_none() -> None:
    until = "in_force = { until = 2013-09-30 }\n"
    from_ = "in_force = { from = 2013-11-01 }\n"
    (sound,) = results(ran(TEXT, first=until + SHARES, second=HALVES))
    assert not any("in force" in each for each in sound["warnings"])
    (late,) = results(ran(TEXT, first=SHARES, second=from_ + HALVES))
    assert ("formula 'second' was not in force for the whole of 2013-10-01 to 2014-03-31") in late[
        "warnings"
    ]


def test_a_succession_can_be_the_baseline_and_be_chosen() -> None:
    text = scenario(COST, SUCCESSION, formulas='["ours", "first"]\nbaseline = "ours"')
    ours, first = results(ran(text, first=SHARES, second=HALVES))
    assert [p["change"] for p in ours["partners"]] == ["0.00", "0.00"]
    assert [p["change"] for p in first["partners"]] == ["1820.00", "-1820.00"]
    chosen = printed(["simulate", "--formula", "first"], text, first=SHARES, second=HALVES)
    assert chosen.exit_code == 0
    assert "succession" not in chosen.stderr


def test_an_answer_to_a_succession_is_one_to_each_of_its_formulas() -> None:
    answer = '\n[[answer]]\npartner = "force"\nformula = "ours"\nsays = "refused"\n'
    (found,) = results(ran(TEXT + answer, first=SHARES, second=HALVES))
    assert [p["partners"][1]["answer"] for p in found["parts"]] == ["refused", "refused"]


def test_a_succession_that_does_not_run_is_a_warning() -> None:
    text = scenario(COST, SUCCESSION, formulas='["first"]')
    outcome = ran(text, first=SHARES, second=HALVES)
    assert outcome.warnings == ("succession 'ours' has no effect: it is not among the formulas",)


def test_a_year_of_a_succession_rests_on_the_formula_that_holds_in_it() -> None:
    text = scenario(COST, SUCCESSION.replace("2013-09-30", "2014-03-31"), years=TWO_YEARS)
    outcome = ran(text, first=SHARES, second=HALVES)
    itself = [{f.what for f in run.figures if f.group == ITSELF} for run in outcome.runs]
    assert itself == [{"first"}, {"second"}]


def test_the_figures_of_every_part_are_counted() -> None:
    outcome = ran(TEXT, first=SHARES, second=HALVES)
    sources = {figure.what for figure in outcome.runs[0].figures}
    assert {"first", "second"} <= sources
