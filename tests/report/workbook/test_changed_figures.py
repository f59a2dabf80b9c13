"""Figures that are changed in the file give the bills that funding gives for the same change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import pytest

from funding import Outcome, read_scenario, simulate
from funding.cli.options import setting
from funding.errors import FundingError
from funding.evaluation.exact import evaluate
from funding.evaluation.identities import broken_identities
from funding.evaluation.result import read_result
from funding.report.workbook.writing import as_workbook
from tests.report.workbook.drawn import is_typical, outcomes
from tests.report.workbook.published import differences
from tests.report.workbook.recalculating import needs_office, recalculated, rows_of
from tests.report.workbook.typing_in import Typed

F = Fraction


@dataclass(frozen=True)
class Change:
    """A shipped scenario, what is typed in its workbook, and the same as settings of a run."""

    scenario: str
    type: Callable[[Typed], None]
    settings: tuple[str, ...]
    formulas: tuple[str, ...] = ()


def a_cost(typed: Typed) -> None:
    typed.board("figures 2011-12 wrexham", "cost of core", F("108699.99"))


def percentages(typed: Typed) -> None:
    typed.named("wrexham.percentage.police", F("0.073"))
    typed.named("wrexham.percentage.local_authority", F("0.627"))


def what_is_split_between_boards(typed: Typed) -> None:
    typed.board("figures 2013-14 north-wales-s", "cost of core", F("47111.13"))


def a_first_year(typed: Typed) -> None:
    typed.board("figures 2020-21 north-wales", "planned use of reserves", F("1234.56"))


USES = '["£1,234.56", "£3,000.00", "£0.00", "£0.00", "£0.00"]'
CHANGES = (
    Change("wrexham-and-neath-port-talbot", a_cost, ("cost.training-officer.amount=£39,999.99",)),
    Change("wrexham-and-neath-port-talbot", percentages, ("wrexham.percentages.police=7.3%",)),
    Change(
        "north-wales-two-tiers-2013",
        what_is_split_between_boards,
        ("cost.strategic-co-ordinator.amount=£47,111.13",),
    ),
    Change(
        "six-regional-boards-five-years",
        a_first_year,
        (f"board.north-wales.reserves.use={USES}",),
        ("national-phased-in",),
    ),
)


@pytest.fixture(autouse=True)
def _office() -> None:
    needs_office()


def run_with(change: Change, settings: tuple[str, ...]) -> Outcome:
    changes = dict(setting(text) for text in settings)
    return simulate(read_scenario(change.scenario, changes=changes, formulas=change.formulas))


def test_what_is_typed_is_worked_out_as_the_same_change_of_the_scenario_is(
    tmp_path: Path,
) -> None:
    contents, wanted = {}, {}
    for number, change in enumerate(CHANGES):
        typed = Typed(as_workbook(run_with(change, ()))[0])
        change.type(typed)
        name = f"changed-{number}"
        contents[name], wanted[name] = typed.content(), run_with(change, change.settings)
    again = recalculated(contents, tmp_path)
    wrong = {name: list(differences(again[name], each)) for name, each in wanted.items()}
    assert not {name: each for name, each in wrong.items() if each}
    said = [
        row["Is it as published?"] for each in again.values() for row in rows_of(each, "Checks")
    ]
    assert said.count("differs from what was published") >= len(CHANGES)


def dearer(outcome: Outcome, more: Fraction) -> Outcome | None:
    """Give an outcome of one worksheet with its first cost so much more; None if refused."""
    (run,) = outcome.runs
    binding = run.sheet.binding
    costs = {"cost", "cost_a_year"}
    first = next(each for each in run.sheet.worksheet if each.origin and each.origin.what == "cost")
    values = dict(binding.values)
    for column in run.sheet.worksheet:
        if column.origin and column.origin.what in costs:
            before = values[column.name]
            if isinstance(before, Fraction) and (column is first or column.origin.which == ()):
                values[column.name] = before + more
    try:
        sheet = evaluate(run.sheet.worksheet, replace(binding, values=values))
    except FundingError:
        return None
    result = read_result(sheet)
    if list(broken_identities(result)):
        return None
    return replace(outcome, runs=(replace(run, sheet=sheet, result=result),))


def drawn_changes() -> Iterator[tuple[Outcome, Outcome, str, Fraction]]:
    for outcome in outcomes(4):
        run = outcome.runs[0]
        if len(outcome.runs) > 1 or run.parts or outcome.partings:
            continue
        more = F(123_457, 100)
        after = dearer(outcome, more)
        first = next(c for c in run.sheet.worksheet if c.origin and c.origin.what == "cost")
        if after is not None and is_typical(after):
            cost = run.sheet.cell(first.name, 0)
            yield outcome, after, first.title.en, cost + more


def test_a_random_board_that_is_dearer_pays_what_funding_says(tmp_path: Path) -> None:
    contents, wanted = {}, {}
    for number, (before, after, step, cost) in enumerate(drawn_changes()):
        typed = Typed(as_workbook(before)[0])
        typed.board("figures", step, cost)
        contents[f"dearer-{number}"], wanted[f"dearer-{number}"] = typed.content(), after
    assert len(wanted) > 15
    again = recalculated(contents, tmp_path)
    wrong = {name: list(differences(again[name], each)) for name, each in wanted.items()}
    assert not {name: each for name, each in wrong.items() if each}
