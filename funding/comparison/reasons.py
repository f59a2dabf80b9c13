"""Why somebody pays more or less, in a sentence made of exact parts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.amounts import POUNDS, written_money, written_sum
from funding.comparison.bill import Change
from funding.comparison.changes import Row
from funding.comparison.figures import signed_percent
from funding.language import N_, _, pgettext

MORE_IN_CASH = {
    "assessed": (N_("{amount} more is asked of it"), N_("{amount} less is asked of it")),
    "borne": (N_("it bears {amount} more for others"), N_("it bears {amount} less for others")),
    "in_kind": (N_("{amount} less is credited in kind"), N_("{amount} more is credited in kind")),
    "shortfall": (N_("{amount} less goes unpaid"), N_("{amount} more goes unpaid")),
}
"""What is said of each word where it adds to the cash, and where it lessens it."""


def reason(row: Row) -> str:
    """Say what one partner or payer pays more or less, and why."""
    currency = next((run.board.currency for run in row.runs), POUNDS)
    parts = [*_parts(row.change, currency), *_presence(row)]
    because = f": {'; '.join(parts)}" if parts else ""
    return f"{_headline(row, currency)}{because}."


def in_per_cent(change: Change) -> str:
    """Write a change as a percentage of what was paid before; 'new' where that was nothing."""
    if change.part is None:
        return pgettext("a change", "new") if change.is_new else ""
    return signed_percent(change.part)


def _headline(row: Row, currency: str) -> str:
    change, amount = row.change, row.change.amount
    if not amount:
        return _(
            "{name} pays the same, {amount}",
            name=row.name,
            amount=written_sum(change.cash, currency),
        )
    words = N_("{name} pays {amount} more ({part})")
    if amount < 0:
        words = N_("{name} pays {amount} less ({part})")
    part, sum_ = in_per_cent(change), written_sum(abs(amount), currency)
    return _(words, name=row.name, amount=sum_, part=part)


def _parts(change: Change, currency: str) -> Iterator[str]:
    for word, amount in change.why().items():
        if amount:
            adds, lessens = MORE_IN_CASH[word]
            said = written_sum(abs(amount), currency)
            yield _(adds if amount > 0 else lessens, amount=said)


def _presence(row: Row) -> Iterator[str]:
    """Say which boards bill it, if those are not the same on both sides."""
    before, after = ([run.board.id for run in runs] for runs in (row.before, row.after))
    if before != after:
        boards = {"before": ", ".join(before), "after": ", ".join(after)}
        if not before:
            yield _("it is billed by no board before and by {after} after", **boards)
        elif not after:
            yield _("it is billed by {before} before and by no board after", **boards)
        else:
            yield _("it is billed by {before} before and by {after} after", **boards)


def signed(amount: Fraction) -> str:
    """Write a sum with its sign: `+12.50`."""
    return f"{'+' if amount > 0 else ''}{written_money(amount)}"
