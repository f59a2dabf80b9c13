"""What a cell's formula is made of: written as a spreadsheet reads it, and worked out as it does.

Both are of the same nodes, so what is compared with the engine on writing is what is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from funding.report.workbook.floats import FUNCTIONS, SIGNS, Value, in_floats, truth

_RANKS = {"=": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "<>": 1, "+": 2, "-": 2, "*": 3, "/": 3}
_ALONE = 4


class Node:
    """A part of a formula; `+`, `-` and `*` of nodes and fractions are nodes."""

    rank = _ALONE

    def text(self, here: object) -> str:
        """Write it in a formula of a page."""
        raise NotImplementedError

    def value(self, row: int) -> Value:
        """Work it out in floats, for a row of its page."""
        raise NotImplementedError

    def __add__(self, other: Node | Fraction) -> Node:
        if is_nothing(self):
            return as_node(other)
        return self if is_nothing(other) else Sign("+", self, as_node(other))

    def __radd__(self, other: Fraction) -> Node:
        return self if is_nothing(other) else Sign("+", as_node(other), self)

    def __sub__(self, other: Node | Fraction) -> Node:
        return self if is_nothing(other) else Sign("-", self, as_node(other))

    def __rsub__(self, other: Fraction) -> Node:
        return Sign("-", as_node(other), self)

    def __mul__(self, other: Node | Fraction | int) -> Node:
        return Sign("*", self, as_node(other))


def is_nothing(value: Node | Fraction | int) -> bool:
    """Say whether it is the number 0, as a node or as it is."""
    return (value.number if isinstance(value, Number) else value) == 0


def as_node(value: Node | Fraction | int) -> Node:
    """Give a number as a node, and a node as it is."""
    return value if isinstance(value, Node) else Number(Fraction(value))


@dataclass(frozen=True, eq=False, repr=False)
class Number(Node):
    """A number as it is: a decimal where a spreadsheet can hold it, else a fraction."""

    number: Fraction

    @property
    def rank(self) -> int:  # type: ignore[override]  # noqa: D102
        # Written with a sign, it stands in brackets wherever a sum with that sign would.
        written = written_exactly(self.number)
        return _RANKS["-"] if self.number < 0 else _RANKS["/"] if "/" in written else _ALONE

    def text(self, here: object) -> str:  # noqa: ARG002, D102
        return written_exactly(self.number)

    def value(self, row: int) -> Value:  # noqa: ARG002, D102
        return in_floats(self.number)


@dataclass(frozen=True, eq=False, repr=False)
class Words(Node):
    """A text, as a formula may give one."""

    words: str

    def text(self, here: object) -> str:  # noqa: ARG002, D102
        return '"' + self.words.replace('"', '""') + '"'

    def value(self, row: int) -> Value:  # noqa: ARG002, D102
        return self.words


@dataclass(frozen=True, eq=False, repr=False)
class Sign(Node):
    """Two nodes with a sign between them; of spans, cell by cell."""

    sign: str
    left: Node
    right: Node

    @property
    def rank(self) -> int:  # type: ignore[override]  # noqa: D102
        return _RANKS[self.sign]

    def text(self, here: object) -> str:  # noqa: D102
        left, right = self.left.text(here), self.right.text(here)
        if self.left.rank < self.rank:
            left = f"({left})"
        if self.right.rank <= self.rank:
            right = f"({right})"
        return f"{left}{self.sign}{right}"

    def value(self, row: int) -> Value:  # noqa: D102
        return cell_by_cell(SIGNS[self.sign], self.left.value(row), self.right.value(row))


@dataclass(frozen=True, eq=False, repr=False)
class Call(Node):
    """A function of a spreadsheet, with what it is of."""

    name: str
    arguments: tuple[Node, ...]

    def text(self, here: object) -> str:  # noqa: D102
        return f"{self.name}({','.join(each.text(here) for each in self.arguments)})"

    def value(self, row: int) -> Value:  # noqa: D102
        if self.name == "IF":
            condition, then, otherwise = self.arguments
            return (then if truth(condition.value(row)) else otherwise).value(row)
        return FUNCTIONS[self.name](*(each.value(row) for each in self.arguments))


def call(name: str, *arguments: Node | Fraction | int) -> Call:
    """Call a function of a spreadsheet."""
    return Call(name, tuple(map(as_node, arguments)))


def sign(left: Node | Fraction | int, between: str, right: Node | Fraction | int) -> Sign:
    """Put a sign between two nodes."""
    return Sign(between, as_node(left), as_node(right))


def cell_by_cell(operation: Callable[..., Value], *values: Value) -> Value:
    """Work something out of single values, or row by row where one is a list."""
    rows = max((len(each) for each in values if isinstance(each, list)), default=None)
    if rows is None:
        return operation(*values)
    lists = [each if isinstance(each, list) else [each] * rows for each in values]
    return [operation(*each) for each in zip(*lists, strict=True)]


def written_exactly(number: Fraction) -> str:
    """Write a number as a formula may: digits where fifteen will do, else one over another."""
    if number.denominator == 1:
        return str(number.numerator)
    places = _places(number.denominator)
    if places is not None:
        digits = f"{abs(number.numerator) * 10**places // number.denominator:0{places + 1}d}"
        if len(digits.lstrip("0")) <= 15:
            return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"
    return f"{number.numerator}/{number.denominator}"


def _places(denominator: int) -> int | None:
    """Give how many decimal places end a number over this; None if none do."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None
