"""Who takes part, what the fixed sums leave, and each pool shared to the whole penny."""

from __future__ import annotations

from funding.language import N_, _, in_english
from funding.rules.rounding import draft_rounded
from funding.rules.rule import Rule, Settings
from funding.rules.whole_money import common_unit
from funding.rules.work import Work, added, in_identifier, without
from funding.worksheet.column import Role, Scope

RESULT_PAGE = "docs/reference/result.md"


def _draft_parties(_settings: None, work: Work) -> None:
    """Draft who shares in the split: all but the excluded and those who owe a fixed sum."""
    draft = work.draft
    flags = ["excluded", *(flag for _, flag in work.sums)]
    test = " or ".join(f"{flag} == 1" for flag in flags)
    draft.column(
        "sharing",
        f"choose({test}, 0, 1)",
        _("1 for a partner that takes part in the split, else 0"),
        unit="flag",
        source=work.source,
    )
    if work.sums:
        # A later sum goes before an earlier one: agreed with a partner, before the fee of its kind.
        amount = work.sums[0][0]
        for each, flag in work.sums[1:]:
            amount = f"choose({flag} == 1, {each}, {amount})"
        draft.column(
            "fixed_sum",
            f"choose(excluded == 1, 0, {amount})",
            _("fixed sum due"),
            source=work.source,
        )


def _draft_pools(_settings: None, work: Work) -> None:
    """Draft each covered pool: less fixed sums, shared, rounded; then what is over or short.

    A pool that nothing shares is paid by the fixed sums alone; what they leave is uncovered.
    """
    taken: list[str] = []
    if work.sums:
        work.draft.column(
            "fixed_sums", "total(fixed_sum)", _("fixed sums of all partners"), source=work.source
        )
    for pool in work.covered:
        taken += _to_share(work, in_identifier(pool), taken)
        if pool in work.shares:
            text, settings = work.shares[pool]
            _share(work, pool, text, settings)
    work.unit = common_unit(work.how_to_round(pool) for pool in work.shares)
    if work.sums:
        work.draft.column(
            "fixed_sums_over",
            without("fixed_sums", taken),
            _("fixed sums above what there is to pay"),
            role=Role.SURPLUS,
            source=_("{page}: collected above cost, to reserves", page=RESULT_PAGE),
        )
    shared = tuple(pool for pool in work.covered if pool in work.shares)
    _draft_charged(work, shared)
    _draft_unasked(work, shared)


def _to_share(work: Work, pool: str, taken: list[str]) -> list[str]:
    """Draft what fixed sums pay of a pool (in the order of the pools) and what is left of it."""
    draft = work.draft
    paid = []
    if work.sums:
        column = draft.column(
            f"fixed_to_{pool}",
            f"at_most({without('fixed_sums', taken)}, base_{pool})",
            _("paid by fixed sums, of {pool}", pool=in_english(pool)),
            source=work.source,
        )
        paid = [column]
    draft.column(
        f"to_share_{pool}",
        without(f"base_{pool}", paid),
        _("{pool}: to be shared", pool=in_english(pool)),
        source=work.source,
    )
    return paid


def _share(work: Work, pool: str, text: str, settings: Settings) -> None:
    """Draft each partner's exact part of a pool, and the same in whole money."""
    name, draft = in_identifier(pool), work.draft
    draft.column(
        f"exact_{name}",
        text,
        _("part of {pool}, exact", pool=in_english(pool)),
        source=work.note(settings),
        aliases={"base": f"to_share_{name}"},
    )
    draft_rounded(work, pool, name)
    draft.column(
        f"over_{name}",
        f"at_least(shared_{name} - to_share_{name}, 0)",
        _("{pool}: shared above its cost", pool=in_english(pool)),
        role=Role.SURPLUS,
        source=_("{page}: collected above cost, to reserves", page=RESULT_PAGE),
    )


def _draft_charged(work: Work, shared: tuple[str, ...]) -> None:
    """Draft what is asked of each partner over all pools, before anything given is counted."""
    fixed = ["fixed_sum"] if work.sums else []
    pools = [in_identifier(pool) for pool in shared]
    for name, kind, title in (
        ("charged_exact", "exact", _("asked of the partner, exact")),
        ("charged", "assessed", _("asked of the partner")),
    ):
        work.draft.column(
            name,
            added([*fixed, *(f"{kind}_{pool}" for pool in pools)]),
            title,
            scope=Scope.PARTNER,
            source=_("{page}: the sum over its pools", page=RESULT_PAGE),
        )


def _draft_unasked(work: Work, shared: tuple[str, ...]) -> None:
    """Draft the part of each covered pool that nobody is asked for."""
    for pool in work.covered:
        name = in_identifier(pool)
        left = [f"shared_{name}"] if pool in shared else []
        work.unasked.append(
            work.draft.column(
                f"unasked_{name}",
                f"at_least({without(f'to_share_{name}', left)}, 0)",
                _("{pool}: nobody is asked", pool=in_english(pool)),
                source=_("{page}: cost that no rule assesses", page=RESULT_PAGE),
            )
        )


def _draft_uncovered(_settings: None, work: Work) -> None:
    """Draft the cost that nobody is asked for, less what of it is met in kind."""
    names = [in_identifier(pool) for pool in work.shape.pools if pool not in work.covered]
    met = [f"free_{name}" for name in names if f"free_{name}" in work.draft]
    if "filled" in work.draft:
        met.append("filled")
    work.draft.column(
        "uncovered",
        without(added([*work.unasked, *(f"base_{name}" for name in names)]), met),
        _("cost that nobody is asked for"),
        role=Role.UNCOVERED,
        source=_("{page}: cost that no rule assesses", page=RESULT_PAGE),
    )


PARTIES = Rule(
    "sharing",
    "sharing",
    N_("let everyone share who is not excluded and owes no fixed sum"),
    None,
    _draft_parties,
    RESULT_PAGE,
    always=True,
)
POOLS = Rule(
    "pools",
    "pools",
    N_("round each pool to whole pennies that keep its total: largest remainder, ties by id"),
    None,
    _draft_pools,
    RESULT_PAGE,
    always=True,
)
UNCOVERED = Rule(
    "uncovered",
    "uncovered",
    N_("find the cost that nobody is asked for"),
    None,
    _draft_uncovered,
    RESULT_PAGE,
    always=True,
)
