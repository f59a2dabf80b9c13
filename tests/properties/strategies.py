"""Random boards and formulas, plain and hostile, as an officer could have typed them.

A case drawn is one that the engine must accept, unless it says otherwise: where a rule needs
somebody to share, one partner (the `anchor`) is never excluded and never owes a fixed sum.
"""

from __future__ import annotations

from hypothesis import strategies as st

from tests.properties.boards import (
    answers,
    budget,
    drivers,
    leads,
    offers,
    partners,
    reserves,
    sources,
)
from tests.properties.earlier import arrears_paid, last_year, rates
from tests.properties.engine import Case, Table
from tests.properties.expressing import expressed
from tests.properties.formulas import formulas
from tests.properties.members import POOLS, Focus, Members, hostile_members, members, once_in
from tests.properties.tearing import torn


@st.composite
def cases(draw: st.DrawFn, /, **about: bool) -> Case:
    """Draw a board and a formula for it, about anything, or about what a `Focus` may be about.

    Of those about bounds, rounding or expressions some must be refused: what is asked for cannot be
    done. So must many that are hostile: the formula is not one for such a board.
    """
    focus = Focus(**about)
    board = draw(hostile_members() if focus.hostile else members())
    pools = list(POOLS[: draw(st.sampled_from([1, 1, 2, 3]))])
    meant = draw(members()) if focus.hostile and once_in(draw, 4) else board
    formula = draw(formulas(meant, pools, focus))
    case = Case(formula, draw(scenarios(board, pools, focus)))
    if focus.expressing:
        case = draw(expressed(case))
    return draw(torn(case)) if focus.hostile and once_in(draw, 3) else case


ABOUT = ("giving", "shortage", "bounds", "bodies", "rounding", "matching", "keeping", "expressing")


@st.composite
def composed(draw: st.DrawFn, *, hostile: bool = False) -> Case:
    """Draw a case about several things at once, on a plain board or on a hostile one."""
    about = {name: once_in(draw, 3) for name in ABOUT}
    return draw(cases(**about, composed=True, full=True, hostile=hostile))


@st.composite
def scenarios(draw: st.DrawFn, board: Members, pools: list[str], focus: Focus) -> Table:
    """Draw what a board costs, what reduces that, what is given and what is answered."""
    lines = draw(budget(pools, focus))
    ends = ["central", "central", "low", "high"] if focus.full else ["central"]
    estimate = draw(st.sampled_from(ends))
    head: Table = {"id": "board"} | draw(reserves(pools, focus))
    if not focus.hostile or draw(st.booleans()):
        head["lead"] = draw(leads(board))
    given = draw(offers(board, lines, focus, estimate))
    before = draw(last_year(board, focus))
    found: Table = {
        "title": "Drawn",
        "year": "2020-21",
        "formulas": ["drawn"],
        "board": head,
        "partner": draw(partners(board, focus)),
        "cost": lines,
        "estimate": estimate,
        "driver": draw(drivers(board, focus)),
        "grant": draw(sources("grant", pools, focus)),
        "income": draw(sources("income", pools, focus)),
        "rate": draw(rates(given)) if focus.full else [],
        "in_kind": given,
        "answer": draw(answers(board, focus)),
        "last_year": before,
        "arrears_paid": draw(arrears_paid(before)),
    }
    return {key: value for key, value in found.items() if value != []}
