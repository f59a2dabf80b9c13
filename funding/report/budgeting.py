"""What payers pay against their own budgets, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from funding.amounts import named_currency, written_money
from funding.comparison.budgets import Held, held_against_budgets
from funding.comparison.pairing import Side
from funding.language import _
from funding.report.grid import Style, headed, tabulated
from funding.report.measuring import years_of
from funding.report.writing import ILLUSTRATION, percent_or_none


def budgeted(group: Sequence[Side], style: Style) -> Iterator[str]:
    """Write what payers with a budget pay of it; nothing where no budget is stated."""
    found = [{held.payer: held for held in held_against_budgets(side)} for side in group]
    payers = dict.fromkeys(payer for each in found for payer in each)
    if not payers:
        return
    body: list[list[str]] = []
    for payer in payers:
        held = [each.get(payer) for each in found]
        body += _held(held)
    money = named_currency(group[0].scenario.currency)
    heading = _(
        "Against the payers' budgets, {years} ({money})", years=years_of(group), money=money
    )
    yield headed(heading, 2, style)
    yield tabulated(body, [""], [side.label for side in group], style)


def _held(held: Sequence[Held | None]) -> Iterable[list[str]]:
    name = next(each.name for each in held if each)
    note = _(ILLUSTRATION) if any(each and each.rests_on for each in held) else ""
    yield [name, *("" for _ in held), ""]
    lines: tuple[tuple[str, Callable[[Held], str]], ...] = (
        (_("budget"), lambda each: written_money(each.budget)),
        (_("cash, over all boards"), lambda each: written_money(each.cash)),
        (_("as a part of the budget"), lambda each: percent_or_none(each.part)),
    )
    for label, write in lines:
        yield [f"  {label}", *(write(each) if each else "" for each in held), note]
