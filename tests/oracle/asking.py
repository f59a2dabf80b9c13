"""What is asked of each partner, what it must, and what it pays of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle.board import Answer, Board, Partner
from tests.oracle.payers import check_groups
from tests.oracle.pennies import money
from tests.oracle.refused import Refused
from tests.oracle.rounding import round_parts, unit_of
from tests.oracle.splits import Table, kind_percentages, shares, split_of
from tests.oracle.steps import Flags, charged, with_steps

Pence = dict[str, int]


@dataclass
class Asked:
    """What is asked of each partner before gifts count, and what is asked of nobody or too much.

    All that the split asks are multiples of the unit.
    """

    exact: dict[str, Fraction]
    pence: Pence
    uncovered: int = 0
    surplus: int = 0
    unit: int = 1


def ask(formula: Table, board: Board, left: Pence) -> Asked:
    """Take fixed sums off the covered pools in order, then share what is left of each pool."""
    fixed = {p.id: fixed_sum(formula, p) for p in board.partners}
    out = {p.id for p in board.partners if duty(formula, board, p) == "excluded"}
    flags = {"excluded": out, "sharing": {who for who in fixed if fixed[who] is None} - out}
    board = with_steps(formula, board, left, flags)
    sharing = [p for p in board.partners if p.id in flags["sharing"]]
    takes = [p.id for p in sharing if (p.id,) == board.leads]
    shared = [pool for pool in covered(formula, board) if split_of(formula, pool)]
    ways = [_rounding(formula, pool) for pool in shared]
    if any(way.get("method") == "half_up_lead" for way in ways) and not takes:
        raise Refused
    if not board.leads and needs_a_lead(formula, shared):
        raise Refused
    check_groups(formula, [p for p in sharing if takes_part(formula, p, shared)])
    if has_nobody_to_pay(formula, board):
        raise Refused
    owed = {who: 0 if who in out else pence or 0 for who, pence in fixed.items()}
    asked = Asked({who: Fraction(pence) for who, pence in owed.items()}, dict(owed))
    purse = sum(owed.values())
    for pool in covered(formula, board):
        paid = min(purse, left[pool])
        purse -= paid
        exact = _exact(formula, board, pool, left, left[pool] - paid, flags)
        _ask_for(formula, board, pool, left[pool] - paid, exact, asked)
    asked.surplus += purse
    units = [unit_of(way) for way in ways]
    least = min(units, default=1)
    asked.unit = 1 if any(unit % least for unit in units) else least
    return asked


def _exact(
    formula: Table, board: Board, pool: str, left: Pence, pence: int, flags: Flags
) -> dict[str, Fraction] | None:
    """Share what is left of a pool exactly; None where nothing shares it."""
    split = split_of(formula, pool)
    if split is None:
        return None
    name, table = split
    exact = {p.id: Fraction(0) for p in board.partners}
    if name == "charge":
        exact |= charged(formula, board, left, flags, table["expression"], pence)
    else:
        sharing = [p for p in board.partners if p.id in flags["sharing"]]
        parts = shares(formula, name, table, sharing, board.leads)
        exact |= {who: pence * part for who, part in parts.items()}
    if min(exact.values()) < 0:
        raise Refused
    return exact


def _ask_for(
    formula: Table,
    board: Board,
    pool: str,
    pence: int,
    exact: dict[str, Fraction] | None,
    asked: Asked,
) -> None:
    """Ask for one pool in whole money; what is left of a unit, or nobody's, is uncovered."""
    if exact is None:
        asked.uncovered += pence
        return
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


def needs_a_lead(formula: Table, shared: list[str]) -> bool:
    """Say whether a formula puts something on the lead partner, whether or not that comes up."""
    splits = [split for pool in shared if (split := split_of(formula, pool))]
    return "lead" in formula.get("shortfall", {}).get("borne_by", []) or any(
        table.get("missing_kind") == "lead" for _, table in splits
    )


def has_nobody_to_pay(formula: Table, board: Board) -> bool:
    """Say whether a formula has nothing but sums agreed with partners who are not there."""
    others = any(split_of(formula, pool) for pool in ["", *formula.get("pool", {})])
    named = formula.get("amounts", {}).keys()
    return not (others or "flat_fees" in formula or named & {p.id for p in board.partners})


def takes_part(formula: Table, partner: Partner, shared: list[str]) -> bool:
    """Say whether some split asks a partner that shares; an expression may ask anyone."""
    splits = [split for pool in shared if (split := split_of(formula, pool))]
    for name, table in splits:
        if name == "percentages" and kind_percentages(table).get(partner.kind):
            return True
        if name != "percentages" and partner.kind in table.get("among", [partner.kind]):
            return True
    return not splits


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
