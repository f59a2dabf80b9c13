"""How each partner's part of a pool becomes whole money: `[rounding]`, `[pool.NAME.rounding]`."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import model_validator

from funding.language import N_, _, in_english
from funding.rules.rule import Path, Rule, Settings
from funding.rules.whole_money import PENNIES, HowToRound
from funding.rules.work import Work, in_identifier
from funding.toml.fields import Money, Number, Percent, Stated, misread
from funding.worksheet.column import Unit
from funding.worksheet.figure_groups import OF_A_POOL

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


FIGURES: dict[str, tuple[Unit, str, str]] = {
    "unit": (
        "money",
        N_("unit that parts are rounded to"),
        N_("unit that parts of {pool} are rounded to"),
    ),
    "minimum": (
        "number",
        N_("units that everyone with a part gets at least"),
        N_("units that everyone with a part of {pool} gets at least"),
    ),
    "shares": (
        "share",
        N_("what shares are rounded to"),
        N_("what shares of {pool} are rounded to"),
    ),
}
"""The unit and the title of each figure: for all pools, and for one of them."""


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
        for key, fix in (
            ("unit", _("write for instance {example}", example="£1.00")),
            ("shares", _("write for instance {example}", example="1%")),
        ):
            stated: Stated[Fraction] | None = getattr(self, key)
            if stated is not None and not stated.value:
                raise misread(_("it is nothing, and nothing can be rounded to that"), fix, key)
        if self.minimum is not None and self.minimum.value.denominator != 1:
            raise misread(
                _("the minimum is not a whole number of units"),
                _("write for instance {example}", example="1"),
                "minimum",
            )
        if self.minimum is not None and self.method in ("quota", HALF_UP_LEAD):
            fix = _("leave the minimum out, or round by another method")
            raise misread(
                _("the method {method} can keep no minimum", method=self.method), fix, "minimum"
            )
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
    unit, of_all, of_one = FIGURES[key]
    return work.draft.parameter(
        f"rounding_{key}" + (f"_for_{in_identifier(pool)}" if pool else ""),
        _(of_one, pool=in_english(pool)) if pool else _(of_all),
        by="board",
        values={"": stated.value},
        figures=work.figures(
            f"{OF_A_POOL}{pool}" if pool else "figures of rounding", settings, {key: stated}
        ),
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
        lead = work.flag("is_lead", _("1 for the lead partner, else 0"))
        others = f"total(choose({lead} == 1, 0, nearest_{name}))"
        parts = f"choose({lead} == 1, shared_{name} - {others}, nearest_{name})"
        note = _("{page}: the lead takes the difference", page=PAGE)
    else:
        more = f", {least}" if least else ""
        parts = f"round_to_total({exact}, shared_{name}, {how.unit}, {how.method}{more})"
        note = _("{page}: largest remainder, ties by the partner's id", page=RESULT_PAGE)
    work.draft.column(
        f"assessed_{name}",
        parts,
        _("part of {pool}, to the penny", pool=in_english(pool))
        if how == PENNIES
        else _("part of {pool}, rounded", pool=in_english(pool)),
        source=note if how == PENNIES else how.note,
    )


def _by_rounded_shares(work: Work, pool: str, name: str, shares: str) -> str:
    """Draft each partner's share of a pool, rounded, and its part by that."""
    work.draft.column(
        f"rounded_share_{name}",
        f"choose(to_share_{name} == 0, 0, "
        f"round_to(exact_{name} / to_share_{name}, {shares}, half_up))",
        _("share of {pool}, rounded", pool=in_english(pool)),
        unit="share",
        source=_("{page}: shares are rounded before money", page=PAGE),
    )
    return work.draft.column(
        f"by_share_{name}",
        f"rounded_share_{name} * to_share_{name}",
        _("part of {pool}, by its rounded share", pool=in_english(pool)),
        source=_("{page}: shares are rounded before money", page=PAGE),
    )


def _nearest(work: Work, column: str, pool: str, exact: str, least: str | None) -> None:
    """Draft each part to the nearest unit, never below the minimum."""
    unit = work.how_to_round(pool).unit
    text = f"round_to({exact}, {unit}, half_up)"
    if least:
        text = f"at_least({text}, ({least}) * {unit})"
    work.draft.column(
        column,
        text,
        _("part of {pool}, to the nearest unit", pool=in_english(pool)),
        source=_("{page}: half a unit goes up", page=PAGE),
    )


def _shared(work: Work, pool: str, name: str, text: str) -> None:
    named = in_english(pool)
    pennies = _("{pool}: shared, in whole pennies", pool=named)
    rounded = _("{pool}: shared, rounded", pool=named)
    work.draft.column(
        f"shared_{name}",
        text,
        pennies if work.how_to_round(pool) == PENNIES else rounded,
        source=_("{page}: rounding", page=RESULT_PAGE),
    )


RULE = Rule(
    "rounding",
    "pools",
    N_("round parts to pennies or another unit, by one of ten methods, with a minimum"),
    Rounding,
    columns,
    PAGE,
)
