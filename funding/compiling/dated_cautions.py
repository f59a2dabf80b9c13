"""Warnings about days: formulas in force, consultations, notices, charges in a part of a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from funding.compiling.party import Party
from funding.compiling.terms import board_on
from funding.formula.model import Formula
from funding.language import _, here
from funding.rules.by_days import PART
from funding.rules.registry import SPLITS
from funding.rules.work import in_identifier
from funding.scenario.model import Board
from funding.toml.wording import value_at
from funding.worksheet.worksheet import Worksheet
from funding.years import FinancialYear, Part

COUNTED = {"cost", "reduction", "opening", "part_of_year"}
"""Figures of the board that count for the days of a part of a year."""


def of_time(formula: Formula, part: Part) -> Iterator[str]:
    """Warn of a formula not in force; one that was only proposed never was, and is not."""
    force = formula.file.in_force
    if force is not None and force.status != "proposed":
        late = force.start is not None and force.start > part.first_day
        over = force.until is not None and force.until < part.last_day
        if late or over:
            whole = _("the formula was not in force for the whole of {part}", part=part)
            yield (
                whole
                if part.is_whole
                else _(
                    "formula '{formula}' was not in force for the whole of {part}",
                    formula=formula.id,
                    part=part,
                )
            )
    if formula.file.review_by is not None and formula.file.review_by < part.first_day:
        yield _(
            "the formula was due for review by {review_by}",
            review_by=formula.file.review_by.isoformat(),
        )


def of_consultations(parties: Sequence[Party], part: Part) -> Iterator[str]:
    """Warn of a body that is not devolved and must pay before it was consulted about."""
    for party in parties:
        day, stated = party.stated.consulted, party.stated
        if party.duty != "will" or party.partner.devolved or day is None:
            continue
        begins = stated.will_from if stated.duty != "will" else None
        if (begins or part.first_day) < day:
            who = party.name
            yield (
                _(
                    "{partner} must pay from {begins}, before the consultation of {day}",
                    partner=who,
                    begins=begins,
                    day=day,
                )
                if begins
                else _("{partner} must pay, before the consultation of {day}", partner=who, day=day)
            )


def of_notices(parties: Sequence[Party], part: Part) -> Iterator[str]:
    """Warn of a notice that changes nothing, and of one that keeps a partner bound."""
    for party in parties:
        notice, recorded = party.notice, party.recorded
        if notice is None:
            continue
        if party.duty == "will" and notice.given <= part.last_day:
            yield _(
                "{partner} gave notice on {given} and must pay: it cannot withdraw, and nothing "
                "changes",
                partner=party.name,
                given=notice.given,
            )
        elif party.is_held and recorded is not None:
            yield _(
                "{partner} is bound until its notice is over, on {free}: '{says}' does not count "
                "before",
                partner=party.name,
                free=notice.free,
                says=recorded.says,
            )


def of_charges(formula: Formula, worksheet: Worksheet, part: Part) -> Iterator[str]:
    """Warn of a charge that is asked in full in a part of a year: nothing in it is cut by days."""
    if part.is_whole:
        return
    exact = {column.name for column in worksheet if column.name.startswith("exact_")}
    own = {f"exact_{in_identifier(pool)}" for pool in formula.pools_with(SPLITS)}
    for section, _settings in formula.sections():
        if section[-1] != "charge":
            continue
        split = {f"exact_{in_identifier(section[1])}"} if len(section) > 1 else exact - own
        used = [worksheet.uses([name]) for name in split & exact]
        if any(not COUNTED & {c.origin.what for c in each if c.origin} for each in used):
            yield _(
                "[{section}] is asked in full for a part of a year: use {name} in its expression",
                section=".".join(section),
                name=PART,
            )


def idle_amendments(formula: Formula) -> Iterator[str]:
    """Warn of what an amendment sets to what it is already."""
    stands = formula
    for day, version in formula.changes:
        for path, by in version.amended.items():
            same = value_at(stands.document.data, path) == value_at(version.document.data, path)
            if by.since == day and same:
                name = ".".join(map(str, path))
                yield _(
                    "{formula}: the amendment of {day} has no effect on {name}",
                    formula=formula.id,
                    day=day,
                    name=name,
                )
        stands = version


def idle_notices(
    formula: Formula, boards: Sequence[Board], years: Sequence[FinancialYear]
) -> Iterator[str]:
    """Warn of notices that are over only after the years."""
    last = years[-1].last_day
    for board in boards:
        names = {partner.id: here(partner.name) for partner in board.partners}
        for notice in board_on(board, formula, last).notices:
            if notice.free is not None and notice.free > last:
                yield _(
                    "{formula}: the notice of {partner} on {board} is over on {free}, after the "
                    "years of the scenario",
                    formula=formula.id,
                    partner=names.get(notice.partner, notice.partner),
                    board=board.id,
                    free=notice.free,
                )
