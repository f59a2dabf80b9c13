"""The boards that a proof is about: who sits on them, and what of them a worksheet depends on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from funding.compiling.objections import objections
from funding.data import wales
from funding.formula.model import Formula
from funding.formula.reading import known_kinds
from funding.promises.example import Subject
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
        """How many sit there of each kind."""
        kinds = [row.keys["kind"] for row in self.rows]
        return tuple(sorted((kind, kinds.count(kind)) for kind in set(kinds)))


def seats_of(board: Board) -> Seats:
    """Give who sits on a board of a scenario."""
    return Seats(
        board.id,
        tuple(
            Row(
                partner.id,
                {
                    "kind": partner.kind,
                    "sector": "devolved" if partner.devolved else "non-devolved",
                    "payer": partner.payer,
                    "board": board.id,
                },
            )
            for partner in board.partners
        ),
    )


def usable(subject: Subject, boards: tuple[Board, ...]) -> Iterator[Seats]:
    """Give the boards on which the formula has all that it needs."""
    part = Part.whole(subject.year)
    for board in boards:
        if not list(objections(subject.formula, board, part)):
            yield seats_of(board)


def full_shape(formula: Formula) -> Shape:
    """Give the shape of a board with everything in it: figures of nothing stand for less.

    There is one pool more than the formula names, a grant, income and a use of reserves for all of
    them, and offers of a kind that counts and of one that does not.
    """
    file = formula.file
    stated = () if file.covers == "all" else tuple(file.covers)
    pools = list(dict.fromkeys([*stated, *formula.pools])) or ["core"]
    pools += [pool for pool in (*file.paid_centrally, "another") if pool not in pools]
    return Shape(
        tuple(pools),
        (
            Reduction("grants_0", "grants", "a grant", tuple(pools)),
            Reduction("income_0", "income", "income", tuple(pools)),
            Reduction("reserves_0", "reserves", "planned use of reserves", tuple(pools)),
        ),
        tuple(sorted((kind, pool) for kind in ("goods", "staff") for pool in pools[:2])),
        drivers=frozenset(wales.measures()),
        kinds=known_kinds([formula]),
        arrears=True,
        any_driver=True,
    )
