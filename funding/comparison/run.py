"""One formula on one board in one year, with what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from funding.comparison.bearing import borne_for
from funding.comparison.words import status_in_words
from funding.comparison.year_end import YearEnd
from funding.compiling.party import Party
from funding.evaluation.exact import Sheet
from funding.evaluation.result import BoardResult, PartnerResult
from funding.formula.model import Formula
from funding.language import _, in_english
from funding.scenario.model import Board
from funding.worksheet.column import Column, Figure, Role
from funding.worksheet.figure_groups import said_group
from funding.worksheet.worksheet import Worksheet
from funding.years import FinancialYear, Part

ITSELF = "the formula itself"
UNSURE = ("assumed", "unverified")


@dataclass(frozen=True, eq=False)
class Run:
    """One formula on one board in one year: every cell, and the words read from them.

    `stands` is the formula as it stands then: as amended, or whichever of a succession holds. A
    year that is cut has `parts`, each a run of its own over the days of its `part`. Then `stands`
    and the `sheet` are those of the last one.
    """

    formula: Formula
    board: Board
    year: FinancialYear
    parties: tuple[Party, ...]
    sheet: Sheet
    result: BoardResult
    part: Part
    stands: Formula
    warnings: tuple[str, ...] = ()
    further: tuple[Figure, ...] = ()
    """Figures that it rests on besides those of its worksheet."""
    year_end: YearEnd | None = None
    """How the year ended, where something is known of that."""
    parts: tuple[Run, ...] = ()

    @property
    def currency(self) -> str:
        """What its sums are in."""
        return self.board.currency

    @property
    def worksheets(self) -> tuple[Worksheet, ...]:
        """The worksheet of the year, or those of its parts."""
        return tuple(each.sheet.worksheet for each in self.parts or (self,))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Give every figure that the words of the result rest on, each once."""
        if self.parts:
            found = [each for part in self.parts for each in part.figures]
            return tuple(dict.fromkeys([*found, *self.further]))
        rests = (figure for _column, figure in self.figures_of_columns())
        return tuple(dict.fromkeys([*rests, *self.further, self.itself]))

    def figures_of_columns(self) -> Iterator[tuple[Column, Figure]]:
        """Give every figure of the worksheet that the words of the result rest on, by column."""
        # What stays in reserve rests on what was there; what anyone pays need not.
        apart = (None, Role.RESERVES_CLOSING)
        words = [column.name for column in self.sheet.worksheet if column.role not in apart]
        for column in self.sheet.worksheet.uses(words):
            for figure in self.sheet.binding.figures.get(column.name, ()):
                yield column, figure

    @property
    def itself(self) -> Figure:
        """How sure the formula is as a whole."""
        file = self.stands.file
        return Figure(ITSELF, file.id, file.status, in_english(file.source))

    @cached_property
    def unsure(self) -> tuple[tuple[str, str, int, int], ...]:
        """Count the figures that are not sure: group, status, how many of how many."""
        counts = Counter((figure.group, figure.status) for figure in self.figures)
        return tuple(
            (group, status, counts[group, status], number)
            for group, number in Counter(figure.group for figure in self.figures).items()
            for status in UNSURE
            if counts[group, status]
        )

    @property
    def illustration(self) -> str:
        """Say in words which figures are not sure; empty where all are."""
        parts = [
            _("the formula itself {status}", status=status_in_words(status))
            if group == ITSELF
            else _(
                "{unsure} of {number} {group} {status}",
                unsure=unsure,
                number=number,
                group=said_group(group),
                status=status_in_words(status),
            )
            for group, status, unsure, number in self.unsure
        ]
        return _("illustration: {why}", why=", ".join(parts)) if parts else ""

    @cached_property
    def borne_for(self) -> dict[str, dict[str, Fraction]]:
        """Give for each bearer what it bears of each shortfall."""
        return borne_for(self.result)

    def evidence(self) -> dict[str, int]:
        """Count the figures that are not sure."""
        counts = Counter(figure.status for figure in self.figures)
        return {status: counts[status] for status in UNSURE}

    def rows(self) -> Iterator[tuple[Party, PartnerResult]]:
        """Give each partner's place in the formula with its result."""
        return zip(self.parties, self.result.partners, strict=True)


@dataclass(frozen=True)
class LeftOut:
    """A formula that could not be used on a board, and why."""

    formula: str
    board: str
    why: str


def rests_on(runs: Iterable[Run]) -> str:
    """Say how many of several results rest on figures that are not sure; empty where none does."""
    found = list(dict.fromkeys(runs))
    unsure = sum(bool(run.illustration) for run in found)
    if not unsure:
        return ""
    if len(found) == 1:
        return _("illustration: 1 result rests on figures that are assumed or unverified")
    return _(
        "illustration: {unsure} of {number} results rest on figures that are assumed or unverified",
        unsure=unsure,
        number=len(found),
    )
