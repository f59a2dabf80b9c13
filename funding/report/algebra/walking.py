"""From a column's expression to algebra: one walk, whatever the notation, and nothing rewritten.

A letter stands for one partner's figure, or for the board's; behind a Σ for each partner's in turn.
Brackets stand wherever a reader could take a piece for more or less than it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from fractions import Fraction

from sympy import Add, Expr, Integer, Mul, Rational, Symbol

from funding.language import _, pgettext
from funding.report.algebra.notation import SLOTS, Notation, sentence
from funding.report.algebra.words import (
    level_called,
    method_called,
    over_whom,
    rounding_called,
    sharing_called,
)
from funding.worksheet import functions
from funding.worksheet.column import Column
from funding.worksheet.worksheet import Worksheet


class Strength(IntEnum):
    """How firmly a piece holds together; what is weaker than its place asks for is bracketed."""

    SUM = 0
    PRODUCT = 1
    WHOLE = 2


class Ends(Enum):
    """How a piece ends: with a sum or with cases it would draw in whatever is written behind it."""

    CLOSED = ""
    IN_SUM = "sum"
    IN_CASES = "cases"


@dataclass(frozen=True)
class Piece:
    """A piece of algebra, with what must be known to put it beside others."""

    text: str
    strength: Strength = Strength.WHOLE
    ends: Ends = Ends.CLOSED


def equation(column: Column, worksheet: Worksheet, notation: Notation) -> str:
    """Write a column's letter and what it is equal to; of one that is stated, its letter alone."""
    letter = notation.letter(column.letter)
    if column.expression is None:
        return letter
    found = _Walk(worksheet, notation).value(column.expression).text
    return notation.row([letter, notation.sign("="), found])


class _Walk:
    """One walk over an expression."""

    def __init__(self, worksheet: Worksheet, notation: Notation) -> None:
        self._worksheet, self._notation = worksheet, notation

    def value(self, node: Expr) -> Piece:
        """Write a value."""
        to = self._notation
        match node:
            case Symbol():
                return Piece(to.letter(self._worksheet[node.name].letter))
            case Rational():
                return self._number(Fraction(int(node.p), int(node.q)))
            case Add():
                return self._sum(node.args)
            case Mul(args=(Integer() as number, negated)) if number == -1:
                return self._negated(negated)
            case Mul():
                return self._product(node.args)
            case functions.per(args=(over, under)):
                return Piece(to.fraction(self.value(over).text, self.value(under).text))
            case functions.choose(args=(condition, then, otherwise)):
                when = sentence(
                    _("if {condition}", condition=SLOTS[0]), [self.condition(condition).text], to
                )
                lines = [(then, when), (otherwise, to.words(_("otherwise")))]
                text = to.cases([(self.value(each).text, words) for each, words in lines])
                return Piece(text, ends=Ends.IN_CASES)
            case functions.total(args=(summand, *within)):
                key = within[0].name if within else ""
                found = self.value(summand)
                body = self._held(found, Strength.PRODUCT)
                # What ends in cases ends in them behind a Σ too: a comma would be drawn in.
                in_cases = found.ends is Ends.IN_CASES and body == found.text
                ends = Ends.IN_CASES if in_cases else Ends.IN_SUM
                return Piece(to.summed(over_whom(key), body), Strength.PRODUCT, ends)
            case _:
                return Piece(self._called(node))

    def _called(self, node: Expr) -> str:
        """Write a function by its name."""
        to = self._notation
        match node:
            case functions.at_least():
                return to.mathematical("max", self._list(node.args))
            case functions.at_most():
                return to.mathematical("min", self._list(node.args))
            case functions.level():
                return to.called(level_called(), "", self._list(node.args))
            case functions.round_to(args=(x, unit, method)):
                return to.called(rounding_called(method.name), "", self._list((x, unit)))
            case functions.round_to_total(args=(x, amount, unit, method, *minimum)):
                by = method_called(method.name)
                return to.called(sharing_called(), by, self._list((x, amount, unit, *minimum)))
        raise TypeError(node)

    def condition(self, node: Expr) -> Piece:
        """Write a condition."""
        match node:
            case functions.is_equal(args=(x, y)):
                return self._compared(x, "=", y)
            case functions.is_less(args=(x, y)):
                return self._compared(x, "<", y)
            case functions.fails(args=(functions.is_equal(args=(x, y)),)):
                return self._compared(x, "≠", y)
            case functions.fails(args=(functions.is_less(args=(x, y)),)):
                return self._compared(x, "≥", y)
            case functions.fails():
                return self._joined(_("not {condition}", condition=SLOTS[0]), node)
            case functions.both():
                said = pgettext("conditions", "{one} and {other}", one=SLOTS[0], other=SLOTS[1])
                return self._joined(said, node)
            case functions.either():
                said = pgettext("conditions", "{one} or {other}", one=SLOTS[0], other=SLOTS[1])
                return self._joined(said, node)
        raise TypeError(node)

    def _joined(self, said: str, node: Expr) -> Piece:
        """Join conditions; one that is joined itself is bracketed, but for a row of one word."""
        held = []
        for place, part in enumerate(node.args):
            in_a_row = place == 0 and len(node.args) > 1 and type(part) is type(node)
            least = Strength.SUM if in_a_row else Strength.WHOLE
            held.append(self._held(self.condition(part), least, *_unless_last(place, node.args)))
        return Piece(sentence(said, held, self._notation), Strength.SUM)

    def _compared(self, x: Expr, sign: str, y: Expr) -> Piece:
        """Write a comparison, a number behind what it is compared with."""
        if isinstance(x, Rational) and not isinstance(y, Rational):
            x, sign, y = y, _TURNED.get(sign, sign), x
        left = self._held(self.value(x), Strength.SUM, *_BEFORE_OTHERS)
        right = self.value(y)
        text = self._notation.row([left, self._notation.sign(sign), right.text])
        return Piece(text, ends=right.ends)

    def _sum(self, terms: Sequence[Expr]) -> Piece:
        pieces: list[str] = []
        for place, term in enumerate(terms):
            sign, operand = "+", term
            if isinstance(term, Mul) and term.args[0] == -1:
                sign, operand = "−", term.args[1]
            if place or sign == "−":
                pieces.append(self._notation.sign(sign))
            least = Strength.PRODUCT if place or sign == "−" else Strength.SUM
            found = self.value(operand)
            pieces.append(self._held(found, least, *_unless_last(place, terms)))
        return Piece(self._notation.row(pieces), Strength.SUM, found.ends)

    def _product(self, factors: Sequence[Expr]) -> Piece:
        pieces: list[str] = []
        for place, factor in enumerate(factors):
            found = self.value(factor)
            # What is multiplied by a product keeps the brackets with which it was written.
            least = Strength.WHOLE if place and isinstance(factor, Mul) else Strength.PRODUCT
            pieces += [self._notation.sign("×")] if place else []
            pieces.append(self._held(found, least, *_unless_last(place, factors)))
        return Piece(self._notation.row(pieces), Strength.PRODUCT, found.ends)

    def _negated(self, node: Expr) -> Piece:
        found = self.value(node)
        minus = self._notation.sign("−")
        text = self._notation.row([minus, self._held(found, Strength.PRODUCT)])
        return Piece(text, Strength.SUM, found.ends)

    def _number(self, number: Fraction) -> Piece:
        to = self._notation
        if number < 0:
            minus = to.row([to.sign("−"), self._number(-number).text])
            return Piece(minus, Strength.SUM)
        digits = _decimal(number)
        if digits is None:
            over, under = str(number.numerator), str(number.denominator)
            return Piece(to.fraction(to.number(over), to.number(under)))
        return Piece(to.number(digits))

    def _list(self, arguments: Sequence[Expr]) -> list[str]:
        """Write arguments: a comma ends a sum, but a reader may take it for a part of cases."""
        return [
            self._held(self.value(each), Strength.SUM, *_unless_last(place, arguments)[1:])
            for place, each in enumerate(arguments)
        ]

    def _held(self, piece: Piece, least: Strength, *unless: Ends) -> str:
        """Bracket a piece that is weaker than its place asks for, or ends as it may not there."""
        if piece.strength < least or (piece.ends is not Ends.CLOSED and piece.ends in unless):
            return self._notation.bracketed(piece.text)
        return piece.text


def _unless_last(place: int, among: Sequence[Expr]) -> tuple[Ends, ...]:
    """Give the ends that a piece may not have where another is written behind it."""
    return () if place == len(among) - 1 else _BEFORE_OTHERS


_BEFORE_OTHERS = (Ends.IN_SUM, Ends.IN_CASES)
_TURNED = {"<": ">", "≥": "≤"}


def _decimal(number: Fraction) -> str | None:
    """Write a number as a decimal that is exactly it; None where no decimal is."""
    rest, places = number.denominator, 0
    while rest % 10 == 0 or rest % 2 == 0 or rest % 5 == 0:
        rest = rest // 10 if rest % 10 == 0 else rest // 2 if rest % 2 == 0 else rest // 5
        places += 1
    if rest != 1:
        return None
    whole, part = divmod(number.numerator * 10**places // number.denominator, 10**places)
    return f"{whole}.{part:0{places}d}".rstrip("0") if part else str(whole)
