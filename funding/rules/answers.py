"""What each partner said it will pay, and so what it pays of its own assessment."""

from __future__ import annotations

from funding.language import N_, _
from funding.rules.rule import Rule
from funding.rules.work import Work
from funding.worksheet.column import Origin, Role, Scope

RESULT_PAGE = "docs/reference/result.md"
SOURCE = N_("{page}: what a partner's answer does")


def columns(_settings: None, work: Work) -> None:
    """Draft each partner's own cash, from its answer and its duty; the rest is its shortfall.

    A partner that was never asked, or gave no answer, pays all that it must and nothing that it
    only may. A refusal and a limit count whatever the duty: refusing what one must pay is a
    shortfall too.
    """
    draft = work.draft
    draft.column("due", "assessed - in_kind", _("due in cash"), source=f"{RESULT_PAGE}: (P)")
    work.flag("must_pay", _("1 for a partner that must contribute, else 0"), work.source)
    work.flag("silent", _("1 for a partner never asked or that gave no answer, else 0"))
    work.flag("limited", _("1 for a partner that will pay up to a sum, else 0"))
    draft.input("limit", _("sum it will pay up to"), Origin("limit"), scope=Scope.PARTNER)
    draft.input(
        "take_up", _("part it will pay"), Origin("take_up"), scope=Scope.PARTNER, unit="share"
    )
    draft.column(
        "willing",
        "choose(silent == 1, must_pay, take_up)",
        _("part of its due that it pays"),
        unit="share",
        source=_(SOURCE, page=RESULT_PAGE),
    )
    draft.column(
        "own_cash",
        "choose(limited == 1, at_most(limit, due), round_to(willing * due, penny, down))",
        _("cash paid on its own assessment"),
        source=_(SOURCE, page=RESULT_PAGE),
    )
    draft.column(
        "shortfall",
        "due - own_cash",
        _("shortfall"),
        role=Role.SHORTFALL,
        source=_("{page}: shortfall", page=RESULT_PAGE),
    )


RULE = Rule(
    "answers",
    "answers",
    N_("take what each partner answered: agreed, refused, a part, up to a sum"),
    None,
    columns,
    RESULT_PAGE,
    always=True,
)
