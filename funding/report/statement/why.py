"""Why a partner is asked what it is: the formula, the costs, and the figures its part rests on."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.comparison.words import status_in_words
from funding.evaluation.result import BoardResult
from funding.language import N_, _, in_english, marked
from funding.report.explaining.lines import line_of
from funding.report.statement.bearing import bearing_on
from funding.report.statement.model import Section
from funding.report.statement.multiplied import parts_of_pools, together
from funding.report.statement.place import Place
from funding.report.wording import written
from funding.worksheet.column import Column

MET = (
    N_("Grants meet {amount} of that."),
    N_("Income meets {amount} of that."),
    N_("Reserves meet {amount} of that."),
    N_("{amount} of that is met in kind without credit to anybody."),
    N_("{amount} of that is asked of nobody."),
    N_("{amount} more than that is asked, and goes to reserves."),
)
"""What is said of what the costs and the sums asked of the partners differ by."""


def why_of(place: Place) -> Section:
    """Say by what formula, of what costs, and by what figures of the partner's own."""
    run, file = place.run, place.run.formula.file
    title, status = marked(file.title) or run.formula.id, status_in_words(file.status)
    source = in_english(file.source)
    formula = _(
        "The formula is “{title}” ({status}; {source}).", title=title, status=status, source=source
    )
    costs = [_("The board’s costs are {amount}.", amount=place.sum(run.result.cost))]
    for words, amount in zip(MET, _differences(run.result), strict=True):
        costs += [_(words, amount=place.sum(amount))] if amount else []
    borne = run.result.shortfall_from_reserves
    besides = (
        [_("Reserves also meet {amount} that partners do not pay.", amount=place.sum(borne))]
        if borne
        else []
    )
    figures = (*_figures(place), *parts_of_pools(place))
    rests = _("Your part rests on these figures:")
    said = (formula, " ".join([*costs, _part(place), *besides]), *([rests] if figures else []))
    return Section(_("Why"), said, figures)


def _differences(found: BoardResult) -> Iterator[Fraction]:
    """Give what is taken off the costs before the partners are asked, and last what is added.

    What is paid of arrears is income that goes to reserves, for no cost of this year. What reserves
    bear of others' shortfalls is taken off nobody's assessment.
    """
    arrears = found.total("arrears_paid")
    yield found.grants
    yield found.income - arrears
    yield found.reserves_used - found.shortfall_from_reserves
    yield found.total("in_kind_free")
    yield found.uncovered
    yield found.surplus - arrears


def _part(place: Place) -> str:
    asked, own = place.run.result.total("assessed"), place.result.assessed
    if not asked:
        return _("The partners are asked for nothing.")
    if not own:
        return _(
            "The partners are asked for {all} together, and you for nothing.", all=place.sum(asked)
        )
    return _(
        "The partners are asked for {all} together; your part is {own}, which is {part} of it.",
        all=place.sum(asked),
        own=place.sum(own),
        part=place.percent(own / asked),
    )


def _figures(place: Place) -> Iterator[str]:
    """Give the figures that are stated, and not worked out, with those of one source together."""
    by_source: dict[str, list[str]] = {}
    for part, row in place.parts:
        for column in bearing_on(part, row):
            if _is_told(column):
                line = line_of(part, column, row, place.year)
                told = by_source.setdefault("; ".join(line.sources), [])
                said = _("{title}: {value}", title=line.title, value=line.value)
                total = together(part, row, column) if column.values is None else None
                if total is not None:
                    all_ = written(total, column.unit, part.currency)
                    words = {"title": line.title, "value": line.value, "total": all_}
                    said = _("{title}: {value} of {total}", **words)
                told += [] if said in told else [said]
    for source, told in by_source.items():
        yield _("{figures}. Source: {source}.", figures="; ".join(told), source=source)


def _is_told(column: Column) -> bool:
    """Say whether a figure is one that a reader asks after: a percentage, a driver, a cost."""
    origin = column.origin.what if column.origin else ""
    by_formula = column.values is not None and column.unit != "flag"
    return by_formula or origin == "driver"
