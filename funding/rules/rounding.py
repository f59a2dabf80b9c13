"""How each partner's part of a pool becomes whole money: `[rounding]`, `[pool.NAME.rounding]`."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import model_validator

from funding.rules.rule import Path, Rule, Settings
from funding.rules.whole_money import PENNIES, HowToRound
from funding.rules.work import Work, in_identifier
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


FIGURES: dict[str, tuple[Unit, str]] = {
    "unit": ("money", "unit that parts% are rounded to"),
    "minimum": ("number", "units that everyone with a part% gets at least"),
    "shares": ("share", "what shares% are rounded to"),
}
"""The unit and the title of each figure; `%` stands for which pool's it is."""


class Rounding(Settings):
    """`[rounding]`: the unit, the method, a minimum, and what shares are rounded to before that.

    A pool with a section of its own takes nothing from that of the others. What each method
    promises, and what it cannot, is on the page on rounding.
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
    """Draft the figures stated, and leave word of how a pool, or each of the others, is rounded."""
    pool = work.section[1] if len(work.section) > 1 else None
    if pool is None and all(each in work.rounding for each in work.shares):
        return  # it holds for no pool
    stated = settings.unit
    work.rounding[pool] = HowToRound(
        settings.method,
        _figure(settings, work, pool, "unit") or PENNIES.unit,
        stated.value if stated else PENNIES.size,
        _figure(settings, work, pool, "minimum"),
        _figure(settings, work, pool, "shares"),
        work.note(settings),
    )


def _figure(settings: Rounding, work: Work, pool: str | None, key: str) -> str | None:
    """Draft one figure of the section, if it is stated; give the name of its column."""
    stated: Stated[Fraction] | None = getattr(settings, key)
    if stated is None:
        return None
    unit, title = FIGURES[key]
    of_pool = f" of {pool}" if pool else ""
    return work.draft.parameter(
        f"rounding_{key}" + (f"_for_{in_identifier(pool)}" if pool else ""),
        title.replace("%", of_pool),
        by="board",
        values={"": stated.value},
        figures=work.figures(f"figures of rounding{of_pool}", settings, {key: stated}),
        unit=unit,
        source=work.note(settings),
        a_year=False,
    )


def draft_rounded(work: Work, pool: str, name: str) -> None:
    """Draft each partner's part of a pool in whole units, and what they come to.

    The exact parts are in the column `exact_` and the name of the pool, what there is to share in
    `to_share_`; the parts will be in `assessed_`, their sum in `shared_`.
    """
    how = work.how_to_round(pool)
    exact = _by_rounded_shares(work, pool, name, how.shares) if how.shares else f"exact_{name}"
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


def _by_rounded_shares(work: Work, pool: str, name: str, shares: str) -> str:
    """Draft each partner's share of a pool, rounded, and its part by that."""
    work.draft.column(
        f"rounded_share_{name}",
        f"choose(to_share_{name} == 0, 0, "
        f"round_to(exact_{name} / to_share_{name}, {shares}, half_up))",
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
    unit = work.how_to_round(pool).unit
    text = f"round_to({exact}, {unit}, half_up)"
    if least:
        text = f"at_least({text}, ({least}) * {unit})"
    work.draft.column(
        column, text, f"part of {pool}, to the nearest unit", source=f"{PAGE}: half a unit goes up"
    )


def _shared(work: Work, pool: str, name: str, text: str) -> None:
    whole = "in whole pennies" if work.how_to_round(pool) == PENNIES else "rounded"
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
