"""Random amendments: another value for something that a formula says already."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.properties.engine import Table
from tests.properties.members import KINDS, pence, text_of


@st.composite
def amendments(draw: st.DrawFn, table: Table, anchor_kind: str) -> list[tuple[str, Table]]:
    """Draw one change of what a formula says, if there is anything to change."""
    choices = list(_changes(table, anchor_kind))
    if not choices:
        return []
    section, values = draw(st.sampled_from(choices))
    return [(section, draw(values))]


def _changes(
    table: Table, anchor_kind: str
) -> Iterator[tuple[str, st.SearchStrategy[dict[str, Any]]]]:
    """Give a way to change each thing that the formula says."""
    sums = pence(0).map(text_of)
    parts = st.sampled_from(["0%", "12.5%", "50%", "100%"])
    for name in ("flat_fees", "amounts"):
        if name in table:
            yield name, _one_of(sorted(table[name]), sums)
    names = [each for each in table.get("duty", {}) if each != "notice"]
    if names:
        yield "duty", _one_of(names, st.sampled_from(["will", "may"]))
    if "notice" in table.get("duty", {}):
        yield "duty", _one_of(["notice"], st.integers(1, 24))
    if "in_kind" in table:
        excess = st.sampled_from(["refused", "kept", "shared"])
        yield "in_kind", _one_of(["excess"], excess)
    if "ceiling" in table.get("in_kind", {}):
        yield "in_kind", _one_of(["ceiling"], parts)
    if "shortfall" in table:
        order = st.lists(st.sampled_from(["lead", "devolved", "reserves"]), unique=True)
        yield "shortfall", _one_of(["borne_by"], order)
    if "limit_amount" in table.get("shortfall", {}):
        yield "shortfall", _one_of(["limit_amount"], sums)
    if "percentages" in table:
        yield "percentages", _shifted(table["percentages"], anchor_kind)


def _one_of(keys: list[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(st.sampled_from(keys), values).map(lambda pair: dict([pair]))


@st.composite
def _shifted(draw: st.DrawFn, table: Table, anchor: str) -> dict[str, Any]:
    """Draw other percentages of the same kinds; the one who always takes part keeps some."""
    kinds = sorted(kind for kind in table if kind in KINDS and kind != anchor)
    points = [draw(st.integers(0, 10_000 // (len(kinds) + 1))) for _ in kinds]
    found = {kind: _percent(each) for kind, each in zip(kinds, points, strict=True)}
    left = "rest" if draw(st.booleans()) else _percent(10_000 - sum(points))
    return {**found, anchor: left}


def _percent(hundredths: int) -> str:
    return f"{Decimal(hundredths) / 100:f}%"
