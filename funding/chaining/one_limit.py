"""One limit of a payer over several bills, shared among them by what is due on each.

What is due never depends on an answer. So the dues of a year come first, then the limit is split,
and then each board is worked out with its part: a chain without a circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from funding.chaining.chain import Chain, Limits
from funding.compiling.parting import Bill, Parting, part_limit
from funding.errors import InputError
from funding.scenario.entries import Answer

Said = tuple[Answer, Bill]


def split_limits(chains: Iterable[Chain], place: int) -> Iterator[Parting]:
    """Split each such limit in the year at `place`, under each formula by itself.

    A board that cannot be worked out has no part; why not is said when its turn comes.
    """
    limits: dict[tuple[str, int], list[Said]] = {}
    for chain in chains:
        for answer, bill in _bills(chain, place):
            if answer.shared_limit is not None:
                limits.setdefault((chain.formula.id, answer.shared_limit), []).append(
                    (answer, bill)
                )
        year = chain.scenario.years[place]
    for (formula, which), said in limits.items():
        answer, _ = said[0]
        bills = tuple(bill for _, bill in said)
        amount = answer.limit[place] if answer.limit else None
        what = answer.figure.what if answer.figure else answer.partner
        if amount is not None:
            parting = part_limit(what, year, formula, bills, amount, answer.figure)
            yield replace(parting, limit=which)


def _bills(chain: Chain, place: int) -> list[Said]:
    """Give each bill of a board that is under a limit over several, with what is due on it."""
    answers = chain.under_one_limit(place)
    if not answers:
        return []
    try:
        due = chain.due(place)
    except InputError:
        return []
    return [(each, Bill(chain.board.id, each.partner, due[each.partner])) for each in answers]


def parts_of(chain: Chain, limits: Iterable[Parting]) -> Limits:
    """Give each partner of a board its part of a limit, under the formula of the chain."""
    found: dict[tuple[str, int], Fraction] = {}
    for limit in limits:
        if limit.formula == chain.formula.id and limit.limit is not None:
            for place, bill in enumerate(limit.bills):
                if bill.board == chain.board.id:
                    found[bill.partner, limit.limit] = limit.part(place)
    return found
