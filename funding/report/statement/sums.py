"""What a partner is asked in cash and in kind: the table of sums, and what it gives and bears."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.language import N_, _, in_english, pgettext
from funding.report.statement.model import Section, Sum
from funding.report.statement.place import Place

BESIDE = {
    "in_kind_free": N_("{amount} of what you give in kind is used and not credited to you."),
    "in_kind_on_top": N_("{amount} of what you give in kind is on top of the board’s budget."),
    "in_kind_drawn": N_(
        "{amount} that you gave in kind in earlier years is set against this year."
    ),
    "in_kind_carried": N_("{amount} that you give in kind may count for later years."),
    "returned": N_("{amount} of the board’s reserves is returned to you: less is asked for that."),
    "arrears_paid": N_("{amount} is what you pay of earlier years’ arrears, besides."),
    "arrears": N_("{amount} is what you must pay and have not, at the end of the year."),
}
"""What is said of the words of a partner that stand in no sum of the table."""


def sums_of(place: Place) -> Section:
    """Give the table of sums, which adds up to the cash, and what is said beside it."""
    return Section(
        _("In cash and in kind"),
        sums=tuple(_table(place)),
        items=(*_offers(place), *_borne(place), *_beside(place)),
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


def _offers(place: Place) -> Iterator[str]:
    for offer in place.run.board.offers:
        worth = offer.worth[place.year]
        if offer.partner != place.partner.id or not worth:
            continue
        parts = {"kind": _kind(offer.kind), "amount": place.sum(worth)}
        if offer.meets is None:
            yield _("You offer {kind}, worth {amount}, which meets no line of the budget.", **parts)
        else:
            line = in_english(offer.meets)
            yield _("You offer {kind}, worth {amount}, for “{line}”.", line=line, **parts)


def _kind(kind: str) -> str:
    """Say one of the statute's five words."""
    return {
        "staff": pgettext("in kind", "staff"),
        "goods": pgettext("in kind", "goods"),
        "services": pgettext("in kind", "services"),
        "accommodation": pgettext("in kind", "accommodation"),
        "other resources": pgettext("in kind", "other resources"),
    }.get(kind, kind)


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
