"""When the statement stops being right: days after which a figure, or a formula, is another."""

from __future__ import annotations

from collections.abc import Iterator

from funding.assurance.model import Section, table
from funding.comparison.outcome import Outcome
from funding.formula.model import Formula
from funding.language import _, in_english


def expiry(outcome: Outcome) -> Section:
    """Give every day that a file names on which something ends, begins or is to be looked at."""
    scenario = outcome.scenario
    years = ", ".join(str(year) for year in scenario.years)
    last = max(scenario.years).last_day.isoformat()
    rows = [(last, _("the scenario"), _("the last year that is worked out ends"))]
    for formula in dict.fromkeys(each for f in scenario.formulas for each in f.alone()):
        rows += _days_of(formula)
    for board in scenario.boards:
        for partner in board.partners:
            if partner.until is not None:
                until = partner.until.isoformat()
                rows.append((until, partner.id, _("its last day on the board")))
    heads = (_("Day"), _("Of what"), _("What happens"))
    return Section(
        "expiry",
        _("When this statement expires"),
        (
            _("It is about {years}, and about the files as they were read.", years=years),
            _(
                "It is out of date as soon as a file changes: {command} says so.",
                command="funding verify FILE",
            ),
        ),
        table("expiry", _("Days to look at it again"), heads, sorted(rows)),
        (_("The day by which people will look at it again"),),
    )


def _days_of(formula: Formula) -> Iterator[tuple[str, str, str]]:
    file, name = formula.file, _("formula {name}", name=formula.id)
    if file.review_by is not None:
        yield file.review_by.isoformat(), name, _("it is due for review")
    if file.in_force is not None and file.in_force.start is not None:
        yield file.in_force.start.isoformat(), name, _("its first day in force")
    if file.in_force is not None and file.in_force.until is not None:
        yield file.in_force.until.isoformat(), name, _("its last day in force")
    for amendment in file.amendment:
        source = in_english(amendment.source)
        words = _("it is amended by {source}", source=source)
        yield amendment.start.isoformat(), name, words
    duty = formula.section("duty")
    for who, each in duty.stated().items() if duty is not None else ():
        if each.will_from is not None:
            words = _("from then on {who} must contribute", who=who)
            yield each.will_from.isoformat(), name, words
