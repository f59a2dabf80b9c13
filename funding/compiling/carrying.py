"""Warnings about what passes from year to year, and about ceilings that bound nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from funding.amounts import written_sum
from funding.compiling.party import Party
from funding.evaluation.exact import ZERO, Sheet
from funding.formula.model import Formula
from funding.language import _
from funding.rules.in_kind import InKind
from funding.scenario.lines import LAST_YEAR_WORDS
from funding.scenario.model import Board
from funding.worksheet.worksheet import Worksheet
from funding.years import Part


def carrying_cautions(formula: Formula, board: Board, sheet: Sheet) -> Iterator[str]:
    """Give every warning about what one result carries, or cannot."""
    yield from _of_target(sheet, board.currency)
    settings = formula.section("in_kind")
    if isinstance(settings, InKind):
        for key, kind in settings.idle_ceilings():
            yield _(
                "[in_kind] {key} of '{kind}' has no effect: it is of a kind that does not count",
                key=key,
                kind=kind,
            )


def limits_by_days(part: Part, parties: Iterable[Party]) -> Iterator[str]:
    """Warn of a limit over several bills that counts for the days of a part of the year."""
    for party in parties:
        answer = party.answer
        if not part.is_whole and answer is not None and answer.shared_limit is not None:
            yield _(
                "the limit of {partner} over several bills counts for the days of each part of the "
                "year: what one part leaves of it, another does not use",
                partner=party.name,
            )


def idle_openings(boards: Iterable[tuple[Board, Iterable[Worksheet]]]) -> Iterator[str]:
    """Warn of what is stated of the year before on a board where no formula looks at it."""
    for board, worksheets in boards:
        used = {column.name for worksheet in worksheets for column in worksheet}
        for word in LAST_YEAR_WORDS:
            looked_at = {f"{word}_opening", *(["historic_opening"] if word == "assessed" else [])}
            if used and board.openings.get(word) and not looked_at & used:
                yield _(
                    "what [[last_year]] says of '{word}' has no effect on board '{board}': no "
                    "formula looks at it",
                    word=word,
                    board=board.id,
                )


def _of_target(sheet: Sheet, currency: str) -> Iterator[str]:
    """Warn of reserves above their target that go to nobody, or below it that nobody fills."""
    if "above_target" in sheet.worksheet:
        above = sheet.cell("above_target", 0)
        paid = sum((sheet.cell("cash_opening", row) for row in range(len(sheet.rows))), ZERO)
        if above and not paid:
            yield _(
                "reserves are {above} above their target, and nothing is known of what anyone paid "
                "in the year before: nothing is returned",
                above=written_sum(above, currency),
            )
    if "below_target" in sheet.worksheet:
        below = sheet.cell("below_target", 0)
        if below and not sheet.cell("collected_in_all", 0):
            yield _(
                "reserves are {below} below their target, and nobody who shares can be asked for "
                "more: nothing is collected for them",
                below=written_sum(below, currency),
            )
