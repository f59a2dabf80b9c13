"""A formula as Markdown, its algebra between dollar signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from funding.formula.model import Formula
from funding.language import _, unmarked
from funding.report.algebra import legend_latex
from funding.report.algebra.latex import inert
from funding.report.grid import cell
from funding.report.showing.model import Shown, headed, shown
from funding.worksheet.worksheet import Worksheet


def as_markdown(formula: Formula, worksheet: Worksheet) -> str:
    """Write a formula as Markdown, its algebra between `$$`."""
    found = shown(formula, worksheet)
    blocks = [f"# {_text(found.title)}", _listed(map(_text, found.facts))]
    blocks += [_text(found.notes)] if found.notes else []
    blocks += [_headed(_("Figures")), _listed(_with_source(found))]
    if found.amendments:
        amended = ("; ".join([said, *changes]) for said, changes in found.amendments)
        blocks += [_headed(_("Amendments")), _listed(map(_text, amended))]
    blocks.append(_headed(_("Columns")))
    for step in found.steps:
        blocks.append(_text(headed(step)))
        blocks += [f"$$\n{inert(step.latex)}\n$$"] if step.latex else []
        blocks += [_text(_("source: {source}", source=step.source))] if step.source else []
    blocks.append(_headed(_("What the signs mean")))
    blocks.append(
        _listed(f"${inert(sign)}$: {_text(words)}" for sign, words in legend_latex(worksheet))
    )
    return unmarked("\n\n".join(blocks) + "\n")


def _with_source(found: Shown) -> Iterator[str]:
    if not found.figures:
        yield _text(_("none: the formula states no figure of its own"))
    for said, source in found.figures:
        yield f"{_text(said)}; {_text(source)}"


def _listed(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _text(text: str) -> str:
    return cell(text, "pipe")


def _headed(heading: str) -> str:
    return f"## {_text(heading)}"
