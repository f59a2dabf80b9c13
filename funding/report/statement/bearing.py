"""Which columns a partner's cash turned on: those without which it would be another sum.

Of the smaller of two sums only the smaller decided; of a choice, the branch that was taken; what
came to nothing added nothing; of a total to which nobody else adds, no part did. So a ceiling that
was not reached is not told, and nor is what bears on others alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Integer, Mul, Symbol

from funding.comparison.run import Run
from funding.evaluation.exact import value_of
from funding.worksheet import functions
from funding.worksheet.column import Column, Role


def bearing_on(run: Run, row: int) -> Iterator[Column]:
    """Give the columns that a partner's cash turned on, in order."""
    worksheet = run.sheet.worksheet
    wanted = {c.name for role in (Role.CASH, Role.ASSESSED_EXACT) for c in worksheet.playing(role)}
    for column in reversed(worksheet.columns):
        if column.name in wanted and column.expression is not None:
            wanted |= _Deciding(run, column, row).names(column.expression)
    return (column for column in worksheet if column.name in wanted)


def turned_on(run: Run, column: Column, row: int) -> set[str]:
    """Give the columns that one computed cell turned on, at first hand."""
    return (
        set() if column.expression is None else _Deciding(run, column, row).names(column.expression)
    )


def _factors(node: Expr) -> tuple[Expr, ...]:
    return node.args if isinstance(node, Mul) else (node,)


class _Deciding:
    """Finds what one cell turned on."""

    def __init__(self, run: Run, column: Column, row: int) -> None:
        self._run, self._column, self._row = run, column, row

    def names(self, node: Expr) -> set[str]:
        """Give the columns that a part of the expression turned on."""
        if isinstance(node, Symbol):
            return {node.name}
        return set().union(*(self.names(each) for each in self._deciding(node)))

    def _deciding(self, node: Expr) -> Iterator[Expr]:
        """Give the parts of an expression that decided what it came to."""
        match node:
            case functions.choose(args=(condition, then, otherwise)):
                taken = then if self._holds(condition) else otherwise
                # Of a figure that stands there whatever the board, the condition decided.
                yield from [taken] if taken.free_symbols else condition.free_symbols
            case functions.at_least(args=parts) | functions.at_most(args=parts):
                came_to = self._value(node)
                yield from (each for each in parts if self._value(each) == came_to)
            case functions.per(args=(over, under)) if alone := self._alone(over, under):
                yield from (each for each in _factors(over) if each is not alone)
            case Mul(args=parts) | functions.per(args=parts):
                nothing = [each for each in parts if not self._value(each)]
                yield from nothing or parts
            case Add(args=parts):
                yield from [each for each in parts if self._value(each)] or parts
            case functions.round_to(args=(rounded, *_how)):
                yield rounded
            case functions.round_to_total(args=(own, amount, *_how)):
                yield from (own, amount)
            # A total, or a level, is of all partners alike: what is one's own stands beside it.

    def _alone(self, over: Expr, under: Expr) -> Expr | None:
        """Give the factor of what is divided that is all of the total that it is divided by.

        Who is the only one of its kind has the whole of it, by whatever the kind shares.
        """
        column = self._run.sheet.worksheet[under.name] if isinstance(under, Symbol) else None
        whole = column.expression if column is not None else under
        if not isinstance(whole, functions.total) or not self._value(under):
            return None
        same = (each for each in _factors(over) if each == whole.args[0])
        return next((each for each in same if self._value(each) == self._value(under)), None)

    def _value(self, node: Expr) -> object:
        return value_of(node, self._column, self._run.sheet, self._row)

    def _holds(self, condition: Expr) -> bool:
        return bool(self._value(functions.choose(condition, Integer(1), Integer(0))))
