"""A formula as a whole LaTeX document."""

from __future__ import annotations

from collections.abc import Iterable

from funding.formula.model import Formula
from funding.language import _
from funding.report.algebra import legend_latex
from funding.report.algebra.latex import escaped
from funding.report.showing.model import headed, shown
from funding.worksheet.worksheet import Worksheet


def as_latex(formula: Formula, worksheet: Worksheet) -> str:
    """Write a formula as a whole LaTeX document, for LuaLaTeX or XeLaTeX."""
    found = shown(formula, worksheet)
    lines = [
        *_BEGINNING,
        rf"\section*{{{escaped(found.title)}}}",
        *_items(map(escaped, found.facts)),
    ]
    lines += [escaped(found.notes), ""] if found.notes else []
    lines += [_headed(_("Figures"))]
    figures = [f"{escaped(said)}; {escaped(source)}" for said, source in found.figures]
    lines += _items(figures or [escaped(_("none: the formula states no figure of its own"))])
    if found.amendments:
        amended = ("; ".join([said, *changes]) for said, changes in found.amendments)
        lines += [_headed(_("Amendments")), *_items(map(escaped, amended))]
    lines.append(_headed(_("Columns")))
    for step in found.steps:
        lines += ["", escaped(headed(step))]
        lines += [rf"\[ {step.latex} \]"] if step.latex else [r"\\"]
        lines += [escaped(_("source: {source}", source=step.source))] if step.source else []
    lines += ["", _headed(_("What the signs mean"))]
    lines += _items(rf"\( {sign} \): {escaped(words)}" for sign, words in legend_latex(worksheet))
    return "\n".join([*lines, r"\end{document}"]) + "\n"


def _headed(heading: str) -> str:
    return rf"\subsection*{{{escaped(heading)}}}"


def _items(items: Iterable[str]) -> list[str]:
    found = [rf"\item {item}" for item in items]
    return [r"\begin{itemize}", *found, r"\end{itemize}"] if found else []


_BEGINNING = (
    "% lualatex, xelatex",
    r"\documentclass[a4paper]{article}",
    r"\usepackage{fontspec}",
    r"\usepackage{amsmath}",
    r"\usepackage[margin=20mm]{geometry}",
    r"\setlength{\parindent}{0pt}",
    r"\begin{document}",
)
