"""What is asked once it is phased in over years, and kept within floors, ceilings and limits."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.asking import Asked, Pence, duty, fixed_sum
from tests.oracle.board import Board, Partner
from tests.oracle.heights import Exact, share_between
from tests.oracle.pennies import hand_out, money, percent
from tests.oracle.refused import Refused
from tests.oracle.splits import Table


@dataclass
class Kept:
    """The least and the most of each partner that is bounded; None where nothing bounds it."""

    lowest: dict[str, int]
    highest: dict[str, int | None]


def bound(formula: Table, board: Board, asked: Asked) -> Kept:
    """Change what is asked, phase by phase; give the bounds that later steps must keep."""
    sharing = [
        p
        for p in board.partners
        if duty(formula, board, p) != "excluded" and fixed_sum(formula, p) is None
    ]
    ids = [p.id for p in sharing]
    if "transition" in formula:
        _phase_in(formula["transition"], board, asked, ids)
    kept = Kept(dict.fromkeys(asked.pence, 0), dict.fromkeys(asked.pence))
    if "bounds" in formula:
        if _contradict(formula["bounds"]):
            raise Refused
        _keep(formula["bounds"], board, asked, sharing, kept)
    return kept


def _contradict(rules: Table) -> bool:
    """Say whether two bounds of one name cross: such a formula is of use to nobody."""
    return any(
        read(most) < read(rules[f"{low}{unit}"][who])
        for unit, read in (("", percent), ("_amount", money))
        for low, high in (("floor", "ceiling"), ("floor", "fixed"), ("fixed", "ceiling"))
        for who, most in rules.get(f"{high}{unit}", {}).items()
        if who in rules.get(f"{low}{unit}", {})
    )


def _phase_in(rules: Table, board: Board, asked: Asked, ids: list[str]) -> None:
    gone = board.day.year - (board.day.month < 4) - int(rules["start"][:4])
    steps = [percent(each) for each in rules.get("steps", ())]
    if "years" in rules:
        steps = [Fraction(n, rules["years"]) for n in range(1, rules["years"])]
    part = Fraction(0) if gone < 0 else Fraction(1) if gone >= len(steps) else steps[gone]
    total = sum(asked.pence[who] for who in ids)
    known = sum(board.historic.get(who, 0) for who in ids)
    if total == 0:
        asked.exact |= dict.fromkeys(ids, Fraction(0))
        return
    whole = sum((asked.exact[who] for who in ids), Fraction(0))
    if part < 1 and known == 0:
        raise Refused
    for who in ids:
        by_history = Fraction(board.historic.get(who, 0) * total, known) if part < 1 else 0
        asked.exact[who] = part * asked.exact[who] * total / whole + (1 - part) * by_history
    if part < 1:
        given = hand_out({who: asked.exact[who] for who in sorted(ids)}, total, asked.unit)
        asked.pence |= given


def _keep(rules: Table, board: Board, asked: Asked, sharing: list[Partner], kept: Kept) -> None:
    ids = [p.id for p in sharing]
    total = sum(asked.pence[who] for who in ids)
    limits = {p.id: _limits(rules, board, p, total, asked.unit) for p in sharing}
    low, high = ({who: limits[who][side] for who in ids} for side in (0, 1))
    tops = {who: total if most is None else most for who, most in high.items()}
    if rules.get("may_be_crossed_by", []).count("giving back") == 0:
        kept.lowest |= {who: low[who] or 0 for who in ids}
    if rules.get("may_be_crossed_by", []).count("bearing") == 0:
        kept.highest |= high
    bottoms = {who: least or 0 for who, least in low.items()}
    share = total
    if rules.get("rest") == "uncovered":
        share = min(total, sum(_reach(rules, board, asked, ids, bottoms, tops).values()))
    asked.uncovered += total - share
    outside = any(not bottoms[w] <= asked.pence[w] <= tops[w] for w in ids)
    if not outside:
        return
    if any(bottoms[who] > tops[who] for who in ids):
        raise Refused
    if not sum(bottoms.values()) <= share <= sum(tops.values()):
        raise Refused
    if rules.get("paid_by") == "scaling back":
        exact = _scaled_back(board, asked, ids, bottoms, tops, share)
    else:
        weight = {who: asked.exact[who] for who in ids}
        exact = share_between(Fraction(share), weight, bottoms, tops, dict.fromkeys(ids, 0))
    asked.exact |= exact
    asked.pence |= hand_out(exact, share, asked.unit)


def _reach(
    rules: Table, board: Board, asked: Asked, ids: list[str], low: Pence, high: Pence
) -> Pence:
    """Give the most that sharing brings each to: to its highest, if anything is asked of it."""
    if rules.get("paid_by") != "scaling back":
        return {who: high[who] if asked.exact[who] else low[who] for who in ids}
    found = {}
    for who in ids:
        wished = min(max(asked.pence[who], low[who]), high[who])
        before = board.assessed_before.get(who, wished)
        found[who] = min(before, high[who]) if before > wished else wished
    return found


def _scaled_back(
    board: Board, asked: Asked, ids: list[str], low: Pence, high: Pence, share: int
) -> Exact:
    """Leave every change as it is, and then scale back the rises, or else the falls."""
    wished = {who: min(max(asked.pence[who], low[who]), high[who]) for who in ids}
    before = {who: board.assessed_before.get(who, wished[who]) for who in ids}
    over = sum(wished.values()) - share
    moving = [who for who in ids if (wished[who] - before[who]) * over > 0]
    least = {w: max(before[w], low[w]) if over > 0 else wished[w] for w in moving}
    most = {w: wished[w] if over > 0 else min(before[w], high[w]) for w in moving}
    still: Exact = {who: Fraction(wished[who]) for who in ids if who not in moving}
    left = share - sum(still.values(), Fraction(0))
    if not sum(least.values()) <= left <= sum(most.values()):
        raise Refused
    if over > 0:
        start = {who: before[who] for who in moving}
        weight = {who: Fraction(wished[who] - before[who]) for who in moving}
    else:
        start = {who: wished[who] for who in moving}
        weight = {who: Fraction(before[who] - wished[who]) for who in moving}
    return still | share_between(left, weight, least, most, start)


def _limits(
    rules: Table, board: Board, partner: Partner, total: int, unit: int
) -> tuple[int, int | None]:
    """Give the greatest floor and the least ceiling of a partner, in pence of whole units."""
    floors, ceilings = [Fraction(0)], []
    for key in ("floor", "ceiling", "fixed"):
        exact = []
        if (stated := _own(rules.get(key, {}), partner)) is not None:
            exact.append(percent(stated) * total)
        if (stated := _own(rules.get(f"{key}_amount", {}), partner)) is not None:
            exact.append(Fraction(money(stated)))
        if key == "fixed":
            exact = [(each / unit + Fraction(1, 2)).__floor__() * Fraction(unit) for each in exact]
        floors += exact if key != "ceiling" else []
        ceilings += exact if key != "floor" else []
    before = board.assessed_before.get(partner.id, 0)
    for key, found in (("minimum_change", floors), ("maximum_change", ceilings)):
        stated = _own(rules.get(key, {}), partner)
        if stated is not None and before > 0:
            found.append(before * (1 + percent(stated)))
    low = max((each / unit).__ceil__() * unit for each in floors)
    return low, min(((each / unit).__floor__() * unit for each in ceilings), default=None)


def _own(table: Table, partner: Partner) -> object:
    """Give what is said of a partner itself, else of its kind, else of everyone."""
    for who in (partner.id, partner.kind, "everyone"):
        if who in table:
            return table[who]
    return None
