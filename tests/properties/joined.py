"""Boards on which some bodies of one kind are one payer, and the same with one body for them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.properties.bodies import SURE, measures, parts, shared_by
from tests.properties.engine import Case, Table
from tests.properties.members import KINDS, once_in, pence, text_of

TOGETHER = ("j-1", "j-2", "j-3", "j-4")
OTHERS = ("a", "k-2", "z", "m-m")
ONE = "j"


@st.composite
def joined(draw: st.DrawFn, *, by: str | None = None) -> Case:
    """Draw a board with a group of two or more of one kind; `by` is the split, or any."""
    kind = draw(st.sampled_from(KINDS[:3]))
    together = TOGETHER[: draw(st.integers(2, len(TOGETHER)))]
    others = OTHERS[: draw(st.integers(1, len(OTHERS)))]
    kinds = dict.fromkeys(together, kind) | {who: draw(st.sampled_from(KINDS)) for who in others}
    formula: Table = {"id": "drawn", "title": "Drawn", "source": "a test", "covers": "all"}
    formula["measure"] = draw(measures())
    formula["groups"] = {"ours": {"members": list(together)}}
    formula |= draw(_split(formula, kinds, by or draw(st.sampled_from(list(_SPLITS)))))
    return Case(formula, draw(_scenario(kinds)))


@st.composite
def _scenario(draw: st.DrawFn, kinds: dict[str, str]) -> Table:
    figures = {SURE: st.integers(1, 90_000), "need": st.sampled_from([0, 0, 1, 2, 3])}
    return {
        "title": "Drawn",
        "year": "2020-21",
        "formulas": ["drawn"],
        "board": {"id": "board"},
        "partner": [{"id": who, "kind": kind, "devolved": True} for who, kind in kinds.items()],
        "cost": [{"pool": "core", "item": "core", "amount": text_of(draw(pence()))}],
        "driver": [
            {"name": n, "year": 2020, "source": "a test", "values": {w: draw(f) for w in kinds}}
            for n, f in figures.items()
        ],
    }


@st.composite
def _split(draw: st.DrawFn, formula: Table, kinds: dict[str, str], name: str) -> Table:
    return {name: draw(_SPLITS[name](formula, kinds))}


@st.composite
def _equal(draw: st.DrawFn, formula: Table, kinds: dict[str, str]) -> Table:
    return {"among": sorted({*kinds.values()})} if draw(st.booleans()) else {}


@st.composite
def _driver(draw: st.DrawFn, formula: Table, kinds: dict[str, str]) -> Table:
    table: Table = draw(shared_by(formula))
    if once_in(draw, 3):
        weighed = draw(st.sampled_from(sorted({*kinds.values()})))
        table["weights"] = {weighed: draw(st.sampled_from([2, "0.5", 7]))}
    return table


@st.composite
def _percentages(draw: st.DrawFn, formula: Table, kinds: dict[str, str]) -> Table:
    names = sorted({*kinds.values()})
    table: Table = dict(zip(names, parts(draw, len(names)), strict=True))
    table["within"] = {}
    for kind in names:
        how = draw(shared_by(formula))["by"]
        table["within"][kind] = how if isinstance(how, str) else {"by": how}
        if draw(st.booleans()):
            table["within"][kind] = "equal"
    return table | {"when_nil": "equal"}


_SPLITS: dict[str, Any] = {"equal": _equal, "driver": _driver, "percentages": _percentages}


def as_one_body(case: Case) -> Case:
    """Put one body, with the sum of their figures, in the place of those who are one payer."""
    members = case.formula["groups"]["ours"]["members"]
    formula = {key: each for key, each in case.formula.items() if key != "groups"}
    (kind, *_) = (p["kind"] for p in case.scenario["partner"] if p["id"] in members)
    left = [p for p in case.scenario["partner"] if p["id"] not in members]
    drivers = [{**d, "values": _summed(d["values"], members)} for d in case.scenario["driver"]]
    partners = [*left, {"id": ONE, "kind": kind, "devolved": True}]
    return Case(formula, {**case.scenario, "partner": partners, "driver": drivers})


def _summed(values: Table, members: list[str]) -> Table:
    others = {who: value for who, value in values.items() if who not in members}
    return others | {ONE: sum(values[who] for who in members)}
