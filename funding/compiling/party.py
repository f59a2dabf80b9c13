"""A partner's place in one formula: its duty on a day, and the answer that counts then."""

from __future__ import annotations

from datetime import date

from funding.compiling.answering import counting, fitting, late
from funding.formula.model import Formula
from funding.language import here
from funding.rules.duty import DutySettings
from funding.scenario.entries import Answer
from funding.scenario.model import Board, Partner
from funding.years import year_of


class Party:
    """A partner's place in one formula: its duty on a day, and its answer to it.

    Its notice counts while it *may* contribute: until the notice ends it is bound, and what it
    recorded counts only if it agreed; from then on it has refused. Who must pay cannot withdraw.
    """

    def __init__(self, partner: Partner, formula: Formula, board: Board, day: date):
        settings: DutySettings = formula.section("duty") or DutySettings()
        self.partner = partner
        self.stated = settings.of(partner.id, partner.kind)
        self.duty = self.stated.on(day)
        self.notice = next((each for each in board.notices if each.partner == partner.id), None)
        self.has_withdrawn = self.duty == "may" and self._is_free(day)
        given = fitting(board.answers, partner.id, formula.id, self.duty, year_of(day))
        self.recorded = counting(given, year_of(day))
        self.late = () if self.recorded else late(given, year_of(day))
        """Answers that came after the year, where no other counts."""
        self.answer = self._answer()

    @property
    def name(self) -> str:
        """What people call it, as tables do, in the language spoken."""
        return here(self.partner.name)

    @property
    def is_silent(self) -> bool:
        """Say whether it may contribute and no answer counts: it is taken as paying in full."""
        return self.duty == "may" and self.answer is None

    @property
    def is_held(self) -> bool:
        """Say whether its notice makes it pay, whatever else it said."""
        return self.answer is not self.recorded and not self.has_withdrawn

    def _is_free(self, day: date) -> bool:
        """Say whether a notice that it gave is over."""
        return self.notice is not None and self.notice.free is not None and self.notice.free <= day

    def _answer(self) -> Answer | None:
        """Give the answer that counts: the recorded one, or what its notice makes of it."""
        if self.notice is None or self.duty != "may":
            return self.recorded
        if self.has_withdrawn:
            return Answer(self.partner.id, "refused", figure=self.notice.figure)
        if self.recorded is None or self.recorded.says != "agreed":
            return Answer(self.partner.id, "agreed", figure=self.notice.figure)
        return self.recorded
