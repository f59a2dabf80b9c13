"""Expressions worked out partner by partner, and a formula's own steps.

Each partner's value is worked out by itself, from the tree of the expression, whenever it is asked
for; what goes over the whole board asks for everyone's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tests.oracle.board import Board, Partner
from tests.oracle.expressions import Tree, read
from tests.oracle.heights import height
from tests.oracle.payers import Table, group_of, groups, measured, rate
from tests.oracle.refused import Refused
from tests.oracle.seats import hand_out_units

KEYS: dict[str, Callable[[Partner], object]] = {
    "kind": lambda partner: partner.kind,
    "sector": lambda partner: partner.devolved,
    "payer": lambda partner: partner.payer or partner.id,
    "board": lambda partner: None,
}
Trees = dict[str, Tree]
Flags = Mapping[str, set[str]]


@dataclass
class Sheet:
    """What the expressions of a formula may ask of a board; `flags` say who shares, and more."""

    formula: Table
    board: Board
    left: Mapping[str, int]
    flags: Flags
    base: int | None = None
    trees: Trees = field(init=False)
    known: dict[tuple[int, str], Fraction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the formula's steps, once."""
        steps = self.formula.get("step", [])
        self.trees = {step["name"]: read(step["expression"]) for step in steps}

    def value(self, tree: Tree, who: Partner) -> Fraction:
        """Give what a tree comes to for one partner."""
        key = (id(tree), who.id)
        if key not in self.known:
            self.known[key] = self._worked_out(tree, who)
        return self.known[key]

    def _worked_out(self, tree: Tree, who: Partner) -> Fraction:
        kind, *parts = tree
        if kind == "number":
            return Fraction(parts[0])
        if kind == "name":
            return self.named(parts[0], who)
        if kind == "choose":
            return self.value(parts[1] if self.holds(parts[0], who) else parts[2], who)
        if kind == "total":
            return self._total(who, *parts)
        if kind == "level":
            return self._level(who, *parts)
        if kind == "round_to_total":
            return self._round_to_total(who, *parts)
        if kind == "round_to":
            return _round(self.value(parts[0], who), self.value(parts[1], who), parts[2][1])
        x, y = (self.value(part, who) for part in parts)
        if kind in ("/", "per") and not y:
            raise Refused
        return ARITHMETIC[kind](x, y)

    def holds(self, tree: Tree, who: Partner) -> bool:
        """Say whether a condition holds for one partner."""
        sign, *parts = tree
        if sign == "not":
            return not self.holds(parts[0], who)
        if sign in ("and", "or"):
            # Both are worked out, so that a division by nothing in either is found.
            both = [self.holds(part, who) for part in parts]
            return all(both) if sign == "and" else any(both)
        return COMPARED[sign](*(self.value(part, who) for part in parts))

    def named(self, name: str, who: Partner) -> Fraction:
        """Give what a name is, for one partner."""
        sums = self._sums()
        if name == "base" and self.base is not None:
            return Fraction(self.base, 100)
        if name in self.flags:
            return Fraction(who.id in self.flags[name])
        if name in sums:
            return Fraction(sums[name], 100)
        if name in self.formula.get("parameters", {}):
            return rate(self.formula["parameters"][name])
        if name in self.trees:
            return self.value(self.trees[name], who)
        if name in self.formula.get("measure", {}) or name in who.figures:
            return measured(self.formula, name, [who])
        known = {"penny": Fraction(1, 100), "part_of_year": self.board.part_of_year}
        if name in known:
            return known[name]
        if name.startswith("is_"):
            return Fraction(who.kind == name.removeprefix("is_"))
        group = name.removeprefix("in_group_")
        if group == name or group not in groups(self.formula):
            raise Refused
        return Fraction(group_of(self.formula, who) == group)

    def _sums(self) -> dict[str, int]:
        """Give every sum of the board that has a name, in pence."""
        found = {f"cost_{_word(pool)}": pence for pool, pence in self.board.cost.items()}
        found |= {f"base_{_word(pool)}": pence for pool, pence in self.left.items()}
        for first, sources in (("grant", self.board.grants), ("income", self.board.income)):
            found |= {f"{first}_{_word(each.name)}": each.pence for each in sources}
        return found

    def _all(self, tree: Tree) -> list[Fraction]:
        return [self.value(tree, each) for each in self.board.partners]

    def _total(self, who: Partner, tree: Tree, key: Tree = ("word", "board")) -> Fraction:
        alike = KEYS[key[1]]
        values = zip(self.board.partners, self._all(tree), strict=True)
        return sum((x for each, x in values if alike(each) == alike(who)), Fraction(0))

    def _level(self, who: Partner, amount: Tree, *trees: Tree) -> Fraction:
        weight, low, high, *start = (self._all(tree) for tree in trees)
        return height(self.value(amount, who), weight, low, high, *start)

    def _round_to_total(
        self, who: Partner, x: Tree, amount: Tree, unit: Tree, method: Tree, *minimum: Tree
    ) -> Fraction:
        step = self.value(unit, who)
        if step <= 0:
            raise Refused
        parts, units = [each / step for each in self._all(x)], self.value(amount, who) / step
        least = [int(each) for each in self._all(minimum[0])] if minimum else [0] * len(parts)
        if units.denominator != 1 or units < 0 or any(part < 0 for part in parts):
            raise Refused
        if method[1] == "largest_remainder" and not 0 <= abs(sum(parts) - units) < 1:
            raise Refused
        times = 1
        for part in parts:
            times *= part.denominator
        ids = [partner.id for partner in self.board.partners]
        weight = [int(part * times) for part in parts]
        given = hand_out_units(method[1], weight, int(units), least, ids)
        if given is None:
            raise Refused
        return given[ids.index(who.id)] * step


def with_steps(formula: Table, board: Board, left: Mapping[str, int], flags: Flags) -> Board:
    """Give the board with every step and parameter of a formula as a figure of every partner."""
    sheet = Sheet(formula, board, left, flags)
    names = [*sheet.trees, *formula.get("parameters", {})]
    partners = tuple(
        replace(each, figures={**each.figures, **{name: sheet.named(name, each) for name in names}})
        for each in board.partners
    )
    return replace(board, partners=partners)


def charged(
    formula: Table,
    board: Board,
    left: Mapping[str, int],
    flags: Flags,
    expression: str,
    base: int,
) -> dict[str, Fraction]:
    """Give what an expression asks of those who share of a pool of `base`, in pence."""
    sheet, tree = Sheet(formula, board, left, flags, base), read(expression)
    return {
        each.id: 100 * sheet.value(tree, each)
        for each in board.partners
        if each.id in flags["sharing"]
    }


ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda x, y: x + y,
    "-": lambda x, y: x - y,
    "*": lambda x, y: x * y,
    "/": lambda x, y: x / y,
    "per": lambda x, y: x / y,
    "at_least": max,
    "at_most": min,
}
COMPARED: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "==": lambda x, y: x == y,
    "!=": lambda x, y: x != y,
    "<": lambda x, y: x < y,
    "<=": lambda x, y: x <= y,
    ">": lambda x, y: x > y,
    ">=": lambda x, y: x >= y,
}


def _round(x: Fraction, unit: Fraction, method: str) -> Fraction:
    """Round what is above nothing, and the rest as its mirror image."""
    if unit <= 0:
        raise Refused
    if x < 0:
        return -_round(-x, unit, method)
    count = x / unit
    whole = {
        "down": count.__floor__(),
        "up": count.__ceil__(),
        "half_up": (count + Fraction(1, 2)).__floor__(),
    }
    return whole[method] * unit


def _word(name: str) -> str:
    """Write a name as it stands in an expression: small letters, anything else a line."""
    return "".join(letter if letter.isalnum() else "_" for letter in name.lower())
