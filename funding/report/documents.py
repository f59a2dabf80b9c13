"""An outcome as text, in the format asked for; the same outcome gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

from funding.comparison.outcome import Outcome
from funding.report.tables import comparison_tables
from funding.report.year_ends import year_end_tables


def as_json(outcome: Outcome) -> str:
    """Write the outcome as one JSON object, keys sorted, money as strings."""
    return json.dumps(outcome.to_dict(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def as_csv(outcome: Outcome) -> str:
    """Write one row for each board, formula, year and partner, for a spreadsheet.

    Without the exact fractions, which a spreadsheet would take for dates.

    Text that a spreadsheet would run as a formula is written with an apostrophe before it.
    """
    rows = [{k: v for k, v in row.items() if k != "assessed_exact"} for row in outcome.rows()]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]) if rows else ["board"], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _inert(key, value) for key, value in row.items()} for row in rows)
    return buffer.getvalue()


def _inert(key: str, value: str) -> str:
    if key == "change" or not value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return value
    return f"'{value}"


WRITERS: dict[str, Callable[[Outcome], str]] = {
    "table": lambda outcome: comparison_tables(outcome) + year_end_tables(outcome),
    "markdown": lambda outcome: (
        comparison_tables(outcome, "pipe") + year_end_tables(outcome, "pipe")
    ),
    "json": as_json,
    "csv": as_csv,
}
