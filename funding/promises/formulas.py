"""Formulas made of sections at random: small, sound by themselves, and unlike each other."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Table = dict[str, Any]
KINDS = ("local_authority", "health_board", "police", "probation")
SPLITS = ("percentages", "driver", "equal")


@st.composite
def formula_tables(draw: st.DrawFn) -> Table:
    """Draw the keys of a formula file."""
    table: Table = {
        "id": "drawn",
        "title": "Drawn at random",
        "source": "drawn",
        "covers": draw(st.sampled_from(["all", ["core"]])),
    }
    if table["covers"] != "all":
        table["rest"] = "uncovered"
    split = draw(st.sampled_from(SPLITS))
    table[split] = draw(_SECTIONS[split]())
    for name in draw(st.lists(st.sampled_from(MORE), unique=True)):
        table[name] = draw(_SECTIONS[name]())
    return table


@st.composite
def _percentages(draw: st.DrawFn) -> Table:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=4, unique=True))
    left, table = 100, Table()
    for kind in kinds[:-1]:
        share = draw(st.integers(0, left))
        table[kind] = f"{share}%"
        left -= share
    table[kinds[-1]] = draw(st.sampled_from([f"{left}%", "rest"]))
    missing = draw(st.sampled_from(["others pro rata", "uncovered"]))
    return table | {"missing_kind": missing}


def _driver() -> st.SearchStrategy[Table]:
    return st.sampled_from([None, "local_authority", "police"]).map(
        lambda kind: (
            {"by": "children_0_17", "when_nil": "equal"} | ({"among": [kind]} if kind else {})
        )
    )


def _equal() -> st.SearchStrategy[Table]:
    return st.just(Table())


def _duty() -> st.SearchStrategy[Table]:
    words = st.sampled_from(["will", "may"])
    return st.dictionaries(st.sampled_from(KINDS), words, min_size=1)


@st.composite
def _in_kind(draw: st.DrawFn) -> Table:
    table: Table = {
        "eligible": draw(st.sampled_from(["all", ["staff"], []])),
        "excess": draw(st.sampled_from(["refused", "kept", "shared"])),
    }
    ceiling = draw(st.sampled_from([None, "50%", "0%"]))
    return table | ({"ceiling": ceiling} if ceiling else {})


@st.composite
def _shortfall(draw: st.DrawFn) -> Table:
    words = ["reserves", "devolved", "all who pay in full", "all who must pay", "local_authority"]
    order = draw(st.lists(st.sampled_from(words), unique=True, max_size=3))
    limit = draw(st.sampled_from([None, "10%", "100%"]))
    return {"borne_by": order} | ({"limit": limit} if limit else {})


@st.composite
def _bounds(draw: st.DrawFn) -> Table:
    kind = draw(st.sampled_from([*KINDS, "everyone"]))
    ceiling = draw(st.sampled_from(["25%", "60%", "100%"]))
    return {"ceiling": {kind: ceiling}, "rest": "uncovered"}


@st.composite
def _flat_fees(draw: st.DrawFn) -> Table:
    kind = draw(st.sampled_from(["police", "probation"]))
    return {kind: draw(st.sampled_from(["£10.00", "£5,000.00"]))}


_SECTIONS = {
    "percentages": _percentages,
    "driver": _driver,
    "equal": _equal,
    "duty": _duty,
    "in_kind": _in_kind,
    "shortfall": _shortfall,
    "bounds": _bounds,
    "flat_fees": _flat_fees,
}
MORE = ("duty", "in_kind", "shortfall", "bounds", "flat_fees")
