"""The page written out: one file, the same bytes each time, every text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from funding.comparison.outcome import Outcome
from funding.ends import Ends, Stuck
from funding.language import _, ngettext, pgettext, spoken, unmarked
from funding.report.page.contents import page_of
from funding.report.papers.writing import English
from funding.report.recorded import Rows, in_markup

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
    english = English()
    environment = _environment(english)
    page = page_of(outcome, ends)
    held = in_markup(record_json) if record_json else ""
    return environment.get_template("page.html").render(
        page=page,
        language=spoken(),
        record=record,
        record_json=Markup(held),  # noqa: S704  # no markup is left in it
        other_language=quote(other_language),
        style=Markup((TEMPLATES / "page.css").read_text(encoding="utf-8")),  # noqa: S704  # our own
        english=english,
    )


def _environment(english: English) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=english.written,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = unmarked
    numbers = count(1)
    said: dict[str, Any] = {"_": _, "ngettext": ngettext, "pgettext": pgettext}
    environment.globals.update(said, next_number=lambda: next(numbers))
    return environment
