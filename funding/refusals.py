"""Reasons to refuse what was worked out, each put in its place in the file at fault."""

from __future__ import annotations

from collections.abc import Mapping

from funding.amounts import PENNY, written_money
from funding.errors import ConservationError, Fault, InputError
from funding.evaluation.exact import ZERO, CellFault, Sheet
from funding.formula.model import Formula
from funding.rules.registry import SECTIONS
from funding.scenario.model import Board, Scenario
from funding.toml import KeyPath
from funding.worksheet.column import Role
from funding.worksheet.primitives import round_to
from funding.worksheet.worksheet import Opening


def cell_fault(error: CellFault, formula: Formula, board: Board, what: str) -> Fault:
    """Put a cell without a value in its place: a step, a driver that totals nothing, a split."""
    steps = [step.name for step in formula.file.step]
    if error.column.name in steps:
        path: KeyPath = ("step", steps.index(error.column.name), "expression")
    elif driver := _own_driver(formula, steps):
        path, name = driver
        return formula.document.fault(
            path,
            f"driver '{name}' totals nothing on board '{board.id}', and no rule says what of that",
            'add the line: when_nil = "equal"',
        )
    else:
        path = ("charge", "expression") if formula.section("charge") else ()
    fix = "use choose(x == 0, …, y / x), to say what holds where x is nothing"
    return formula.document.fault(path, f"{what}: {error}", fix)


def _own_driver(formula: Formula, steps: list[str]) -> tuple[KeyPath, str] | None:
    """Give the driver of the formula that is a step of its own, which no figure could show."""
    for section, settings in formula.sections():
        for path, name, _ in settings.drivers_needed():
            if name in steps:
                return (*section, *path), name
    return None


def plugins_of(formula: Formula) -> str:
    """Name the plugins whose rules a formula uses, as the end of what names a result."""
    used = [SECTIONS[path[-1]] for path, _ in formula.sections()]
    named = [f"rule '{rule.name}' of plugin '{rule.package}'" for rule in used if rule.package]
    return f" (with {', '.join(named)})" if named else ""


def check_bills(sheet: Sheet, formula: Formula, what: str) -> None:
    """Refuse a formula that asks for less than nothing; raise for a rule that asks the excluded."""
    parts = [column for column in sheet.worksheet if column.name.startswith("exact_")]
    for place, row in enumerate(sheet.rows):
        asked = sheet.cell("charged_exact", place)
        for part in parts:
            cell = sheet.cell(part.name, place)
            if cell >= 0:
                continue
            shown = written_money(round_to(cell, PENNY, "half_up"))
            message = f"{what}: {row.id} is asked for less than nothing, {part.title.en}: {shown}"
            fix = "use at_least(…, 0), so that nobody is paid by the formula"
            path = ("charge", "expression") if formula.section("charge") else ()
            raise InputError([formula.document.fault(path, message, fix)])
        if asked and sheet.cell("excluded", place):
            where = f"{what}{plugins_of(formula)}"
            raise ConservationError(f"{where}: {row.id} is excluded, and a rule asks it for money")


def check_reserves(board: Board, scenario: Scenario, place: int, sheet: Sheet, what: str) -> None:
    """Refuse a use of reserves that takes them below what must be kept.

    What counts is what is used of them, not what was planned: a use that finds nothing left to pay
    takes nothing.
    """
    opening = sheet.cell("reserves_opening", 0)
    used = sum(
        (sheet.cell(each.name, 0) for each in sheet.worksheet.playing(Role.RESERVES_PLANNED)), ZERO
    )
    short = board.reserves.minimum[place] + used - opening
    if short > 0:
        message = (
            f"{what}: reserves of £{written_money(opening)} cannot pay the planned use and "
            f"keep the minimum; they are £{written_money(short)} short"
        )
        fix = "use less of them in that year, or lower the minimum"
        path = (*_board_path(board, scenario), "reserves", "use")
        raise InputError([scenario.document.fault(path, message, fix)])


def check_arrears(
    formula: Formula, board: Board, scenario: Scenario, place: int, owed: Opening, what: str
) -> None:
    """Refuse a payment of arrears by a partner that does not owe so much under the formula."""
    left = dict(owed) if isinstance(owed, Mapping) else {}
    for payment in board.arrears_paid:
        amount = payment.amount[place]
        if payment.formula not in (None, formula.id) or not amount:
            continue
        owes = left.get(payment.partner, ZERO)
        if amount > owes:
            message = (
                f"{what}: {payment.partner} pays £{written_money(amount)} of its arrears, "
                f"and still owes £{written_money(owes)} of earlier years"
            )
            fix = 'correct the sum, or say under which formula it was paid: formula = "…"'
            path = ("arrears_paid", payment.place, "amount")
            raise InputError([scenario.document.fault(path, message, fix)])
        left[payment.partner] = owes - amount


def _board_path(board: Board, scenario: Scenario) -> KeyPath:
    boards = [each.id for each in scenario.boards]
    one = isinstance(scenario.document.data.get("board"), dict)
    return ("board",) if one else ("board", boards.index(board.id))
