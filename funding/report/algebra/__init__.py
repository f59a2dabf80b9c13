"""A worksheet as algebra: each column as LaTeX and as MathML, and what stands in it explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from funding.report.algebra.latex import Latex
from funding.report.algebra.legend import legend
from funding.report.algebra.mathml import MathML
from funding.report.algebra.walking import equation
from funding.worksheet.column import Column
from funding.worksheet.worksheet import Worksheet

__all__ = ["column_latex", "column_mathml", "legend_latex", "legend_mathml"]


def column_latex(column: Column, worksheet: Worksheet) -> str:
    """Write a column as LaTeX for mathematics mode, `m = n + o`; of an input, its letter."""
    return equation(column, worksheet, Latex())


def column_mathml(column: Column, worksheet: Worksheet) -> Markup:
    """Write a column as one element `math`; of an input, with its letter alone."""
    return MathML.whole(equation(column, worksheet, MathML()))


def legend_latex(columns: Iterable[Column]) -> Iterator[tuple[str, str]]:
    """Give what stands in the algebra of some columns, as LaTeX, each with what it means."""
    return legend(columns, Latex())


def legend_mathml(columns: Iterable[Column]) -> Iterator[tuple[Markup, str]]:
    """Give what stands in the algebra of some columns, as `math`, each with what it means."""
    return ((MathML.whole(sign, inline=True), words) for sign, words in legend(columns, MathML()))
