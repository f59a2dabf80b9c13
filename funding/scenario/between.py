"""What several boards share, as files write it: a cost, and by what they split it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator

from funding.amounts import written_percent
from funding.language import _
from funding.rules.rule import Distinct
from funding.scenario.figures import Yearly
from funding.toml import nearest
from funding.toml.fields import Name, Percent, Slug, Status, Table, Words, misread

EQUAL = "equal"


def _whole(parts: dict[str, Fraction]) -> dict[str, Fraction]:
    """Refuse percentages that leave something to nobody, and a board that would bear nothing."""
    total = sum(parts.values(), Fraction(0))
    if total != 1:
        message = _(
            "the percentages of the boards sum to {total}, not 100%", total=written_percent(total)
        )
        raise misread(message, _("make them sum to 100%"))
    for board, part in parts.items():
        if part == 0:
            message = _("board '{board}' would bear nothing", board=board)
            raise misread(message, _("leave it out"), board)
    return parts


By = Name | Annotated[dict[Slug, Percent], AfterValidator(_whole)]
"""`"equal"`, the name of a driver, or a percentage for each board."""


class SharedCostFile(Table):
    """`[[shared_cost]]`: a cost of several boards, split between them before their partners pay."""

    item: Words
    pool: Slug
    amount: Yearly
    boards: Annotated[list[Slug], Distinct] | None = None
    by: By
    status: Status | None = None
    source: Words | None = None

    @property
    def named(self) -> list[str] | None:
        """The boards that share it; None for all on which partners sit."""
        return list(self.by) if isinstance(self.by, dict) else self.boards


def meant_as_costs(keys: Iterable[str]) -> dict[str, str]:
    """Give those keys of a scenario that are, or were meant to be, lists of costs: each as which.

    >>> meant_as_costs(["title", "costs", "shared_cost"])
    {'costs': 'cost', 'shared_cost': 'shared_cost'}
    """
    meant = {key: nearest(key, ("cost", "shared_cost")) for key in keys}
    return {key: which for key, which in meant.items() if which is not None}
