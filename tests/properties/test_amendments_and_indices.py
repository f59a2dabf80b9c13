"""An amendment is one formula after another; an index that stands still changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.properties.amending import amendments
from tests.properties.engine import Table, Words, laws, words_by_owner
from tests.properties.histories import YEARS, History, days, histories
from tests.properties.refuting import assert_refuted

Sums = list[dict[str, dict[str, str]]]


@dataclass(frozen=True)
class Amended:
    """Plain years, and one change of the formula from a day on."""

    history: History
    day: date
    change: Table

    @property
    def formula(self) -> Table:
        """The formula without its amendment."""
        return self.history.formulas["drawn"]

    def as_one_formula(self) -> list[Words]:
        """Run the formula with its amendment."""
        amendment = {"from": self.day, "source": "a test", "set": self.change}
        return self._run({"drawn": {**self.formula, "amendment": [amendment]}}, "drawn")

    def as_two_formulas(self, last: date) -> list[Words]:
        """Run the formula until a day, and then another that says what is changed."""
        merged = {name: {**self.formula[name], **each} for name, each in self.change.items()}
        second = {**self.formula, **merged, "id": "second"}
        return self._run({"drawn": self.formula, "second": second}, "both", last)

    def _run(self, formulas: dict[str, Table], name: str, last: date | None = None) -> list[Words]:
        turns = [{"formula": "drawn", "until": last}, {"formula": "second"}]
        scenario = dict(self.history.scenario)
        if last is not None:
            scenario["succession"] = [{"id": "both", "title": "Both", "formulas": turns}]
        said = [
            {**each, "formula": name} if "formula" in each else each
            for each in scenario.get("answer", [])
        ]
        return History(formulas, {**scenario, "answer": said} if said else scenario, name).run()


@st.composite
def amended(draw: st.DrawFn) -> Amended:
    """Draw plain years and a change, often on a first of April."""
    history = draw(histories(plain=True))
    change = draw(amendments(history.formulas["drawn"], history.anchor_kind))
    assume(change)
    april = st.sampled_from([date(2021, 4, 1), date(2022, 4, 1)])
    return Amended(history, draw(st.one_of(april, days())), dict(change))


def sums(found: list[Words]) -> Sums:
    """Give every published sum of every year."""
    return [words_by_owner(words) for words in found]


def is_two_formulas(runner: Callable[[Amended], list[Words]], drawn: Amended) -> None:
    """Require of an amended formula what the two in succession give."""
    expected = drawn.as_two_formulas(drawn.day - timedelta(days=1))
    assert sums(runner(drawn)) == sums(expected)


@laws(50)
@given(amended())
def test_an_amendment_is_two_formulas_in_succession(drawn: Amended) -> None:
    is_two_formulas(Amended.as_one_formula, drawn)


def a_day_late(drawn: Amended) -> list[Words]:
    return drawn.as_two_formulas(drawn.day)


def from_the_start(drawn: Amended) -> list[Words]:
    return Amended(drawn.history, date(2020, 4, 1), drawn.change).as_one_formula()


def never(drawn: Amended) -> list[Words]:
    return drawn.history.run()


@pytest.mark.parametrize("wrong", [a_day_late, from_the_start, never])
def test_an_amendment_that_begins_otherwise_is_refuted(
    wrong: Callable[[Amended], list[Words]],
) -> None:
    assert_refuted(is_two_formulas, wrong, amended())


@st.composite
def with_sums(draw: st.DrawFn) -> History:
    """Draw plain years under a formula that states sums of money."""
    history = draw(histories(plain=True))
    formula = dict(history.formulas["drawn"])
    if not formula.keys() & {"flat_fees", "amounts"}:
        kinds = sorted({each["kind"] for each in history.scenario["partner"]})
        formula["flat_fees"] = {draw(st.sampled_from(kinds)): "£1,000.01"}
        formula.pop("percentages", None)
        formula = {k: v for k, v in formula.items() if k not in ("driver", "equal", "pool")}
    return History({"drawn": formula}, history.scenario, "drawn", history.anchor_kind)


def rising(history: History, how: dict[str, Any], numbers: list[int]) -> list[Words]:
    """Run with sums that rise by a rate or by an index of some numbers."""
    formula = history.formulas["drawn"]
    of = [name for name in ("flat_fees", "amounts") if name in formula]
    uprated = {"drawn": {**formula, "uprating": {**how, "base": YEARS[0], "of": of}}}
    index = {"name": "still", "source": "x", "values": dict(zip(YEARS, numbers, strict=True))}
    indices = [*history.scenario.get("index", []), index]
    return History(uprated, {**history.scenario, "index": indices}, "drawn").run()


def changes_nothing(runner: Callable[[History], list[Words]], history: History) -> None:
    assert sums(runner(history)) == sums(history.run())


def by_an_index_that_stands_still(history: History) -> list[Words]:
    return rising(history, {"index": "still"}, [107, 107, 107])


def by_no_rate(history: History) -> list[Words]:
    return rising(history, {"rate": "0%"}, [1, 1, 1])


@laws(40)
@given(with_sums())
def test_an_index_that_stands_still_changes_nothing(history: History) -> None:
    changes_nothing(by_an_index_that_stands_still, history)
    changes_nothing(by_no_rate, history)


def by_the_number_of_the_year(history: History) -> list[Words]:
    return rising(history, {"index": "still"}, [100, 107, 107])


def by_a_small_rate(history: History) -> list[Words]:
    return rising(history, {"rate": "1%"}, [1, 1, 1])


@pytest.mark.parametrize("wrong", [by_the_number_of_the_year, by_a_small_rate])
def test_sums_that_rise_with_an_index_that_stands_still_are_refuted(
    wrong: Callable[[History], list[Words]],
) -> None:
    assert_refuted(changes_nothing, wrong, with_sums())
