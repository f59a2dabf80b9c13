"""What a workbook says of the published words, held to what the engine published."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from funding.comparison.outcome import Outcome
from funding.evaluation.result import BOARD_WORDS, PARTNER_WORDS
from funding.report.wording import word_titles
from tests.report.workbook.recalculating import errors_in, rows_of


def differences(content: bytes, outcome: Outcome) -> Iterator[str]:
    """Say of every published word that a workbook does not have to the penny what is wrong."""
    titles = word_titles()
    if errors := errors_in(content):
        yield f"{errors} cells show an error"
    bills, checks = rows_of(content, "Bills"), rows_of(content, "Checks")
    partners = [each for run in outcome.runs for each in run.result.partners]
    results = [run.result for run in outcome.runs]
    for rows, found, words in ((bills, partners, PARTNER_WORDS), (checks, results, BOARD_WORDS)):
        if len(rows) != len(found):
            yield f"{len(rows)} rows of {len(found)}"
        for place, (row, result) in enumerate(zip(rows, found, strict=True)):
            for word in words:
                exact = getattr(result, word)
                cell: Any = row.get(titles[word], 0)
                if Decimal(str(cell)) * 100 != exact * 100:
                    yield f"row {place}, {word}: {cell} and not {exact}"
    for place, row in enumerate(checks):
        if row["Does it add up?"] != "adds up":
            yield f"row {place} does not add up"
