"""What partners that must pay have not paid: carried from year to year until it is paid."""

from __future__ import annotations

from funding.language import N_, _
from funding.rules.duty import DutySettings
from funding.rules.rule import Rule, Settings
from funding.rules.work import Work
from funding.worksheet.column import Origin, Role, Scope

PAGE = "docs/reference/reserves.md"


def columns(_settings: None, work: Work) -> None:
    """Draft the arrears: those of earlier years, what is paid of them, and this year's shortfall.

    Only where somebody must pay, or the board has arrears: elsewhere nobody can owe any. A partner
    that only may contribute owes nothing that it refuses.
    """
    if not (work.shape.arrears or somebody_must(work.sections.get("duty"))):
        return
    draft = work.draft
    left = draft.opening("arrears", _("arrears at the start of the year"), scope=Scope.PARTNER)
    if work.shape.arrears:
        left = f"{left} - {_paid(work)}"
    column = draft.column(
        "arrears",
        f"{left} + must_pay * shortfall",
        _("arrears at the end of the year"),
        role=Role.ARREARS,
        source=_("{page}: the shortfall of a partner that must pay is in arrears", page=PAGE),
    )
    draft.closing("arrears", column)


def somebody_must(settings: Settings | None) -> bool:
    """Say whether a formula's section of duties makes any partner pay, on whatever day."""
    stated = settings.stated().values() if isinstance(settings, DutySettings) else ()
    return any(each.duty == "will" or each.will_from is not None for each in stated)


def _paid(work: Work) -> str:
    """Draft what is paid of arrears: money that comes in, for no cost of this year."""
    draft = work.draft
    paid = draft.input(
        "arrears_paid",
        _("paid of arrears"),
        Origin("arrears_paid"),
        scope=Scope.PARTNER,
        role=Role.ARREARS_PAID,
    )
    source = _("{page}: what is paid of arrears goes to reserves", page=PAGE)
    draft.column(
        "arrears_received",
        f"total({paid})",
        _("paid of arrears by all partners"),
        role=Role.INCOME,
        source=source,
    )
    draft.column(
        "arrears_to_reserves",
        "arrears_received",
        _("arrears paid, to reserves"),
        role=Role.SURPLUS,
        source=source,
    )
    return paid


RULE = Rule(
    "arrears",
    "answers",
    N_("carry what partners that must pay have not paid, until it is paid"),
    None,
    columns,
    PAGE,
    always=True,
)
