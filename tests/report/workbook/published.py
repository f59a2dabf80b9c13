"""What a workbook says of the published words, held to what the engine published."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.evaluation.result import BOARD_WORDS, PARTNER_WORDS
from funding.language import Language, _, speaking
from funding.report.wording import word_titles
from tests.report.workbook.recalculating import Row, errors_in, rows_of


def differences(content: bytes, outcome: Outcome, language: Language = "en") -> Iterator[str]:
    """Say of every published word that a workbook does not have to the penny what is wrong."""
    if errors := errors_in(content):
        yield f"{errors} cells show an error"
    with speaking(language):
        found = list(_differences(content, outcome))
    yield from found


def _differences(content: bytes, outcome: Outcome) -> Iterator[str]:
    bills, checks = rows_of(content, _("Bills")), rows_of(content, _("Checks"))
    if len(checks) != len(outcome.runs):
        yield f"{len(checks)} checks of {len(outcome.runs)} results"
    if len(bills) != sum(len(run.parties) + 1 for run in outcome.runs):
        yield f"{len(bills)} bills"
    rows = iter(bills)
    for run, check in zip(outcome.runs, checks, strict=True):
        where = f"{run.formula.id}, {run.board.id}, {run.year}"
        for partner in run.result.partners:
            yield from _apart(f"{where}, {partner.id}", next(rows), PARTNER_WORDS, partner)
        yield from _apart(f"{where}, total", next(rows), PARTNER_WORDS, _Totals(run))
        yield from _apart(where, check, BOARD_WORDS, run.result)
        if check[_("Does it add up?")] != _("adds up"):
            yield f"{where} does not add up"


class _Totals:
    """The words of all partners of a run together."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def __getattr__(self, word: str) -> object:
        return self._run.result.total(word)


def _apart(where: str, row: Row, words: tuple[str, ...], result: object) -> Iterator[str]:
    titles = word_titles()
    for word in words:
        exact = getattr(result, word)
        cell: Any = row.get(titles[word], 0)
        if Decimal(str(cell)) * 100 != exact * 100:
            yield f"{where}, {word}: {cell} and not {exact}"
