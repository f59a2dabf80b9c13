"""Random floors, ceilings, limits on change and transitions, possible and not."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.properties.engine import Table
from tests.properties.members import KINDS, Members, once_in, pence, text_of

SHARES = {
    "floor": ["0%", "1%", "5%", "12.5%"],
    "ceiling": ["100%", "60%", "33.3%", "15%"],
    "fixed": ["22%", "10%", "0%"],
}
CHANGES = {
    "minimum_change": ["-100%", "-50%", "-5%", "0%", "2%"],
    "maximum_change": ["0%", "-1%", "5%", "10%", "150%"],
}


@st.composite
def bounding(draw: st.DrawFn, board: Members) -> Table:
    """Draw a section of bounds, a transition, or both."""
    found: Table = {}
    if once_in(draw, 3):
        found["transition"] = draw(_transition())
    if not found or draw(st.booleans()):
        found["bounds"] = draw(_bounds(board))
    return found


@st.composite
def _bounds(draw: st.DrawFn, board: Members) -> Table:
    parties = st.sampled_from([*sorted(board.kinds), *KINDS, "everyone"])
    keys = [*SHARES, *CHANGES, "floor_amount", "ceiling_amount", "fixed_amount"]
    table: Table = {}
    for key in draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True)):
        values = {**SHARES, **CHANGES}.get(key)
        figure = st.sampled_from(values) if values else pence().map(text_of)
        whom = draw(st.lists(parties, min_size=1, max_size=3, unique=True))
        table[key] = {who: draw(figure) for who in whom}
    if once_in(draw, 3):
        table["paid_by"] = "scaling back"
    if draw(st.booleans()):
        table["rest"] = "uncovered"
    if once_in(draw, 3):
        table["may_be_crossed_by"] = draw(
            st.lists(st.sampled_from(["giving back", "bearing"]), unique=True)
        )
    return table


@st.composite
def _transition(draw: st.DrawFn) -> Table:
    start = draw(st.sampled_from(["2018-19", "2019-20", "2020-21", "2021-22"]))
    if draw(st.booleans()):
        return {"start": start, "years": draw(st.integers(1, 4))}
    return {"start": start, "steps": draw(st.sampled_from([["0%"], ["25%", "50%", "75%"]]))}
