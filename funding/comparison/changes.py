"""What everybody pays more or less: on each board, and over all boards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from funding.comparison.bill import Bill, Change, bill_of
from funding.comparison.pairing import Pair, Side
from funding.comparison.run import Run
from funding.data import wales
from funding.evaluation.exact import ZERO
from funding.language import here
from funding.worksheet.column import Title


@dataclass(frozen=True, eq=False)
class Seat:
    """A partner on one board, or a payer over several: its bill, and what that rests on."""

    id: str
    name: str
    kind: str | None
    payer: str
    bill: Bill
    runs: tuple[Run, ...]


@dataclass(frozen=True, eq=False)
class Row:
    """One partner or payer, before and after; a partner is of a kind, a payer of none."""

    id: str
    name: str
    kind: str | None
    payer: str
    change: Change
    before: tuple[Run, ...]
    after: tuple[Run, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The results that it rests on."""
        return (*self.before, *self.after)


@dataclass(frozen=True)
class Tally:
    """How many pay more, how many less and how many the same, and how much."""

    more: int
    less: int
    same: int
    rises: Fraction
    falls: Fraction


@dataclass(frozen=True, eq=False)
class BoardChange:
    """One board on both sides, partner by partner."""

    before: Run
    after: Run
    rows: tuple[Row, ...]


def by_board(pair: Pair) -> Iterator[BoardChange]:
    """Give each board that stands on both sides under the same id."""
    befores = {run.board.id: run for run in pair.before.runs}
    for after in pair.after.runs:
        before = befores.get(after.board.id)
        if before is not None:
            yield between(before, after)


def between(before: Run, after: Run) -> BoardChange:
    """Give one board in two results, partner by partner."""
    return BoardChange(before, after, _rows(_partners(before), _partners(after)))


def by_payer(pair: Pair) -> tuple[Row, ...]:
    """Give each payer over all the boards of either side."""
    return _rows(_payers(pair.before), _payers(pair.after))


def tally(rows: Sequence[Row]) -> Tally:
    """Count who pays more, less and the same, and sum by how much."""
    amounts = [row.change.amount for row in rows]
    rises, falls = ([a for a in amounts if a > 0], [-a for a in amounts if a < 0])
    same = len(amounts) - len(rises) - len(falls)
    return Tally(len(rises), len(falls), same, sum(rises, ZERO), sum(falls, ZERO))


def total(rows: Sequence[Row]) -> Change:
    """Give all rows as one."""
    before = sum((row.change.before or Bill() for row in rows), Bill())
    return Change(before, sum((row.change.after or Bill() for row in rows), Bill()))


def _partners(run: Run) -> dict[str, Seat]:
    return {
        partner.id: Seat(
            partner.id,
            here(party.partner.name),
            party.partner.kind,
            party.partner.payer,
            bill_of(partner),
            (run,),
        )
        for party, partner in run.rows()
    }


def _payers(side: Side) -> dict[str, Seat]:
    names = payer_names(side.runs)
    found: dict[str, Seat] = {}
    for run in side.runs:
        for party, partner in run.rows():
            payer = party.partner.payer
            so_far = found.get(payer)
            bill, runs = (so_far.bill, so_far.runs) if so_far else (Bill(), ())
            runs = tuple(dict.fromkeys([*runs, run]))
            found[payer] = Seat(payer, names[payer], None, payer, bill + bill_of(partner), runs)
    return found


def payer_names(runs: Sequence[Run]) -> dict[str, str]:
    """Give each payer's name: its own as a partner, else the shipped one, else its id."""
    partners = [party.partner for run in runs for party in run.parties]
    own = {partner.id: here(partner.name) for partner in partners}
    bodies = wales.bodies().values()
    shipped = {body.id: here(Title(body.name_en, body.name_cy)) for body in bodies}
    return {p.payer: own.get(p.payer) or shipped.get(p.payer) or p.payer for p in partners}


def _rows(before: Mapping[str, Seat], after: Mapping[str, Seat]) -> tuple[Row, ...]:
    """Put the two together, in the order of the first, then of what is only in the second."""
    return tuple(
        _row(before.get(each), after.get(each)) for each in dict.fromkeys([*before, *after])
    )


def _row(before: Seat | None, after: Seat | None) -> Row:
    seat = after or before
    assert seat is not None  # noqa: S101  # an id comes from one of the two
    return Row(
        seat.id,
        seat.name,
        seat.kind,
        seat.payer,
        Change(before.bill if before else None, after.bill if after else None),
        before.runs if before else (),
        after.runs if after else (),
    )
