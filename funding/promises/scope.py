"""The boards that a proof is about: who sits on them, and what of them a worksheet depends on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from funding.compiling.objections import objections
from funding.data import wales
from funding.formula.model import Formula
from funding.formula.reading import known_kinds
from funding.language import _
from funding.promises.example import Subject
from funding.promises.members import kinds_of, partners_of, pools_for, row_of
from funding.rules.work import Reduction, Shape
from funding.scenario.model import Board
from funding.worksheet.column import Row
from funding.years import Part


@dataclass(frozen=True)
class Seats:
    """Who sits on a board, by its name."""

    board: str
    rows: tuple[Row, ...]

    @property
    def sorts(self) -> tuple[tuple[str, int], ...]:
        """How many sit there of each kind and sector."""
        kinds = [f"{row.keys['kind']}, {row.keys['sector']}" for row in self.rows]
        return tuple(sorted((kind, kinds.count(kind)) for kind in set(kinds)))


def seats_of(board: Board) -> Seats:
    """Give who sits on a board of a scenario."""
    return Seats(board.id, tuple(partner.row_on(board.id) for partner in board.partners))


def usable(subject: Subject, boards: tuple[Board, ...], also: Collection[str] = ()) -> list[Seats]:
    """Give the boards on which the formula has all that it needs; if none, one made for it.

    On that there are partners of the kinds `also` too.
    """
    return seated(subject, boards) or [_made_for(subject.formula, also)]


def seated(subject: Subject, boards: tuple[Board, ...]) -> list[Seats]:
    """Give the boards on which the formula has all that it needs."""
    part = Part.whole(subject.year)
    return [seats_of(b) for b in boards if not list(objections(subject.formula, b, part))]


def unlike(formula: Formula, seats: Sequence[Seats]) -> list[Seats]:
    """Give one board of each sort that a formula can tell apart: it may name partners by id."""
    paid_by_others = any(row.keys["payer"] != row.id for each in seats for row in each.rows)
    if partners_of(formula) or paid_by_others:
        return list(seats)
    return list({each.sorts: each for each in seats}.values())


def _made_for(formula: Formula, also: Collection[str]) -> Seats:
    """Give a board with two partners of each kind that the formula names, or that is usual."""
    kinds = kinds_of(formula, also)
    pairs = ((f"{kind.replace('_', '-')}-{number}", kind) for kind in kinds for number in (1, 2))
    rows = (row_of(formula, who, kind) for who, kind in pairs)
    return Seats(_("a board with two of each kind"), tuple(rows))


def full_shape(formula: Formula) -> Shape:
    """Give the shape of a board with everything in it: figures of nothing stand for less.

    There is one pool more than the formula names, a grant, income and a use of reserves for all of
    them, and offers of a kind that counts and of one that does not.
    """
    pools, more = pools_for(formula)
    pools += more
    return Shape(
        tuple(pools),
        (
            Reduction("grants_0", "grants", _("a grant"), tuple(pools)),
            Reduction("income_0", "income", _("income"), tuple(pools)),
            Reduction("reserves_0", "reserves", _("planned use of reserves"), tuple(pools)),
        ),
        tuple(sorted((kind, pool) for kind in ("goods", "staff") for pool in pools[:2])),
        drivers=frozenset(wales.measures()),
        kinds=known_kinds([formula]),
        arrears=True,
        any_driver=True,
    )
