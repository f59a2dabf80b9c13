"""How each partner's part of a pool becomes whole money: `[rounding]`."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import model_validator

from funding.rules.rule import Path, Rule, Settings
from funding.rules.work import PENNIES, HowToRound, Work
from funding.toml.fields import Money, Number, Percent, Stated, misread
from funding.worksheet.column import Unit

PAGE = "docs/reference/rounding.md"
RESULT_PAGE = "docs/reference/result.md"
HALF_UP, HALF_UP_LEAD = "half_up", "half_up_lead"

Method = Literal[
    "largest_remainder",
    "dhondt",
    "sainte_lague",
    "modified_sainte_lague",
    "huntington_hill",
    "adams",
    "dean",
    "quota",
    "half_up",
    "half_up_lead",
]


class Rounding(Settings):
    """`[rounding]`: the unit, the method, a minimum, and what shares are rounded to before that.

    What each method promises, and what it cannot, is on the page on rounding.
    """

    method: Method = "largest_remainder"
    unit: Stated[Money] | None = None
    minimum: Stated[Number] | None = None
    shares: Stated[Percent] | None = None

    @model_validator(mode="after")
    def _sound(self) -> Rounding:
        for key, fix in (("unit", "write for instance £1.00"), ("shares", "write for instance 1%")):
            stated: Stated[Fraction] | None = getattr(self, key)
            if stated is not None and not stated.value:
                raise misread("it is nothing, and nothing can be rounded to that", fix, key)
        if self.minimum is not None and self.minimum.value.denominator != 1:
            raise misread(
                "the minimum is not a whole number of units", "write for instance 1", "minimum"
            )
        if self.minimum is not None and self.method in ("quota", HALF_UP_LEAD):
            fix = "leave the minimum out, or round by another method"
            raise misread(f"the method {self.method} can keep no minimum", fix, "minimum")
        return self

    def lead_needed(self) -> Path | None:
        """Give where it is said that the lead takes the difference."""
        return ("method",) if self.method == HALF_UP_LEAD else None


def columns(settings: Rounding, work: Work) -> None:
    """Draft the figures stated, and leave word of how each pool is to be rounded."""
    work.rounding = HowToRound(
        settings.method,
        _figure(settings, work, "unit", "unit that parts are rounded to") or PENNIES.unit,
        _figure(settings, work, "minimum", "units that everyone with a part gets at least"),
        _figure(settings, work, "shares", "what shares are rounded to"),
        work.note(settings),
    )


def _figure(settings: Rounding, work: Work, key: str, title: str) -> str | None:
    """Draft one figure of the section, if it is stated; give the name of its column."""
    stated: Stated[Fraction] | None = getattr(settings, key)
    if stated is None:
        return None
    units: dict[str, Unit] = {"unit": "money", "minimum": "number", "shares": "share"}
    return work.draft.parameter(
        f"rounding_{key}",
        title,
        by="board",
        values={"": stated.value},
        figures=work.figures("figures of rounding", settings, {key: stated}),
        unit=units[key],
        source=work.note(settings),
        a_year=False,
    )


def draft_rounded(work: Work, pool: str, name: str) -> None:
    """Draft each partner's part of a pool in whole units, and what they come to.

    The exact parts are in the column `exact_` and the name of the pool, what there is to share in
    `to_share_`; the parts will be in `assessed_`, their sum in `shared_`.
    """
    how = work.rounding
    exact = _by_rounded_shares(work, pool, name) if how.shares else f"exact_{name}"
    least = f"choose({exact} > 0, {how.minimum}, 0)" if how.minimum else None
    if how.method == HALF_UP:
        _nearest(work, f"assessed_{name}", pool, exact, least)
        _shared(work, pool, name, f"total(assessed_{name})")
        return
    _shared(work, pool, name, f"round_to(total({exact}), {how.unit}, down)")
    if how.method == HALF_UP_LEAD:
        _nearest(work, f"nearest_{name}", pool, exact, least)
        lead = work.flag("is_lead", "1 for the lead partner, else 0")
        others = f"total(choose({lead} == 1, 0, nearest_{name}))"
        parts = f"choose({lead} == 1, shared_{name} - {others}, nearest_{name})"
        note = f"{PAGE}: the lead takes the difference"
    else:
        more = f", {least}" if least else ""
        parts = f"round_to_total({exact}, shared_{name}, {how.unit}, {how.method}{more})"
        note = f"{RESULT_PAGE}: largest remainder, ties by the partner's id"
    work.draft.column(
        f"assessed_{name}",
        parts,
        f"part of {pool}, {'to the penny' if how == PENNIES else 'rounded'}",
        source=note if how == PENNIES else how.note,
    )


def _by_rounded_shares(work: Work, pool: str, name: str) -> str:
    """Draft each partner's share of a pool, rounded, and its part by that."""
    work.draft.column(
        f"rounded_share_{name}",
        f"choose(to_share_{name} == 0, 0, "
        f"round_to(exact_{name} / to_share_{name}, {work.rounding.shares}, half_up))",
        f"share of {pool}, rounded",
        unit="share",
        source=f"{PAGE}: shares are rounded before money",
    )
    return work.draft.column(
        f"by_share_{name}",
        f"rounded_share_{name} * to_share_{name}",
        f"part of {pool}, by its rounded share",
        source=f"{PAGE}: shares are rounded before money",
    )


def _nearest(work: Work, column: str, pool: str, exact: str, least: str | None) -> None:
    """Draft each part to the nearest unit, never below the minimum."""
    text = f"round_to({exact}, {work.rounding.unit}, half_up)"
    if least:
        text = f"at_least({text}, ({least}) * {work.rounding.unit})"
    work.draft.column(
        column, text, f"part of {pool}, to the nearest unit", source=f"{PAGE}: half a unit goes up"
    )


def _shared(work: Work, pool: str, name: str, text: str) -> None:
    whole = "in whole pennies" if work.rounding == PENNIES else "rounded"
    work.draft.column(
        f"shared_{name}", text, f"{pool}: shared, {whole}", source=f"{RESULT_PAGE}: rounding"
    )


RULE = Rule(
    "rounding",
    "pools",
    "round parts to pennies or another unit, by one of ten methods, with a minimum",
    Rounding,
    columns,
    PAGE,
)
