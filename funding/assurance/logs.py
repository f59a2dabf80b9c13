"""The three logs as tables: what is assumed, what was decided, and what data were used."""

from __future__ import annotations

from funding.assurance.model import Table, table
from funding.comparison.answered import answers_given
from funding.comparison.decided import decisions_of
from funding.comparison.log import Used
from funding.comparison.logged import logged
from funding.comparison.outcome import Outcome
from funding.comparison.run import ITSELF
from funding.comparison.words import duty_in_words, status_in_words
from funding.language import _


def log_of(outcome: Outcome, *, unsure: bool) -> tuple[Table, ...]:
    """Give the log of what is assumed or not verified, or of the data that are neither."""
    rows = [
        (
            *(each.name, each.group, each.whose, each.value, _range_of(each)),
            *(status_in_words(each.figure.status), each.figure.source),
            _("{formulas}; {boards}", formulas=each.formulas, boards=each.boards),
        )
        for each in logged(outcome, unsure=unsure)
    ]
    heads = (_("Figure"), _("Kind"), _("Whose"), _("Value"), _("Range"), _("Status"), _("Source"))
    caption = _("What is assumed or not verified") if unsure else _("Data and their sources")
    name = "assumptions-log" if unsure else "data-log"
    return table(name, caption, (*heads, _("Used for")), rows)


def _range_of(used: Used) -> str:
    """Give the range of a figure, or say that none is stated of one that is not sure."""
    has_none = used.figure.group == ITSELF or not used.is_unsure
    return used.ends or ("" if has_none else _("none stated"))


def decisions(outcome: Outcome) -> tuple[Table, ...]:
    """Give what was chosen: the formulas, the baseline, the estimate, and what was changed."""
    rows = [(each.what, each.said, each.source) for each in decisions_of(outcome)]
    heads = (_("Decision"), _("What was decided"), _("By what, or where"))
    return table("decisions-log", _("Decisions"), heads, rows)


def answers(outcome: Outcome) -> tuple[Table, ...]:
    """Give what each partner must or may do under each formula, and what it decided."""
    rows = [
        (
            *(each.partner, duty_in_words(each.duty), each.answer, each.date, each.evidence),
            *(each.board, each.used_for),
        )
        for each in answers_given(outcome)
    ]
    heads = (_("Partner"), _("Duty"), _("Answer"), _("Date"), _("Evidence"), _("Board"))
    caption = _("What partners must or may do, and what they decided")
    return table("answers", caption, (*heads, _("Used for")), rows)
