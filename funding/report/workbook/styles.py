"""How cells look: what is typed is shaded, what is worked out is plain, sums are as sums are."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Protocol

from funding.amounts import POUNDS, sign_of
from funding.report.workbook.page import Line
from funding.report.workbook.pence import Grain

Format = Any
"""A format of XlsxWriter, which has no types."""

INK, BAND, TYPED, QUIET = "#12436D", "#E6ECF2", "#FFF2CC", "#F4F4F4"
FONT = {"font_name": "Arial", "font_size": 11, "valign": "top"}


HEAD = {"bold": True, "text_wrap": True, "bg_color": BAND, "bottom": 1}
INDENTED: dict[str, object] = {"indent": 1}
"""Words stand off from the figures before them."""


class Writer(Protocol):
    """A workbook of XlsxWriter, as far as it is used here."""

    def add_format(self, properties: dict[str, object]) -> Format:
        """Make a format."""
        ...


class Styles:
    """Gives each format once."""

    def __init__(self, workbook: Writer, currency: str) -> None:
        self._workbook, self._made = workbook, dict[tuple[tuple[str, object], ...], Format]()
        sign = sign_of(currency)
        money = sign if currency == POUNDS else f'"{sign}"'
        self._pence = f"{money}#,##0.00;-{money}#,##0.00"
        self._exact = f"{money}#,##0.00####;-{money}#,##0.00####"

    def plain(self, **properties: object) -> Format:
        """Give a format with some properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(FONT | properties)
        return self._made[key]

    @property
    def title(self) -> Format:
        """Give how a sheet's title looks."""
        return self.plain(bold=True, font_size=16, font_color=INK)

    @property
    def heading(self) -> Format:
        """Give how a heading looks."""
        return self.plain(bold=True, font_size=13, font_color=INK)

    @property
    def head(self) -> Format:
        """Give how the head of a column looks."""
        return self.plain(**HEAD)

    def head_of(self, line: Line) -> Format:
        """Give how the head of a line looks: it begins with its words, or ends with its figures."""
        return self.plain(**HEAD, **(INDENTED if line.unit == "text" else {"align": "right"}))

    @property
    def wrapped(self) -> Format:
        """Give how long text looks."""
        return self.plain(text_wrap=True)

    @property
    def link(self) -> Format:
        """Give how a link looks."""
        return self.plain(font_color="#0B5394", underline=1)

    def cell(self, line: Line, *, total: bool = False, typed: bool | None = None) -> Format:
        """Give how a cell of a line looks; `typed` where one cell is not as the others."""
        looks: dict[str, object] = {}
        if line.unit == "text":
            looks |= INDENTED
        else:
            looks["num_format"] = self._number(line)
        if total:
            return self.plain(**looks, bold=True, top=1)
        if line.made == "typed" if typed is None else typed:
            looks |= {"bg_color": TYPED, "border": 1, "border_color": "#BF9000"}
        elif line.made == "working":
            looks |= {"bg_color": QUIET}
        return self.plain(**looks)

    def figure(self, unit: str, value: Fraction) -> Format:
        """Give how one figure that may be typed looks."""
        line = Line(None, "", "", "", "typed", unit, wide=False, exact=value)  # type: ignore[arg-type]  # of no page
        line.grain = Grain.PENCE if (value * 100).denominator == 1 else Grain.ANY
        return self.cell(line)

    def _number(self, line: Line) -> str:
        if line.unit == "money":
            return self._pence if line.grain <= Grain.PENCE or line.made == "key" else self._exact
        if line.unit == "share":
            return "0.00####%"
        if line.unit == "exact":
            return "0.000000"
        exact = line.exact if isinstance(line.exact, tuple) else (line.exact,)
        whole = all(each is None or each.denominator == 1 for each in exact)
        return "#,##0" if whole else "#,##0.00####"
