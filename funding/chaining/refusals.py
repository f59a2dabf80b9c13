"""Reasons to refuse what was worked out, each put in its place in the file at fault."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import partial

from funding.amounts import PENNY, written_exact, written_money, written_sum
from funding.errors import ConservationError, Fault, InputError
from funding.evaluation.cell_faults import NO_DIVISOR, BoundsNotKept, CellFault
from funding.evaluation.exact import ZERO, Sheet
from funding.formula.model import Formula
from funding.rules.bounds import BoundsSettings
from funding.rules.registry import SECTIONS
from funding.scenario.model import Board, Scenario
from funding.toml import KeyPath
from funding.worksheet.column import Role
from funding.worksheet.primitives import BoundsMissed, round_to
from funding.worksheet.worksheet import Opening


def cell_fault(error: CellFault, formula: Formula, board: Board, what: str) -> Fault:
    """Put a cell without a value in its place: a step, a driver that totals nothing, a split."""
    steps = [step.name for step in formula.file.step]
    if isinstance(error, BoundsNotKept) and error.of_money:
        return _bounds_fault(error, formula, board, what)
    if error.column.name in steps:
        path: KeyPath = ("step", steps.index(error.column.name), "expression")
    elif error.about in ("method", "minimum") and error.column.name.startswith("assessed_"):
        section, _ = formula.rounding_of(error.column.name.removeprefix("assessed_"))
        path = (*section, error.about)
    elif error.why == NO_DIVISOR and (driver := _own_driver(formula, steps, error.column.text)):
        path, name = driver
        return formula.document.fault(
            path,
            f"driver '{name}' totals nothing on board '{board.id}', and no rule says what of that",
            'add the line: when_nil = "equal"',
            at="key" if path[-1] == name else "value",
        )
    else:
        path = ("charge", "expression") if formula.section("charge") else ()
    said = (error.column.without if error.why == NO_DIVISOR else None) or error
    fix = error.fix or error.column.remedy
    fix = fix or "use choose(x == 0, …, y / x), to say what holds where x is nothing"
    return formula.document.fault(error.column.section or path, f"{what}: {said}", fix)


def _bounds_fault(error: BoundsNotKept, formula: Formula, board: Board, what: str) -> Fault:
    """Say which bounds cannot be kept, in money, and by which keys of the section they are set."""
    section = error.column.section
    settings = formula.section(section[-1]) if section else None
    why = error.error.written(partial(written_exact, currency=board.currency))
    if row := error.row:
        keys = list(settings.bounds_of(row.id, row.keys["kind"])) if settings else []
        why = f"{row.id}: {why}" + (f" ({', '.join(keys)})" if keys else "")
    fix = _fix_of_bounds(error, settings) if isinstance(settings, BoundsSettings) else error.fix
    return formula.document.fault(section, f"{what}: {why}", fix)


def _fix_of_bounds(error: BoundsNotKept, settings: BoundsSettings) -> str:
    """Say what would place a sum, besides wider bounds; what would not help is not said."""
    missed = error.error
    if not isinstance(missed, BoundsMissed):
        return missed.fix
    low, high = (error.in_all(name, "sharing") for name in ("lowest", "highest"))
    above = missed.amount > missed.reachable
    ways = settings.ways_out(above=above, pro_rata=low <= missed.amount <= high)
    return f"{missed.fix}, or write {' or '.join(ways)}" if ways else missed.fix


def _own_driver(formula: Formula, steps: list[str], text: str | None) -> tuple[KeyPath, str] | None:
    """Give the driver that is a step or a measure of the formula, which no figure could show.

    Of several, that which the text of the column names.
    """
    own = {*steps, *formula.drivers_made()}
    found = [
        ((*section, *path), name)
        for section, settings in formula.sections()
        for path, name, _ in settings.drivers_needed()
        if name in own
    ]
    named = [each for each in found if re.search(rf"\b{each[1]}", text or "")]
    return next(iter([*named, *found]), None)


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
    _check_lead(sheet, formula, what)


def _check_lead(sheet: Sheet, formula: Formula, what: str) -> None:
    """Refuse a lead that takes the difference of rounding, and has no part or less than nothing."""
    shared = (column.name for column in sheet.worksheet if column.name.startswith("shared_"))
    for pool in (name.removeprefix("shared_") for name in shared):
        section, rounding = formula.rounding_of(pool)
        if rounding is None or rounding.lead_needed() is None:
            continue
        if f"nearest_{pool}" not in sheet.worksheet:
            continue  # a step of the formula's own, called like it
        place = next(row for row in range(len(sheet.rows)) if sheet.cell("is_lead", row))
        bill = sheet.cell(f"assessed_{pool}", place)
        if bill < 0:
            title = sheet.worksheet[f"assessed_{pool}"].title.en
            why = f"is asked for less than nothing, {title}: {written_money(bill)}"
        elif sheet.cell(f"shared_{pool}", place) and not sheet.cell(f"exact_{pool}", place):
            why = f"has no part of {pool}"
        else:
            continue
        message = f"{what}: {sheet.rows[place].id} takes the difference of rounding, and {why}"
        fix = "round by another method, for instance largest_remainder"
        raise InputError([formula.document.fault((*section, "method"), message, fix)])


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
            f"{what}: reserves of {written_sum(opening, board.currency)} cannot pay the planned "
            f"use and keep the minimum; they are {written_sum(short, board.currency)} short"
        )
        fix = "use less of them in that year, or lower the minimum"
        path = (*_board_path(board, scenario), "reserves", "use")
        raise InputError([scenario.document.fault(path, message, fix)])


def check_arrears(
    formula: Formula,
    board: Board,
    scenario: Scenario,
    place: int,
    owed: Opening,
    always: Collection[str],
    what: str,
) -> None:
    """Refuse a payment of arrears by a partner that does not owe so much under the formula.

    So is one in a year in which the partner, who is not `always` there, would be counted for days.
    """
    left = dict(owed) if isinstance(owed, Mapping) else {}
    for payment in board.arrears_paid:
        amount = payment.amount[place]
        if payment.formula not in (None, formula.id) or not amount:
            continue
        owes = left.get(payment.partner, ZERO)
        pays = (
            f"{what}: {payment.partner} pays {written_sum(amount, board.currency)} of its arrears"
        )
        path = ("arrears_paid", payment.place, "amount")
        if amount > owes:
            message = f"{pays}, and still owes {written_sum(owes, board.currency)} of earlier years"
            fix = 'correct the sum, or say under which formula it was paid: formula = "…"'
            raise InputError([scenario.document.fault(path, message, fix)])
        if payment.partner not in always:
            message = f"{pays} in a year in which it does not sit on the board all the time"
            fix = "state the payment in a year in which it does"
            raise InputError([scenario.document.fault(path, message, fix)])
        left[payment.partner] = owes - amount


def _board_path(board: Board, scenario: Scenario) -> KeyPath:
    boards = [each.id for each in scenario.boards]
    one = isinstance(scenario.document.data.get("board"), dict)
    return ("board",) if one else ("board", boards.index(board.id))
