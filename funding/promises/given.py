"""The inputs that nobody chooses: what the formula, the year and who sits there settle."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from funding.amounts import PENNY
from funding.promises.example import Cells, Subject
from funding.rules.duty import DutySettings
from funding.rules.uprating import Uprating, growth
from funding.worksheet.column import Column, Row, Scope

ONE, ZERO = Fraction(1), Fraction(0)


class Given:
    """The inputs that the formula, the year and who sits there settle between them."""

    def __init__(self, subject: Subject, rows: tuple[Row, ...]) -> None:
        self._subject, self._rows = subject, rows
        duties: DutySettings = subject.formula.section("duty") or DutySettings()
        day = subject.year.first_day
        self._duties = [duties.of(row.id, row.keys["kind"]).on(day) for row in rows]

    def cells(self, column: Column) -> Cells:
        """Give the cells of one of them."""
        what, which = (column.origin.what, column.origin.which) if column.origin else ("", ())
        if column.scope is Scope.BOARD:
            return self._of_board(what)
        return tuple(
            ONE if holds else ZERO
            for holds in (self._holds(what, which, place) for place in range(len(self._rows)))
        )

    def _of_board(self, what: str) -> Fraction:
        if what == "penny":
            return PENNY
        if what == "year":
            return Fraction(self._subject.year.start)
        settings: Uprating = self._subject.formula.section("uprating")
        return growth(settings, self._subject.year)

    def _holds(self, what: str, which: Sequence[str], place: int) -> bool:
        row = self._rows[place]
        match what:
            case "is_kind":
                return row.keys["kind"] == which[0]
            case "devolved":
                return row.keys["sector"] == "devolved"
            case "excluded":
                return self._duties[place] == "excluded"
            case "must_pay":
                return self._duties[place] == "will"
            case _:
                return what == "has_driver"
