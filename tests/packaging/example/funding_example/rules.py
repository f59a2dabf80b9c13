"""Two rules: one made of columns, and one that loses a penny, to show that it is found out."""

from __future__ import annotations

from funding.rules.rule import Rule, Settings
from funding.rules.work import Work
from funding.toml.fields import Name, Percent, Stated
from funding.worksheet.column import Role


class HalfAndHalf(Settings):
    """`[half_and_half]`: a part in equal shares, the rest by a driver."""

    by: Name
    equal: Stated[Percent]


def half_and_half(settings: HalfAndHalf, work: Work, suffix: str = "") -> str:
    """Draft the part that is shared equally, and give the expression that shares a pool."""
    driver = work.driver(settings.by)
    work.draft.parameter(
        f"equal_part{suffix}",
        "part in equal shares",
        by="board",
        values={"": settings.equal.value},
        figures=work.figures("percentages", settings, {"equal": settings.equal}),
        unit="share",
        source=work.note(settings),
    )
    work.draft.column(
        f"share{suffix}",
        f"equal_part{suffix} * sharing / total(sharing)"
        f" + (1 - equal_part{suffix}) * sharing * {driver} / total(sharing * {driver})",
        "share of each pool",
        unit="share",
        source=work.note(settings),
    )
    return f"base * share{suffix}"


class Leaky(Settings):
    """`[leaky]`: equal shares, with a penny that is nobody's."""


def leaky(settings: Leaky, work: Work, suffix: str = "") -> str:
    """Draft a grant of a penny that nobody gave."""
    work.draft.column(
        f"invented{suffix}",
        "penny",
        "a penny from nowhere",
        role=Role.GRANTS,
        source=work.note(settings),
    )
    return "base * sharing / total(sharing)"


HALF_AND_HALF = Rule(
    "half_and_half",
    "split",
    "share a part of a pool equally and the rest by a driver",
    HalfAndHalf,
    half_and_half,
    "the plugin's own page",
)
LEAKY = Rule("leaky", "split", "lose a penny", Leaky, leaky, "the plugin's own page")
