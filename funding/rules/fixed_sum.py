"""Sums that are due whatever the split says: what flat fees and agreed amounts have in common."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

from funding.language import N_, _
from funding.rules.rule import Settings
from funding.rules.work import Work, whole
from funding.toml.fields import Stated

NAMES = {"flat_fee": N_("flat fee"), "agreed_sum": N_("agreed sum")}


def draft_sums(
    work: Work,
    settings: Settings,
    sums: Mapping[str, Stated[Any]],
    *,
    name: str,
    title: str,
    by: Literal["kind", "partner"],
) -> None:
    """Draft each partner's sum, as a column `name`; who owes one takes no part in the split."""
    note = work.note(settings)
    work.draft.parameter(
        name,
        title,
        by=by,
        values=whole(sums),
        figures=work.figures(f"{name.replace('_', ' ')}s", settings, sums),
        source=note,
    )
    flag = work.draft.parameter(
        f"has_{name}",
        _("1 for a partner with: {words}, else 0", words=_(NAMES[name])),
        by=by,
        values=dict.fromkeys(sums, Fraction(1)),
        unit="flag",
        source=note,
    )
    work.sums.append((name, flag))
