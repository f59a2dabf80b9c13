"""An explanation as Markdown: a sentence a step, its algebra, its sources."""

from __future__ import annotations

from collections.abc import Iterator

from funding.comparison.outcome import Outcome
from funding.language import _, unmarked
from funding.report.algebra.latex import inert
from funding.report.explaining.explanations import explanations
from funding.report.explaining.model import Explanation, Line
from funding.report.explaining.text import english_counted
from funding.report.grid import cell


def as_markdown(outcome: Outcome, partner: str) -> str:
    """Write the explanation of a partner's figures, in the language spoken."""
    found = explanations(outcome, partner)
    said = "\n\n".join(block for each in found for block in _explained(each))
    return f"{unmarked(said)}\n{english_counted(said)}"


def _explained(explanation: Explanation) -> Iterator[str]:
    yield f"# {_plain(explanation.title)}"
    yield from map(_plain, explanation.facts)
    for chapter in explanation.chapters:
        if chapter.heading:
            yield f"## {_plain(chapter.heading)}"
            yield from map(_plain, chapter.facts)
        for line in chapter.lines:
            yield from _line(line)


def _line(line: Line) -> Iterator[str]:
    yield _plain(line.sentence)
    if line.latex:
        yield f"$$\n{inert(line.latex)}\n$$"
    if line.left_over:
        yield _plain(line.left_over)
    sources = _("source: {sources}", sources="; ".join(line.sources))
    yield f"*{_plain(sources)}*"


def _plain(text: str) -> str:
    return cell(text, "pipe")
