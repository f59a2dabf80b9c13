"""What a partner gives in kind: what it offers, what of that is credited, and why not the rest."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.comparison.run import Run
from funding.language import N_, _, in_english, pgettext
from funding.report.explaining.made_of import worth_said
from funding.report.statement.crediting import (
    NOTHING,
    Crediting,
    crediting_of,
    in_kind_of,
    offers_of,
    relief,
    relief_of_others,
)
from funding.report.statement.place import Place

UNCREDITED = {
    "unmentioned": N_("{amount} is not credited: the formula credits nothing in kind."),
    "of_another_kind": N_(
        "{amount} is not credited: the formula does not count things of that kind."
    ),
    "unshared": N_(
        "{amount} is not credited: it is for costs that the formula does not share out."
    ),
    "not_needed": N_(
        "{amount} is not credited: more is offered than is left to be paid of those costs."
    ),
    "above_its_kind": N_(
        "{amount} is not credited: it is above the ceiling for things of its kind."
    ),
}
"""Why something is not credited, in the order in which it is cut."""


def given_of(place: Place) -> Iterator[str]:
    """Say what is offered, what of it counts, what cuts the rest, and what is carried on."""
    for offer, worth in offers_of(place):
        amount = place.sum(worth)
        # For some days of a year it is worth less than its quantity times its rate.
        rated = worth_said(offer, place.year, place.run.currency)
        if rated and worth == offer.worth[place.year]:
            amount = _("{amount} ({worth})", amount=amount, worth=rated)
        parts = {"kind": _kind(offer.kind), "amount": amount}
        if offer.meets is None:
            yield _(
                "You offer {kind}, worth {amount}, which meets no line of the budget: it comes on "
                "top, and changes no bill.",
                **parts,
            )
        else:
            line = in_english(offer.meets)
            yield _("You offer {kind}, worth {amount}, for “{line}”.", line=line, **parts)
    yield from _credited(place, crediting_of(place))
    yield from _carried(place)
    relieved = sum((relief(run, row) for run, row in place.parts), NOTHING)
    if relieved:
        yield _(
            "{amount} less is asked of you, since others give more in kind than is credited to "
            "them.",
            amount=place.sum(relieved),
        )


def _kind(kind: str) -> str:
    """Say one of the statute's five words."""
    return {
        "staff": pgettext("in kind", "staff"),
        "goods": pgettext("in kind", "goods"),
        "services": pgettext("in kind", "services"),
        "accommodation": pgettext("in kind", "accommodation"),
        "other resources": pgettext("in kind", "other resources"),
    }.get(kind, kind)


def _credited(place: Place, found: Crediting) -> Iterator[str]:
    offered, credited = place.sum(found.offered), place.sum(found.credited)
    if found.offered == found.credited:
        return
    yield _(
        "Of the {offered} that you offer for lines of the budget, {credited} is credited to you.",
        offered=offered,
        credited=credited,
    )
    for word, words in UNCREDITED.items():
        amount = getattr(found, word)
        if amount:
            yield _(words, amount=place.sum(amount))
    if found.above_the_ceiling:
        amount, most = place.sum(found.above_the_ceiling), place.sum(found.most)
        yield (
            _("{amount} is not credited: no more can be than is asked of you.", amount=amount)
            if found.most == found.asked
            else _(
                "{amount} is not credited: the most that counts is {most}.",
                amount=amount,
                most=most,
            )
        )
    yield from _taken(place, found.taken, found.offered - found.credited - found.taken)


def _taken(place: Place, taken: Fraction, refused: Fraction) -> Iterator[str]:
    """Say what the board does with what is not credited."""
    if taken:
        yield _(
            "The board uses {amount} of what is not credited all the same.",
            amount=place.sum(taken),
        )
        if relieved := relief_of_others(place):
            yield _(
                "Things that are given and not credited take {amount} off what others are asked "
                "for.",
                amount=place.sum(relieved),
            )
    if refused:
        yield _(
            "The board does not take {amount} of what you offer, and buys those things itself.",
            amount=place.sum(refused),
        )


def _carried(place: Place) -> Iterator[str]:
    """Say what of gifts of earlier years is set against this one, and what is carried on."""
    seats = [(run, row) for run, row in place.parts if _carries(run)]
    if not seats:
        return
    (first, row), found = seats[0], place.result
    before = first.sheet.cell("in_kind_opening", row)
    if not before and not found.in_kind_carried:
        return
    yield _(
        "Of what you gave in kind in earlier years {before} was still to be credited to you. "
        "{drawn} of it is set against this year: that much less is asked of you. {added} is added "
        "from this year, and {carried} is carried to later years.",
        before=place.sum(before),
        drawn=place.sum(found.in_kind_drawn),
        added=place.sum(found.in_kind_carried - before + found.in_kind_drawn),
        carried=place.sum(found.in_kind_carried),
    )


def _carries(run: Run) -> bool:
    settings = in_kind_of(run)
    return settings is not None and settings.excess == "carried"
