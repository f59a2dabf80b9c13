"""What each partner said it will pay, and so what it pays of its own assessment."""

from __future__ import annotations

from funding.rules.rule import Rule
from funding.rules.work import Work
from funding.worksheet.column import Origin, Role, Scope

RESULT_PAGE = "docs/reference/result.md"
SOURCE = f"{RESULT_PAGE}: what a partner's answer does"


def columns(_settings: None, work: Work) -> None:
    """Draft each partner's own cash, from its answer and its duty; the rest is its shortfall.

    A partner that was never asked, or gave no answer, pays all that it must and nothing that it
    only may. A refusal and a limit count whatever the duty: refusing what one must pay is a
    shortfall too.
    """
    draft = work.draft
    draft.column("due", "assessed - in_kind", "due in cash", source=f"{RESULT_PAGE}: (P)")
    work.flag("must_pay", "1 for a partner that must contribute, else 0", work.source)
    work.flag("silent", "1 for a partner never asked or that gave no answer, else 0")
    work.flag("limited", "1 for a partner that will pay up to a sum, else 0")
    draft.input("limit", "sum it will pay up to", Origin("limit"), scope=Scope.PARTNER)
    draft.input("take_up", "part it will pay", Origin("take_up"), scope=Scope.PARTNER, unit="share")
    draft.column(
        "willing",
        "choose(silent == 1, must_pay, take_up)",
        "part of its due that it pays",
        unit="share",
        source=SOURCE,
    )
    draft.column(
        "own_cash",
        "choose(limited == 1, at_most(limit, due), round_to(willing * due, penny, down))",
        "cash paid on its own assessment",
        source=SOURCE,
    )
    draft.column(
        "shortfall",
        "due - own_cash",
        "shortfall",
        role=Role.SHORTFALL,
        source=f"{RESULT_PAGE}: shortfall",
    )


RULE = Rule(
    "answers",
    "answers",
    "take what each partner answered: agreed, refused, a part, up to a sum",
    None,
    columns,
    RESULT_PAGE,
    always=True,
)
