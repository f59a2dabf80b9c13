"""A formula in full, in the format asked for; the same formula gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from funding.formula.model import Formula
from funding.report.algebra import legend_mathml
from funding.report.catalogue import formula_in_full
from funding.report.html.writing import Edition
from funding.report.papers.writing import paper
from funding.report.recorded import Rows, Writer, bare, ending, in_json
from funding.report.showing.document import as_latex
from funding.report.showing.markdown import as_markdown
from funding.report.showing.model import shown
from funding.report.showing.plain import as_dict
from funding.worksheet.worksheet import Worksheet

TEMPLATES = Path(__file__).parent / "templates"

Compile = Callable[[Formula], Worksheet]


def writer(form: str, compiled: Compile, other_language: str = "") -> Writer[Formula]:
    """Give what writes a formula in full, with the run record where there is a place for it.

    `compiled` gives the worksheet that is shown; `other_language` is the file in which it stands
    in the other language.
    """

    def mathml(formula: Formula, record: Rows = (), record_json: str = "") -> str:
        edition = Edition(record, record_json, other_language)
        return as_page(formula, compiled(formula), edition)

    def plain(formula: Formula, record: Rows = (), record_json: str = "") -> str:  # noqa: ARG001
        found = in_json(as_dict(formula, compiled(formula)), record_json)
        return json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

    written: dict[str, Callable[[Formula, Worksheet], str]] = {
        "text": formula_in_full,
        "latex": as_latex,
        "markdown": as_markdown,
    }

    def write(formula: Formula) -> str:
        return written[form](formula, compiled(formula))

    found: dict[str, Writer[Formula]] = {"mathml": mathml, "json": plain, "markdown": ending(write)}
    return found.get(form, bare(write))


def as_page(formula: Formula, worksheet: Worksheet, edition: Edition) -> str:
    """Write a formula as a page with its algebra in MathML, which needs no script."""
    parts = {"shown": shown(formula, worksheet), "legend": list(legend_mathml(worksheet))}
    return paper(TEMPLATES, "formula.html", edition, **parts)
