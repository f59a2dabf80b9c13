"""The statement written out: Markdown, one web page, or JSON; the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from funding.assurance.model import Section, Statement, Table
from funding.language import _, split_by_language, spoken, unmarked
from funding.report.grid import cell, headed, laid_out
from funding.report.recorded import Rows, Writer, in_json, in_markdown, in_markup

SCHEMA = "funding.assurance/1"
TEMPLATES = Path(__file__).parent / "templates"
OTHER = {"en": "Cymraeg", "cy": "English"}
"""What the other language calls itself: who looks for it reads that."""
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
        rows = [[cell(unmarked(text) or " ", "pipe") for text in row] for row in each.rows]
        heads = [cell(unmarked(head), "pipe") for head in each.heads]
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
    statement: Statement,
    record: Rows = (),
    record_json: str = "",
    other: tuple[str, str] | None = None,
) -> str:
    """Write one page that needs nothing else; `other` is the other language and its file."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["said"] = _said
    style = (TEMPLATES / "statement.css").read_text(encoding="utf-8")
    return environment.get_template("statement.html").render(
        statement=statement,
        heading=heading(),
        language=spoken(),
        other=other,
        record=record,
        # Nothing in it can end the element that it stands in.
        record_json=Markup(in_markup(record_json)) if record_json else "",  # noqa: S704
        style=Markup(style),  # noqa: S704  # our own
        words={
            "contents": _("Contents"),
            "record": _("Run record"),
            "what": _("what"),
            "which": _("which"),
            "fill": _("to be filled in"),
            "other": OTHER[spoken()],
        },
    )


def _said(text: str) -> Sequence[tuple[str, bool]]:
    """Give the pieces of a text, each with whether it is English among Welsh."""
    return list(split_by_language(text))


WRITERS: dict[str, Writer[Statement]] = {
    "markdown": as_markdown,
    "html": as_html,
    "json": as_json,
}
