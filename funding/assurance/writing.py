"""The statement written out: Markdown, one web page, or JSON; the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from funding.assurance.model import Section, Statement, Table
from funding.language import _, spoken, unmarked
from funding.report.grid import cell, headed, laid_out
from funding.report.recorded import Rows, Writer, in_json, in_markdown

SCHEMA = "funding.assurance/1"
TEMPLATES = Path(__file__).parent / "templates"
BLANK = "……………………………………"


def heading() -> str:
    """Give the heading of every statement."""
    return _("Assurance statement")


def as_markdown(statement: Statement, record: Rows = (), record_json: str = "") -> str:
    """Write a paper in Markdown, with the record as its last section."""
    title = f"{heading()}: {unmarked(statement.title)}"
    parts = [headed(title, 1, "pipe")]
    for section in statement.sections:
        parts += _in_markdown(section)
    parts += [in_markdown(record, record_json).rstrip("\n")] if record_json else []
    return "\n\n".join(parts) + "\n"


def _in_markdown(section: Section) -> Iterator[str]:
    yield headed(unmarked(section.title), 2, "pipe")
    for text in section.texts:
        yield cell(unmarked(text), "pipe")
    for each in section.tables:
        yield f"**{cell(unmarked(each.caption), 'pipe')}**"
        rows = [[unmarked(text) for text in row] for row in each.rows]
        heads = [unmarked(head) for head in each.heads]
        yield laid_out(rows, heads, ["left" for _head in heads], "pipe")
    if section.blanks:
        yield "\n".join(f"- {cell(unmarked(each), 'pipe')}: {BLANK}" for each in section.blanks)


def as_json(
    statement: Statement,
    record: Rows = (),  # noqa: ARG001  # every writer takes both
    record_json: str = "",
) -> str:
    """Write one JSON object, keys sorted; sentences in the language spoken."""
    found = {
        "schema": SCHEMA,
        "scenario": statement.scenario,
        "title": unmarked(statement.title),
        "language": spoken(),
        "refuted": list(statement.refuted),
        "sections": [
            {
                "name": section.name,
                "title": unmarked(section.title),
                "texts": [unmarked(text) for text in section.texts],
                "tables": [_as_dict(each) for each in section.tables],
                "to_be_filled_in": [unmarked(text) for text in section.blanks],
            }
            for section in statement.sections
        ],
    }
    whole = in_json(found, record_json)
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _as_dict(of: Table) -> dict[str, object]:
    return {
        "name": of.name,
        "caption": unmarked(of.caption),
        "heads": [unmarked(head) for head in of.heads],
        "rows": [[unmarked(text) for text in row] for row in of.rows],
    }


def as_html(
    statement: Statement, record: Rows = (), record_json: str = "", other_language: str = ""
) -> str:
    """Write one page that needs nothing else; `other_language` is its file in the other one."""
    from funding.report.html.writing import Edition, page

    edition = Edition(record, record_json, other_language)
    parts = {"statement": statement, "heading": heading()}
    return page((TEMPLATES,), "statement.html", "statement.css", edition, **parts)


WRITERS: dict[str, Writer[Statement]] = {
    "markdown": as_markdown,
    "html": as_html,
    "json": as_json,
}
