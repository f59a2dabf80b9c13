"""Weights, units and minimums to share out by a method, and functions that do it, right or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import strategies as st

from funding.worksheet.apportionment import METHODS, SIGNPOSTS, round_to_total

ONE = Fraction(1)


@dataclass(frozen=True)
class Share:
    """Some units, to be shared by weights, nobody below its minimum."""

    method: str
    weight: tuple[int, ...]
    units: int
    least: tuple[int, ...]
    ids: tuple[str, ...]

    def exact(self) -> list[Fraction]:
        """Give the exact part of each, minimums left out."""
        whole = sum(self.weight) or 1
        return [Fraction(self.units * each, whole) for each in self.weight]

    def with_units(self, units: int) -> Share:
        """Give the same with another number of units."""
        return replace(self, units=units)


ShareOut = Callable[[Share], list[int]]


def right(drawn: Share) -> list[int]:
    """Share out as the library does, in pounds of which a unit is one."""
    least = [Fraction(each) for each in drawn.least] if any(drawn.least) else None
    units = Fraction(drawn.units)
    found = round_to_total(drawn.exact(), units, ONE, drawn.ids, drawn.method, least)
    assert all(each.denominator == 1 for each in found)
    return [int(each) for each in found]


def share_of(
    method: str, weight: Sequence[int], units: int, least: Sequence[int] | int = 0
) -> Share:
    """Name the rows a, b, c in order."""
    lows = (least,) * len(weight) if isinstance(least, int) else tuple(least)
    names = tuple("abcdefghijklmnopqrstuvwxyz"[: len(weight)])
    return Share(method, tuple(weight), units, lows, names)


DIVISORS = tuple(SIGNPOSTS)


@st.composite
def shares(
    draw: st.DrawFn,
    methods: Sequence[str] = METHODS,
    *,
    most: int = 60,
    minimums: bool = True,
) -> Share:
    """Draw a share that can be done, with many ties and many rows of nothing."""
    method = draw(st.sampled_from(methods))
    few = st.sampled_from([0, 1, 1, 2, 2, 3, 6, 56])
    weight = draw(st.lists(st.one_of(few, st.integers(0, 900)), min_size=1, max_size=7))
    weight[0] += not any(weight)
    ids = draw(st.permutations("gfedcba"))[: len(weight)]
    least = [0] * len(weight)
    if minimums and method != "quota" and draw(st.booleans()):
        least = [draw(st.sampled_from([0, 1, 1, 2, 5])) for _ in weight]
    units = sum(least) + draw(st.integers(0, most))
    return Share(method, tuple(weight), units, tuple(least), tuple(ids))


def without_minimums(drawn: Share) -> list[int]:
    """Forget the minimums."""
    return right(replace(drawn, least=(0,) * len(drawn.least)))


def half_up_and_hope(drawn: Share) -> list[int]:
    """Round each by itself."""
    return [
        max(int(each + Fraction(1, 2)), lo)
        for each, lo in zip(drawn.exact(), drawn.least, strict=True)
    ]


def the_first_takes_the_difference(drawn: Share) -> list[int]:
    """Round each by itself, and let the first take the difference."""
    others = half_up_and_hope(drawn)[1:]
    return [drawn.units - sum(others), *others]


def ties_by_position(drawn: Share) -> list[int]:
    """Break ties by the order of the file."""
    names = tuple(f"{place:02d}" for place in range(len(drawn.ids)))
    return right(replace(drawn, ids=names))


def by_remainders(drawn: Share) -> list[int]:
    """Share by largest remainder, whatever the method."""
    return right(replace(drawn, method="largest_remainder"))


def by_dhondt(drawn: Share) -> list[int]:
    """Share by D'Hondt, whatever the method."""
    return right(replace(drawn, method="dhondt"))


def by_adams(drawn: Share) -> list[int]:
    """Share by Adams, whatever the method."""
    return right(replace(drawn, method="adams"))


def one_for_everybody(drawn: Share) -> list[int]:
    """Give a unit to each row first, as far as they go, though its part may be nothing."""
    order = sorted(range(len(drawn.ids)), key=lambda row: drawn.ids[row])
    first = [0] * len(drawn.ids)
    for row in order[: max(0, drawn.units - sum(drawn.least))]:
        first[row] = 1
    lows = tuple(map(max, drawn.least, first))
    if sum(lows) > drawn.units:
        return right(drawn)
    method = "dhondt" if drawn.method == "quota" else drawn.method
    return right(replace(drawn, least=lows, method=method))


def raised_rows_keep_their_remainder(drawn: Share) -> list[int]:
    """Let whoever was raised to its minimum stand in line for a unit more."""
    parts = drawn.exact()
    found = [max(int(each), lo) for each, lo in zip(parts, drawn.least, strict=True)]
    order = sorted(range(len(parts)), key=lambda row: (-(parts[row] % 1), drawn.ids[row]))
    for row in order[: max(0, drawn.units - sum(found))]:
        found[row] += 1
    return found


def from_whole_parts_up(drawn: Share) -> list[int]:
    """Give whole exact parts first, and only what is left by the method."""
    whole = tuple(int(each) for each in drawn.exact())
    lows = tuple(map(max, whole, drawn.least))
    if drawn.method in ("quota", "largest_remainder") or sum(lows) > drawn.units:
        return right(drawn)
    return right(replace(drawn, least=lows))


def by_weights_as_they_are(drawn: Share) -> list[int]:
    """Cut weights to even numbers first."""
    weight = tuple(each - each % 2 for each in drawn.weight)
    return right(replace(drawn, weight=weight)) if any(weight) else right(drawn)
