"""What each kind of partner is asked and pays, over all boards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from funding.comparison.bill import Bill, bill_of
from funding.comparison.measures import part_of
from funding.comparison.run import Run
from funding.evaluation.exact import ZERO


@dataclass(frozen=True)
class KindBill:
    """One kind's bills together, and its part of all the cash."""

    kind: str
    bill: Bill
    part: Fraction | None


def by_kind(runs: Iterable[Run]) -> tuple[KindBill, ...]:
    """Sum the bills of each kind over some results, in the order in which they sit."""
    found: dict[str, Bill] = {}
    for run in runs:
        for party, partner in run.rows():
            kind = party.partner.kind
            found[kind] = found.get(kind, Bill()) + bill_of(partner)
    cash = sum((bill.cash for bill in found.values()), ZERO)
    return tuple(KindBill(kind, bill, part_of(bill.cash, cash)) for kind, bill in found.items())
