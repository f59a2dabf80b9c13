"""Reads MathML as a person does, from what is seen, and writes it as an expression again.

Only what the eye has counts: signs in a row, brackets, a line with something above and below it, a
brace before a table. A sum draws in all that stands behind it, as the most careless reader would
have it; a brace draws in nothing, and whatever stands behind its table is a fault.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from funding.report.algebra.mathml import NAMESPACE

Token = str | ET.Element

FUNCTIONS = {"max": "at_least", "min": "at_most", "level": "level", "round to total": "share"}
ROUNDED = {"round down": "down", "round up": "up", "round to nearest": "half_up"}
METHODS = {"largest remainder": "largest_remainder", "D’Hondt": "dhondt"}
WITHIN = {
    "partners": "",
    "partners of the same kind": ", within=kind",
    "partners of the same sector": ", within=sector",
    "partners with the same payer": ", within=payer",
    "partners on the same board": ", within=board",
}


def read_back(mathml: str, names: dict[str, str]) -> str:
    """Give the expression that a formula says; `names` has the column of each letter."""
    tokens = list(_seen(ET.fromstring(mathml)))
    assert tokens[1] == "=", tokens
    reader = _Reader(tokens[2:], names)
    text = reader.sum()
    assert not reader.tokens, reader.tokens
    return text


def _tag(element: ET.Element) -> str:
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")


def _words(element: ET.Element) -> str:
    return "".join(element.itertext()).replace("\u00a0", " ")


def _seen(element: ET.Element) -> list[Token]:
    """Give what is seen from left to right; rows leave no trace."""
    if _tag(element) in ("math", "mrow", "mtd"):
        return [token for child in element for token in _seen(child)]
    if _tag(element) == "mo":
        return [] if element.text == "\u2061" else [element.text or ""]
    return [element]


class _Reader:
    def __init__(self, tokens: list[Token], names: dict[str, str]) -> None:
        self.tokens, self._names = tokens, names

    def _next_is(self, *signs: str) -> bool:
        return bool(self.tokens) and isinstance(self.tokens[0], str) and self.tokens[0] in signs

    def _take(self, sign: str) -> None:
        assert self._next_is(sign), (sign, self.tokens)
        self.tokens.pop(0)

    def _inside(self, element: ET.Element) -> _Reader:
        return _Reader(_seen(element), self._names)

    def _all_of(self, element: ET.Element) -> str:
        inner = self._inside(element)
        text = inner.sum()
        assert not inner.tokens
        return text

    def sum(self) -> str:
        text = ""
        if self._next_is("−"):
            self._take("−")
            text = f"-({self.product()})"
        else:
            text = self.product()
        while self._next_is("+", "−"):
            sign = self.tokens.pop(0)
            text += f" {'-' if sign == '−' else '+'} {self.product()}"
        return text

    def product(self) -> str:
        text = self.factor()
        while self._next_is("×"):
            self._take("×")
            text += f" * {self.factor()}"
        return text

    def factor(self) -> str:
        if self._next_is("("):
            self._take("(")
            text = f"({self.sum()})"
            self._take(")")
            return text
        if self._next_is("{"):
            self._take("{")
            table = self.tokens.pop(0)
            assert isinstance(table, ET.Element)
            assert not self.tokens or self._next_is(")"), "something stands behind a brace"
            return self._cases(table)
        element = self.tokens.pop(0)
        assert isinstance(element, ET.Element), element
        return self._element(element)

    def _element(self, element: ET.Element) -> str:
        match _tag(element):
            case "mn":
                return element.text or ""
            case "mi" if element.text in FUNCTIONS:
                return f"{FUNCTIONS[element.text]}({', '.join(self._arguments())})"
            case "mi":
                return self._names[element.text or ""]
            case "mfrac":
                over, under = map(self._all_of, element)
                return f"per({over}, {under})"
            case "munder":
                return f"total({self.sum()}{WITHIN[_words(element[1])]})"
            case "mtext" | "msub":
                return self._named(element)
        raise AssertionError(ET.tostring(element))

    def _named(self, element: ET.Element) -> str:
        name, by = element, ""
        if _tag(element) == "msub":
            name, by = element[0], METHODS[_words(element[1])]
        arguments = self._arguments()
        if _words(name) in ROUNDED:
            return f"round_to({', '.join(arguments)}, {ROUNDED[_words(name)]})"
        if FUNCTIONS[_words(name)] == "share":
            return f"round_to_total({', '.join([*arguments[:3], by, *arguments[3:]])})"
        return f"{FUNCTIONS[_words(name)]}({', '.join(arguments)})"

    def _arguments(self) -> list[str]:
        self._take("(")
        found = [self.sum()]
        while self._next_is(","):
            self._take(",")
            found.append(self.sum())
        self._take(")")
        return found

    def _cases(self, table: ET.Element) -> str:
        (first, when), (second, otherwise) = table
        assert _words(otherwise) == "otherwise"
        return f"choose({self._when(when)}, {self._all_of(first)}, {self._all_of(second)})"

    def _when(self, cell: ET.Element) -> str:
        inner = self._inside(cell)
        word = inner.tokens.pop(0)
        assert isinstance(word, ET.Element)
        assert _words(word) == "if "
        text = inner.any_of()
        assert not inner.tokens
        return text

    def _next_word(self) -> str:
        token = self.tokens[0] if self.tokens else ""
        return _words(token) if isinstance(token, ET.Element) and _tag(token) == "mtext" else ""

    def any_of(self) -> str:
        text = self.all_of()
        while self._next_word() == " or ":
            self.tokens.pop(0)
            text += f" or {self.all_of()}"
        return text

    def all_of(self) -> str:
        text = self.one()
        while self._next_word() == " and ":
            self.tokens.pop(0)
            text += f" and {self.one()}"
        return text

    def one(self) -> str:
        if self._next_word() == "not ":
            self.tokens.pop(0)
            return f"not {self.one()}"
        held = list(self.tokens)
        try:
            left = self.sum()
            sign = self.tokens.pop(0)
            signs = {"=": "==", "≠": "!=", "<": "<", ">": ">", "≥": ">=", "≤": "<="}
            return f"{left} {signs[str(sign)]} {self.sum()}"
        except (AssertionError, KeyError, IndexError):
            self.tokens = held
            self._take("(")
            text = f"({self.any_of()})"
            self._take(")")
            return text
