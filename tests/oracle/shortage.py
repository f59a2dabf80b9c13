"""Who bears what others do not pay: one stage after another, each up to its limit."""

from __future__ import annotations

from dataclasses import dataclass

from tests.oracle.asking import Pence, duty
from tests.oracle.board import Board, Partner
from tests.oracle.pennies import hand_out, money, percent, share_up_to
from tests.oracle.splits import Table


@dataclass
class Burden:
    """What each partner, the reserves and nobody bear."""

    borne: Pence
    reserves: int = 0
    nobody: int = 0


def burdens(
    formula: Table,
    board: Board,
    assessed: Pence,
    short: Pence,
    spare: int,
    highest: dict[str, int | None],
) -> Burden:
    """Go down the order; only who pays its own in full bears, and by what it is assessed."""
    rules = formula.get("shortfall", {})
    burden = Burden(dict.fromkeys(assessed, 0), nobody=sum(short.values()))
    for bearer in rules.get("borne_by", []):
        if bearer == "reserves":
            burden.reserves += min(spare, burden.nobody)
            burden.nobody -= burden.reserves
            continue
        bearing = {
            p.id
            for p in board.partners
            if short[p.id] == 0 and assessed[p.id] and _bears(formula, board, p, bearer)
        }
        most = {
            who: max(0, _limit(rules, assessed[who], burden.nobody + burden.borne[who]) - done)
            if who in bearing
            else 0
            for who, done in burden.borne.items()
        }
        for who, top in highest.items():
            if top is not None and who in bearing:
                most[who] = max(0, min(most[who], top - assessed[who] - burden.borne[who]))
        _bear(burden, {who: assessed[who] if who in bearing else 0 for who in assessed}, most)
    return burden


def _bear(burden: Burden, weight: Pence, most: Pence) -> None:
    pence = min(burden.nobody, sum(most.values()))
    for who, part in hand_out(share_up_to(pence, weight, most), pence).items():
        burden.borne[who] += part
    burden.nobody -= pence


def _bears(formula: Table, board: Board, partner: Partner, bearer: str) -> bool:
    return {
        "all who pay in full": True,
        "all who must pay": duty(formula, board, partner) == "will",
        "lead": partner.id in board.leads,
        "devolved": partner.devolved,
    }.get(bearer, partner.kind == bearer)


def _limit(rules: Table, assessed: int, unlimited: int) -> int:
    """Give the most that one partner bears over all stages."""
    bounds = []
    if "limit" in rules:
        bounds.append(int(percent(rules["limit"]) * assessed))
    if "limit_amount" in rules:
        bounds.append(money(rules["limit_amount"]))
    return min(bounds, default=unlimited)
