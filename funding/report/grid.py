"""Tables of finished text, laid out for a terminal or for a paper in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from tabulate import tabulate

from funding.language import _
from funding.report.marking import escaped, on_one_line

Style = Literal["simple", "pipe"]


def tabulated(body: list[list[str]], first: list[str], formulas: list[str], style: Style) -> str:
    """Lay out rows of finished text: some columns of words, one a model, and what it rests on.

    The last column is left out where it has nothing to say.
    """
    headers = [*first, *formulas, _("rests on")]
    align = [*("left" for _ in first), *("right" for _ in formulas), "left"]
    if not any(row[-1] for row in body):
        body, headers, align = [row[:-1] for row in body], headers[:-1], align[:-1]
    return laid_out(body, headers, align, style)


def laid_out(body: list[list[str]], headers: list[str], align: list[str], style: Style) -> str:
    """Lay out rows of text under their headers; in Markdown each is read as exactly that text."""
    return tabulate(
        [[cell(text, style) for text in row] for row in body],
        headers=[cell(text, style) for text in headers],
        tablefmt=style,
        disable_numparse=True,
        preserve_whitespace=True,
        colalign=align,
    )


def cell(text: str, style: Style) -> str:
    """Write a text on one line; in Markdown, so that it is read as that text and nothing else."""
    return escaped(text) if style == "pipe" else on_one_line(text)


def headed(text: str, level: int, style: Style) -> str:
    """Write a heading: marked with its level in Markdown, plain in a terminal."""
    return f"{'#' * level} {cell(text, style)}" if style == "pipe" else cell(text, style)


def listed(heading: str, lines: Sequence[str], style: Style, level: int = 2) -> Iterator[str]:
    """Write a list under a heading; nothing where the list is empty."""
    if lines:
        gap = [""] if style == "pipe" else []
        items = [f"- {cell(line, style)}" for line in lines]
        yield "\n".join([headed(heading, level, style), *gap, *items])


def left_out(found: Iterable[tuple[str, str | None, str]]) -> list[str]:
    """Say of each formula on which boards (or, None, that at all) it is left out, and why."""
    boards: dict[tuple[str, str], list[str]] = {}
    for formula, board, why in found:
        boards.setdefault((formula, why), []).extend([board] if board else [])
    return [
        _("{formula} on {boards}: {why}", formula=formula, boards=", ".join(names), why=why)
        if names
        else f"{formula}: {why}"
        for (formula, why), names in boards.items()
    ]


def warnings_counted(warnings: list[str], style: Style) -> Iterator[str]:
    """Count the warnings below a result; list them where standard error is not read with it."""
    if style == "simple" and warnings:
        yield _("Warnings: {number} (listed on standard error)", number=len(warnings))
    else:
        yield from listed(_("Warnings: {number}", number=len(warnings)), warnings, style)
