"""Statements in the format asked for, a page for each; the same outcome gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from funding.comparison.outcome import Outcome
from funding.language import _, unmarked
from funding.report.explaining.text import english_counted
from funding.report.grid import cell
from funding.report.html.writing import PLAIN, Edition
from funding.report.papers.writing import paper
from funding.report.recorded import Rows, Writer, ending
from funding.report.statement.making import statements
from funding.report.statement.model import Section, Statement

TEMPLATES = Path(__file__).parent / "templates"


def as_html(outcome: Outcome, ids: Sequence[str], edition: Edition = PLAIN) -> str:
    """Write the statements of some partners as one file; printed, each is a sheet of its own."""
    found = list(statements(outcome, ids))
    return paper(TEMPLATES, "statement.html", edition, statements=found)


def as_markdown(outcome: Outcome, ids: Sequence[str]) -> str:
    """Write statements as Markdown, with a rule between them."""
    found = ["\n\n".join(_stated(each)) for each in statements(outcome, ids)]
    said = "\n\n---\n\n".join(found)
    return f"{unmarked(said)}\n{english_counted(said)}"


def writer(form: str, ids: Sequence[str], other_language: str = "") -> Writer[Outcome]:
    """Give what writes the statements of some partners, with the run record.

    `other_language` is the file in which they stand in the other language.
    """

    def html(outcome: Outcome, record: Rows = (), record_json: str = "") -> str:
        return as_html(outcome, ids, Edition(record, record_json, other_language))

    return html if form == "html" else ending(lambda outcome: as_markdown(outcome, ids))


def _stated(statement: Statement) -> Iterator[str]:
    title = _("Statement of contribution, {year}", year=statement.year)
    yield f"# {_plain(title)}"
    yield f"{_plain(statement.partner)}  \n{_plain(statement.board)}"
    if statement.notice:
        yield f"**{_plain(statement.notice)}**"
    asked = _("What you are asked to contribute")
    yield f"## {_plain(asked)}"
    yield _plain(" ".join(statement.lead))
    for section in statement.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield f"## {_plain(section.heading)}"
    yield from map(_plain, section.paragraphs)
    if section.sums:
        rows = [[_plain(each.label), _plain(each.amount)] for each in section.sums]
        rows[-1] = [f"**{text}**" for text in rows[-1]]
        table = [f"| {label} | {amount} |" for label, amount in rows]
        item, amount = _("Item"), _("Amount")
        heads = f"| {item} | {amount} |"
        yield "\n".join([heads, "|---|---:|", *table])
    if section.items:
        yield "\n".join(f"- {_plain(item)}" for item in section.items)


def _plain(text: str) -> str:
    return cell(text, "pipe")


SUFFIXES = {"html": ".html", "markdown": ".md"}
"""How the name of a file of each format ends."""
