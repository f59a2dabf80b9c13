"""What every side of a comparison comes to: board by board, and what each kind pays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from funding.amounts import named_currency, written_money
from funding.comparison.compare import Comparison
from funding.comparison.kinds import KindBill, by_kind
from funding.comparison.measures import (
    Children,
    Measures,
    children_of,
    measures_of,
    rest_of_measures,
)
from funding.comparison.naming import kind_said
from funding.comparison.pairing import Side
from funding.comparison.run import Run, rests_on
from funding.language import N_, _, here, unmarked
from funding.report.grid import Style, cell, headed, tabulated
from funding.report.writing import (
    ILLUSTRATION,
    fixed_or_none,
    number_or_none,
    one_or_many,
    percent_or_none,
    with_part,
)
from funding.years import FinancialYear

Column = tuple[str, Run]

MEASURES: tuple[tuple[str, Callable[[Measures], str]], ...] = (
    (N_("Cash for each child, in {money}"), lambda m: fixed_or_none(m.cash_per_child, 2)),
    (N_("Assessed for each child, in {money}"), lambda m: fixed_or_none(m.assessed_per_child, 2)),
    (N_("Paid by local authorities"), lambda m: percent_or_none(m.local_authority)),
    (
        N_("  with what is credited in kind"),
        lambda m: percent_or_none(m.local_authority_with_in_kind),
    ),
    (N_("Largest payer"), lambda m: one_or_many(m.largest_payers)),
    (N_("  its part of the cash"), lambda m: percent_or_none(m.largest_part)),
    (N_("Concentration (1: one pays all)"), lambda m: fixed_or_none(m.concentration, 3)),
    (N_("Paid by devolved bodies"), lambda m: percent_or_none(m.devolved)),
    (N_("Paid by bodies not devolved"), lambda m: percent_or_none(m.not_devolved)),
    (N_("Unfunded part of the cost"), lambda m: percent_or_none(m.unfunded)),
)


def measured(comparison: Comparison, style: Style) -> Iterator[str]:
    """Write the measures of every result, then what each kind pays."""
    yield headed(_("What each result comes to"), 2, style)
    for heading, columns in _columns(comparison):
        yield headed(heading, 3, style)
        yield _measures(columns, style)
        yield from _about_children(columns, style)
    for group in comparison.groups():
        parts = {"years": years_of(group), "money": named_currency(comparison.currency)}
        heading = _("What each kind pays over all boards, {years} ({money})", **parts)
        if comparison.is_of_scenarios:
            heading = _(
                "Under {formula}, what each kind pays over all boards, {years} ({money})",
                formula=group[-1].formula,
                **parts,
            )
        yield headed(heading, 2, style)
        yield _kinds(group, style)


def _columns(comparison: Comparison) -> Iterator[tuple[str, list[Column]]]:
    """Give what stands side by side: formulas on a board, or the boards before and after."""
    for group in comparison.groups():
        if comparison.is_of_scenarios:
            runs = [(f"{run.board.id}, {side.label}", run) for side in group for run in side.runs]
            parts = {"formula": group[-1].formula, "years": years_of(group)}
            yield _("Under {formula}, {years}", **parts), runs
            continue
        boards = dict.fromkeys(run.board for side in group for run in side.runs)
        for board in boards:
            of_board = [
                (side.formula, run) for side in group for run in side.runs if run.board == board
            ]
            yield f"{here(board.name)}, {years_of(group)}", of_board


def years_of(group: Sequence[Side]) -> str:
    """Name the years of sides that stand beside one another."""
    years = list(dict.fromkeys(str(side.year) for side in group))
    if len(years) == 1:
        return years[0]
    return _("{first} and {last}", first=", ".join(years[:-1]), last=years[-1])


def _measures(columns: Sequence[Column], style: Style) -> str:
    found = [measures_of(run) for _name, run in columns]
    money = named_currency(columns[0][1].board.currency)
    note = _(ILLUSTRATION) if any(rest_of_measures(run) for _name, run in columns) else ""
    body = [_children([each.children for each in found])]
    body += [
        [_(label, money=money), *(write(each) for each in found), note] for label, write in MEASURES
    ]
    return tabulated(body, [""], [label for label, _run in columns], style)


def _children(found: Sequence[Children]) -> list[str]:
    """Give the line of children: whose figures they are in its title, if they are all of one."""
    titles = dict.fromkeys(each.title for each in found if each.title)
    title = next(iter(titles)).capitalize() if len(titles) == 1 else _("Children aged 0 to 17")
    note = _(ILLUSTRATION) if any(each.is_unsure for each in found) else ""
    return [title, *(number_or_none(each.number) for each in found), note]


def _about_children(columns: Sequence[Column], style: Style) -> Iterator[str]:
    """Say on which boards the children are not known, or are of another year."""
    said = [
        f"- {run.board.id}: {cell(why, style)}"
        for _name, run in columns
        for why in _about(children_of(run.board), run.year)
    ]
    if said:
        yield "\n".join(dict.fromkeys(said))


def _about(children: Children, year: FinancialYear) -> Iterator[str]:
    if children.why_not:
        yield _("no figure for each child: {why}", why=children.why_not)
    elif children.year != year.start:
        yield _(
            "the children are of {children_year}, and the year is {year}",
            children_year=children.year,
            year=year,
        )


def _kinds(group: Sequence[Side], style: Style) -> str:
    found = [{each.kind: each for each in by_kind(side.runs)} for side in group]
    note = _(ILLUSTRATION) if rests_on(run for side in group for run in side.runs) else ""
    kinds = {
        party.partner.kind: run for side in group for run in side.runs for party in run.parties
    }
    body = [
        [unmarked(kind_said(kind, run)), *(_kind(each.get(kind)) for each in found), note]
        for kind, run in kinds.items()
    ]
    boards = [len(side.runs) for side in group]
    if len(set(boards)) > 1:
        body.append([_("boards that this is of"), *map(str, boards), ""])
    return tabulated(body, [""], [side.label for side in group], style)


def _kind(found: KindBill | None) -> str:
    return "" if found is None else with_part(written_money(found.bill.cash), found.part)
