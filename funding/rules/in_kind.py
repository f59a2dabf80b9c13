"""Contributions in kind: what counts, up to what, and what happens to the excess: `[in_kind]`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import BeforeValidator, field_validator

from funding.rules.bound import draft_bound
from funding.rules.relief import draft_relief
from funding.rules.rule import Rule, Settings
from funding.rules.work import Work, added, in_identifier, without
from funding.toml.fields import Money, Percent, Stated, all_or_listed
from funding.worksheet.column import Origin, Role, Scope

Kind = Literal["staff", "goods", "services", "accommodation", "other resources"]
KINDS: tuple[Kind, ...] = ("staff", "goods", "services", "accommodation", "other resources")
PAGE = "docs/reference/in-kind.md"
SOURCE = f"{PAGE}: worth of offers, credited in whole pennies, rounded down"


class InKind(Settings):
    """`[in_kind]`: the kinds that count, a ceiling by percentage or sum, and the excess.

    The kinds are the statute's five words (Children Act 2004 s.33; Social Services and Well-being
    (Wales) Act 2014 s.138). The excess is `refused` (the board buys the thing), `kept` (it becomes
    surplus) or `shared` (it relieves the others).
    """

    eligible: Annotated[Literal["all"] | list[Kind], BeforeValidator(all_or_listed("kinds"))]
    ceiling: Stated[Percent] | None = None
    ceiling_amount: Stated[Money] | None = None
    excess: Literal["refused", "kept", "shared"]

    @field_validator("eligible")
    @classmethod
    def _name_all(cls, value: Literal["all"] | list[Kind]) -> list[Kind]:
        return list(KINDS) if value == "all" else list(value)


def columns(settings: InKind | None, work: Work) -> None:
    """Draft what each partner offers, what of it is needed, and what of that is credited.

    An offer counts only so far as its pool still has something to be paid, so that a credit never
    leaves a pool short of money. Without the section nothing is credited and the board buys what
    was offered.
    """
    work.draft.input(
        "in_kind_on_top",
        "in kind, meeting no cost line",
        Origin("on_top"),
        scope=Scope.PARTNER,
        role=Role.IN_KIND_ON_TOP,
    )
    if settings is None:
        _nothing(work)
        return
    note = work.note(settings)
    eligible = set(settings.eligible)
    # What is refused in any case takes no room from what counts.
    taken = eligible if settings.excess == "refused" else set(KINDS)
    pools = [
        pool
        for pool in work.shape.pools
        if any(each == pool and kind in taken for kind, each in work.shape.offers)
    ]
    for pool in pools:
        _needed(work, pool, taken, note)
    covered = [pool for pool in pools if pool in work.covered]
    _worth(work, "eligible_offers", "offers of a kind that counts", covered, eligible, note)
    _ceiling(settings, work, note)
    work.draft.column(
        "in_kind",
        "at_most(eligible_offers, most_credited)",
        "credited in kind",
        role=Role.IN_KIND,
        source=note,
    )
    if settings.excess == "refused":
        _free(work, "0", note)
        _assessed(work, None, note)
        return
    _worth(work, "offers", "offers that meet a line still to be paid", covered, set(KINDS), note)
    work.draft.column("excess", "offers - in_kind", "met in kind but not credited", source=note)
    uncovered = [_free_of_uncovered(work, pool, note) for pool in pools if pool not in work.covered]
    _free(work, added(["excess", *uncovered]), note)
    work.draft.column(
        "filled",
        f"at_most(total(excess), {added(work.unasked)})",
        "excess that meets cost which nobody is asked for",
        source=f"{PAGE}: the excess first meets what nobody is asked for",
    )
    _assessed(work, draft_relief(work, note) if settings.excess == "shared" else None, note)
    work.draft.column(
        "kept_in_kind",
        without("total(excess) - filled", ["total(relief)"] * (settings.excess == "shared")),
        "met in kind, kept by the board",
        role=Role.SURPLUS,
        source=f"{PAGE}: collected above cost, to reserves",
    )


def _offers(work: Work, pool: str, kinds: Collection[str]) -> list[str]:
    """Draft what is offered of some kinds that meets lines of a pool."""
    return [
        work.draft.input(
            f"{kind.replace(' ', '_')}_for_{in_identifier(pool)}",
            f"offered: {kind} that meets a line of {pool}",
            Origin("offer", (kind, pool)),
            scope=Scope.PARTNER,
        )
        for kind, each in work.shape.offers
        if each == pool and kind in kinds
    ]


def _needed(work: Work, pool: str, kinds: Collection[str], note: str) -> None:
    """Draft how much of the offers that meet lines of a pool the pool still needs."""
    name = in_identifier(pool)
    offers = _offers(work, pool, kinds)
    work.draft.column(f"offered_{name}", added(offers), f"offered for {pool}", source=note)
    work.draft.column(
        f"needed_{name}",
        f"choose(total(offered_{name}) > base_{name}, base_{name} / total(offered_{name}), 1)",
        f"part of the offers for {pool} that it needs",
        unit="share",
        source=f"{PAGE}: no more is taken than is left to be paid",
    )


def _worth(
    work: Work, name: str, title: str, pools: list[str], kinds: Collection[str], note: str
) -> None:
    """Draft the worth of offers of some kinds over some pools, in whole pennies."""
    terms = [
        f"round_to(({added(offers)}) * needed_{in_identifier(pool)}, penny, down)"
        for pool in pools
        if (offers := _offers(work, pool, kinds))
    ]
    work.draft.column(name, added(terms), title, source=note, scope=Scope.PARTNER)


def _ceiling(settings: InKind, work: Work, note: str) -> None:
    """Draft the most that may be credited: never above what is asked of the partner."""
    asked = work.asked.pence
    bound = draft_bound(work, settings, "ceiling", asked, "most that counts in kind")
    text = f"at_most({bound}, {asked})" if bound else asked
    work.draft.column("most_credited", text, "most that may be credited", source=note)


def _free_of_uncovered(work: Work, pool: str, note: str) -> str:
    """Draft what is met in kind of a pool that nobody is asked to pay."""
    name = in_identifier(pool)
    return work.draft.column(
        f"met_{name}",
        f"round_to(offered_{name} * needed_{name}, penny, down)",
        f"met in kind, of {pool}",
        source=note,
    )


def _free(work: Work, text: str, note: str) -> None:
    work.draft.column(
        "in_kind_free",
        text,
        "met in kind, not credited",
        role=Role.IN_KIND_FREE,
        source=note,
        scope=Scope.PARTNER,
    )
    for pool in work.shape.pools:
        name = in_identifier(pool)
        if f"met_{name}" in work.draft:
            work.draft.column(
                f"free_{name}", f"total(met_{name})", f"{pool}: met in kind", source=note
            )


def _assessed(work: Work, relief: str | None, note: str) -> None:
    # Relief is measured in whole pennies, and may pass an exact share by a part of one.
    asked = work.asked
    exact = f"at_least({asked.exact} - relief_exact, 0)" if relief else asked.exact
    work.draft.column(
        "assessed_exact", exact, "assessed, exact", role=Role.ASSESSED_EXACT, source=note
    )
    work.draft.column(
        "assessed",
        f"{asked.pence} - relief" if relief else asked.pence,
        "assessed contribution",
        role=Role.ASSESSED,
        source=note,
    )


def _nothing(work: Work) -> None:
    """Draft that nothing is credited, because the formula says nothing of it."""
    note = f"{PAGE}: a formula that says nothing of contributions in kind credits none"
    work.draft.column(
        "in_kind",
        "0",
        "credited in kind",
        role=Role.IN_KIND,
        source=note,
        scope=Scope.PARTNER,
    )
    _free(work, "0", note)
    _assessed(work, None, work.source)


RULE = Rule(
    "in_kind",
    "in kind",
    "credit staff, premises and other things given, up to a ceiling; say what the excess does",
    InKind,
    columns,
    PAGE,
    always=True,
)
