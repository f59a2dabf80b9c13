"""What the signs and names in some columns' algebra mean; only those that stand in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sympy import Expr, preorder_traversal

from funding.language import _
from funding.report.algebra.notation import Notation
from funding.report.algebra.words import (
    level_called,
    method_called,
    over_whom,
    rounding_called,
    sharing_called,
)
from funding.worksheet import functions
from funding.worksheet.column import Column

Entry = tuple[str, str]


def legend(columns: Iterable[Column], notation: Notation) -> Iterator[Entry]:
    """Give each sign or name that stands in the columns, written with capitals, and its meaning."""
    nodes = [
        node
        for column in columns
        if column.expression is not None
        for node in preorder_traversal(column.expression)
    ]
    for kind, entries in _ENTRIES:
        found = [node for node in nodes if isinstance(node, kind)]
        if found:
            yield from entries(found, notation)


def _sums(nodes: list[Expr], to: Notation) -> Iterator[Entry]:
    keys = {node.args[1].name if len(node.args) > 1 else "" for node in nodes}
    for key in ("", "kind", "sector", "payer", "board"):
        if key in keys:
            sign = to.summed(over_whom(key), to.letter("X"))
            yield sign, _("the sum of X over the partners named below the sign")


def _cases(nodes: list[Expr], to: Notation) -> Iterator[Entry]:  # noqa: ARG001  # as the others
    lines = [(to.letter("X"), to.words("…")), (to.letter("Y"), to.words(_("otherwise")))]
    yield to.cases(lines), _("X where the condition beside it holds, and Y where it does not")


def _larger(nodes: list[Expr], to: Notation) -> Iterator[Entry]:  # noqa: ARG001
    yield to.mathematical("max", _letters("XY", to)), _("the larger: X, but never less than Y")


def _smaller(nodes: list[Expr], to: Notation) -> Iterator[Entry]:  # noqa: ARG001
    yield to.mathematical("min", _letters("XY", to)), _("the smaller: X, but never more than Y")


def _rounded(nodes: list[Expr], to: Notation) -> Iterator[Entry]:
    methods = {node.args[2].name for node in nodes}
    meanings = {
        "down": _("X in whole units of U; what is over is left off"),
        "up": _("X in whole units of U; what is over counts as one more"),
        "half_up": _("X in whole units of U, to the nearest; half a unit counts as one more"),
    }
    for method, meaning in meanings.items():
        if method in methods:
            yield to.called(rounding_called(method), "", _letters("XU", to)), meaning


def _levels(nodes: list[Expr], to: Notation) -> Iterator[Entry]:
    plain = _(
        "the least rate at which the partners’ weights W, times the rate, each kept between its L "
        "and its H, come to A"
    )
    started = _(
        "the least rate at which the partners’ S and W times the rate, each kept between its L "
        "and its H, come to A"
    )
    for letters, meaning in (("AWLH", plain), ("AWLHS", started)):
        if any(len(node.args) == len(letters) for node in nodes):
            yield to.called(level_called(), "", _letters(letters, to)), meaning


def _shared(nodes: list[Expr], to: Notation) -> Iterator[Entry]:
    plain = _(
        "the partner’s part, when all partners’ X are made whole units of U that add up to A, by "
        "the method in small letters"
    )
    least = _(
        "the partner’s part, when all partners’ X are made whole units of U, at least M for each, "
        "that add up to A, by the method in small letters"
    )
    for letters, meaning in (("XAU", plain), ("XAUM", least)):
        methods = {n.args[3].name for n in nodes if len(n.args) == len(letters) + 1}
        for method in sorted(methods):
            name, by = sharing_called(), method_called(method)
            yield to.called(name, by, _letters(letters, to)), meaning


def _letters(letters: str, to: Notation) -> list[str]:
    return [to.letter(letter) for letter in letters]


_ENTRIES: tuple[tuple[type, Callable[[list[Expr], Notation], Iterator[Entry]]], ...] = (
    (functions.total, _sums),
    (functions.choose, _cases),
    (functions.at_least, _larger),
    (functions.at_most, _smaller),
    (functions.round_to, _rounded),
    (functions.level, _levels),
    (functions.round_to_total, _shared),
)
"""Each kind of node that needs explaining, in the order in which a legend has them."""
