"""What must add up in every result, checked on the published sums by code that knows no rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction

from funding.errors import ConservationError
from funding.evaluation.result import BoardResult, PartnerResult

EXACT_WORDS = ("assessed_exact",)


def check_identities(result: BoardResult, what: str) -> None:
    """Raise `ConservationError` unless (R), (P), (S) and (C) hold to the penny, nothing negative.

    `what` names the result: the formula, the board and the year.
    """
    wrong = list(broken_identities(result))
    if wrong:
        raise ConservationError(f"{what}: " + "; ".join(wrong))


def broken_identities(result: BoardResult) -> Iterator[str]:
    """Say in words everything in a result that does not add up."""
    yield from _not_published(result)
    paid = sum(p.cash + p.in_kind + p.in_kind_free for p in result.partners)
    sources = result.grants + result.income + result.reserves_used + paid + result.unfunded
    if result.cost + result.surplus != sources:
        yield (
            f"(R) cost and surplus are {result.cost + result.surplus}, what pays for them {sources}"
        )
    closing = result.reserves_opening + result.surplus - result.reserves_used
    if closing != result.reserves_closing:
        yield f"(C) reserves should close with {closing}, and close with {result.reserves_closing}"
    for partner in result.partners:
        asked = partner.assessed + partner.borne
        given = partner.cash + partner.in_kind + partner.shortfall
        if asked != given:
            yield f"(P) {partner.id} is asked {asked} and gives or lacks {given}"
    short = sum(p.shortfall for p in result.partners)
    met = sum(p.borne for p in result.partners) + result.shortfall_from_reserves
    if short != met + result.shortfall_unfunded:
        yield f"(S) the shortfall is {short}, what meets it {met + result.shortfall_unfunded}"


def _not_published(result: BoardResult) -> Iterator[str]:
    """Name every sum that is negative or is not whole pence."""
    owners: list[tuple[BoardResult | PartnerResult, str]] = [(result, "the board")]
    owners += [(partner, partner.id) for partner in result.partners]
    for owner, name in owners:
        for field in fields(owner):
            value = getattr(owner, field.name)
            if not isinstance(value, Fraction):
                continue
            if value < 0:
                yield f"{field.name} of {name} is negative: {value}"
            if (value * 100).denominator != 1 and field.name not in EXACT_WORDS:
                yield f"{field.name} of {name} is not whole pence: {value}"
