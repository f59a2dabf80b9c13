"""Names of boards where boards share: costs of several, and boards that stand above others."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from funding.errors import Fault
from funding.language import _
from funding.scenario.tables import Tables, Typed, texts_in
from funding.toml import KeyPath, did_you_mean

MOST_TIERS = 5
MOST_SHARED = 60
"""Each is a line of every board that shares it."""
_OF_PARTNERS = ("partner", "in_kind", "answer", "last_year", "driver")
_OWN = ("area", "authorities", "lead", "host")


def check_tiers(tables: Tables) -> Iterator[Fault]:
    """Give every fault found, a place that is wrong for several boards once."""
    found = (*_shared(tables), *_items(tables), *_above(tables), *_partners(tables))
    yield from {(each.file, each.line, each.column): each for each in reversed(found)}.values()


def _shared(tables: Tables) -> Iterator[Fault]:
    """Check the boards of each shared cost, and that there are not too many."""
    number = len(tables.of("shared_cost"))
    if number > MOST_SHARED:
        message = _(
            "there are {number} shared costs, more than {most}", number=number, most=MOST_SHARED
        )
        fix = _("join some of them")
        yield tables.document.fault(("shared_cost", MOST_SHARED), message, fix)
    for place, shared in tables.of("shared_cost"):
        path: KeyPath = ("shared_cost", place)
        boards = tables.sharing(shared)
        key = "boards" if "boards" in shared else "by"
        if boards is not None and len(boards) < 2:
            message = _("a shared cost has two boards or more")
            fix = _(
                "name two boards or more, or write it as a {heading} of its one board",
                heading="[[cost]]",
            )
            yield tables.document.fault((*path, key), message, fix)
        yield from _names(tables, (*path, "boards"), shared.get("boards"))
        yield from _percentages(tables, path, shared, boards)


def _names(tables: Tables, path: KeyPath, named: object) -> Iterator[Fault]:
    for place, board in texts_in(named):
        if board not in tables.boards:
            message = _("there is no board '{board}'", board=board)
            yield tables.document.fault((*path, place), message, did_you_mean(board, tables.boards))


def _percentages(
    tables: Tables, path: KeyPath, table: Typed, boards: list[str] | None
) -> Iterator[Fault]:
    """Check that percentages are of the boards that share, and of all of them."""
    by = table.get("by")
    if not isinstance(by, dict) or boards is None:
        return
    for board in by:
        if board not in tables.boards:
            message, known = _("there is no board '{board}'", board=board), list(tables.boards)
        elif board not in boards:
            message = _("board '{board}' is not one of those that share", board=board)
            known = boards
        else:
            continue
        fix = did_you_mean(board, known)
        yield tables.document.fault((*path, "by", board), message, fix, at="key")
    for board in boards:
        if board not in by and board in tables.boards:
            message = _("board '{board}' shares, and has no percentage", board=board)
            fix = _("give it one, or leave it out of those that share")
            yield tables.document.fault((*path, "by"), message, fix)


def _items(tables: Tables) -> Iterator[Fault]:
    """Check that a board has one line of a name, and that nothing given meets a shared one."""
    for board in tables.boards:
        lines = [table.get("item") for _, table in tables.of("cost", board)]
        shared = [table.get("item") for _, table in tables.shared(board)]
        for place, table in tables.shared(board):
            item = table.get("item")
            if isinstance(item, str) and item in lines:
                message = _(
                    "two cost lines of board '{board}' are called '{name}'", board=board, name=item
                )
                fix = _("give each a name of its own")
                yield tables.document.fault(("shared_cost", place, "item"), message, fix)
            lines.append(item)
        for place, offer in tables.of("in_kind", board):
            if isinstance(offer.get("meets"), str) and offer["meets"] in shared:
                item = offer["meets"]
                message = _(
                    "'{item}' is a cost that boards share: nothing given to one meets it", item=item
                )
                fix = _("let it meet a line of the board's own, or leave '{key}' out", key="meets")
                yield tables.document.fault(("in_kind", place, "meets"), message, fix)


def _above(tables: Tables) -> Iterator[Fault]:
    """Check the boards beneath each: they are there, and none is above itself."""
    beneath: dict[str, list[str]] = {}
    for board, (path, table) in tables.boards.items():
        if not tables.is_above(board):
            continue
        named = [name for _, name in texts_in(table.get("above"))]
        beneath[board] = [name for name in named if name in tables.boards]
        yield from _names(tables, (*path, "above"), table.get("above"))
        yield from _percentages(tables, path, table, named)
        for key in _OWN:
            if key in table:
                message = _(
                    "board '{board}' stands above others and has no partners of its own",
                    board=board,
                )
                fix = _("delete '{key}': the boards beneath have theirs", key=key)
                yield tables.document.fault((*path, key), message, fix, at="key")
    try:
        order = list(TopologicalSorter(beneath).static_order())
    except CycleError as error:
        circle = error.args[1]
        path, table = tables.boards[circle[-1]]
        place = [name for _, name in texts_in(table["above"])].index(circle[-2])
        message = _(
            "boards stand above each other in a circle: {circle}",
            circle=" → ".join(reversed(circle)),
        )
        if len(circle) == 2:
            message = _("board '{board}' stands above itself", board=circle[0])
        fix = _("a board stands above others that do not stand above it")
        yield tables.document.fault((*path, "above", place), message, fix)
        return
    tiers: dict[str, int] = {}
    for board in order:
        tiers[board] = 1 + max((tiers[each] for each in beneath.get(board, ())), default=0)
        if tiers[board] == MOST_TIERS + 1:
            path, _table = tables.boards[board]
            message = _(
                "board '{board}' stands above {most} tiers of boards", board=board, most=MOST_TIERS
            )
            fix = _("there may be {most} in all", most=MOST_TIERS)
            yield tables.document.fault((*path, "above"), message, fix)


def _partners(tables: Tables) -> Iterator[Fault]:
    """Check that nothing is said of partners on a board that has none."""
    for board in tables.boards:
        if not tables.is_above(board):
            continue
        for name in _OF_PARTNERS:
            for place, table in tables.of(name, board):
                if "over" in table:
                    continue  # said where the limit is looked at
                message = _(
                    "board '{board}' stands above others: no partner sits on it", board=board
                )
                fix = _("name boards on which partners sit")
                yield tables.document.fault((name, place, "board"), message, fix)
