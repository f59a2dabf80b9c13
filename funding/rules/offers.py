"""Offers in kind: how much of them the pools need, and what those that count are worth."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from funding.language import _, in_english
from funding.rules.rule import Settings
from funding.rules.stated import draft_stated
from funding.rules.work import Work, added, in_identifier
from funding.toml.fields import Stated
from funding.worksheet.column import Origin, Scope

PAGE = "docs/reference/in-kind.md"
Ceilings = Mapping[str, Mapping[Any, Stated[Any]]]
"""What `ceilings` and `ceiling_amounts` state, by kind."""


def draft_needed(work: Work, pool: str, kinds: Collection[str], note: str) -> None:
    """Draft how much of the offers that meet lines of a pool the pool still needs."""
    name = in_identifier(pool)
    offers = _offers(work, pool, kinds)
    work.draft.column(
        f"offered_{name}",
        added(offers),
        _("offered for {pool}", pool=in_english(pool)),
        source=note,
    )
    work.draft.column(
        f"needed_{name}",
        f"choose(total(offered_{name}) > base_{name}, base_{name} / total(offered_{name}), 1)",
        _("part of the offers for {pool} that it needs", pool=in_english(pool)),
        unit="share",
        source=_("{page}: no more is taken than is left to be paid", page=PAGE),
    )


def worth_of(work: Work, pools: list[str], kinds: Collection[str]) -> str:
    """Write the worth of offers of some kinds over some pools, in whole pennies, rounded down."""
    return added(
        f"round_to(({added(offers)}) * needed_{in_identifier(pool)}, penny, down)"
        for pool in pools
        if (offers := _offers(work, pool, kinds))
    )


def draft_counting(
    work: Work, settings: Settings, kinds: Collection[str], ceilings: Ceilings, pools: list[str]
) -> None:
    """Draft the worth of offers of the kinds that count, of each up to its own ceiling if any."""
    bounded = [
        kind
        for kind in sorted(kinds)
        if any(kind in stated for stated in ceilings.values())
        and any(_offers(work, pool, {kind}) for pool in pools)
    ]
    counting = [_counting(work, settings, kind, ceilings, pools) for kind in bounded]
    others = worth_of(work, pools, set(kinds) - set(bounded))
    work.draft.column(
        "eligible_offers",
        added([*counting, others]) if others != added([]) else added(counting),
        _("offers of a kind that counts"),
        source=work.note(settings),
        scope=Scope.PARTNER,
    )


def _counting(
    work: Work, settings: Settings, kind: str, ceilings: Ceilings, pools: list[str]
) -> str:
    """Draft what a partner's offers of one kind are worth, up to the ceiling of the kind."""
    word = kind.replace(" ", "_")
    bounds = [f"{word}_offers", *_bounds(work, settings, kind, ceilings)]
    work.draft.column(
        bounds[0],
        worth_of(work, pools, {kind}),
        _("offers: {kind}", kind=_(kind)),
        source=work.note(settings),
    )
    text = bounds[0]
    for bound in bounds[1:]:
        text = f"at_most({text}, {bound})"
    return work.draft.column(
        f"{word}_counting",
        text,
        _("offers up to the ceiling of their kind: {kind}", kind=_(kind)),
        source=_("{page}: a kind may have a ceiling of its own", page=PAGE),
    )


def _bounds(work: Work, settings: Settings, kind: str, ceilings: Ceilings) -> Iterator[str]:
    """Draft the ceilings of a kind and write the bounds: a part of what is asked, or a sum."""
    for key, stated in ceilings.items():
        if kind not in stated:
            continue
        by_amount = key == "ceiling_amounts"
        column = draft_stated(
            work,
            settings,
            (key, kind),
            stated[kind],
            name=f"most_{kind.replace(' ', '_')}{'_amount' if by_amount else ''}",
            title=_("most that counts of a kind: {kind}", kind=_(kind)),
            group=f"in-kind {key.replace('_', ' ')}",
            unit="money" if by_amount else "share",
        )
        part = f"round_to({column} * {work.asked.pence}, penny, down)"
        yield column if by_amount else part


def _offers(work: Work, pool: str, kinds: Collection[str]) -> list[str]:
    """Draft what is offered of some kinds that meets lines of a pool."""
    return [
        work.draft.input(
            f"{kind.replace(' ', '_')}_for_{in_identifier(pool)}",
            _("offered: {kind} that meets a line of {pool}", kind=_(kind), pool=in_english(pool)),
            Origin("offer", (kind, pool)),
            scope=Scope.PARTNER,
        )
        for kind, each in work.shape.offers
        if each == pool and kind in kinds
    ]
