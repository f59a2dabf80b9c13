"""Years, and the parts of years, are what an independent computation makes of them day by day."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from fractions import Fraction
from unittest.mock import patch

import pytest
from hypothesis import given

from funding.amounts import PENNY
from funding.errors import InputError
from funding.years import Part
from tests.oracle import Refused
from tests.oracle.over_time import settle_years
from tests.properties.engine import Table, Words, laws, words_by_owner
from tests.properties.histories import History, histories
from tests.properties.refuting import assert_refuted

Runner = Callable[[History], list[Words]]


def agrees_day_by_day(runner: Runner, history: History) -> None:
    """Require every sum of every year, and the days of every part, to be the oracle's.

    If the oracle refuses a day of them, so must the run.
    """
    try:
        years = settle_years(history.formulas, history.name, history.scenario)
    except Refused:
        years = []
    try:
        found = runner(history)
    except InputError:
        found = []
    assert len(found) == len(years)
    for words, expected in zip(found, years, strict=True):
        assert words_by_owner(words) == expected.whole.published()
    for words, expected in zip(found, years, strict=True):
        days = [(each["from"], each["to"], each["days"]) for each in words.get("parts", [])]
        cut = [(str(each[0]), str(each[-1]), len(each)) for each, _ in expected.parts]
        assert days == (cut if len(cut) > 1 else [])


@laws(100)
@given(histories(all_rules=True))
def test_all_that_passes_between_years_is_what_the_oracle_works_out(history: History) -> None:
    agrees_day_by_day(History.run, history)


@laws(150)
@given(histories())
def test_every_year_is_what_the_oracle_works_out(history: History) -> None:
    agrees_day_by_day(History.run, history)


@laws(60)
@given(histories(rising=True))
def test_sums_that_rise_are_what_the_oracle_works_out(history: History) -> None:
    agrees_day_by_day(History.run, history)


def with_formulas(change: Callable[[Table], Table]) -> Runner:
    """Give a runner that reads every formula as other than it is."""

    def runner(history: History) -> list[Words]:
        changed = {name: change(deepcopy(each)) for name, each in history.formulas.items()}
        return History(changed, history.scenario, history.name).run()

    return runner


def with_tables(name: str, change: Callable[[Table], Table]) -> Runner:
    """Give a runner that reads every table of a scenario's list as other than it is."""

    def runner(history: History) -> list[Words]:
        tables = [change(deepcopy(each)) for each in history.scenario.get(name, [])]
        scenario = {**history.scenario, name: tables} if tables else history.scenario
        return History(history.formulas, scenario, history.name).run()

    return runner


def with_parts_of(share: Callable[[Part, Fraction], Fraction]) -> Runner:
    """Give a runner that counts another part of a board's sum for the days of a part."""

    def runner(history: History) -> list[Words]:
        with patch("funding.compiling.bind.counted", share):
            return history.run()

    return runner


def next_april(day: date) -> date:
    """Give the day itself if it is the first of April, or else the next one that is."""
    return day if (day.month, day.day) == (4, 1) else date(day.year + (day.month > 3), 4, 1)


def without(*keys: str) -> Callable[[Table], Table]:
    return lambda table: {key: each for key, each in table.items() if key not in keys}


def duty_of_april(table: Table) -> Table:
    for each in table.get("duty", {}).values():
        if isinstance(each, dict):
            each["will_from"] = next_april(each["will_from"])
    return table


def frees_at_once(table: Table) -> Table:
    table.get("duty", {}).pop("notice", None)
    return without("amendment")(table) if _amends_notice(table) else table


def _amends_notice(table: Table) -> bool:
    return any("notice" in each["set"].get("duty", {}) for each in table.get("amendment", []))


def rises_from_the_first_year(table: Table) -> Table:
    if "uprating" in table:
        table["uprating"]["base"] = "2020-21"
    return table


def as_stated(part: Part, a_year: Fraction) -> Fraction:
    return a_year


def each_rounded_by_itself(part: Part, a_year: Fraction) -> Fraction:
    return a_year * part.days / part.days_in_year // PENNY * PENNY


WRONG: dict[str, Runner] = {
    "forgets amendments": with_formulas(without("amendment")),
    "forgets to let sums rise": with_formulas(without("uprating")),
    "lets sums rise from the first year": with_formulas(rises_from_the_first_year),
    "has the duty of the first of April": with_formulas(duty_of_april),
    "frees who gives notice at once": with_formulas(frees_at_once),
    "forgets notices": with_tables("notice", lambda table: {**table, "given": date(2090, 1, 1)}),
    "has partners all year": with_tables("partner", without("from", "until")),
    "forgets to let costs rise": with_tables("cost", without("uprating")),
    "asks a year's sum in every part": with_parts_of(as_stated),
    "rounds the sum of each part by itself": with_parts_of(each_rounded_by_itself),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_run_that_reads_time_otherwise_is_refuted(name: str) -> None:
    about_sums = "sums" in name
    assert_refuted(agrees_day_by_day, WRONG[name], histories(rising=about_sums))
