"""Contributions in kind: what of them a pool needs, what is credited, and what the rest does."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.asking import Asked
from tests.oracle.board import Board
from tests.oracle.pennies import hand_out, money, percent, share_up_to
from tests.oracle.splits import Table

Pence = dict[str, int]


@dataclass
class Gifts:
    """What each partner's gifts do; `met_uncovered` is by pool, of those that nobody shares.

    `filled` is what of the excess meets cost of shared pools that nobody is asked for.
    """

    credited: Pence
    free: Pence
    on_top: Pence
    relief: Pence
    relief_exact: dict[str, Fraction]
    kept: int = 0
    filled: int = 0
    met_uncovered: Pence = field(default_factory=dict)
    excess: Pence = field(default_factory=dict)


def credit(
    formula: Table,
    board: Board,
    left: Pence,
    covered: list[str],
    asking: Asked,
    lowest: Pence,
) -> Gifts:
    """Credit what is offered and needed, of the kinds that count, up to the ceiling."""
    asked, uncovered = asking.pence, asking.uncovered
    none = dict.fromkeys(asked, 0)
    gifts = Gifts(dict(none), dict(none), dict(none), dict(none), dict.fromkeys(asked, Fraction(0)))
    for offer in board.offers:
        if offer.pool is None:
            gifts.on_top[offer.partner] += offer.pence
    rules = formula.get("in_kind")
    if rules is None:
        return gifts
    excess: Pence = {}
    # What is refused in any case takes no room from what counts, and is never drawn later.
    considered = "all" if rules["excess"] in ("kept", "shared") else rules["eligible"]
    for who, pence in asked.items():
        counting = sum(
            min(
                _most_of(rules, kinds, pence),
                sum(needed(board, left, who, pool, kinds, considered) for pool in covered),
            )
            for kinds in _apart(rules)
        )
        taken = sum(needed(board, left, who, pool, considered, considered) for pool in covered)
        gifts.credited[who] = min(counting, _ceiling(rules, pence))
        excess[who] = taken - gifts.credited[who]
    if rules["excess"] == "refused":
        return gifts
    for who in asked:
        for pool in (pool for pool in board.cost if pool not in covered):
            met = needed(board, left, who, pool, considered, considered)
            gifts.free[who] += met
            gifts.met_uncovered[pool] = gifts.met_uncovered.get(pool, 0) + met
        gifts.free[who] += excess[who]
    gifts.filled = min(sum(excess.values()), uncovered)
    if rules["excess"] == "shared":
        _relieve(gifts, asked, excess, lowest)
    gifts.excess = excess if rules["excess"] == "carried" else none
    gifts.kept = sum(excess.values()) - gifts.filled - sum(gifts.relief.values())
    return gifts


Kinds = str | list[str]
FIVE = ("staff", "goods", "services", "accommodation", "other resources")


def needed(board: Board, left: Pence, who: str, pool: str, kinds: Kinds, considered: Kinds) -> int:
    """Give what a pool takes of a partner's offers of some kinds, in whole pennies.

    If all the offers on a pool pass what is left of it, it takes the same part of each.
    """
    for_pool = [
        offer
        for offer in board.offers
        if offer.pool == pool and (considered == "all" or offer.kind in considered)
    ]
    in_all = sum(offer.pence for offer in for_pool)
    mine = sum(
        offer.pence
        for offer in for_pool
        if offer.partner == who and (kinds == "all" or offer.kind in kinds)
    )
    return mine if in_all <= left[pool] else mine * left[pool] // in_all


def _apart(rules: Table) -> list[list[str]]:
    """Give the kinds that count: each with a ceiling of its own by itself, the others together."""
    kinds = list(FIVE) if rules["eligible"] == "all" else rules["eligible"]
    own = {*rules.get("ceilings", {}), *rules.get("ceiling_amounts", {})}
    return [[kind for kind in kinds if kind not in own], *([kind] for kind in kinds if kind in own)]


def _most_of(rules: Table, kinds: list[str], asked: int) -> int:
    bounds: list[int] = []
    for kind in kinds:
        if kind in rules.get("ceilings", {}):
            bounds.append(int(percent(rules["ceilings"][kind]) * asked))
        if kind in rules.get("ceiling_amounts", {}):
            bounds.append(money(rules["ceiling_amounts"][kind]))
    return min(bounds, default=10**30)


def _ceiling(rules: Table, asked: int) -> int:
    bounds = [asked]
    if "ceiling" in rules:
        bounds.append(int(percent(rules["ceiling"]) * asked))
    if "ceiling_amount" in rules:
        bounds.append(money(rules["ceiling_amount"]))
    return min(bounds)


def _relieve(gifts: Gifts, asked: Pence, excess: Pence, lowest: Pence) -> None:
    """Share the excess among those without one of their own, up to what each has left to pay."""
    room = {
        who: 0 if excess[who] else asked[who] - max(gifts.credited[who], lowest[who])
        for who in asked
    }
    weight = {who: 0 if excess[who] else asked[who] for who in asked}
    pence = min(sum(excess.values()) - gifts.filled, sum(room.values()))
    gifts.relief_exact = share_up_to(pence, weight, room)
    gifts.relief = hand_out(gifts.relief_exact, pence)
