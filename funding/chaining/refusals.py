"""Reasons to refuse what was worked out, each put in its place in the file at fault."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import partial

from funding.amounts import PENNY, written_exact, written_money, written_sum
from funding.errors import ConservationError, Fault, InputError
from funding.evaluation.cell_faults import BoundsNotKept, CellFault, DividedByNothing
from funding.evaluation.exact import ZERO, Sheet
from funding.formula.model import Formula
from funding.language import _, here
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
        section, _rounding = formula.rounding_of(error.column.name.removeprefix("assessed_"))
        path = (*section, error.about)
    elif isinstance(error, DividedByNothing) and (
        driver := _own_driver(formula, steps, error.column.text)
    ):
        path, name = driver
        return formula.document.fault(
            path,
            _(
                "driver '{name}' totals nothing on board '{board}', and no rule says what of that",
                name=name,
                board=board.id,
            ),
            _("add the line: {example}", example='when_nil = "equal"'),
            at="key" if path[-1] == name else "value",
        )
    else:
        path = ("charge", "expression") if formula.section("charge") else ()
    said = (error.column.without if isinstance(error, DividedByNothing) else None) or error
    fix = error.fix or error.column.remedy
    fix = fix or _(
        "use {example}, to say what holds where x is nothing", example="choose(x == 0, …, y / x)"
    )
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
    if not ways:
        return missed.fix
    return _("{fix}, or write {ways}", fix=missed.fix, ways=_(" or ").join(ways))


def _own_driver(formula: Formula, steps: list[str], text: str | None) -> tuple[KeyPath, str] | None:
    """Give the driver that is a step or a measure of the formula, which no figure could show.

    Of several, that which the text of the column names.
    """
    own = {*steps, *formula.drivers_made()}
    found = [
        ((*section, *path), name)
        for section, settings in formula.sections()
        for path, name, _kinds in settings.drivers_needed()
        if name in own
    ]
    named = [each for each in found if re.search(rf"\b{each[1]}", text or "")]
    return next(iter([*named, *found]), None)


def plugins_of(formula: Formula) -> str:
    """Name the plugins whose rules a formula uses, as the end of what names a result."""
    used = [SECTIONS[path[-1]] for path, _settings in formula.sections()]
    named = [
        _("rule '{rule}' of plugin '{package}'", rule=rule.name, package=rule.package)
        for rule in used
        if rule.package
    ]
    return _(" (with {plugins})", plugins=", ".join(named)) if named else ""


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
            message = _(
                "{what}: {row} is asked for less than nothing, {title}: {shown}",
                what=what,
                row=row.id,
                title=here(part.title),
                shown=shown,
            )
            fix = _(
                "use {example}, so that nobody is paid by the formula", example="at_least(…, 0)"
            )
            path = ("charge", "expression") if formula.section("charge") else ()
            raise InputError([formula.document.fault(path, message, fix)])
        if asked and sheet.cell("excluded", place):
            where = f"{what}{plugins_of(formula)}"
            excluded = _("{row} is excluded, and a rule asks it for money", row=row.id)
            raise ConservationError(f"{where}: {excluded}")
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
        lead = sheet.rows[place].id
        if bill < 0:
            message = _(
                "{what}: {lead} takes the difference of rounding, and is asked for less than "
                "nothing, {title}: {bill}",
                what=what,
                lead=lead,
                title=here(sheet.worksheet[f"assessed_{pool}"].title),
                bill=written_money(bill),
            )
        elif sheet.cell(f"shared_{pool}", place) and not sheet.cell(f"exact_{pool}", place):
            message = _(
                "{what}: {lead} takes the difference of rounding, and has no part of {pool}",
                what=what,
                lead=lead,
                pool=pool,
            )
        else:
            continue
        fix = _("round by another method, for instance {method}", method="largest_remainder")
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
        message = _(
            "{what}: reserves of {opening} cannot pay the planned use and keep the minimum; they "
            "are {short} short",
            what=what,
            opening=written_sum(opening, board.currency),
            short=written_sum(short, board.currency),
        )
        fix = _("use less of them in that year, or lower the minimum")
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
        pays = {
            "what": what,
            "partner": payment.partner,
            "amount": written_sum(amount, board.currency),
        }
        path = ("arrears_paid", payment.place, "amount")
        if amount > owes:
            message = _(
                "{what}: {partner} pays {amount} of its arrears, and still owes {owes} of earlier "
                "years",
                owes=written_sum(owes, board.currency),
                **pays,
            )
            fix = _(
                "correct the sum, or say under which formula it was paid: {example}",
                example='formula = "…"',
            )
            raise InputError([scenario.document.fault(path, message, fix)])
        if payment.partner not in always:
            message = _(
                "{what}: {partner} pays {amount} of its arrears in a year in which it does not sit "
                "on the board all the time",
                **pays,
            )
            fix = _("state the payment in a year in which it does")
            raise InputError([scenario.document.fault(path, message, fix)])
        left[payment.partner] = owes - amount


def _board_path(board: Board, scenario: Scenario) -> KeyPath:
    boards = [each.id for each in scenario.boards]
    one = isinstance(scenario.document.data.get("board"), dict)
    return ("board",) if one else ("board", boards.index(board.id))
