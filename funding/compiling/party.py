"""A partner's place in one formula: its duty on a day, and the answer that counts then."""

from __future__ import annotations

from datetime import date

from funding.formula.model import Formula
from funding.rules.duty import DutySettings
from funding.scenario.model import Answer, Board, Partner


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
        self.recorded = self._recorded(formula, board)
        self.answer = self._answer()

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

    def _recorded(self, formula: Formula, board: Board) -> Answer | None:
        """Give the answer on record: to this formula rather than to any; the last rather."""
        given = [
            answer
            for answer in board.answers
            if answer.partner == self.partner.id
            and answer.formula in (None, formula.id)
            and answer.while_duty in (None, self.duty)
        ]
        own = [answer for answer in given if answer.formula is not None]
        counting = own or given
        return counting[-1] if counting else None
