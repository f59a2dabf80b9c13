"""Shares in proportion to a measured quantity, or to several: `[driver]`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, model_validator

from funding.language import N_, _
from funding.rules.division import Division, DriverParts, drivers_of
from funding.rules.rule import Distinct, Path, Rule, Settings
from funding.rules.weighing import Dividing, counted_once, divided_again, figure_of_payer
from funding.rules.words import in_words
from funding.rules.work import Work, whole
from funding.toml.fields import Name, Number, Stated, misread


def _more_than_nothing(weights: dict[str, Stated[Number]]) -> dict[str, Stated[Number]]:
    for kind, weight in weights.items():
        if weight.value == 0:
            message = _("a figure of kind '{kind}' cannot count no times", kind=kind)
            raise misread(message, _("to leave a kind out, name the others in among"), kind)
    return weights


class Driver(Settings):
    """`[driver]`: share by a quantity or several, among all partners or those of some kinds.

    `weights` says how many times the figures of a kind count: once, where it says nothing.
    """

    heeds_groups: ClassVar[bool] = True
    by: Name | DriverParts
    among: Annotated[list[Name], Distinct] | None = None
    weights: Annotated[dict[Name, Stated[Number]], AfterValidator(_more_than_nothing)] = {}
    when_nil: Literal["equal"] | None = None

    @model_validator(mode="after")
    def _weigh_those_who_share(self) -> Driver:
        for kind in self.weights:
            if self.among is not None and kind not in self.among:
                message = _(
                    "kind '{kind}' has a weight and is not among those who share", kind=kind
                )
                raise misread(message, _("add it to among, or delete its weight"), "weights", kind)
        return self

    def drivers(self) -> Iterator[tuple[Path, str]]:
        """Give each driver with its path."""
        how = self.by if isinstance(self.by, str) else Division.model_construct(by=self.by)
        for path, driver in drivers_of(how):
            yield path or ("by",), driver

    def kinds_named(self) -> Iterator[tuple[Path, str]]:
        """Give the kinds that share, and those that have a weight."""
        for place, kind in enumerate(self.among or ()):
            yield ("among", place), kind
        for kind in self.weights:
            yield ("weights", kind), kind

    def sharers_needed(self) -> tuple[Path, Collection[str] | None]:
        """Give those among whom it shares."""
        return ("among",) if self.among else (), self.among

    def drivers_needed(self) -> Iterator[tuple[Path, str, Collection[str] | None]]:
        """Give each driver, for those among whom it shares."""
        for path, driver in self.drivers():
            yield path, driver, self.among

    def has_nil_rule(self) -> bool:
        """Say whether equal shares take the place of a driver that totals nothing."""
        return self.when_nil is not None


def columns(settings: Driver, work: Work, suffix: str) -> str:
    """Draft each partner's weight, and give the expression that shares a pool."""
    among = work.sharing_among(settings.among)
    condition = f"{among} == 1"
    once = counted_once(work, condition, "", suffix) if settings.when_nil else ""
    times = _times(settings, work, suffix)
    dividing = Dividing(
        work,
        settings,
        condition,
        key="",
        suffix=suffix,
        path=work.section,
        nil=settings.has_nil_rule(),
        alike=once or among,
        figure=lambda name: times + figure_of_payer(work, name, condition, "", suffix),
    )
    if isinstance(settings.by, str):
        weight, title = dividing.by_driver(settings.by), in_words(settings.by)
    else:
        weight, title = dividing.by_several(settings.by), _("each driver's part")
    work.draft.column(
        f"weight{suffix}",
        weight,
        _("weight: {title} of those who share", title=title),
        unit="number",
        source=work.note(settings),
    )
    result = divided_again(work, f"weight{suffix}", condition, suffix, "number")
    return f"base * {result} / total({result})"


def _times(settings: Driver, work: Work, suffix: str) -> str:
    """Write how many times a figure counts, as a factor; nothing where no kind has a weight."""
    if not settings.weights:
        return ""
    draft, note = work.draft, work.note(settings)
    path = (*work.section, "weights")
    stated = draft.parameter(
        f"weight_of_kind{suffix}",
        _("how many times a figure of its kind counts"),
        by="kind",
        values=whole(settings.weights),
        figures=[
            work.figure("driver weights", kind, each, settings, (*path, kind))
            for kind, each in settings.weights.items()
        ],
        unit="number",
        source=note,
    )
    has = draft.parameter(
        f"has_weight_of_kind{suffix}",
        _("1 for a partner whose kind has a weight, else 0"),
        by="kind",
        values=dict.fromkeys(settings.weights, Fraction(1)),
        unit="flag",
        source=note,
    )
    times = draft.column(
        f"times{suffix}",
        f"choose({has} == 1, {stated}, 1)",
        _("how many times the partner's figure counts"),
        unit="number",
        source=note,
    )
    return f"{times} * "


RULE = Rule(
    "driver",
    "split",
    N_("share a pool in proportion to a measured quantity, or to several"),
    Driver,
    columns,
    "docs/reference/formula-file.md",
)
