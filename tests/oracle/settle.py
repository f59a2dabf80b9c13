"""A settlement worked out step by step, as the words of a result are defined.

Every sum is whole pence; what is exact is a fraction of pence until it is published.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.asking import Pence, answer_of, ask, covered, duty, own_cash
from tests.oracle.board import Board, Source
from tests.oracle.bounding import bound
from tests.oracle.giving import Gifts, credit
from tests.oracle.keeping import Kept, keep
from tests.oracle.matching import match
from tests.oracle.pennies import pounds
from tests.oracle.shortage import Burden, burdens
from tests.oracle.splits import Table


@dataclass(frozen=True)
class Settlement:
    """The words of a result: of the board, and of each partner by its id, in pence."""

    board: Pence
    partners: dict[str, Pence]
    exact: dict[str, Fraction]

    def published(self) -> dict[str, dict[str, str]]:
        """Give every word as it is published, the board's under the empty name."""
        found = {
            who: {word: pounds(pence) for word, pence in words.items()}
            | {"assessed_exact": str(self.exact[who] / 100)}
            for who, words in self.partners.items()
        }
        return {"": {word: pounds(pence) for word, pence in self.board.items()}, **found}


@dataclass
class Bill:
    """What is left of each pool after what reduces it, and what did."""

    left: Pence
    grants: int = 0
    unused: int = 0
    income: int = 0
    planned: int = 0


def settle(formula: Table, board: Board) -> Settlement:
    """Work out one formula on one board."""
    bill = reduce(formula, board)
    pools = covered(formula, board)
    asked = ask(formula, board, bill.left)
    bill.grants += match(formula, board, asked)
    within = bound(formula, board, asked)
    kept = keep(formula, board, bill.planned, asked, within)
    gifts = credit(formula, board, bill.left, pools, asked, within.lowest)
    assessed = {who: asked.pence[who] - gifts.relief[who] for who in asked.pence}
    short: Pence = {}
    for partner in board.partners:
        due = assessed[partner.id] - gifts.credited[partner.id]
        said = answer_of(formula, board, partner)
        short[partner.id] = due - own_cash(due, duty(formula, board, partner), said)
    bill.planned += kept.used
    bill.income += sum(board.arrears_paid.values())
    surplus = asked.surplus + gifts.kept + kept.collected + sum(board.arrears_paid.values())
    spare = max(0, board.opening + surplus - bill.planned - board.minimum)
    burden = burdens(formula, board, assessed, short, spare, within.highest)
    uncovered = (
        asked.uncovered
        - gifts.filled
        + sum(
            left - gifts.met_uncovered.get(pool, 0)
            for pool, left in bill.left.items()
            if pool not in pools
        )
    )
    return Settlement(
        _board_words(board, bill, uncovered, surplus, burden, gifts),
        _partner_words(formula, board, assessed, gifts, short, burden, kept),
        {
            who: max(Fraction(0), exact - gifts.relief_exact[who])
            for who, exact in asked.exact.items()
        },
    )


def reduce(formula: Table, board: Board) -> Bill:
    """Take grants, income and planned reserves off their own pools, in that order."""
    bill = Bill(dict(board.cost))

    def take(source: Source) -> int:
        unspent = source.pence
        for pool in source.pools:
            taken = min(unspent, bill.left[pool])
            bill.left[pool] -= taken
            unspent -= taken
        return source.pence - unspent

    bill.grants = sum(take(grant) for grant in board.grants)
    bill.unused = sum(grant.pence for grant in board.grants) - bill.grants
    bill.income = sum(take(each) for each in board.income)
    bill.planned = take(board.planned)
    for pool in formula.get("paid_centrally", []):
        bill.grants += bill.left.get(pool, 0)
        if pool in bill.left:
            bill.left[pool] = 0
    return bill


def _board_words(
    board: Board, bill: Bill, uncovered: int, surplus: int, burden: Burden, gifts: Gifts
) -> Pence:
    cost = sum(board.cost.values())
    used = bill.planned + burden.reserves
    return {
        "cost": cost,
        "net_cost": cost - sum(gifts.credited.values()) - sum(gifts.free.values()),
        "true_cost": cost + sum(gifts.on_top.values()),
        "grants": bill.grants,
        "grants_unused": bill.unused,
        "income": bill.income,
        "reserves_opening": board.opening,
        "reserves_used": used,
        "reserves_closing": board.opening + surplus - used,
        "surplus": surplus,
        "uncovered": uncovered,
        "shortfall_from_reserves": burden.reserves,
        "shortfall_unfunded": burden.nobody,
        "unfunded": uncovered + burden.nobody,
    }


def _partner_words(
    formula: Table,
    board: Board,
    assessed: Pence,
    gifts: Gifts,
    short: Pence,
    burden: Burden,
    kept: Kept,
) -> dict[str, Pence]:
    found = {}
    for partner in board.partners:
        who = partner.id
        credited, borne = gifts.credited[who], burden.borne[who]
        must = duty(formula, board, partner) == "will"
        claim = board.before("in_kind", who) - kept.drawn[who] + gifts.excess.get(who, 0)
        paid = board.arrears_paid.get(who, 0)
        found[who] = {
            "assessed": assessed[who],
            "in_kind": credited,
            "in_kind_free": gifts.free[who],
            "in_kind_on_top": gifts.on_top[who],
            "shortfall": short[who],
            "borne": borne,
            "cash": assessed[who] + borne - credited - short[who],
            "in_kind_drawn": kept.drawn[who],
            "in_kind_carried": claim if _carries(formula) else 0,
            "returned": kept.returned[who],
            "arrears_paid": paid,
            "arrears": board.before("arrears", who) - paid + must * short[who],
        }
    return found


def _carries(formula: Table) -> bool:
    return bool(formula.get("in_kind", {}).get("excess") == "carried")
