"""Every warning about days, just at the day on which it begins to be one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.compiling.test_cautions_of_partners import AGREED, Table, said

FIRST, LAST = date(2020, 4, 1), date(2021, 3, 31)
DAY = timedelta(days=1)


def consulted(day: date, **more: Any) -> Table:
    return {"duty": {"police": {"duty": "will", "consulted": day, **more}}}


def test_who_must_pay_was_consulted_about_before_or_on_the_first_day() -> None:
    assert said(consulted(FIRST), **AGREED) == []
    assert said(consulted(FIRST + DAY), **AGREED) == [
        "force must pay, before the consultation of 2020-04-02"
    ]
    council: Table = {"duty": {"local_authority": {"duty": "will", "consulted": LAST}}}
    assert said(council, **AGREED) == []
    later: Table = {"duty": {"police": {"duty": "may", "consulted": LAST}}}
    assert said(later, **AGREED) == []


def test_a_duty_that_begins_in_the_year_begins_no_sooner_than_the_consultation() -> None:
    begins = date(2020, 3, 1)
    duty = {"duty": "may", "will_from": begins}
    assert said({"duty": {"police": {**duty, "consulted": begins}}}, **AGREED) == []
    assert said({"duty": {"police": {**duty, "consulted": begins + DAY}}}, **AGREED) == [
        "force must pay from 2020-03-01, before the consultation of 2020-03-02"
    ]


def test_each_of_several_who_must_pay_is_looked_at() -> None:
    duty = {"duty": "will", "consulted": FIRST + DAY}
    both: Table = {"duty": {"local_authority": duty, "police": duty}}
    assert said(both, **AGREED) == ["force must pay, before the consultation of 2020-04-02"]


@pytest.mark.parametrize(("given", "named"), [(FIRST, True), (LAST, True), (LAST + DAY, False)])
def test_a_notice_of_who_must_pay_changes_nothing_once_it_is_given(
    given: date, named: bool
) -> None:
    must: Table = {"duty": {"local_authority": "will"}}
    notice = [{"partner": "council", "given": given, "evidence": "a letter"}]
    words = f"council gave notice on {given} and must pay: it cannot withdraw, and nothing changes"
    found = [each for each in said(must, **AGREED, notice=notice) if "gave notice" in each]
    assert found == ([words] if named else [])


def test_a_notice_that_is_over_after_the_years_is_named() -> None:
    """Nine months after 30 June are over on 30 March, and after 2 July on 2 April."""
    duty: Table = {"duty": {"notice": 9}}
    for day, named in ((date(2020, 6, 30), False), (date(2020, 7, 2), True)):
        notice = [{"partner": "force", "given": day, "evidence": "a letter"}]
        found = [each for each in said(duty, **AGREED, notice=notice) if "is over on" in each]
        assert bool(found) is named, found
        assert all(each.startswith("drawn: the notice of force on board") for each in found)


def charged(expression: str, pool: str | None = None) -> list[str]:
    """Give the warnings of a charge in a year in which the force leaves half way."""
    charge = {"charge": {"expression": expression}}
    split: Table = {"pool": {pool: charge}, "equal": {}} if pool else charge
    leaves = {"id": "force", "kind": "police", "until": date(2020, 9, 30)}
    partners = [{"id": "council", "kind": "local_authority"}, leaves]
    cost = [
        {"pool": "core", "item": "unit", "amount": "£100.00"},
        {"pool": "reviews", "item": "one", "amount": "£50.00"},
    ]
    words = "is asked in full for a part of a year: use part_of_year in its expression"
    found = said(split, **AGREED, partner=partners, cost=cost)
    return [each for each in found if words in each]


def test_a_charge_that_does_not_count_the_days_of_a_part_is_named() -> None:
    (whole,) = charged("40 * sharing")
    assert whole.startswith("[charge] is asked in full")
    assert charged("40 * part_of_year * sharing") == []
    assert charged("base / total(sharing)") == []
    (one,) = charged("40 * sharing", "reviews")
    assert one.startswith("[pool.reviews.charge] is asked in full")
    assert charged("40 * part_of_year * sharing", "reviews") == []


def test_a_split_that_no_pool_uses_is_not_asked_in_full() -> None:
    """Each pool has a split of its own; or only one of two charges forgets the days."""
    leaves = {"id": "force", "kind": "police", "until": date(2020, 9, 30)}
    partners = [{"id": "council", "kind": "local_authority"}, leaves]
    cost = [
        {"pool": "core", "item": "unit", "amount": "£100.00"},
        {"pool": "reviews", "item": "one", "amount": "£50.00"},
    ]
    forgets: Table = {"charge": {"expression": "40 * sharing"}}
    counts: Table = {"charge": {"expression": "20 * part_of_year * sharing"}}

    def named(formula: Table) -> list[str]:
        found = said(formula, **AGREED, partner=partners, cost=cost)
        return [each.split(" ")[0] for each in found if "is asked in full" in each]

    assert named({**forgets, "pool": {"core": {"equal": {}}, "reviews": {"equal": {}}}}) == []
    assert set(named({**forgets, "pool": {"reviews": counts}})) == {"[charge]"}
    assert set(named({**counts, "pool": {"reviews": forgets}})) == {"[pool.reviews.charge]"}


def test_a_notice_that_is_over_on_the_last_day_is_over_within_the_years() -> None:
    """Ten months after 31 May are over on 31 March."""
    notice = [{"partner": "force", "given": date(2020, 5, 31), "evidence": "a letter"}]
    found = said({"duty": {"notice": 10}}, **AGREED, notice=notice)
    assert not [each for each in found if "is over on" in each]


def test_a_limit_on_one_bill_is_cut_by_days_without_a_word() -> None:
    leaves = {"id": "force", "kind": "police", "until": date(2020, 9, 30)}
    partners = [{"id": "council", "kind": "local_authority"}, leaves]
    answers = [{"partner": "council", "says": "agreed", "amount": "£30.00"}, AGREED["answer"][1]]
    found = said({}, partner=partners, answer=answers)
    assert not [each for each in found if "over several bills" in each]


def test_who_is_no_partner_by_an_act_is_named_from_the_day_on_which_it_begins() -> None:
    """The Act of 2014 has no youth offending team, and begins on 6 April 2016."""
    team = {"id": "team", "kind": "youth_offending_team"}
    council = {"id": "council", "kind": "local_authority"}
    leaves = {"id": "force", "kind": "police", "until": date(2016, 4, 6)}
    there: Table = {"board": {"id": "board", "country": "wales"}, "year": "2016-17"}
    found = said({}, **there, partner=[council, team, leaves])
    (words,) = [each for each in found if "it sits by agreement" in each]
    # In both parts of the year: it would say which, if it were one of them.
    assert words.endswith("; it sits by agreement")
