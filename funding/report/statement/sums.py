"""What a partner is asked in cash and in kind: the table of sums, and what it gives and bears."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.language import N_, _
from funding.report.statement.given import given_of
from funding.report.statement.model import Section, Sum
from funding.report.statement.place import Place

BESIDE = {
    "returned": N_("{amount} of the board’s reserves is returned to you: less is asked for that."),
    "arrears_paid": N_("{amount} is what you pay of earlier years’ arrears, besides."),
}
"""What is said of the words of a partner that stand in no sum of the table."""


def sums_of(place: Place) -> Section:
    """Give the table of sums, which adds up to the cash, and what is said beside it."""
    return Section(
        _("In cash and in kind"),
        sums=tuple(_table(place)),
        items=(*given_of(place), *_borne(place), *_beside(place), *_owed(place)),
    )


def _table(place: Place) -> Iterator[Sum]:
    found = place.result
    yield Sum(_("Asked of you"), place.sum(found.assessed))
    yield Sum(_("Credited to you in kind"), _less(place, found.in_kind))
    if found.shortfall:
        yield Sum(_("What you do not pay"), _less(place, found.shortfall))
    if found.borne:
        yield Sum(_("What you bear for others who do not pay"), place.sum(found.borne))
    yield Sum(_("Cash to pay"), place.sum(found.cash), is_total=True)


def _less(place: Place, amount: Fraction) -> str:
    """Write what is taken off."""
    return f"−{place.sum(amount)}" if amount else place.sum(amount)


def _borne(place: Place) -> Iterator[str]:
    for who, amount in place.run.borne_for.get(place.partner.id, {}).items():
        name = place.name_of(who)
        yield _(
            "{amount} is for {partner}, who does not pay it.",
            amount=place.sum(amount),
            partner=name,
        )


def _beside(place: Place) -> Iterator[str]:
    for word, words in BESIDE.items():
        amount = getattr(place.result, word)
        if amount:
            yield _(words, amount=place.sum(amount))


def _owed(place: Place) -> Iterator[str]:
    """Say what is in arrears at the end of the year, and since when."""
    found = place.result
    if not found.arrears:
        return
    run, row = place.parts[0]
    before = run.sheet.cell("arrears_opening", row)
    if not before:
        yield _(
            "{amount} is what you must pay and have not, at the end of the year.",
            amount=place.sum(found.arrears),
        )
        return
    parts = {
        "amount": place.sum(found.arrears),
        "before": place.sum(before),
        "now": place.sum(found.arrears - before + found.arrears_paid),
    }
    if found.arrears_paid:
        yield _(
            "{amount} is what you must pay and have not, at the end of the year: {before} from "
            "earlier years, less {paid} that you pay of it, and {now} from this year.",
            paid=place.sum(found.arrears_paid),
            **parts,
        )
    else:
        yield _(
            "{amount} is what you must pay and have not, at the end of the year: {before} from "
            "earlier years and {now} from this year.",
            **parts,
        )
