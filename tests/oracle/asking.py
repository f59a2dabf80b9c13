"""What is asked of each partner, what it must, and what it pays of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle.board import Answer, Board, Partner
from tests.oracle.pennies import money
from tests.oracle.rounding import Refused, round_parts
from tests.oracle.splits import Table, shares, split_of

Pence = dict[str, int]


@dataclass
class Asked:
    """What is asked of each partner before gifts count, and what is asked of nobody or too much."""

    exact: dict[str, Fraction]
    pence: Pence
    uncovered: int = 0
    surplus: int = 0


def ask(formula: Table, board: Board, left: Pence) -> Asked:
    """Take fixed sums off the covered pools in order, then share what is left of each pool."""
    fixed = {p.id: fixed_sum(formula, p) for p in board.partners}
    out = {p.id for p in board.partners if duty(formula, board, p) == "excluded"}
    sharing = [p for p in board.partners if p.id not in out and fixed[p.id] is None]
    takes = [p.id for p in sharing if (p.id,) == board.leads]
    ways = [_rounding(formula, pool) for pool in covered(formula, board)]
    if any(way.get("method") == "half_up_lead" for way in ways) and not takes:
        raise Refused
    owed = {who: 0 if who in out else pence or 0 for who, pence in fixed.items()}
    asked = Asked({who: Fraction(pence) for who, pence in owed.items()}, dict(owed))
    purse = sum(owed.values())
    for pool in covered(formula, board):
        paid = min(purse, left[pool])
        purse -= paid
        _ask_for(formula, board, pool, left[pool] - paid, sharing, asked)
    asked.surplus += purse
    return asked


def _ask_for(
    formula: Table, board: Board, pool: str, pence: int, sharing: list[Partner], asked: Asked
) -> None:
    """Share one pool; what is less than a unit in all, or nobody's, is uncovered."""
    split = split_of(formula, pool)
    if split is None:
        asked.uncovered += pence
        return
    exact = {p.id: Fraction(0) for p in board.partners}
    exact |= {
        who: pence * part for who, part in shares(formula, *split, sharing, board.leads).items()
    }
    given = round_parts(
        _rounding(formula, pool), exact, pence, board.leads[0] if board.leads else None
    )
    asked.uncovered += max(0, pence - sum(given.values()))
    asked.surplus += max(0, sum(given.values()) - pence)
    for who in exact:
        asked.exact[who] += exact[who]
        asked.pence[who] += given[who]


def _rounding(formula: Table, pool: str) -> Table:
    """Give how a pool is rounded: as itself says, and then nothing of what holds for others."""
    own: Table = formula.get("pool", {}).get(pool, {})
    found: Table = own.get("rounding", formula.get("rounding", {}))
    return found


def covered(formula: Table, board: Board) -> list[str]:
    """Give the pools that the formula shares, in the order of the budget."""
    wanted = board.cost if formula["covers"] == "all" else formula["covers"]
    central = formula.get("paid_centrally", [])
    return [pool for pool in board.cost if pool in wanted and pool not in central]


def duty(formula: Table, board: Board, partner: Partner) -> str:
    """Give a partner's duty on the first day of the year."""
    stated = formula.get("duty", {})
    found = stated.get(partner.id, stated.get(partner.kind, "may"))
    if isinstance(found, str):
        return found
    begun = "will_from" in found and found["will_from"] <= board.day
    return "will" if begun else str(found["duty"])


def fixed_sum(formula: Table, partner: Partner) -> int | None:
    """Give what a partner owes whatever the cost: agreed with it by name, or its kind's fee."""
    for section, name in (("amounts", partner.id), ("flat_fees", partner.kind)):
        if name in formula.get(section, {}):
            return money(formula[section][name])
    return None


def answer_of(formula: Table, board: Board, partner: Partner) -> Answer | None:
    """Give the answer that counts: thrown out one by one, whatever another goes before.

    What fits at all is of the partner, in time, and for no other formula, duty or year. Of two,
    the one that names its formula stays, then its board, its duty, its year; then the later.
    """
    began = board.day.year - (board.day.month < 4)
    end = date(began + 1, 3, 31)
    left = [
        said
        for said in board.answers
        if said.partner == partner.id
        and said.formula in (None, formula["id"])
        and said.duty in (None, duty(formula, board, partner))
        and (not said.years or began in said.years)
        and not (said.day and said.day > end)
    ]
    for names in ("formula", "board", "duty", "years"):
        left = [said for said in left if getattr(said, names)] or left
    days = [said.day for said in left if said.day]
    left = [said for said in left if said.day == max(days)] if days else left
    return left[0] if left else None


def own_cash(due: int, owes: str, said: Answer | None) -> int:
    """Give what a partner pays of what is due from it; who is not recorded pays all."""
    if said is None:
        return due
    if said.says == "refused":
        return 0
    if said.says in ("no answer", "never asked"):
        return due if owes == "will" else 0
    if said.pence is not None:
        return min(said.pence, due)
    part = due * (1 if said.take_up is None else said.take_up)
    return int(part)
