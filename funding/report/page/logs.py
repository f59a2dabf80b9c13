"""The logs: what is assumed, what was decided, and what data were used."""

from __future__ import annotations

from collections.abc import Iterator

from funding.comparison.answered import answers_given
from funding.comparison.decided import decisions_of
from funding.comparison.logged import logged
from funding.comparison.naming import capital
from funding.comparison.outcome import Outcome
from funding.comparison.words import status_in_words
from funding.language import _, in_english
from funding.report.page.naming import duty_said
from funding.report.page.tables import Group, Row, Table


def log_of(outcome: Outcome, name: str, *, unsure: bool) -> Table | None:
    """Give the log of what is assumed or unverified, or of all other data."""
    used = logged(outcome, unsure=unsure)
    if not used:
        return None
    rows = [
        Row(
            capital(each.group),
            (
                *(each.name, each.whose, each.value, each.ends),
                status_in_words(each.figure.status),
                # A source of a file is marked as English already; the library's own is none.
                each.figure.source,
                _("{formulas}; {boards}", formulas=each.formulas, boards=each.boards),
            ),
        )
        for each in used
    ]
    caption = _("What is assumed or unverified") if unsure else _("Data, with their sources")
    heads = (_("Kind of figure"), _("Which"), _("Of whom"), _("Value"), _("Range"), _("Status"))
    more = (_("Source"), _("Used for"))
    return Table(name, caption, (*heads, *more), (Group(tuple(rows)),), of_words=True)


def answers_log(outcome: Outcome) -> Table:
    """Give what every partner must or may do under each model, and what it answered."""
    groups: dict[str, list[Row]] = {}
    for each in answers_given(outcome):
        cells = (each.used_for, duty_said(each.duty), each.answer, each.date, each.evidence)
        groups.setdefault(each.board, []).append(Row(each.partner, cells))
    found = tuple(Group(tuple(rows), board) for board, rows in groups.items())
    heads = (_("Partner"), _("Model"), _("Duty"), _("Answer"), _("Date"), _("Evidence"))
    caption = _("What partners must or may do, and what they answered")
    return Table("t-answers", caption, heads, found, of_words=True)


def choices_of(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Give the choices that this page rests on: each with its source."""
    notes = outcome.scenario.document.data.get("notes")
    if isinstance(notes, str):
        yield _("What the scenario is"), in_english(notes)
    for each in decisions_of(outcome):
        yield each.what, _("{said}; source: {source}", said=each.said, source=each.source)
