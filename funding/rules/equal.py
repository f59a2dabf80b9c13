"""The same share for everyone: `[equal]`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated, ClassVar

from funding.language import N_, _
from funding.rules.rule import Distinct, Path, Rule, Settings
from funding.rules.weighing import counted_once, divided_again
from funding.rules.work import Work
from funding.toml.fields import Name


class Equal(Settings):
    """`[equal]`: equal shares, among all partners or those of some kinds."""

    heeds_groups: ClassVar[bool] = True
    among: Annotated[list[Name], Distinct] | None = None

    def kinds_named(self) -> Iterator[tuple[Path, str]]:
        """Give the kinds that share."""
        for place, kind in enumerate(self.among or ()):
            yield ("among", place), kind

    def sharers_needed(self) -> tuple[Path, Collection[str] | None]:
        """Give those among whom it shares."""
        return ("among",) if self.among else (), self.among


def columns(settings: Equal, work: Work, suffix: str) -> str:
    """Draft who shares, and give the expression that shares a pool."""
    among = work.sharing_among(settings.among)
    condition = f"{among} == 1"
    once = counted_once(work, condition, "", suffix)
    work.draft.column(
        f"weight{suffix}",
        once or among,
        _("1 for a partner that shares, else 0") if not once else _("weight of those who share"),
        unit="number" if once else "flag",
        source=work.note(settings),
    )
    weight = divided_again(work, f"weight{suffix}", condition, suffix, "number")
    return f"base * {weight} / total({weight})"


RULE = Rule(
    "equal",
    "split",
    N_("share a pool equally"),
    Equal,
    columns,
    "docs/reference/formula-file.md",
)
