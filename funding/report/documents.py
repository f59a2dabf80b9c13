"""An outcome as text, in the format asked for; the same outcome gives the same bytes."""

from __future__ import annotations

import csv
import io
import json

from funding.comparison.compare import Comparison
from funding.comparison.outcome import Outcome
from funding.evaluation.result import BILL_WORDS
from funding.report.comparing import comparison_in_words
from funding.report.recorded import Rows, Writer, bare, ending, in_json
from funding.report.tables import comparison_tables

SIGNED = {"change", "change_percent", *(f"from_{word}" for word in BILL_WORDS)}
"""The columns of figures that may be below nothing, and so begin with a minus."""


def as_json(
    found: Outcome | Comparison,
    record: Rows = (),  # noqa: ARG001  # every writer takes both
    record_json: str = "",
) -> str:
    """Write an outcome or a comparison as one JSON object, keys sorted, money as strings."""
    whole = in_json(found.to_dict(), record_json)
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def as_csv(found: Outcome | Comparison) -> str:
    """Write one row for each board, formula, year and partner, for a spreadsheet.

    Of two scenarios compared, one for each formula, year and payer.

    Without the exact fractions, which a spreadsheet would take for dates.

    Text that a spreadsheet would run as a formula is written with an apostrophe before it.
    """
    rows = [{k: v for k, v in row.items() if k != "assessed_exact"} for row in found.rows()]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]) if rows else ["board"], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: inert(key, value) for key, value in row.items()} for row in rows)
    return buffer.getvalue()


def inert(key: str, value: str) -> str:
    """Write a cell so that a spreadsheet does not run it: text with an apostrophe before it."""
    if key in SIGNED or not value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return value
    return f"'{value}"


WRITERS: dict[str, Writer[Outcome]] = {
    "table": bare(comparison_tables),
    "markdown": ending(lambda outcome: comparison_tables(outcome, "pipe")),
    "json": as_json,
    "csv": bare(as_csv),
}

COMPARISON_WRITERS: dict[str, Writer[Comparison]] = {
    "table": bare(comparison_in_words),
    "markdown": ending(lambda comparison: comparison_in_words(comparison, "pipe")),
    "json": as_json,
    "csv": bare(as_csv),
}
