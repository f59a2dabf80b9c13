"""A warning is said once for all the results it is about, and about no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from funding.comparison.run import Run
from funding.comparison.warned import blocks_of, warned
from tests.properties.engine import laws

BOARDS, YEARS, FORMULAS = ("north", "south"), ("2020-21", "2021-22", "2022-23"), ("a", "b")


Said = Mapping[tuple[str, str, str], tuple[str, ...]]


@dataclass(frozen=True)
class Named:
    id: str


@dataclass(frozen=True)
class Warned:
    board: Named
    year: str
    formula: Named
    warnings: tuple[str, ...]


def runs_of(said: Said) -> list[Run]:
    found: list[Any] = [
        Warned(Named(board), year, Named(formula), said.get((board, year, formula), ()))
        for board, year, formula in product(BOARDS, YEARS, FORMULAS)
    ]
    return found


def lines(said: Said) -> list[str]:
    return list(warned(runs_of(said), YEARS))


def test_what_is_true_everywhere_is_said_once() -> None:
    said = dict.fromkeys(product(BOARDS, YEARS, FORMULAS), ("late",))
    assert lines(said) == ["every board, 2020-21 to 2022-23, a, b: late"]


def test_what_is_true_once_is_said_of_that_alone() -> None:
    assert lines({("south", "2021-22", "b"): ("late",)}) == ["south, 2021-22, b: late"]


def test_years_apart_are_named_one_by_one() -> None:
    said = {("north", year, "a"): ("late",) for year in ("2020-21", "2022-23")}
    assert lines(said) == ["north, 2020-21, 2022-23, a: late"]


def test_two_warnings_come_in_the_order_in_which_they_first_do() -> None:
    said = {("north", "2020-21", "a"): ("late",), ("north", "2020-21", "b"): ("low", "late")}
    assert lines(said) == ["north, 2020-21, a, b: late", "north, 2020-21, b: low"]


PLACES = st.frozensets(st.sampled_from(list(product(BOARDS, YEARS, FORMULAS))), min_size=1)


@laws(100)
@given(PLACES)
def test_each_result_is_in_one_block_of_its_warning(places: frozenset[Any]) -> None:
    blocks = blocks_of(runs_of(dict.fromkeys(places, ("late",))))["late"]
    covered = [place for block in blocks for place in product(*block)]
    assert sorted(covered) == sorted(places)
