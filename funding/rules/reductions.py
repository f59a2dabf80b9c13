"""What each pool costs, and what reduces it before anything is shared."""

from __future__ import annotations

from funding.language import N_, _, in_english
from funding.rules.rule import Rule
from funding.rules.work import Reduction, Work, in_identifier, without
from funding.worksheet.column import Origin, Role, Scope

RESULT_PAGE = "docs/reference/result.md"


def columns(_settings: None, work: Work) -> None:
    """Draft the cost of each pool, what each grant, income and reserve takes off, and the rest.

    A reduction works down its own pools in their order, and never below nothing, so `base` is
    whole pence and never negative. Sources reduce in the order grants, income, reserves.
    """
    draft = work.draft
    draft.input(
        "penny",
        _("the penny"),
        Origin("penny"),
        scope=Scope.BOARD,
        source=_("{page}: rounding", page=RESULT_PAGE),
    )
    applied = _costs(work)
    for reduction in work.shape.reductions:
        kind, name = reduction.kind, reduction.id
        said = _said(reduction)
        role = Role.GRANTS_OFFERED if kind == "grants" else None
        draft.input(name, said, Origin("reduction", (kind, name)), scope=Scope.BOARD, role=role)
        left = [name]
        for pool in reduction.pools:
            cost = f"cost_{in_identifier(pool)}"
            column = draft.column(
                f"{name}_to_{in_identifier(pool)}",
                f"at_most({without(left[0], left[1:])}, {without(cost, applied[pool])})",
                _("{reduction}, applied to {pool}", reduction=said, pool=in_english(pool)),
                role=_ROLES[kind],
                source=_(
                    "{page}: applied to its own pools in order, never above their cost",
                    page=RESULT_PAGE,
                ),
            )
            applied[pool].append(column)
            left.append(column)
    for pool in work.shape.pools:
        _base(work, pool, applied[pool])


def _said(reduction: Reduction) -> str:
    """Say what a reduction is; of a grant or income, as the scenario calls it."""
    if reduction.kind == "reserves":
        return _("planned use of reserves")
    return in_english(reduction.title)


def _costs(work: Work) -> dict[str, list[str]]:
    for pool in work.shape.pools:
        work.draft.input(
            f"cost_{in_identifier(pool)}",
            _("cost of {pool}", pool=in_english(pool)),
            Origin("cost", (pool,)),
            scope=Scope.BOARD,
            role=Role.COST,
        )
    return {pool: [] for pool in work.shape.pools}


def _base(work: Work, pool: str, applied: list[str]) -> None:
    """Draft what is left of a pool; a pool paid centrally is left at nothing."""
    name = in_identifier(pool)
    if pool in work.central:
        applied.append(
            work.draft.column(
                f"central_{name}",
                without(f"cost_{name}", applied),
                _("{pool}, paid from a central budget", pool=in_english(pool)),
                role=Role.CENTRAL,
                source=work.source,
            )
        )
    work.draft.column(
        f"base_{name}",
        without(f"cost_{name}", applied),
        _("{pool}: left to be shared", pool=in_english(pool)),
        source=_("{page}: cost less what reduces it first", page=RESULT_PAGE),
    )


_ROLES = {"grants": Role.GRANTS, "income": Role.INCOME, "reserves": Role.RESERVES_PLANNED}

RULE = Rule(
    "reductions",
    "reductions",
    N_("take grants, income and reserves off their own pools, before anything is shared"),
    None,
    columns,
    RESULT_PAGE,
    always=True,
)
