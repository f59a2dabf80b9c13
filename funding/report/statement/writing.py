"""Statements in the format asked for, a page for each; the same outcome gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from funding.comparison.outcome import Outcome
from funding.language import _, unmarked
from funding.report.explaining.text import english_counted
from funding.report.grid import cell
from funding.report.papers.writing import Edition, paper
from funding.report.statement.making import statements
from funding.report.statement.model import Section, Statement

TEMPLATES = Path(__file__).parent / "templates"


class Writer(Protocol):
    """Writes statements, with the run record where there is a place for it."""

    def __call__(  # noqa: D102
        self,
        outcome: Outcome,
        ids: Sequence[str],
        *,
        record: Sequence[tuple[str, str]] = (),
        record_json: str = "",
        other_language: str = "",
    ) -> str: ...


def as_html(
    outcome: Outcome,
    ids: Sequence[str],
    *,
    record: Sequence[tuple[str, str]] = (),
    record_json: str = "",
    other_language: str = "",
) -> str:
    """Write the statements of some partners as one file; printed, each is a sheet of its own."""
    edition = Edition(record, record_json, other_language)
    found = list(statements(outcome, ids))
    return paper(TEMPLATES, "statement.html", edition, statements=found)


def as_markdown(outcome: Outcome, ids: Sequence[str], **_edition: object) -> str:
    """Write statements as Markdown, with a rule between them."""
    found = ["\n\n".join(_stated(each)) for each in statements(outcome, ids)]
    said = "\n\n---\n\n".join(found)
    return f"{unmarked(said)}\n{english_counted(said)}"


def _stated(statement: Statement) -> Iterator[str]:
    yield f"# {_plain(_('Statement of contribution, {year}', year=statement.year))}"
    yield f"{_plain(statement.partner)}  \n{_plain(statement.board)}"
    if statement.notice:
        yield f"> {_plain(statement.notice)}"
    yield f"## {_plain(_('What you are asked to contribute'))}"
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
        heads = f"| {_('Item')} | {_('Amount')} |"
        yield "\n".join([heads, "|---|---:|", *table])
    if section.items:
        yield "\n".join(f"- {_plain(item)}" for item in section.items)


def _plain(text: str) -> str:
    return cell(text, "pipe")


WRITERS: dict[str, Writer] = {"html": as_html, "markdown": as_markdown}
SUFFIXES = {"html": ".html", "markdown": ".md"}
"""How the name of a file of each format ends."""
