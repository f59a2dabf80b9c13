"""However a year is cut, what counts for its parts adds up to the year, to the penny."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.compiling.counting import counted
from funding.years import FinancialYear, Part
from tests.properties.engine import BOARD_WORDS, PARTNER_WORDS, Words, laws, words_by_owner
from tests.properties.histories import History, days, histories
from tests.properties.members import pence
from tests.properties.refuting import assert_refuted

PENNY = Fraction(1, 100)
Share = Callable[[Part, Fraction], Fraction]
Runner = Callable[[History], list[Words]]


@dataclass(frozen=True)
class Cut:
    """A sum a year, and the parts that a year is cut into."""

    a_year: Fraction
    parts: tuple[Part, ...]


@st.composite
def cuts(draw: st.DrawFn) -> Cut:
    """Draw a sum and up to five cuts, of a leap year or another."""
    year = FinancialYear(draw(st.sampled_from([2019, 2020])))
    inner = st.dates(year.first_day + timedelta(days=1), year.last_day)
    starts = [year.first_day, *sorted(draw(st.sets(inner, max_size=5)))]
    ends = [*(day - timedelta(days=1) for day in starts[1:]), year.last_day]
    parts = tuple(Part(year, *each) for each in zip(starts, ends, strict=True))
    return Cut(draw(pence(0)) * PENNY, parts)


def adds_up_to_the_year(share: Share, cut: Cut) -> None:
    """Require whole pennies, not below nothing, within one of the days' share, that add up."""
    found = [share(part, cut.a_year) for part in cut.parts]
    assert sum(found) == cut.a_year
    for part, each in zip(cut.parts, found, strict=True):
        assert each >= 0
        assert (each / PENNY).denominator == 1
        assert abs(each - cut.a_year * part.days / part.days_in_year) < PENNY


@laws(300)
@given(cuts())
def test_a_sum_cut_by_days_adds_up_to_the_year(cut: Cut) -> None:
    adds_up_to_the_year(counted, cut)


@laws(50)
@given(cuts())
def test_the_parts_have_the_days_of_the_year(cut: Cut) -> None:
    assert sum(part.days for part in cut.parts) == cut.parts[0].days_in_year
    assert [part.days_before for part in cut.parts[1:]] == [p.days_until for p in cut.parts[:-1]]
    assert [part.after() is None for part in cut.parts] == [
        part is cut.parts[-1] for part in cut.parts
    ]


def rounded_down(part: Part, a_year: Fraction) -> Fraction:
    return a_year * part.days / part.days_in_year // PENNY * PENNY


def rounded_half_up(part: Part, a_year: Fraction) -> Fraction:
    return (a_year * part.days / part.days_in_year / PENNY + Fraction(1, 2)) // 1 * PENNY


def exact(part: Part, a_year: Fraction) -> Fraction:
    return a_year * part.days / part.days_in_year


def by_months(part: Part, a_year: Fraction) -> Fraction:
    """Count whole months, so that a part of a month counts for nothing."""

    def months(day: date) -> int:
        return (day.year - part.start) * 12 + day.month - 4

    after = part.last_day + timedelta(days=1)
    until, before = (a_year * months(day) / 12 // PENNY for day in (after, part.first_day))
    return (until - before) * PENNY


def all_to_the_last(part: Part, a_year: Fraction) -> Fraction:
    return a_year if part.after() is None else Fraction(0)


@pytest.mark.parametrize(
    "wrong", [rounded_down, rounded_half_up, exact, by_months, all_to_the_last]
)
def test_a_sum_cut_otherwise_is_refuted(wrong: Share) -> None:
    assert_refuted(adds_up_to_the_year, wrong, cuts())


def is_the_sum_of_its_parts(runner: Runner, history: History) -> None:
    """Require of a year that each word is the sum of its parts', and of parts that they follow."""
    for words in runner(history):
        parts = words.get("parts", [])
        whole = words_by_owner(words)
        flows = [word for word in BOARD_WORDS if word != "reserves_opening"]
        for word in flows if parts else ():
            found = [Fraction(part[word]) for part in parts]
            expected = found[-1] if word == "reserves_closing" else sum(found)
            assert Fraction(whole[""][word]) == expected
        for before, after in pairwise(parts):
            assert before["reserves_closing"] == after["reserves_opening"]
        rows = [row for part in parts for row in part["partners"]]
        for who in {row["id"] for row in rows}:
            for word in (each for each in PARTNER_WORDS if each != "assessed_exact"):
                found = [Fraction(row[word]) for row in rows if row["id"] == who]
                # Arrears are what is owed at the end, and each part opens with those of the last.
                expected = found[-1] if word == "arrears" else sum(found)
                assert Fraction(whole[who][word]) == expected


@laws(50)
@given(histories())
def test_a_year_is_the_sum_of_its_parts(history: History) -> None:
    is_the_sum_of_its_parts(History.run, history)


def forgets_the_last_part(history: History) -> list[Words]:
    found = history.run()
    return [{**w, "parts": w["parts"][:-1]} if w.get("parts", [])[2:] else w for w in found]


def opens_every_part_as_the_year(history: History) -> list[Words]:
    found = history.run()
    for words in found:
        for part in words.get("parts", []):
            part["reserves_opening"] = words["reserves_opening"]
    return found


@pytest.mark.parametrize("wrong", [forgets_the_last_part, opens_every_part_as_the_year])
def test_a_year_put_together_otherwise_is_refuted(wrong: Runner) -> None:
    assert_refuted(is_the_sum_of_its_parts, wrong, histories())


NOT_PLAIN = ("grant", "income", "in_kind", "answer")


@st.composite
def idle_cuts(draw: st.DrawFn) -> tuple[History, list[date]]:
    """Draw plain years, without contributions in kind or answers, and days to cut them on."""
    history = draw(histories(plain=True))
    formula = {key: each for key, each in history.formulas["drawn"].items() if key != "in_kind"}
    scenario = {key: each for key, each in history.scenario.items() if key not in NOT_PLAIN}
    when = draw(st.lists(days(), min_size=1, max_size=3, unique=True))
    return History({"drawn": formula}, scenario, "drawn"), when


def with_idle_amendments(history: History, when: list[date]) -> list[Words]:
    """Cut the years by amendments that set what is so already."""
    formula = history.formulas["drawn"]
    idle = [{"from": d, "source": "x", "set": {"covers": formula["covers"]}} for d in when]
    amended = {"drawn": {**formula, "amendment": idle}}
    return History(amended, history.scenario, history.name).run()


def changes_pennies_at_most(
    runner: Callable[[History, list[date]], list[Words]], drawn: tuple[History, list[date]]
) -> None:
    """Require that nobody is asked for more or less than a penny for each pool and part."""
    history, when = drawn
    pools = len({line["pool"] for line in history.scenario["cost"]})
    for words, cut in zip(history.run(), runner(history, when), strict=True):
        most = pools * len(cut.get("parts", [])) * PENNY
        for partner, again in zip(words["partners"], cut["partners"], strict=True):
            assert abs(Fraction(partner["assessed"]) - Fraction(again["assessed"])) <= most
        assert words["cost"] == cut["cost"]


@laws(50)
@given(idle_cuts())
def test_a_cut_where_nothing_changes_changes_pennies(drawn: tuple[History, list[date]]) -> None:
    changes_pennies_at_most(with_idle_amendments, drawn)


def asks_for_both_halves_in_full(history: History, when: list[date]) -> list[Words]:
    found = with_idle_amendments(history, when)
    for words in found:
        for partner in words["partners"] if "parts" in words else ():
            partner["assessed"] = str(Fraction(partner["assessed"]) * 2)
    return found


def test_a_cut_that_changes_more_is_refuted() -> None:
    assert_refuted(changes_pennies_at_most, asks_for_both_halves_in_full, idle_cuts())
