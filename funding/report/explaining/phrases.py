"""How one cell came about, as a phrase for a sentence: numbers, each with the letter of its step.

Of a `choose`, only the branch that was taken is told, with what decided it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Integer, Mul, Rational, Symbol

from funding.amounts import PENNY, written_number
from funding.evaluation.exact import value_of
from funding.language import _
from funding.report.algebra.words import method_called
from funding.report.explaining.expressions import Filled, number_of, total_came_to
from funding.report.wording import written
from funding.worksheet import functions
from funding.worksheet.column import Column

_OPERATIONS = (Add, Mul, functions.per)
_PLAIN = (Symbol, Rational, functions.total)
"""What needs no brackets, whatever it stands beside."""


def how(column: Column, run: Filled, row: int) -> str:
    """Say how a computed cell came about."""
    told = _Told(column, run, row)
    node, decisive = told.taken(column.expression)
    figure = told.phrase(node)
    if decisive:
        return _(
            "{conditions}; and so it is {figure}", conditions="; ".join(decisive), figure=figure
        )
    if isinstance(node, Symbol):
        return _("the same as {figure}", figure=figure)
    if isinstance(node, Rational):
        return _("always {figure}", figure=figure)
    return figure


class _Told:
    """Tells the parts of a cell's expression, with numbers or with letters alone."""

    def __init__(self, column: Column, run: Filled, row: int, *, by_letters: bool = False) -> None:
        self._column, self._run, self._row = column, run, row
        self._by_letters = by_letters

    def phrase(self, node: Expr) -> str:
        """Say what a value came from."""
        match node:
            case Symbol():
                return self._figure(node)
            case Rational():
                return written_number(number_of(node))
            case Add():
                return self._sum(node)
            case Mul(args=(Integer() as number, negated)) if number == -1:
                return f"−{self._operand(negated)}"
            case Mul():
                first, *others = node.args
                return " × ".join([self._first(first), *map(self._operand, others)])
            case functions.per(args=(over, under)):
                return f"{self._first(over)} ÷ {self._operand(under)}"
        return self._function(node)

    def _function(self, node: Expr) -> str:
        """Say what a function gave."""
        match node:
            case functions.total():
                return self._total(node)
            case functions.choose():
                return self._chosen(node)
            case functions.round_to():
                return self._rounded(node)
            case functions.round_to_total():
                return self._shared(node)
            case functions.level():
                return self._level(node)
        one, other = map(self._operand, node.args)
        if isinstance(node, functions.at_least):
            return _("the larger of {one} and {other}", one=one, other=other)
        return _("the smaller of {one} and {other}", one=one, other=other)

    def taken(self, node: Expr) -> tuple[Expr, list[str]]:
        """Give what a `choose` came to in the end, and what decided it; else the node itself."""
        decisive: list[str] = []
        while isinstance(node, functions.choose):
            condition, then, otherwise = node.args
            decisive += self._facts(condition)
            node = then if self._holds(condition) else otherwise
        return node, decisive

    def _figure(self, node: Symbol) -> str:
        column = self._run.sheet.worksheet[node.name]
        if self._by_letters:
            return f"({column.letter})"
        value = self._run.sheet.cell(node.name, self._row)
        return f"{written(value, column.unit, self._run.currency)} ({column.letter})"

    def _operand(self, node: Expr) -> str:
        text = self.phrase(node)
        return text if isinstance(node, _PLAIN) else f"({text})"

    def _first(self, node: Expr) -> str:
        """Say what stands in front of × or ÷: products need no brackets there."""
        is_product = isinstance(node, Mul | functions.per) and node.args[0] != -1
        return self.phrase(node) if is_product else self._operand(node)

    def _sum(self, node: Add) -> str:
        text = ""
        for place, term in enumerate(node.args):
            sign, operand = " + ", term
            if isinstance(term, Mul) and term.args[0] == -1:
                sign, operand = " − ", term.args[1]
            # A product holds together by itself; so does a sum in front of another.
            holds = isinstance(operand, Mul | functions.per) or (not place and sign == " + ")
            said = self.phrase(operand) if holds and isinstance(operand, _OPERATIONS) else None
            text += (sign if place else sign.strip().strip("+")) + (said or self._operand(operand))
        return text

    def _total(self, node: functions.total) -> str:
        summand, *within = node.args
        letters = self._letters(summand)
        whose = ""
        if within:
            whose = {
                "kind": _("all of its kind"),
                "sector": _("all of its sector"),
                "payer": _("all with its payer"),
                "board": _("all on its board"),
            }[within[0].name]
        if self._by_letters:
            return (
                _("the total of {letters} over {partners}", letters=letters, partners=whose)
                if whose
                else _("the total of {letters}", letters=letters)
            )
        amount = total_came_to(node, self._column, self._run, self._row)
        if whose:
            return _(
                "{amount} (the total of {letters} over {partners})",
                amount=amount,
                letters=letters,
                partners=whose,
            )
        return _("{amount} (the total of {letters})", amount=amount, letters=letters)

    def _chosen(self, node: functions.choose) -> str:
        """Say a choice that is a part of something else."""
        if self._by_letters:
            condition, then, otherwise = node.args
            return _(
                "{one} or {other}, by a condition on {letters}",
                one=self._operand(then),
                other=self._operand(otherwise),
                letters=", ".join(sorted(self._letters(s) for s in condition.free_symbols)),
            )
        taken, decisive = self.taken(node)
        return _(
            "{figure}, since {conditions}",
            figure=self._operand(taken),
            conditions="; ".join(decisive),
        )

    def _rounded(self, node: functions.round_to) -> str:
        x, unit, method = node.args
        value = self._operand(x)
        if self._unit(unit) == PENNY:
            return {
                "down": _("{value} rounded down to the penny", value=value),
                "up": _("{value} rounded up to the penny", value=value),
                "half_up": _("{value} rounded to the nearest penny", value=value),
            }[method.name]
        unit_said = self._operand(unit)
        return {
            "down": _("{value} rounded down to whole units of {unit}", value=value, unit=unit_said),
            "up": _("{value} rounded up to whole units of {unit}", value=value, unit=unit_said),
            "half_up": _(
                "{value} rounded to the nearest unit of {unit}", value=value, unit=unit_said
            ),
        }[method.name]

    def _shared(self, node: functions.round_to_total) -> str:
        x, amount, unit, method, *minimum = node.args
        parts = {
            "value": self._operand(x),
            "amount": self._operand(amount),
            "method": method_called(method.name),
        }
        if self._unit(unit) == PENNY:
            words = _(
                "{value} made whole pennies so that all parts come to {amount} (method: {method})",
                **parts,
            )
        else:
            words = _(
                "{value} made whole units of {unit} so that all parts come to {amount} "
                "(method: {method})",
                unit=self._operand(unit),
                **parts,
            )
        if minimum:
            least = self._operand(minimum[0])
            return _("{parts}, each with at least {least} units", parts=words, least=least)
        return words

    def _level(self, node: functions.level) -> str:
        amount, weight, least, most, *start = node.args
        parts = {
            "weights": self._letters(weight),
            "amount": self._operand(amount),
            "least": self._letters(least),
            "most": self._letters(most),
        }
        if start:
            return _(
                "the least rate at which all partners’ {start} and the rate × {weights}, each kept "
                "from {least} to {most}, come to {amount}",
                start=self._letters(start[0]),
                **parts,
            )
        return _(
            "the least rate at which all partners’ rate × {weights}, each kept from {least} to "
            "{most}, come to {amount}",
            **parts,
        )

    def _letters(self, node: Expr) -> str:
        told = _Told(self._column, self._run, self._row, by_letters=True)
        return told.phrase(node)

    def _unit(self, node: Expr) -> object:
        return value_of(node, self._column, self._run.sheet, self._row)

    def _holds(self, condition: Expr) -> bool:
        asked = functions.choose(condition, Integer(1), Integer(0))
        return value_of(asked, self._column, self._run.sheet, self._row) == 1

    def _facts(self, condition: Expr) -> Iterator[str]:
        """Say what decided a condition, each comparison as it came out."""
        match condition:
            case functions.fails(args=(inner,)):
                yield from self._facts(inner)
            case functions.both(args=parts) | functions.either(args=parts):
                # One that fails decides `both`, and one that holds decides `either`.
                wanted = isinstance(condition, functions.either)
                alone = next((part for part in parts if self._holds(part) is wanted), None)
                for part in parts if alone is None else (alone,):
                    yield from self._facts(part)
            case functions.is_equal(args=(x, y)) | functions.is_less(args=(x, y)):
                yield self._compared(condition, x, y)

    def _compared(self, condition: Expr, x: Expr, y: Expr) -> str:
        holds, turned = self._holds(condition), isinstance(x, Rational)
        one, other = (self._operand(each) for each in ((y, x) if turned else (x, y)))
        if isinstance(condition, functions.is_equal):
            if holds:
                return _("{one} is equal to {other}", one=one, other=other)
            return _("{one} is not equal to {other}", one=one, other=other)
        if turned:
            if holds:
                return _("{one} is more than {other}", one=one, other=other)
            return _("{one} is not more than {other}", one=one, other=other)
        if holds:
            return _("{one} is less than {other}", one=one, other=other)
        return _("{one} is not less than {other}", one=one, other=other)
