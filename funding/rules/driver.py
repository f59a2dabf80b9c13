"""Shares in proportion to a measured quantity: `[driver]`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated, Literal

from funding.rules.rule import Distinct, Path, Rule, Settings
from funding.rules.work import Work
from funding.toml.fields import Name


class Driver(Settings):
    """`[driver]`: share by a quantity, among all partners or those of some kinds."""

    by: Name
    among: Annotated[list[Name], Distinct] | None = None
    when_nil: Literal["equal"] | None = None

    def kinds_named(self) -> Iterator[tuple[Path, str]]:
        """Give the kinds that share."""
        for place, kind in enumerate(self.among or ()):
            yield ("among", place), kind

    def sharers_needed(self) -> tuple[Path, Collection[str] | None]:
        """Give those among whom it shares."""
        return ("among",) if self.among else (), self.among

    def drivers_needed(self) -> Iterator[tuple[Path, str, Collection[str] | None]]:
        """Give the driver, for those among whom it shares."""
        yield ("by",), self.by, self.among

    def has_nil_rule(self) -> bool:
        """Say whether equal shares take the place of a driver that totals nothing."""
        return self.when_nil is not None


def columns(settings: Driver, work: Work, suffix: str = "") -> str:
    """Draft each partner's weight, and give the expression that shares a pool."""
    driver = work.driver(settings.by)
    among = work.sharing_among(settings.among)
    weight = f"choose({among} == 1, {driver}, 0)"
    if settings.when_nil == "equal":
        weight = f"choose(total({weight}) == 0, {among}, {weight})"
    work.draft.column(
        f"weight{suffix}",
        weight,
        f"weight: {settings.by.replace('_', ' ')} of those who share",
        unit="number",
        source=work.note(settings),
    )
    return f"base * weight{suffix} / total(weight{suffix})"


RULE = Rule(
    "driver",
    "split",
    "share a pool in proportion to a measured quantity",
    Driver,
    columns,
    "docs/reference/formula-file.md",
)
