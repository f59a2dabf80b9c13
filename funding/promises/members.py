"""Who may sit on a board that is drawn, and which pools it has: those that the formula names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from hypothesis import strategies as st

from funding.data import wales
from funding.formula.model import Formula
from funding.formula.reading import known_kinds
from funding.worksheet.column import Row
from funding.worksheet.expression import names_in

Rows = tuple[Row, ...]
MADE = "board"
"""What a board is called that was made to be tried."""
USUAL = ("local_authority", "health_board", "police", "probation")


@st.composite
def members(draw: st.DrawFn, formula: Formula, most: int, also: Sequence[str] = ()) -> Rows:
    """Draw who sits on the board: of each kind that the formula needs, and some others.

    `also` are kinds and partners, by their ids, that may sit there besides.
    """
    kinds = kinds_of(formula, also)
    needed = {kind for _, each in formula.sections() for _, kind, _ in each.kinds_needed()}
    drawn = draw(st.lists(st.sampled_from(kinds), min_size=0 if needed else 1, max_size=most))
    known = sorted({*partners_of(formula), *also} - known_kinds([formula]))
    named = draw(st.lists(st.sampled_from(known or ["x"]), unique=True, max_size=3))
    rows: dict[str, Row] = {}
    for kind in [*sorted(needed), *drawn]:
        number = sum(row.keys["kind"] == kind for row in rows.values()) + 1
        row = row_of(formula, f"{kind.replace('_', '-')}-{number}", kind)
        rows[row.id] = row
    for who in named if known else []:
        body = wales.bodies().get(who)
        rows[who] = row_of(formula, who, body.kind if body else "local_authority")
    return tuple(rows.values())


def kinds_of(formula: Formula, also: Collection[str] = ()) -> list[str]:
    """Give the kinds of partner to draw from: the usual ones, those that the formula names, `also`.

    A kind that the formula declares may sit on its boards, whether anything is said of it or not.
    """
    known = known_kinds([formula])
    named = {who for who in (*_named_by(formula), *also) if who in known}
    return list(dict.fromkeys([*USUAL, *sorted(named | formula.file.kinds.keys())]))


def _named_by(formula: Formula) -> Iterator[str]:
    """Give the names that may be kinds of partner: of sections, and in expressions of steps."""
    for _, each in formula.sections():
        yield from each.partners_named()
        yield from (kind for _, kind in each.kinds_named())
        yield from (kind for _, kind, _ in each.kinds_needed())
    for step in formula.file.step:
        yield from kinds_asked_for(names_in(step.expression))


def kinds_asked_for(names: Collection[str]) -> set[str]:
    """Give the kinds of partner of which it is asked who is one: `is_police` asks for police."""
    return {name.removeprefix("is_") for name in names if name.startswith("is_")}


def partners_of(formula: Formula) -> list[str]:
    """Give the partners that the formula names by their ids."""
    known = known_kinds([formula])
    named = {who for _, each in formula.sections() for who in each.partners_named()}
    words = {word for _, each in formula.sections() for word in each.words}
    return sorted(who for who in named - known - words if who.islower() and "_" not in who)


def pools_for(formula: Formula) -> tuple[list[str], list[str]]:
    """Give the pools that a board for the formula has cost of, and those that it may have too."""
    file = formula.file
    stated = () if file.covers == "all" else tuple(file.covers)
    pools = list(dict.fromkeys([*stated, *formula.pools])) or ["core"]
    return pools, [each for each in (*file.paid_centrally, "another") if each not in pools]


def row_of(formula: Formula, who: str, kind: str) -> Row:
    """Make a row; whether it is devolved follows from its kind."""
    own = formula.file.kinds.get(kind)
    devolved = own.devolved if own else wales.kinds()[kind].devolved
    sector = "devolved" if devolved else "non-devolved"
    return Row(who, {"kind": kind, "sector": sector, "payer": who, "board": MADE})
