"""The functions that a column's expression is made of: SymPy nodes that never evaluate.

SymPy would turn `x/x` into 1 and `0*x/y` into 0 and so lose the fault of dividing by nothing;
these nodes keep what was written. `+`, `-` and `*` are SymPy's own, built unevaluated.
"""

from __future__ import annotations

from sympy import Add, Expr, Function, Integer, Mul, Symbol


class per(Function):  # noqa: N801  (named as it is written in an expression)
    """`per(x, y)`: x divided by y; a fault where y is nothing."""

    nargs = 2


class at_least(Function):  # noqa: N801
    """`at_least(x, y)`: x, but never less than y."""

    nargs = 2


class at_most(Function):  # noqa: N801
    """`at_most(x, y)`: x, but never more than y."""

    nargs = 2


class choose(Function):  # noqa: N801
    """`choose(condition, x, y)`: x where the condition holds, else y; only one is evaluated."""

    nargs = 3


class total(Function):  # noqa: N801
    """`total(x)`: the sum over the board; `total(x, within=key)`: over those alike in key."""

    nargs = (1, 2)


class is_equal(Function):  # noqa: N801
    """The condition `x == y`."""

    nargs = 2


class is_less(Function):  # noqa: N801
    """The condition `x < y`."""

    nargs = 2


class both(Function):  # noqa: N801
    """The condition that two conditions hold."""

    nargs = 2


class either(Function):  # noqa: N801
    """The condition that at least one of two conditions holds."""

    nargs = 2


class fails(Function):  # noqa: N801
    """The condition that a condition does not hold."""

    nargs = 1


class round_to(Function):  # noqa: N801
    """`round_to(x, unit, method)`: see `primitives.round_to`."""

    nargs = 3


class level(Function):  # noqa: N801
    """`level(amount, weight, lo, hi)`: see `primitives.level`; one value for the board.

    A fifth argument is where each partner begins; without it, at nothing.
    """

    nargs = (4, 5)


class round_to_total(Function):  # noqa: N801
    """`round_to_total(x, amount, unit, method, minimum)`: see `apportionment.round_to_total`.

    The minimum may be left out.
    """

    nargs = (4, 5)


BOARD_WIDE = (level,)
"""Functions with one value for the board, whatever their arguments are; `total(x)` is another."""


def plus(x: Expr, y: Expr) -> Expr:
    """Add without evaluating."""
    return Add(x, y, evaluate=False)


def minus(x: Expr, y: Expr) -> Expr:
    """Subtract without evaluating."""
    return Add(x, Mul(Integer(-1), y, evaluate=False), evaluate=False)


def times(x: Expr, y: Expr) -> Expr:
    """Multiply without evaluating."""
    return Mul(x, y, evaluate=False)


def symbol(name: str) -> Symbol:
    """Give the symbol of a column; real, never declared non-negative, so that no guard vanishes."""
    return Symbol(name, real=True)
