"""What partners must or may do and what they answered, as data for every reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from funding.comparison.log import Places
from funding.comparison.naming import name_of
from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.comparison.words import answer_said
from funding.compiling.party import Party
from funding.language import _, in_english, marked


@dataclass(frozen=True)
class Answered:
    """A partner's duty, as formulas have it, and its answer, in words with what that limits."""

    board: str
    partner: str
    duty: str
    answer: str
    date: str
    evidence: str
    used_for: str


class _Key(NamedTuple):
    """What stands in one row of the log; a board or partner by its id, for names may be alike."""

    board: str
    partner: str
    duty: str
    answer: str
    date: str
    evidence: str


def answers_given(outcome: Outcome) -> list[Answered]:
    """Give what each partner must or may do under each formula, and what it answered.

    Where that is not so in every year, it is said in which.
    """
    names: dict[_Key, tuple[str, str]] = {}
    found: dict[_Key, Places] = {}
    times: dict[_Key, dict[str, None]] = {}
    whole: dict[tuple[str, str], dict[str, None]] = {}
    for run in outcome.runs:
        place = outcome.scenario.years.index(run.year)
        for part in run.parts or (run,):
            time = str(part.part) if run.parts else str(run.year)
            whole.setdefault((run.board.id, run.formula.id), {})[time] = None
            for party in part.parties:
                key = _key(run, party, place)
                names[key] = (marked(run.board.name), name_of(party.partner))
                found.setdefault(key, Places()).add(run)
                times.setdefault(key, {})[time] = None
    rows = []
    for key, where in found.items():
        every = {time for formula in where.formulas for time in whole[key.board, formula]}
        used_for = where.formulas_said(outcome)
        if every > times[key].keys():
            years = ", ".join(times[key])
            used_for = _("{formulas}; {years}", formulas=used_for, years=years)
        rows.append(Answered(*names[key], *key[2:], used_for))
    return rows


def _key(run: Run, party: Party, place: int) -> _Key:
    answer = party.recorded
    said = answer_said(answer, run.currency, place)
    if answer is None and party.late:
        answer = party.late[-1]
        said = _(
            "{none} in time; “{late}” came after the year and does not count",
            none=said,
            late=answer_said(answer, run.currency, place),
        )
    if party.notice is not None and party.answer is not party.recorded:
        parts = {"answer": said, "date": party.notice.given}
        if party.has_withdrawn:
            said = _("{answer}; its notice of {date} is over: that counts as a refusal", **parts)
        else:
            said = _("{answer}; its notice of {date} is not over: it is bound to pay", **parts)
    return _Key(
        run.board.id,
        party.partner.id,
        party.duty,
        said,
        str(answer.date) if answer and answer.date else "",
        in_english(answer.evidence or "") if answer else "",
    )
