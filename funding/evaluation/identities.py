"""What must add up in every result, checked on the published sums by code that knows no rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from fractions import Fraction

from funding.errors import ConservationError
from funding.evaluation.result import BoardResult, PartnerResult
from funding.language import N_, _

EXACT_WORDS = ("assessed_exact",)
PENCE = 100

Total = Callable[[Callable[[PartnerResult], Fraction]], Fraction]


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
    sums = identities(result, lambda of: _sum(map(of, result.partners)))
    for (words, name), one, other in sums:
        if one != other:
            yield _(words, name=name, one=one, other=other)


def identities(
    result: BoardResult, total: Total
) -> Iterator[tuple[tuple[str, str], Fraction, Fraction]]:
    """Give two sums that must be equal, with the words that say of both that they are not.

    The words are not said yet; with them is whose sums they are. `total` adds something up over the
    partners.
    """
    paid = total(lambda p: p.cash + p.in_kind + p.in_kind_free)
    sources = result.grants + result.income + result.reserves_used + paid + result.unfunded
    words = N_("(R) cost and surplus are {one}, what pays for them {other}")
    yield (words, ""), result.cost + result.surplus, sources
    closing = result.reserves_opening + result.surplus - result.reserves_used
    words = N_("(C) reserves should close with {one}, and close with {other}")
    yield (words, ""), closing, result.reserves_closing
    for partner in result.partners:
        asked = partner.assessed + partner.borne
        given = partner.cash + partner.in_kind + partner.shortfall
        words = N_("(P) {name} is asked {one} and gives or lacks {other}")
        yield (words, partner.id), asked, given
    met = total(lambda p: p.borne) + result.shortfall_from_reserves
    words = N_("(S) the shortfall is {one}, what meets it {other}")
    yield (words, ""), total(lambda p: p.shortfall), met + result.shortfall_unfunded


def _sum(amounts: Iterable[Fraction]) -> Fraction:
    return sum(amounts, start=Fraction(0))


def _not_published(result: BoardResult) -> Iterator[str]:
    """Name every sum that is negative or is not whole pence."""
    owners: list[tuple[BoardResult | PartnerResult, str]] = [(result, _("the board"))]
    owners += [(partner, partner.id) for partner in result.partners]
    for owner, name in owners:
        for field in fields(owner):
            value = getattr(owner, field.name)
            if not isinstance(value, Fraction):
                continue
            if value < 0:
                yield _(
                    "{field} of {name} is negative: {value}",
                    field=field.name,
                    name=name,
                    value=value,
                )
            if PENCE % value.denominator and field.name not in EXACT_WORDS:
                yield _(
                    "{field} of {name} is not whole pence: {value}",
                    field=field.name,
                    name=name,
                    value=value,
                )
