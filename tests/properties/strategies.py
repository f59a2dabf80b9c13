"""Random boards and formulas, plain and hostile, as an officer could have typed them.

Every case drawn is one that the engine must accept: where a rule needs somebody to share, one
partner (the `anchor`) is never excluded and never owes a fixed sum.
"""

from __future__ import annotations

from hypothesis import strategies as st

from tests.properties.boards import (
    answers,
    budget,
    drivers,
    leads,
    offers,
    reserves,
    sources,
)
from tests.properties.earlier import arrears_paid, last_year, rates
from tests.properties.engine import Case, Table
from tests.properties.formulas import formulas
from tests.properties.members import POOLS, Focus, Members, members


@st.composite
def cases(draw: st.DrawFn, /, **about: bool) -> Case:
    """Draw a board and a formula for it, about anything, or about what a `Focus` may be about.

    Of those about bounds or rounding some must be refused: what is asked for cannot be done.
    """
    focus = Focus(**about)
    board = draw(members())
    pools = list(POOLS[: draw(st.sampled_from([1, 1, 2, 3]))])
    formula = draw(formulas(board, pools, focus))
    return Case(formula, draw(scenarios(board, pools, focus)))


@st.composite
def scenarios(draw: st.DrawFn, board: Members, pools: list[str], focus: Focus) -> Table:
    """Draw what a board costs, what reduces that, what is given and what is answered."""
    lines = draw(budget(pools, focus))
    ends = ["central", "central", "low", "high"] if focus.full else ["central"]
    estimate = draw(st.sampled_from(ends))
    head: Table = {"id": "board", "lead": draw(leads(board))} | draw(reserves(pools, focus))
    given = draw(offers(board, lines, focus, estimate))
    before = draw(last_year(board, focus))
    found: Table = {
        "title": "Drawn",
        "year": "2020-21",
        "formulas": ["drawn"],
        "board": head,
        "partner": [
            {"id": who, "kind": kind, "devolved": draw(st.booleans())}
            for who, kind in board.kinds.items()
        ],
        "cost": lines,
        "estimate": estimate,
        "driver": draw(drivers(board)),
        "grant": draw(sources("grant", pools, focus)),
        "income": draw(sources("income", pools, focus)),
        "rate": draw(rates(given)) if focus.full else [],
        "in_kind": given,
        "answer": draw(answers(board, focus)),
        "last_year": before,
        "arrears_paid": draw(arrears_paid(before)),
    }
    return {key: value for key, value in found.items() if value != []}
