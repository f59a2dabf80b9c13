"""A percentage for each kind of partner: `[percentages]`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import Literal

from pydantic import ConfigDict, Field, model_validator

from funding.amounts import written_percent
from funding.rules.rule import Path, Rule, Settings
from funding.rules.work import Work
from funding.toml.fields import Name, Percent, Stated, misread

EQUAL = "equal"


class Percentages(Settings):
    """`[percentages]`: what each kind bears; they sum to 100 %, or one is `"rest"`.

    `within` says how a kind's share is divided among its partners (equally, if it says nothing),
    `missing_kind` what happens to the share of a kind that has no partner, and `when_nil` what
    happens if a driver totals nothing.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Literal["rest"] | Stated[Percent]] = Field(init=False)
    within: dict[Name, Name] = {}
    missing_kind: Literal["others pro rata", "lead", "uncovered"] | None = None
    when_nil: Literal["equal"] | None = None

    @model_validator(mode="after")
    def _sum_to_one(self) -> Percentages:
        extra = self.__pydantic_extra__ or {}
        rests = [kind for kind, each in extra.items() if not isinstance(each, Stated)]
        stated = (each.value for each in extra.values() if isinstance(each, Stated))
        total = sum(stated, Fraction(0))
        fix = 'make them sum to 100%, or let one kind take the "rest"'
        if len(rests) > 1:
            raise misread("only one kind may take the rest", fix, rests[1])
        if not extra:
            raise misread("no kind has a percentage", 'write for instance local_authority = "60%"')
        if total > 1 or (not rests and total != 1):
            raise misread(f"the percentages sum to {written_percent(total)}, not 100%", fix)
        return self

    def shares(self) -> dict[str, Stated[Percent]]:
        """Give each kind's share of 1, the rest worked out."""
        extra = self.__pydantic_extra__ or {}
        stated = {kind: each for kind, each in extra.items() if isinstance(each, Stated)}
        rest = 1 - sum((each.value for each in stated.values()), Fraction(0))
        balance = Stated[Percent].model_construct(value=rest, status=None, source=None, range=None)
        return {kind: stated.get(kind, balance) for kind in extra}

    def kinds_named(self) -> Iterator[tuple[Path, str]]:
        """Give the kinds with a percentage, and those divided by a driver."""
        for kind in self.__pydantic_extra__ or {}:
            yield (kind,), kind
        for kind in self.within:
            yield ("within", kind), kind

    def kinds_needed(self) -> Iterator[tuple[Path, str, str]]:
        """Give the kinds whose share would be nobody's, where no rule says what of it."""
        if self.missing_kind is None:
            for kind, share in self.shares().items():
                if share.value:
                    yield (kind,), kind, 'add for instance: missing_kind = "others pro rata"'

    def drivers_needed(self) -> Iterator[tuple[Path, str, Collection[str] | None]]:
        """Give the driver of each kind that is divided by one."""
        for kind, driver in self.within.items():
            if driver != EQUAL:
                yield ("within", kind), driver, (kind,)

    def sharers_needed(self) -> tuple[Path, Collection[str]] | None:
        """Give the kinds that take the share of a missing one, if others do."""
        if self.missing_kind != "others pro rata":
            return None
        return (), [kind for kind, share in self.shares().items() if share.value]

    def has_nil_rule(self) -> bool:
        """Say whether equal shares take the place of a driver that totals nothing."""
        return self.when_nil is not None


def columns(settings: Percentages, work: Work, suffix: str = "") -> str:
    """Draft each partner's share of a pool, and give the expression that shares one."""
    draft, note = work.draft, work.note(settings)
    shares = settings.shares()
    draft.parameter(
        f"percentage{suffix}",
        "percentage of its kind",
        by="kind",
        values={kind: each.value for kind, each in shares.items()},
        figures=work.figures("percentages", settings, shares),
        unit="share",
        source=note,
    )
    draft.column(
        f"weight{suffix}",
        f"choose(sharing == 1, {_measure(settings, work)}, 0)",
        "weight within its kind",
        unit="number",
        source=note,
    )
    draft.column(
        f"kind_weight{suffix}",
        f"total(weight{suffix}, within=kind)",
        "weight of all partners of its kind",
        unit="number",
        source=note,
    )
    # A partner that shares and a kind whose weight is nothing: the division is meant to be a fault.
    draft.column(
        f"share{suffix}",
        f"choose(sharing == 0, 0, percentage{suffix} * weight{suffix} / kind_weight{suffix})",
        "share of each pool",
        unit="share",
        source=note,
    )
    if settings.missing_kind == "lead":
        return f"base * (share{suffix} + {_lead(work, suffix, note)} * (1 - total(share{suffix})))"
    if settings.missing_kind == "others pro rata":
        return f"base * share{suffix} / total(share{suffix})"
    return f"base * share{suffix}"


def _lead(work: Work, suffix: str, note: str) -> str:
    """Write the lead's part of what a missing kind leaves: two leads that share halve it."""
    lead = work.flag("is_lead", "1 for the lead partner, else 0")
    if not work.shape.two_leads:
        return f"{lead} * sharing"
    return work.draft.column(
        f"lead_part{suffix}",
        f"choose({lead} * sharing == 1, {lead} * sharing / total({lead} * sharing), 0)",
        "part of a lead partner that shares",
        unit="share",
        source=note,
    )


def _measure(settings: Percentages, work: Work) -> str:
    """Write how a partner is weighed within its kind."""
    text = "1"
    for kind, name in reversed(settings.within.items()):
        if name == EQUAL:
            continue
        driver, flag = work.driver(name), work.is_kind(kind)
        measure = driver
        if settings.when_nil == EQUAL:
            among = f"choose(sharing == 1 and {flag} == 1, {driver}, 0)"
            measure = f"choose(total({among}, within=kind) == 0, 1, {driver})"
        text = f"choose({flag} == 1, {measure}, {text})"
    return text


RULE = Rule(
    "percentages",
    "split",
    "share a pool by percentages of each kind, and within a kind by a driver or equally",
    Percentages,
    columns,
    "docs/reference/formula-file.md",
)
