"""The bill, what each partner pays in cash; and the reserves with which the year closes."""

from __future__ import annotations

from funding.language import N_, _
from funding.rules.rule import Rule
from funding.rules.work import Work, added, without
from funding.worksheet.column import Origin, Role, Scope

RESULT_PAGE = "docs/reference/result.md"


def _draft_cash(_settings: None, work: Work) -> None:
    """Draft the cash of each partner, by subtraction, so that its row adds to the penny."""
    work.draft.column(
        "cash",
        "assessed + borne - in_kind - shortfall",
        _("cash to pay"),
        role=Role.CASH,
        source=f"{RESULT_PAGE}: (P)",
    )


def draft_opening(work: Work) -> str:
    """Draft what is in reserve at the start of the year: what the year before closed with."""
    title = (
        _("reserves at the start of these days")
        if work.shape.in_part
        else _("reserves at the start of the year")
    )
    return work.draft.opening("reserves", title, scope=Scope.BOARD)


def draft_minimum(work: Work) -> str:
    """Draft what the board must keep in reserve."""
    title = _("reserves that must be kept")
    origin = Origin("reserves_minimum")
    return work.draft.input("reserves_minimum", title, origin, scope=Scope.BOARD)


def _draft_reserves(_settings: None, work: Work) -> None:
    """Draft the reserves at the year's end; the next year opens with them, under this formula."""
    draft = work.draft
    used = draft.playing(Role.RESERVES_PLANNED) + draft.playing(Role.SHORTFALL_FROM_RESERVES)
    inflow = added([draft_opening(work), *draft.playing(Role.SURPLUS)])
    draft.column(
        "reserves_closing",
        without(inflow, used),
        _("reserves at the end of these days")
        if work.shape.in_part
        else _("reserves at the end of the year"),
        role=Role.RESERVES_CLOSING,
        source=_("{page}: reserves at the end", page=RESULT_PAGE),
        scope=Scope.BOARD,
    )
    draft.closing("reserves", "reserves_closing")


RULE = Rule(
    "closing",
    "closing",
    N_("work out each partner's cash"),
    None,
    _draft_cash,
    RESULT_PAGE,
    always=True,
)
YEAR_END = Rule(
    "year_end",
    "year end",
    N_("close the reserves, with which the next year opens"),
    None,
    _draft_reserves,
    RESULT_PAGE,
    always=True,
)
