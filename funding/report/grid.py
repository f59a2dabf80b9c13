"""Tables of finished text, laid out for a terminal or for a paper in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from tabulate import tabulate

Style = Literal["simple", "pipe"]


def tabulated(body: list[list[str]], first: list[str], formulas: list[str], style: Style) -> str:
    """Lay out rows of finished text: some columns of words, one a model, and what it rests on.

    The last column is left out where it has nothing to say.
    """
    headers = [*first, *formulas, "rests on"]
    align = [*("left" for _ in first), *("right" for _ in formulas), "left"]
    if not any(row[-1] for row in body):
        body, headers, align = [row[:-1] for row in body], headers[:-1], align[:-1]
    return tabulate(
        body,
        headers=headers,
        tablefmt=style,
        disable_numparse=True,
        preserve_whitespace=True,
        colalign=align,
    )


def cell(text: str, style: Style) -> str:
    """Escape what Markdown would take for its own; keep the indent that it would drop."""
    if style == "simple":
        return text
    indent = len(text) - len(text.lstrip())
    return "&nbsp;" * indent + re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text.lstrip())


def warnings_counted(warnings: list[str], style: Style) -> Iterator[str]:
    """Count the warnings below a result; list them where standard error is not read with it."""
    if not warnings:
        return
    if style == "simple":
        yield f"Warnings: {len(warnings)} (listed on standard error)"
    else:
        lines = [f"- {cell(warning, style)}" for warning in warnings]
        yield "\n".join([f"## Warnings: {len(warnings)}", "", *lines])
