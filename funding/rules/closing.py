"""The bill: what each partner pays in cash."""

from __future__ import annotations

from funding.rules.rule import Rule, Work
from funding.worksheet.column import Role

RESULT_PAGE = "docs/reference/result.md"


def columns(work: Work) -> None:
    """Draft the cash of each partner, by subtraction, so that its row adds to the penny."""
    work.draft.column(
        "cash",
        "assessed + borne - in_kind - shortfall",
        "cash to pay",
        role=Role.CASH,
        source=f"{RESULT_PAGE}: (P)",
    )


RULE = Rule("closing", "always", "work out each partner's cash", None, columns, RESULT_PAGE)
