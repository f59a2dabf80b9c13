"""Why somebody pays more or less, in a sentence made of exact parts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.amounts import POUNDS, written_money, written_sum
from funding.comparison.bill import Change
from funding.comparison.changes import Row
from funding.comparison.figures import signed_percent

MORE_IN_CASH = {
    "assessed": ("{} more is asked of it", "{} less is asked of it"),
    "borne": ("it bears {} more for others", "it bears {} less for others"),
    "in_kind": ("{} less is credited in kind", "{} more is credited in kind"),
    "shortfall": ("{} less goes unpaid", "{} more goes unpaid"),
}
"""What is said of each word where it adds to the cash, and where it lessens it."""


def reason(row: Row) -> str:
    """Say what one partner or payer pays more or less, and why."""
    currency = next((run.board.currency for run in row.runs), POUNDS)
    parts = [*_parts(row.change, currency), *_presence(row)]
    because = f": {'; '.join(parts)}" if parts else ""
    return f"{row.name} {_headline(row.change, currency)}{because}."


def in_per_cent(change: Change) -> str:
    """Write a change as a percentage of what was paid before; 'new' where that was nothing."""
    if change.part is None:
        return "new" if change.is_new else ""
    return signed_percent(change.part)


def _headline(change: Change, currency: str) -> str:
    amount = change.amount
    if not amount:
        return f"pays the same, {written_sum(change.cash, currency)}"
    word = "more" if amount > 0 else "less"
    return f"pays {written_sum(abs(amount), currency)} {word} ({in_per_cent(change)})"


def _parts(change: Change, currency: str) -> Iterator[str]:
    for word, amount in change.why().items():
        if amount:
            adds, lessens = MORE_IN_CASH[word]
            yield (adds if amount > 0 else lessens).format(written_sum(abs(amount), currency))


def _presence(row: Row) -> Iterator[str]:
    """Say which boards bill it, if those are not the same on both sides."""
    before, after = ([run.board.id for run in runs] for runs in (row.before, row.after))
    if before != after:
        yield f"it is billed {_by(before)} before and {_by(after)} after"


def _by(boards: list[str]) -> str:
    return f"by {', '.join(boards)}" if boards else "by no board"


def signed(amount: Fraction) -> str:
    """Write a sum with its sign: `+12.50`."""
    return f"{'+' if amount > 0 else ''}{written_money(amount)}"
