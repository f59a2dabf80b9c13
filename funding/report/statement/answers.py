"""What a partner answered, and what that comes to: read from the cells that worked it out.

The rule stands in `funding/rules/answers.py` and nowhere else. Here its cells are told: what was
due in cash, what is paid of it, and which of a limit and a part made the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from funding.amounts import written_percent
from funding.comparison.run import Run
from funding.compiling.party import Party
from funding.language import _, in_english
from funding.report.statement.place import Place, day
from funding.scenario.entries import Answer, Notice

Seats = Sequence[tuple[Run, int]]
"""Parts of a year that follow one another, each with the partner's row."""


def said_of(run: Run, row: int) -> Iterator[str]:
    """Say what is recorded of a partner: its answer, one that came too late, its notice.

    That nothing is recorded matters to who is asked for something.
    """
    party = run.parties[row]
    if party.duty == "excluded":
        return
    if party.recorded is not None:
        yield from _recorded(party.recorded)
    for answer in party.late:
        if answer.date is not None:
            yield _(
                "Your answer of {date} came after the year and does not count.",
                date=day(answer.date),
            )
    if party.notice is not None:
        yield from _notified(party, party.notice)
    elif party.recorded is None and not party.late and run.result.partners[row].assessed:
        yield _("No answer of yours is recorded.")


def silence_counts(run: Run, row: int) -> bool:
    """Say whether the figures take it that a partner pays, of which no answer is recorded."""
    return run.parties[row].is_silent and bool(run.sheet.cell("own_cash", row))


def _recorded(answer: Answer) -> Iterator[str]:
    match answer.says:
        case "agreed":
            yield _("You agreed to contribute.")
        case "refused":
            yield _("You refused to contribute.")
        case "no answer":
            yield _("You were asked and gave no answer.")
        case "never asked":
            yield _("You were never asked.")
    if answer.date is not None:
        yield _("Your answer is of {date}.", date=day(answer.date))
    if answer.evidence:
        yield _("Evidence: {evidence}.", evidence=in_english(answer.evidence))


def _notified(party: Party, notice: Notice) -> Iterator[str]:
    given = day(notice.given)
    if party.duty == "will":
        yield _(
            "You gave notice to withdraw on {date}; who must contribute cannot withdraw.",
            date=given,
        )
    elif party.has_withdrawn and party.recorded is not None:
        yield _(
            "Your notice to withdraw, given on {date}, is over, and so that answer no longer "
            "counts.",
            date=given,
        )
    elif party.has_withdrawn:
        yield _("Your notice to withdraw, given on {date}, is over.", date=given)
    elif party.is_held:
        yield _(
            "Your notice to withdraw, given on {date}, is not over yet: until it is, you are bound "
            "to contribute.",
            date=given,
        )
    else:
        yield _("Your notice to withdraw, given on {date}, is not over yet.", date=given)


def outcome_of(run: Run, row: int) -> str:
    """Say in one word what came of the answer that counts, by the cells of its row."""
    due, own = (run.sheet.cell(name, row) for name in ("due", "own_cash"))
    if not due:
        return "nothing due"
    if run.sheet.cell("limited", row):
        return "cut by the limit" if own < due else "within the limit"
    if own == due:
        return "in full"
    return "a part" if run.sheet.cell("willing", row) else "nothing"


def comes_to(place: Place, seats: Seats) -> Iterator[str]:
    """Say what a partner pays of what is due from it in cash, over parts that come out alike."""
    run, row = seats[-1]
    party = run.parties[row]
    if party.duty == "excluded":
        return
    due, own = (_sum(seats, name) for name in ("due", "own_cash"))
    parts = {"due": place.sum(due), "own": place.sum(own), "short": place.sum(due - own)}
    match outcome_of(run, row):
        case "nothing due":
            if _sum(seats, "assessed"):
                yield _("Nothing is left for you to pay in cash.")
        case "in full" if silence_counts(run, row):
            yield _(
                "The figures take it that you pay in full what is due in cash: {due}.",
                due=parts["due"],
            )
        case "in full":
            yield _("You pay in full what is due in cash: {due}.", due=parts["due"])
        case "nothing" if run.sheet.cell("silent", row):
            yield _("You are taken as paying nothing of the {due} due in cash.", due=parts["due"])
        case "nothing":
            yield _("You pay nothing of the {due} due in cash.", due=parts["due"])
        case "a part":
            part = written_percent(run.sheet.cell("willing", row))
            yield _(
                "You pay {part} of what is due in cash: {own} of {due}. You leave {short} unpaid.",
                part=part,
                **parts,
            )
        case word:
            yield from _limited(place, seats, parts, cut=word == "cut by the limit")


def _limited(place: Place, seats: Seats, parts: dict[str, str], *, cut: bool) -> Iterator[str]:
    limit = place.sum(_sum(seats, "limit"))
    whole = _over_bills(place, seats)
    if whole is not None:
        yield _(
            "Your limit of {whole} is one over several bills: {limit} of it is for this one.",
            whole=place.sum(whole),
            limit=limit,
        )
    if cut:
        yield _(
            "You pay up to {limit} of the {due} due in cash, and leave {short} unpaid.",
            limit=limit,
            due=parts["due"],
            short=parts["short"],
        )
    else:
        yield _(
            "The {due} due in cash is within your limit of {limit}: you pay in full.",
            due=parts["due"],
            limit=limit,
        )


def _over_bills(place: Place, seats: Seats) -> Fraction | None:
    """Give a limit over several bills as a whole, if the one that counts is such."""
    run, row = seats[-1]
    answer = run.parties[row].answer
    if answer is None or answer.shared_limit is None:
        return None
    found = (
        parting.sheet.cell("shared", 0)
        for parting in place.outcome.partings
        if (parting.limit, parting.formula, parting.year)
        == (answer.shared_limit, place.run.formula.id, run.year)
    )
    return next(found, None)


def _sum(seats: Seats, name: str) -> Fraction:
    return sum((run.sheet.cell(name, row) for run, row in seats), Fraction(0))
