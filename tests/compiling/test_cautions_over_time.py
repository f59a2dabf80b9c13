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
