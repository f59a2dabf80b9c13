"""Random groups of bodies, measures, and ways to divide a sum among some of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.properties.engine import Table
from tests.properties.members import Members, once_in

SURE = "children"
"""The driver that everyone has some of; any other may total nothing."""


def parts(draw: st.DrawFn, number: int) -> list[str]:
    """Draw percentages above nothing that sum to 100 %."""
    points = [draw(st.integers(1, 10_000 // (number + 1))) for _ in range(number - 1)]
    return [f"{Decimal(each) / 100:f}%" for each in [*points, 10_000 - sum(points)]]


@st.composite
def table_of(draw: st.DrawFn, names: list[str]) -> Table:
    """Draw a percentage for each of some names."""
    return dict(zip(names, parts(draw, len(names)), strict=True))


@st.composite
def shared_by(draw: st.DrawFn, formula: Table) -> Table:
    """Draw what to share by; a quantity that may total nothing says what then."""
    known = [SURE, "need", *formula.get("measure", {})]
    if once_in(draw, 4):
        some = draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
        return {"by": draw(table_of(some)), "when_nil": "equal"}
    driver = draw(st.sampled_from([SURE, *known]))
    return {"by": driver} | ({} if driver == SURE else {"when_nil": "equal"})


@st.composite
def measures(draw: st.DrawFn) -> Table:
    """Draw up to three measures, of drivers or of the measures before them."""
    found: Table = {}
    for name in ["over", "banded", "tapered"][: draw(st.integers(1, 3))]:
        of = draw(st.sampled_from([SURE, "need", *found]))
        found[name] = {"of": of} | draw(st.sampled_from([_threshold, _bands, _taper]))(draw)
    return found


def _figure(draw: st.DrawFn, least: int = 0) -> int:
    return draw(st.one_of(st.integers(least, 4), st.integers(least, 90_000)))


def _threshold(draw: st.DrawFn) -> Table:
    return {"threshold": _figure(draw)}


def _bands(draw: st.DrawFn) -> Table:
    ends, end = [], 0
    for _ in range(draw(st.integers(0, 3))):
        end += _figure(draw, 1)
        ends.append(end)
    rates: Any = st.sampled_from([0, 1, 2, "0.5", "25%", "0.125"])
    return {"bands": [*({"up_to": e, "rate": draw(rates)} for e in ends), {"rate": draw(rates)}]}


def _taper(draw: st.DrawFn) -> Table:
    start = _figure(draw)
    return {"taper": {"from": start, "to": start + _figure(draw, 1)}}


@st.composite
def groups(draw: st.DrawFn, board: Members, formula: Table) -> Table:
    """Draw one or two groups that share no member; some name kinds, or bodies of no board."""
    found: Table = {}
    free = dict(board.kinds)
    for name in ("north", "south")[: draw(st.integers(1, 2))]:
        if not free:
            break
        if once_in(draw, 3):
            kind = draw(st.sampled_from(sorted(set(free.values()))))
            if any(other == kind and who not in free for who, other in board.kinds.items()):
                continue
            members, bodies = [kind], sorted(who for who, its in free.items() if its == kind)
        else:
            bodies = draw(st.lists(st.sampled_from(sorted(free)), min_size=1, unique=True))
            members = [*bodies, *(["nobody-here"] if once_in(draw, 6) else [])]
        found[name] = {"members": members} | draw(_within_a_group(bodies, formula))
        free = {who: kind for who, kind in free.items() if who not in bodies}
    return {"groups": found | {"when_nil": "equal"}} if found else {}


@st.composite
def _within_a_group(draw: st.DrawFn, bodies: list[str], formula: Table) -> Table:
    if once_in(draw, 4):
        return {}
    if once_in(draw, 4):
        return {"within": {"table": draw(table_of(sorted(bodies)))}}
    by = draw(shared_by(formula))["by"]
    return {"within": by if isinstance(by, str) else {"by": by}}
