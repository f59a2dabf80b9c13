"""What was chosen for results to be worked out, as data for every reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from funding.comparison.naming import formula_name, name_of
from funding.comparison.outcome import Outcome
from funding.comparison.words import estimate_said, status_in_words
from funding.language import _, in_english, marked


@dataclass(frozen=True)
class Decision:
    """Something that was chosen, and by what or where it was."""

    what: str
    said: str
    source: str


def decisions_of(outcome: Outcome) -> Iterator[Decision]:
    """Give the formulas, the baseline, the estimate, who leads, and what was changed."""
    scenario, the_scenario = outcome.scenario, _("the scenario")
    for formula in scenario.formulas:
        if formula.id in outcome.formulas:
            what = _("Formula “{name}”", name=formula_name(formula))
            says = _("status: {status}", status=status_in_words(formula.file.status))
            yield Decision(what, says, in_english(formula.file.source))
    baseline = next((f for f in scenario.formulas if f.id == scenario.baseline), None)
    if baseline is not None:
        yield Decision(_("Changes are measured against"), formula_name(baseline), the_scenario)
    estimate = estimate_said(scenario.estimate)
    yield Decision(_("Which figures of ranges are taken"), estimate, the_scenario)
    for board in scenario.boards:
        leads = [name_of(each) for each in board.partners if each.id in board.leads]
        if leads:
            what = _("Lead partner of {board}", board=marked(board.name))
            yield Decision(what, ", ".join(leads), the_scenario)
    for path, by in scenario.document.overridden.items():
        what = ".".join(map(str, path))
        yield Decision(what, _("changed from outside the file"), in_english(by))
    for formula in scenario.formulas:
        for path, by in formula.changed.items():
            key, name = ".".join(map(str, path)), formula_name(formula)
            what = _("{key} of “{formula}”", key=key, formula=name)
            yield Decision(what, _("set instead of the formula's own"), in_english(by))
