"""What is in hand passes from part to part; what was asked in a year passes to the next year."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from funding.chaining.chain import Chain
from funding.chaining.yearly import passed, summed
from funding.compiling.bind import bind
from funding.scenario.model import Scenario
from funding.worksheet.column import Scope
from funding.worksheet.drafting import Draft
from funding.worksheet.worksheet import Opening
from funding.years import FinancialYear, Part
from tests.years.running import COST, HALVES, SHARES, ran, results, scenario, words
from tests.years.test_parts_by_hand import SUCCESSION

Openings = dict[str, Opening]
YEAR = FinancialYear(2013)
HALF = Part(YEAR, date(2013, 10, 1), YEAR.last_day)


def test_what_is_owed_stays_owed_by_somebody_who_has_left() -> None:
    before: Openings = {"arrears": {"a": Fraction(5), "b": Fraction(7)}, "reserves": Fraction(1)}
    closed: Openings = {"arrears": {"a": Fraction(3)}, "reserves": Fraction(2)}
    assert passed(before, closed) == {
        "arrears": {"a": Fraction(3), "b": Fraction(7)},
        "reserves": Fraction(2),
    }


UNTIL_OCTOBER = f"""{HALVES}
[duty]
police = "will"

[[amendment]]
from   = 2013-10-01
source = "an invented amendment"
set.duty.police = "may"
"""
REFUSED = """
[[answer]]
partner = "force"
says    = "refused"
status  = "agreed"
"""


def test_what_somebody_had_to_pay_stays_owed_when_nobody_must_pay_any_more() -> None:
    asked = scenario(COST, REFUSED, years='["2013-14", "2014-15"]')
    years = results(ran(asked, ours=UNTIL_OCTOBER))
    # A hundred pounds a day, half of it for each of the 183 days from April to September.
    assert [words(year, "arrears") for year in years] == [
        {"council": "0.00", "force": "9150.00"}
    ] * 2
    assert [words(part, "arrears")["force"] for part in years[0]["parts"]] == ["9150.00"] * 2


def test_what_was_asked_in_a_year_does_not_pass_to_its_next_part() -> None:
    before: Openings = {"assessed": {"a": Fraction(365)}}
    assert passed(before, {"assessed": {"a": Fraction(100)}}) == before


def test_what_was_asked_in_a_year_is_the_sum_of_its_parts_for_who_was_always_there() -> None:
    asked = {"a": Fraction(1), "b": Fraction(2)}, {"a": Fraction(10), "c": Fraction(20)}
    parts: list[Openings] = [
        {"assessed": asked[0], "cash": asked[0], "reserves": Fraction(9)},
        {"assessed": asked[1], "cash": asked[1], "reserves": Fraction(8)},
    ]
    assert summed(parts) == {
        "assessed": {"a": Fraction(11)},
        "cash": {"a": Fraction(11), "b": Fraction(2), "c": Fraction(20)},
    }


def chain_after_a_year() -> Chain:
    """Give the chain of a year that was cut, one formula after the other."""
    outcome = ran(scenario(COST, SUCCESSION), first=SHARES, second=HALVES)
    asked: Scenario = outcome.scenario
    chain = Chain(asked.formulas[0], asked.boards[0], asked, {})
    chain.run_year(0)
    return chain


def test_the_next_year_opens_with_what_was_asked_and_paid_in_the_whole_year_before() -> None:
    openings = chain_after_a_year().openings
    expected = {"council": Fraction(20080), "force": Fraction(16420)}
    assert openings["assessed"] == openings["cash"] == expected


def test_a_part_looks_back_at_the_year_before_for_its_days() -> None:
    chain = chain_after_a_year()
    draft = Draft("looking back")
    draft.opening("assessed", "assessed in the year before", scope=Scope.PARTNER)
    draft.opening("arrears", "in arrears", scope=Scope.PARTNER)
    worksheet, formula = draft.finish(), chain.formula.on(HALF.first_day)
    openings = {"assessed": {"council": Fraction(365)}, "arrears": {"council": Fraction(365)}}
    for part, assessed in ((HALF, 182), (Part.whole(YEAR), 365)):
        values = bind(worksheet, formula, chain.board, part, 0, openings).values
        assert values["assessed_opening"] == (assessed, 0)
        assert values["arrears_opening"] == (365, 0)
