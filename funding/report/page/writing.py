"""The page of an outcome written out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from funding.comparison.outcome import Outcome
from funding.report.html.writing import Edition, page
from funding.report.page.contents import page_of
from funding.report.recorded import Rows
from funding.study.ends import Ends, Stuck

TEMPLATES = Path(__file__).parent / "templates"


def as_html(
    outcome: Outcome,
    *,
    ends: Sequence[Ends | Stuck] = (),
    record: Rows = (),
    record_json: str = "",
    other_language: str = "",
) -> str:
    """Write the page of an outcome in the language spoken.

    `ends` are runs at the ends of ranges; `record` the rows of the run record, and `record_json`
    the same for programs; `other_language` is the name of the file of the page in the other
    language, beside this one.
    """
    edition = Edition(record, record_json, other_language)
    return page((TEMPLATES,), "page.html", "page.css", edition, page=page_of(outcome, ends))
