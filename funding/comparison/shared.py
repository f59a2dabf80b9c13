"""What boards share, as plain values: each cost with the part of each board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from funding.amounts import plain_money
from funding.compiling.parting import Parting
from funding.scenario.standing import least_sure


def shared_costs(partings: Iterable[Parting]) -> Iterator[dict[str, Any]]:
    """Give each cost that boards share, in each year, with the parts; they sum to the amount."""
    for parting in partings:
        cost = parting.cost
        if cost is None:
            continue
        yield {
            "item": cost.item,
            "pool": cost.pool,
            "year": str(parting.year),
            "amount": plain_money(parting.sheet.cell("shared", 0)),
            "by": cost.split.by,
            "status": least_sure([cost.figure.status, cost.split.figures.figure.status]),
            "source": cost.figure.source,
            "parts": [
                {"board": bill.board, "amount": plain_money(parting.part(place))}
                for place, bill in enumerate(parting.bills)
            ],
        }
