"""Floors, ceilings, fixed shares and limits on change, kept while the total is kept: `[bounds]`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from funding.language import N_, _
from funding.rules.contradictions import EVERYONE, above_everything, crossed
from funding.rules.levelling import draft_changes, draft_pro_rata, draft_scaled_back
from funding.rules.rule import Distinct, Path, Rule, Settings
from funding.rules.work import Asked, Bounds, Work, whole
from funding.toml.fields import Change, Money, Percent, Stated, misread
from funding.worksheet.column import Origin, Scope, Unit

PAGE = "docs/reference/bounds.md"
KEPT = N_("{page}: the bounds are kept in whole pennies")
Crossing = Literal["giving back", "bearing"]

SHARES = ("floor", "ceiling", "fixed")
AMOUNTS = ("floor_amount", "ceiling_amount", "fixed_amount")
CHANGES = ("minimum_change", "maximum_change")
TITLES = {
    "floor": N_("floor"),
    "ceiling": N_("ceiling"),
    "fixed": N_("fixed"),
    "floor_amount": N_("floor amount"),
    "ceiling_amount": N_("ceiling amount"),
    "fixed_amount": N_("fixed amount"),
    "minimum_change": N_("minimum change"),
    "maximum_change": N_("maximum change"),
}
LOW = ("floor", "floor_amount", "fixed", "fixed_amount", "minimum_change")
HIGH = ("ceiling", "ceiling_amount", "fixed", "fixed_amount", "maximum_change")


class BoundsSettings(Settings):
    """`[bounds]`: the least and the most that is asked, for kinds, for partners or for everyone.

    A share is of what is asked of all who share. A change is on the year before.
    """

    of_sharers: ClassVar[bool] = True

    floor: dict[str, Stated[Percent]] = {}
    floor_amount: dict[str, Stated[Money]] = {}
    ceiling: dict[str, Stated[Percent]] = {}
    ceiling_amount: dict[str, Stated[Money]] = {}
    fixed: dict[str, Stated[Percent]] = {}
    fixed_amount: dict[str, Stated[Money]] = {}
    minimum_change: dict[str, Stated[Change]] = {}
    maximum_change: dict[str, Stated[Change]] = {}
    paid_by: Literal["others pro rata", "scaling back"] = "others pro rata"
    rest: Literal["uncovered"] | None = None
    may_be_crossed_by: Annotated[list[Crossing], Distinct] = []

    @model_validator(mode="after")
    def _say_something(self) -> Self:
        if not any(self.stated().values()):
            raise misread(
                _("no bound is stated"),
                _("write for instance {example}", example='ceiling.police = "25%"'),
            )
        return self

    def stated(self) -> dict[str, Mapping[str, Stated[Fraction]]]:
        """Give every bound by its key, those of whom."""
        return {key: getattr(self, key) for key in (*SHARES, *AMOUNTS, *CHANGES)}

    def looks_back(self) -> bool:
        """Say whether a bound, or who pays for it, rests on the year before."""
        return bool(self.minimum_change or self.maximum_change) or self.paid_by == "scaling back"

    def bounds_of(self, partner: str, kind: str) -> Iterator[str]:
        """Give, of each key, the one that holds for a partner: its own, its kind's, everyone's."""
        for key, stated in self.stated().items():
            yield from [f"{key}.{who}" for who in (partner, kind, EVERYONE) if who in stated][:1]

    def contradictions(
        self, kinds: Collection[str], needed: Collection[str]
    ) -> Iterator[tuple[Path, str, str]]:
        """Give bounds of one name that cross, and floors that come to more than everything."""
        yield from crossed(self.stated())
        yield from above_everything(self.floor, kinds, needed)

    def ways_out(self, *, above: bool, pro_rata: bool) -> list[str]:
        """Give what else to write where a sum cannot be placed within the bounds.

        `above` says that it is more than they let anybody pay; `pro_rata` that the bounds would
        hold if others paid in proportion.
        """
        ways = []
        if pro_rata and self.paid_by == "scaling back":
            ways.append('paid_by = "others pro rata"')
        if above and self.rest is None:
            ways.append('rest = "uncovered"')
        return ways

    def partners_named(self) -> Iterator[str]:
        """Give the kinds and partners that are bounded."""
        for each in self.stated().values():
            yield from (who for who in each if who != EVERYONE)


def columns(settings: BoundsSettings, work: Work) -> None:
    """Draft each partner's lowest and highest, and what is asked of it when all keep theirs.

    What one is spared others pay. Only those who share are bounded: not the excluded, nor those who
    owe a fixed sum. Where no bound binds, what was asked stands, to the penny.
    """
    draft, asked, note = work.draft, work.asked, work.note(settings)
    draft.column(
        "asked_in_all",
        f"total(sharing * {asked.pence})",
        _("asked of all who share"),
        source=note,
    )
    _draft_before(settings, work)
    for key, stated in settings.stated().items():
        if stated:
            _draft_figures(settings, work, key, stated)
    unit, stated_keys = work.unit, [key for key, each in settings.stated().items() if each]
    low = [_term(key, f"{unit}, up", "0") for key in LOW if key in stated_keys]
    mosts = [key for key in HIGH if key in stated_keys]
    one = _draft_one_most(work, mosts) if len(mosts) > 1 else "asked_in_all"
    high = [_term(key, f"{unit}, down", one) for key in mosts]
    for name, terms, join, none, title in (
        ("lowest", low, "at_least", "0", _("least that may be asked")),
        ("highest", high, "at_most", "asked_in_all", _("most that may be asked")),
    ):
        text = terms[0] if terms else none
        for term in terms[1:]:
            text = f"{join}({text}, {term})"
        draft.column(
            name, f"choose(sharing == 1, {text}, {asked.pence})", title, source=_(KEPT, page=PAGE)
        )
    if settings.paid_by == "scaling back":
        draft_changes(work, note)
        _draft_kept(settings, work, reach="top")
        draft_scaled_back(work, note)
    else:
        # Whoever is asked for nothing takes nothing over, whatever its highest.
        _draft_kept(settings, work, reach=f"choose({asked.exact} > 0, highest, lowest)")
        draft_pro_rata(work, note)
    _draft_bounded(settings, work, bounded_above=_any_of(settings, HIGH))


def _draft_before(settings: BoundsSettings, work: Work) -> None:
    """Draft what each was assessed for in the year before, if that matters."""
    if not settings.looks_back():
        return
    work.draft.opening("assessed", _("assessed in the year before"), scope=Scope.PARTNER)
    work.draft.input(
        "was_assessed",
        _("1 for a partner of which the year before is known, else 0"),
        Origin("has_opening", ("assessed",)),
        scope=Scope.PARTNER,
        unit="flag",
    )


def _draft_figures(
    settings: BoundsSettings, work: Work, key: str, stated: Mapping[str, Stated[Fraction]]
) -> None:
    unit: Unit = "money" if key in AMOUNTS else "share"
    note = work.note(settings)
    values = whole(stated)
    section = work.section
    work.section = (*section, key)
    figures = work.figures(f"{key.replace('_', ' ')}s", settings, stated)
    work.section = section
    work.draft.parameter(
        f"the_{key}",
        _(TITLES[key]),
        by="party",
        values=values,
        figures=figures,
        unit=unit,
        source=note,
    )
    work.draft.parameter(
        f"has_{key}",
        _("1 for a partner with: {words}, else 0", words=_(TITLES[key])),
        by="party",
        values=dict.fromkeys(values, Fraction(1)),
        unit="flag",
        source=note,
    )


def _draft_one_most(work: Work, keys: Sequence[str]) -> str:
    """Draft one bound of each partner, or all that is asked if it has none.

    It stands in for those that a partner lacks: a most of its own may be above all that is asked,
    where others' shortfalls or reserves are asked for besides.
    """
    text = "asked_in_all"
    for key in reversed(keys):
        text = _term(key, f"{work.unit}, down", text)
    return work.draft.column(
        "one_most",
        text,
        _("one of the sums that are its most, if it has any"),
        source=_(KEPT, page=PAGE),
    )


def _term(key: str, to: str, none: str) -> str:
    """Write one bound of each partner, in whole money on its own side; `none` if it has none."""
    if key.startswith("fixed"):
        to = to.replace("up", "half_up").replace("down", "half_up")
    if key in AMOUNTS:
        bound = f"the_{key}"
    elif key in SHARES:
        bound = f"the_{key} * asked_in_all"
    else:
        bound = f"assessed_opening * (1 + the_{key})"
    return f"choose({_has(key)}, round_to({bound}, {to}), {none})"


def _has(key: str) -> str:
    """Write that a partner has a bound; of a change from nothing there is no percentage."""
    known = " and assessed_opening > 0" if key in CHANGES else ""
    return f"has_{key} == 1{known}"


def _any_of(settings: BoundsSettings, keys: tuple[str, ...]) -> list[str]:
    return [_has(key) for key in keys if settings.stated()[key]]


def _draft_kept(settings: BoundsSettings, work: Work, reach: str) -> None:
    """Draft what is to be shared within the bounds: all that was asked, or what they allow.

    `reach` is the most that sharing can bring a partner to.
    """
    draft = work.draft
    kept = f"total(sharing * {work.asked.pence})"
    if settings.rest == "uncovered":
        kept = f"at_most(asked_in_all, total(sharing * {reach}))"
    draft.column("kept", kept, _("asked within the bounds"), source=work.note(settings))
    if settings.rest == "uncovered":
        work.unasked.append(
            draft.column(
                "beyond_bounds",
                "asked_in_all - kept",
                _("cost that the bounds leave to nobody"),
                source=_("{page}: what the bounds leave to nobody", page=PAGE),
            )
        )
    draft.column(
        "bound",
        f"total(choose({work.asked.pence} < lowest or {work.asked.pence} > highest, 1, 0))",
        _("partners outside their bounds"),
        unit="number",
        source=_(KEPT, page=PAGE),
    )


def _draft_bounded(settings: BoundsSettings, work: Work, bounded_above: list[str]) -> None:
    """Draft what is asked when the bounds are kept; who may not be asked for more by others."""
    draft, asked, note = work.draft, work.asked, work.note(settings)
    draft.column(
        "levelled",
        f"round_to_total(sharing * levelled_exact, kept, {work.unit}, largest_remainder)",
        _("within the bounds, in whole money"),
        source=_(KEPT, page=PAGE),
    )
    for name, before, after, title in (
        ("bounded_exact", asked.exact, "levelled_exact", _("asked, exact, with the bounds kept")),
        ("bounded", asked.pence, "levelled", _("asked, with the bounds kept")),
    ):
        text = f"choose(bound == 0 or sharing == 0, {before}, {after})"
        draft.column(name, text, title, source=_("{page}: a bound that does not bind", page=PAGE))
    work.asked = Asked("bounded_exact", "bounded")
    lowest = None if "giving back" in settings.may_be_crossed_by else "sharing * lowest"
    work.bounds = Bounds(lowest)
    if bounded_above and "bearing" not in settings.may_be_crossed_by:
        flag = draft.column(
            "has_most",
            f"choose(sharing == 1 and ({' or '.join(bounded_above)}), 1, 0)",
            _("1 for a partner with a most, for reserves and others' shortfalls too, else 0"),
            unit="flag",
            source=note,
        )
        work.bounds = Bounds(lowest, "highest", flag)


RULE = Rule(
    "bounds",
    "bounds",
    N_("keep floors, ceilings, fixed shares and limits on change; what one is spared others pay"),
    BoundsSettings,
    columns,
    PAGE,
)
