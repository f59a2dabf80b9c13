"""What somebody is asked and pays, alone or over several bills, and how two such differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from funding.comparison.run import Run
from funding.evaluation.exact import ZERO
from funding.evaluation.result import BILL_WORDS, PartnerResult


@dataclass(frozen=True)
class Bill:
    """The five sums of identity (P), in pounds: `assessed + borne = cash + in_kind + shortfall`."""

    assessed: Fraction = ZERO
    in_kind: Fraction = ZERO
    shortfall: Fraction = ZERO
    borne: Fraction = ZERO
    cash: Fraction = ZERO

    def __add__(self, other: Bill) -> Bill:
        return Bill(*(getattr(self, word) + getattr(other, word) for word in BILL_WORDS))


def bill_of(partner: PartnerResult) -> Bill:
    """Give a partner's bill."""
    return Bill(*(getattr(partner, word) for word in BILL_WORDS))


def bills_by_payer(runs: Iterable[Run]) -> dict[str, Bill]:
    """Give what each payer is asked and pays over all of its bills, by its id."""
    found: dict[str, Bill] = {}
    for run in runs:
        for party, partner in run.rows():
            payer = party.partner.payer
            found[payer] = found.get(payer, Bill()) + bill_of(partner)
    return found


@dataclass(frozen=True)
class Change:
    """Two bills of one partner or payer; None where it has no bill, because it is not there."""

    before: Bill | None
    after: Bill | None

    @property
    def cash_before(self) -> Fraction:
        """What is paid before."""
        return (self.before or Bill()).cash

    @property
    def cash(self) -> Fraction:
        """What is paid after."""
        return (self.after or Bill()).cash

    @property
    def amount(self) -> Fraction:
        """What is paid more, or (below nothing) less."""
        return self.cash - self.cash_before

    @property
    def part(self) -> Fraction | None:
        """The change as a part of what was paid before; None where that was nothing."""
        return self.amount / self.cash_before if self.cash_before else None

    @property
    def is_new(self) -> bool:
        """Say whether something is paid where nothing was: no percentage says how much more."""
        return bool(self.cash) and not self.cash_before

    def why(self) -> dict[str, Fraction]:
        """Give what each word of (P) adds to the cash; the four sum to the change, exactly.

        What is credited in kind, and what is not paid, lessens the cash: their signs are turned.
        """
        before, after = self.before or Bill(), self.after or Bill()
        return {
            "assessed": after.assessed - before.assessed,
            "borne": after.borne - before.borne,
            "in_kind": before.in_kind - after.in_kind,
            "shortfall": before.shortfall - after.shortfall,
        }
