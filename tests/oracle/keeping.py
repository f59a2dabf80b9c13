"""What reserves give back, pay of earlier gifts, or are filled up with, before gifts count."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.asking import Asked, Pence, duty, fixed_sum
from tests.oracle.board import Board, WholeYear
from tests.oracle.bounding import Kept as Bounded
from tests.oracle.pennies import hand_out, money, percent, pro_rata, share_up_to
from tests.oracle.splits import Table


@dataclass
class Kept:
    """What reserves do for and ask of each partner, in pence."""

    returned: Pence
    drawn: Pence
    collected: int = 0

    @property
    def used(self) -> int:
        """What reserves pay."""
        return sum(self.returned.values()) + sum(self.drawn.values())


def keep(formula: Table, board: Board, planned: int, asked: Asked, within: Bounded) -> Kept:
    """Change what is asked: return what is above the target, collect what lacks, draw claims."""
    none = dict.fromkeys(asked.pence, 0)
    kept = Kept(dict(none), dict(none))
    carries = formula.get("in_kind", {}).get("excess") == "carried"
    claims = {who: board.before("in_kind", who) if carries else 0 for who in none}
    year = board.year or WholeYear(True, sum(board.cost.values()), planned, board.minimum)
    if "reserves" in formula and year.begins:
        held = board.opening - year.planned - sum(claims.values())
        _towards_target(formula, board, year, held, asked, kept, within)
    left = board.opening - planned - kept.used - board.minimum
    wanted = {
        who: min(claim, asked.pence[who] - within.lowest[who]) for who, claim in claims.items()
    }
    pence = min(sum(wanted.values()), max(0, left))
    if pence:
        exact = pro_rata(pence, {who: Fraction(each) for who, each in wanted.items()})
        kept.drawn = hand_out(exact, pence)
        _change(asked, {who: -each for who, each in exact.items()}, kept.drawn, -1)
    return kept


def _towards_target(
    formula: Table,
    board: Board,
    year: WholeYear,
    held: int,
    asked: Asked,
    kept: Kept,
    within: Bounded,
) -> None:
    rules = formula["reserves"]
    target = _target(rules, year)
    change = dict.fromkeys(asked.pence, Fraction(0))
    pence = dict.fromkeys(asked.pence, 0)
    if "above_target" in rules and held > target:
        most = {who: each - within.lowest[who] for who, each in asked.pence.items()}
        back = _given_back(board, held - target, most)
        kept.returned = hand_out(back, int(sum(back.values(), Fraction(0))))
        for who, each in back.items():
            change[who] -= each
            pence[who] -= kept.returned[who]
    if "below_target" in rules and held < target:
        more = _collected(formula, board, target - held, target, asked.pence, within)
        kept.collected = int(sum(more.values(), Fraction(0)))
        for who, whole in hand_out(more, kept.collected).items():
            change[who] += more[who]
            pence[who] += whole
    _change(asked, change, pence, 1)


def _target(rules: Table, year: WholeYear) -> int:
    least = [year.minimum]
    if "target" in rules:
        part = percent(rules["target"]) * year.cost
        least.append(-(-part.numerator // part.denominator))
    if "target_amount" in rules:
        least.append(money(rules["target_amount"]))
    return max(least)


def _given_back(board: Board, pence: int, asked: Pence) -> dict[str, Fraction]:
    paid = {who: board.before("cash", who) for who in asked}
    whole = sum(paid.values())
    if not whole:
        return dict.fromkeys(asked, Fraction(0))
    return {
        who: min(Fraction(pence * each, whole), Fraction(asked[who])) for who, each in paid.items()
    }


def _collected(
    formula: Table, board: Board, lacks: int, target: int, asked: Pence, within: Bounded
) -> dict[str, Fraction]:
    """Share what is collected among those in the split, by what is asked of them, within bounds."""
    sharing = {
        p.id
        for p in board.partners
        if duty(formula, board, p) != "excluded" and fixed_sum(formula, p) is None
    }
    weight = {who: Fraction(each if who in sharing else 0) for who, each in asked.items()}
    if not sum(weight.values()):
        return dict.fromkeys(asked, Fraction(0))
    pence = min(lacks, -(-target // formula["reserves"]["years"]))
    room = {}
    for who, each in asked.items():
        highest = within.highest[who]
        room[who] = pence if highest is None else max(0, highest - each)
    return share_up_to(min(pence, sum(room[who] for who in weight if weight[who])), weight, room)


def _change(asked: Asked, exact: dict[str, Fraction], pence: Pence, sign: int) -> None:
    for who in asked.pence:
        asked.exact[who] = max(Fraction(0), asked.exact[who] + exact[who])
        asked.pence[who] += sign * pence[who]
