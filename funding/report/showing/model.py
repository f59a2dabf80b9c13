"""A formula as it is shown, whatever the format; texts may have marks about English in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from funding.formula.model import Formula
from funding.language import _, in_english, marked
from funding.report.algebra import column_latex, column_mathml
from funding.report.catalogue import amendments_of, facts_of, figures_of
from funding.worksheet.column import Column, Scope
from funding.worksheet.worksheet import Worksheet


@dataclass(frozen=True)
class Step:
    """One column: `latex` and `mathml` are its equation; of one that is stated, nothing."""

    letter: str
    name: str
    title: str
    what: str
    source: str
    latex: str
    mathml: Markup


@dataclass(frozen=True)
class Shown:
    """A formula in full; a figure is said with its source, an amendment with what it sets."""

    title: str
    facts: tuple[str, ...]
    notes: str
    figures: tuple[tuple[str, str], ...]
    amendments: tuple[tuple[str, list[str]], ...]
    steps: tuple[Step, ...]


def shown(formula: Formula, worksheet: Worksheet) -> Shown:
    """Give what is shown of a formula, in the language spoken."""
    return Shown(
        marked(formula.file.title) or formula.id,
        tuple(facts_of(formula)),
        in_english(formula.file.notes or ""),
        tuple(figures_of(worksheet)),
        tuple(amendments_of(formula)),
        tuple(_steps(worksheet)),
    )


def _steps(worksheet: Worksheet) -> Iterator[Step]:
    for column in worksheet:
        computed = column.expression is not None
        yield Step(
            column.letter,
            column.name,
            marked(column.title),
            _what(column),
            column.source,
            column_latex(column, worksheet) if computed else "",
            column_mathml(column, worksheet) if computed else Markup(),
        )


def _what(column: Column) -> str:
    """Say whose figure a column has, and whether it is worked out."""
    of_board = column.scope is Scope.BOARD
    if column.expression is not None:
        return _("one for the board") if of_board else _("one for each partner")
    if column.values is not None:
        return _("stated by the formula")
    return _("stated of the board") if of_board else _("stated of each partner")


def headed(step: Step) -> str:
    """Say of a step what it is and whose figure it has."""
    return _("({letter}) {title}: {what}", letter=step.letter, title=step.title, what=step.what)
