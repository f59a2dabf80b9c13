"""Statements made: for whom, in what order, and what each begins with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from funding.comparison.outcome import Outcome
from funding.language import _, marked
from funding.report.statement.changed import changed_for
from funding.report.statement.duty import duty_of
from funding.report.statement.model import Statement
from funding.report.statement.place import Place, day
from funding.report.statement.sums import sums_of
from funding.report.statement.unsure import assumed_in
from funding.report.statement.why import why_of


def ids_of(outcome: Outcome, asked: Collection[str] = ()) -> list[str]:
    """Give the ids of partners, by their ids, payers or kinds; of all, where none is asked for."""
    found = [party.partner for run in outcome.runs for party in run.parties]
    wanted = [each.id for each in found if not asked or {each.id, each.payer, each.kind} & {*asked}]
    return list(dict.fromkeys(wanted))


def statements(outcome: Outcome, ids: Sequence[str]) -> Iterator[Statement]:
    """Make a statement for each partner, of each board, year and formula that it is part of."""
    return (
        _made(Place(outcome, run, row))
        for id_ in ids
        for run in outcome.runs
        for row, party in enumerate(run.parties)
        if party.partner.id == id_
    )


def _made(place: Place) -> Statement:
    run = place.run
    notice = ""
    if run.illustration:
        notice = _(
            "This is an illustration, and no bill: it rests on figures that are assumed or "
            "unverified. They are listed at the end."
        )
    return Statement(
        place.partner.id,
        marked(place.partner.name),
        marked(run.board.name) + place.outcome.scenario.at_estimate,
        str(run.year),
        notice,
        tuple(_lead(place)),
        (why_of(place), duty_of(place), sums_of(place), changed_for(place), assumed_in(place)),
    )


def _lead(place: Place) -> Iterator[str]:
    """Say what is asked and paid; of who is there for some days of the year only, for which."""
    run, found = place.run, place.result
    parts = {"board": marked(run.board.name), "year": run.year}
    if not found.assessed:
        yield _("{board} asks you for no contribution to its costs in {year}.", **parts)
    else:
        yield _(
            "{board} asks you to contribute {amount} to its costs in {year}.",
            amount=place.sum(found.assessed),
            **parts,
        )
    if found.cash and not (found.in_kind or found.shortfall or found.borne):
        yield _("You pay all of it in cash.")
    elif found.assessed and not found.cash:
        yield _("You pay nothing in cash.")
    elif found.borne:
        yield _(
            "In cash you pay {amount}, of which {borne} is for others who do not pay.",
            amount=place.sum(found.cash),
            borne=place.sum(found.borne),
        )
    elif found.cash:
        yield _("In cash you pay {amount}.", amount=place.sum(found.cash))
    first, last = (place.parts[end][0].part for end in (0, -1))
    if first.days_before or last.after():
        begins, ends = day(first.first_day), day(last.last_day)
        yield _("You are on the board from {begins} to {ends}.", begins=begins, ends=ends)
