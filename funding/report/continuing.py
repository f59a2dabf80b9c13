"""What partners pay from one year to the next, the formulas side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from funding.amounts import PENNY, named_currency, written_money
from funding.comparison.changes import total
from funding.comparison.compare import Comparison
from funding.comparison.continuity import Step
from funding.comparison.reasons import signed
from funding.comparison.run import rests_on
from funding.language import _, here, pgettext
from funding.report.grid import Style, headed, tabulated
from funding.report.writing import ILLUSTRATION, change_with_part, one_or_many, with_part
from funding.worksheet.primitives import round_to


def continued(comparison: Comparison, style: Style) -> Iterator[str]:
    """Write each board's steps from year to year, the formulas side by side."""
    groups: dict[tuple[str, str, str], list[Step]] = {}
    for outcome, step in comparison.steps():
        prefix = f"{outcome.scenario.id}: " if comparison.is_of_scenarios else ""
        where = f"{prefix}{here(step.after.board.name)}"
        years = (str(step.before.year), str(step.after.year))
        groups.setdefault((where, *years), []).append(step)
    if groups:
        money = named_currency(comparison.currency)
        yield headed(_("From one year to the next ({money})", money=money), 2, style)
        yield _(
            "Changed hands: half of all rises and falls. Moved between partners: the lesser of "
            "rises and falls. Both of the cash of the year before."
        )
    for (where, first, last), steps in groups.items():
        heading = _("{board}, from {first} to {last}", board=where, first=first, last=last)
        yield headed(heading, 3, style)
        yield _steps(steps, style)


def _steps(steps: Sequence[Step], style: Style) -> str:
    note = _(ILLUSTRATION) if rests_on(r for s in steps for r in (s.before, s.after)) else ""
    body = [
        [
            row.name,
            *(change_with_part(step.rows[place].change) for step in steps),
            note,
        ]
        for place, row in enumerate(steps[0].rows)
    ]
    lines: tuple[tuple[str, Callable[[Step], str]], ...] = (
        (pgettext("heads a row", "All"), lambda step: change_with_part(total(step.rows))),
        (_("Largest rise"), lambda step: _largest(step, 1)),
        (_("Largest fall"), lambda step: _largest(step, -1)),
        (
            _("Changed hands"),
            lambda step: with_part(_pounds(step.changed), step.changed_part),
        ),
        (
            _("Moved between partners"),
            lambda step: with_part(_pounds(step.shifted), step.shifted_part),
        ),
    )
    body += [[label, *(write(step) for step in steps), note] for label, write in lines]
    return tabulated(body, [""], [step.after.formula.id for step in steps], style)


def _largest(step: Step, sign: int) -> str:
    who, amount = step.largest(sign)
    return f"{one_or_many(who)} {signed(amount)}" if who else _("nobody")


def _pounds(amount: Fraction) -> str:
    """Write half of an odd sum of pennies in whole ones."""
    return written_money(round_to(amount, PENNY, "half_up"))
