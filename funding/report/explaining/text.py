"""An explanation as plain text: each line in words, with letters, with numbers, and its source."""

from __future__ import annotations

from collections.abc import Iterator

from funding.comparison.outcome import Outcome
from funding.language import _, ngettext, split_by_language, spoken, unmarked
from funding.report.explaining.explanations import explanations
from funding.report.explaining.model import Explanation, Line
from funding.report.marking import on_one_line


def explain_partner(outcome: Outcome, partner: str) -> str:
    """Write every lettered line that a partner's cash rests on, for each run it is part of.

    `partner` is an id, a payer (all its bills), or a kind (all partners of it).
    """
    found = (map(on_one_line, _explained(each)) for each in explanations(outcome, partner))
    said = "\n\n".join(map("\n".join, found))
    return f"{unmarked(said)}\n{english_counted(said)}"


def english_counted(said: str) -> str:
    """Say, where English is not what is spoken, how many texts are English, each counted once."""
    if spoken() == "en":
        return ""
    number = len({piece for piece, is_english in split_by_language(said) if is_english})
    counted = ngettext(
        "{number} text is in English, since its file has it in English only.",
        "{number} texts are in English, since their files have them in English only.",
        number,
    )
    return f"\n{counted}\n"


def _explained(explanation: Explanation) -> Iterator[str]:
    yield from _underlined(explanation.heading, "=")
    yield from explanation.facts
    for chapter in explanation.chapters:
        yield from [""] if explanation.facts else []
        if chapter.heading:
            yield from _underlined(chapter.heading, "-")
            yield from (*chapter.facts, "")
        for line in chapter.lines:
            yield from _line(line)


def _underlined(heading: str, stroke: str) -> tuple[str, str]:
    return heading, stroke * len(unmarked(heading))


def _line(line: Line) -> Iterator[str]:
    yield f"({line.letter}) {line.title} [{line.id}]: {line.value}"
    if line.lettered:
        yield f"      = {line.lettered}"
        yield f"      = {line.numbered}"
    if line.made_of:
        yield f"      = {line.made_of}"
    if line.left_over:
        yield f"      {line.left_over}"
    sources = _("source: {sources}", sources="; ".join(line.sources))
    yield f"      {sources}"
