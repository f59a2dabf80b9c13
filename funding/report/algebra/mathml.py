"""Algebra as MathML Core, which browsers show and screen readers read without a script.

Every piece is `Markup`: what is put into an element is escaped, unless it is such a piece itself.
"""

# ruff: noqa: D102  # the protocol says what each method writes

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from funding.language import unmarked

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_UNBROKEN = "\u00a0"


class MathML:
    """Writes pieces as presentation elements, each piece one element."""

    @staticmethod
    def whole(piece: str, *, inline: bool = False) -> Markup:
        """Write a piece as a whole formula, on a line of its own unless `inline`."""
        display = "inline" if inline else "block"
        held = Markup('<math xmlns="{}" display="{}">{}</math>')
        return held.format(NAMESPACE, display, piece)

    def letter(self, letter: str) -> Markup:
        return Markup("<mi>{}</mi>").format(letter)

    def number(self, digits: str) -> Markup:
        return Markup("<mn>{}</mn>").format(digits)

    def words(self, text: str) -> Markup:
        # Space at either end of an element is dropped, unless it is one that does not break.
        said = unmarked(text)
        start = _UNBROKEN if said != said.lstrip() else ""
        end = _UNBROKEN if said != said.rstrip() else ""
        return Markup("<mtext>{}{}{}</mtext>").format(start, said.strip(), end)

    def sign(self, sign: str) -> Markup:
        return Markup("<mo>{}</mo>").format(sign)

    def row(self, pieces: Sequence[str]) -> Markup:
        whole = _joined(pieces)
        return whole if len(pieces) == 1 else Markup("<mrow>{}</mrow>").format(whole)

    def bracketed(self, piece: str) -> Markup:
        return self.row([self.sign("("), piece, self.sign(")")])

    def fraction(self, over: str, under: str) -> Markup:
        return Markup("<mfrac>{}{}</mfrac>").format(over, under)

    def cases(self, lines: Sequence[tuple[str, str]]) -> Markup:
        row = Markup("<mtr><mtd>{}</mtd><mtd>{}</mtd></mtr>")
        rows = _joined(row.format(value, when) for value, when in lines)
        return self.row([self.sign("{"), Markup("<mtable>{}</mtable>").format(rows)])

    def summed(self, over_whom: str, piece: str) -> Markup:
        sign = Markup('<munder><mo movablelimits="false">∑</mo>{}</munder>')
        return self.row([sign.format(self.words(over_whom)), piece])

    def called(self, name: str, by: str, arguments: Sequence[str]) -> Markup:
        word = self.words(name)
        named = Markup("<msub>{}{}</msub>").format(word, self.words(by)) if by else word
        return self._applied(named, arguments)

    def mathematical(self, name: str, arguments: Sequence[str]) -> Markup:
        return self._applied(self.letter(name), arguments)

    def _applied(self, named: Markup, arguments: Sequence[str]) -> Markup:
        listed = [arguments[0]]
        for each in arguments[1:]:
            listed += [self.sign(","), each]
        # The sign between is not seen: it says that a function is applied, and not multiplied.
        return self.row([named, self.sign("\u2061"), self.bracketed(self.row(listed))])


def _joined(pieces: Iterable[str]) -> Markup:
    return Markup().join(pieces)
