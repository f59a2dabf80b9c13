"""The most that may be taken of a partner: a part of some amount of its own, a sum, or both."""

from __future__ import annotations

from fractions import Fraction

from funding.rules.rule import Settings
from funding.rules.work import Work
from funding.toml.fields import Stated
from funding.worksheet.column import Unit


def draft_bound(work: Work, settings: Settings, key: str, of: str, title: str) -> str:
    """Draft the figures of the keys `key` and `key_amount`, and write the lesser of the bounds.

    The part is of the column `of`, in whole pennies, rounded down, so that rounding to whole
    pennies later keeps the bound. Empty if the section states neither.
    """
    group = f"{work.section[-1].replace('_', '-')} {key}s"
    bounds = []
    stated: dict[str, Stated[Fraction] | None] = {
        key: getattr(settings, key),
        f"{key}_amount": getattr(settings, f"{key}_amount"),
    }
    for name, figure in stated.items():
        if figure is None:
            continue
        unit: Unit = "share" if name == key else "money"
        column = work.draft.parameter(
            f"most_{name}",
            title,
            by="board",
            values={"": figure.value},
            figures=work.figures(group, settings, {name: figure}),
            unit=unit,
            source=work.note(settings),
        )
        by_share = f"round_to({column} * {of}, penny, down)"
        bounds.append(by_share if unit == "share" else column)
    return f"at_most({', '.join(bounds)})" if len(bounds) > 1 else "".join(bounds)
