"""The pools of a board: each board costs something, and what reduces pools names them once."""

from __future__ import annotations

from collections.abc import Iterator

from funding.errors import Fault
from funding.language import N_, _
from funding.scenario.between import meant_as_costs
from funding.scenario.tables import Tables, Typed, texts_in
from funding.toml import KeyPath, did_you_mean

MOST_POOLS = 60
"""Of pools, and of grants and incomes: each is a few columns of the worksheet."""


def check_pools(tables: Tables) -> Iterator[Fault]:
    """Give every fault found, a place that is wrong for several boards once."""
    found: list[Fault] = []
    # What is listed under a misspelt key is not missing as well.
    meant = meant_as_costs(tables.data)
    costs_are_known = bool(meant) and all(key == which for key, which in meant.items())
    for board in tables.boards:
        known = tables.pools(board)
        found += _numbers(tables, board, known)
        if costs_are_known and known == set():
            fix = _(
                "add {heading} tables with {line}", heading="[[cost]]", line=f'board = "{board}"'
            )
            path, _table = tables.boards[board]
            message = _("board '{board}' has no cost line", board=board)
            found.append(tables.document.fault(path, message, fix))
        for where, each in _reducing(tables, board):
            found += _names(tables, board, known, where, each)
    yield from {(each.file, each.line, each.column): each for each in reversed(found)}.values()


def _numbers(tables: Tables, board: str, known: set[str] | None) -> Iterator[Fault]:
    """Refuse more than a worksheet can well have."""
    reductions = sum(len(tables.of(name, board)) for name in ("grant", "income"))
    counted = (
        (len(known or ()), N_("board '{board}' has {count} pools, more than {most}")),
        (reductions, N_("board '{board}' has {count} grants and incomes, more than {most}")),
    )
    for count, message in counted:
        if count > MOST_POOLS:
            path, _table = tables.boards[board]
            said = _(message, board=board, count=count, most=MOST_POOLS)
            yield tables.document.fault(path, said, _("join some of them"))


def _reducing(tables: Tables, board: str) -> Iterator[tuple[KeyPath, Typed]]:
    """Give what reduces pools of a board: grants, income, reserves."""
    for name in ("grant", "income"):
        for place, each in tables.of(name, board):
            yield (name, place), each
    path, table = tables.boards[board]
    if isinstance(reserves := table.get("reserves"), dict):
        yield (*path, "reserves"), reserves


def _names(
    tables: Tables, board: str, known: set[str] | None, where: KeyPath, each: Typed
) -> Iterator[Fault]:
    """Check the pools that one thing reduces: some, all there, none twice."""
    pools = each.get("reduces")
    if pools == [] and "opening" not in each:
        fix = _("add the pools in order: {line}", line='reduces = ["core"]')
        yield tables.document.fault((*where, "reduces"), _("it reduces no pool"), fix)
    seen: set[str] = set()
    for place, pool in texts_in(pools):
        here = (*where, "reduces", place)
        if known is not None and pool not in known:
            message = _("there is no pool '{pool}' on board '{board}'", pool=pool, board=board)
            yield tables.document.fault(here, message, did_you_mean(pool, known))
        elif pool in seen:
            message = _("pool '{pool}' is named twice", pool=pool)
            yield tables.document.fault(here, message, _("delete one of the two"))
        seen.add(pool)
