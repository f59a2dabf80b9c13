"""Algebra as MathML Core, which browsers show and screen readers read without a script."""

# ruff: noqa: D102  # the protocol says what each method writes

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from funding.language import unmarked

NAMESPACE = "http://www.w3.org/1998/Math/MathML"


class MathML:
    """Writes pieces as presentation elements, each piece one element."""

    @staticmethod
    def whole(piece: str, *, inline: bool = False) -> str:
        """Write a piece as a whole formula, on a line of its own unless `inline`."""
        display = "inline" if inline else "block"
        return f'<math xmlns="{NAMESPACE}" display="{display}">{piece}</math>'

    def letter(self, letter: str) -> str:
        return f"<mi>{escape(letter)}</mi>"

    def number(self, digits: str) -> str:
        return f"<mn>{escape(digits)}</mn>"

    def words(self, text: str) -> str:
        # Space at either end of an element is dropped, unless it is one that does not break.
        held = escape(unmarked(text))
        start, end = (" " * (held != each) for each in (held.lstrip(), held.rstrip()))
        return f"<mtext>{start and chr(160)}{held.strip()}{end and chr(160)}</mtext>"

    def sign(self, sign: str) -> str:
        return f"<mo>{escape(sign)}</mo>"

    def row(self, pieces: Sequence[str]) -> str:
        return pieces[0] if len(pieces) == 1 else f"<mrow>{''.join(pieces)}</mrow>"

    def bracketed(self, piece: str) -> str:
        return self.row([self.sign("("), piece, self.sign(")")])

    def fraction(self, over: str, under: str) -> str:
        return f"<mfrac>{over}{under}</mfrac>"

    def cases(self, lines: Sequence[tuple[str, str]]) -> str:
        rows = (f"<mtr><mtd>{value}</mtd><mtd>{when}</mtd></mtr>" for value, when in lines)
        return self.row([self.sign("{"), f"<mtable>{''.join(rows)}</mtable>"])

    def summed(self, over_whom: str, piece: str) -> str:
        sign = f'<mo movablelimits="false">∑</mo>{self.words(over_whom)}'
        return self.row([f"<munder>{sign}</munder>", piece])

    def called(self, name: str, by: str, arguments: Sequence[str]) -> str:
        word = self.words(name)
        named = f"<msub>{word}{self.words(by)}</msub>" if by else word
        return self._applied(named, arguments)

    def mathematical(self, name: str, arguments: Sequence[str]) -> str:
        return self._applied(self.letter(name), arguments)

    def _applied(self, named: str, arguments: Sequence[str]) -> str:
        listed = [arguments[0]]
        for each in arguments[1:]:
            listed += [self.sign(","), each]
        # The sign between is not seen: it says that a function is applied, and not multiplied.
        return self.row([named, self.sign("\u2061"), self.bracketed(self.row(listed))])
