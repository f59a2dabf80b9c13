"""Boards that share: costs split between them, boards above others, one limit over several bills.

Parts are handed out penny by penny. A board above others is worked out by subtraction: what is
left of each of its pools is what the boards beneath must find.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.oracle.asking import answer_of
from tests.oracle.board import Board, Partner, boards_of
from tests.oracle.pennies import hand_out, money, percent, pro_rata
from tests.oracle.settle import Settlement, reduce, settle
from tests.oracle.splits import Table

Scenario = Mapping[str, Any]


def parts(pence: int, figures: Mapping[str, Fraction]) -> dict[str, int]:
    """Share a sum by figures, in whole pennies."""
    return hand_out(pro_rata(pence, figures), pence)


def boards_together(
    scenario: Scenario,
    seated: Mapping[str, Sequence[Partner]],
    known: Mapping[str, Partner] | None = None,
) -> dict[str, Board]:
    """Make the boards of a scenario's first year, with their parts of what they share."""
    tables = {table.get("id") or table.get("area"): table for table in _tables(scenario)}
    below = [table for table in tables.values() if "above" not in table]
    made = boards_of({**scenario, "board": below}, seated, known)
    boards = {board.id: board for board in made}
    for name, table in tables.items():
        if "above" in table:
            (boards[name],) = boards_of({**_naming(scenario, name), "board": [table]}, {})
    for shared in scenario.get("shared_cost", []):
        by = shared["by"]
        sharing = shared.get("boards") or (list(by) if isinstance(by, dict) else None)
        sharing = sharing or [board for board in boards if "above" not in tables[board]]
        found = parts(money(_first(shared["amount"])), _figures(by, sharing, boards, tables))
        for board, pence in found.items():
            boards[board] = _with_cost(boards[board], shared["pool"], pence)
    waiting = [name for name in boards if "above" in tables[name]]
    while waiting:
        # From the top: one beneath nothing that still waits.
        name = next(n for n in waiting if not any(n in tables[w]["above"] for w in waiting))
        waiting.remove(name)
        boards |= _passed_on(boards, tables, name)
    return boards


def _passed_on(
    boards: Mapping[str, Board], tables: Mapping[str, Table], name: str
) -> dict[str, Board]:
    """Give the boards beneath one their parts of each pool that it has left; and itself."""
    table, left = tables[name], reduce({}, boards[name]).left
    figures = _figures(table["by"], table["above"], boards, tables)
    whole = dict.fromkeys(table["above"], 0)
    for pence in left.values():
        for board, part in parts(pence, figures).items():
            whole[board] += part
    found = {
        board: _with_cost(boards[board], table["passes_to"], pence)
        for board, pence in whole.items()
    }
    members = tuple(
        Partner(board, "board", devolved=True, figures={"figure": figures[board]}, payer=board)
        for board in table["above"]
    )
    return {**found, name: replace(boards[name], partners=members)}


def formula_above(table: Table) -> Table:
    """Give the formula that a board above others amounts to."""
    return {"id": "above", "covers": "all", "driver": {"by": "figure"}, "duty": {"board": "will"}}


def settle_all(
    formula: Table, boards: Mapping[str, Board], scenario: Scenario
) -> dict[str, Settlement]:
    """Settle every board: dues first, then each limit over several bills, then all again."""
    tables = {table.get("id") or table.get("area"): table for table in _tables(scenario)}
    first = {
        name: settle(formula_above(tables[name]) if "above" in tables[name] else formula, board)
        for name, board in boards.items()
    }
    bills: dict[int, dict[tuple[str, str], int]] = {}
    for name, board in boards.items():
        for partner in board.partners:
            said = answer_of(formula, board, partner)
            if said is not None and said.limit is not None:
                words = first[name].partners[partner.id]
                due = words["assessed"] - words["in_kind"]
                bills.setdefault(said.limit, {})[name, partner.id] = due
    found = dict(first)
    limited = dict(boards)
    for place, dues in bills.items():
        limit = money(_first(scenario["answer"][place]["amount"]))
        weights = {f"{board}, {who}": Fraction(pence) for (board, who), pence in dues.items()}
        to_share = min(limit, sum(dues.values()))
        split = parts(to_share, weights) if to_share else dict.fromkeys(weights, 0)
        for where, who in dues:
            limited[where] = _limited(limited[where], who, place, split[f"{where}, {who}"])
            found[where] = settle(formula, limited[where])
    return found


def _limited(board: Board, partner: str, place: int, pence: int) -> Board:
    answers = tuple(
        replace(said, pence=pence) if (said.partner, said.limit) == (partner, place) else said
        for said in board.answers
    )
    return replace(board, answers=answers)


def _figures(
    by: str | Mapping[str, str],
    sharing: Sequence[str],
    boards: Mapping[str, Board],
    tables: Mapping[str, Table],
) -> dict[str, Fraction]:
    if not isinstance(by, str):
        return {board: percent(each) for board, each in by.items()}
    return {board: _measured(by, board, boards, tables) for board in sharing}


def _measured(
    by: str, board: str, boards: Mapping[str, Board], tables: Mapping[str, Table]
) -> Fraction:
    if by == "equal":
        return Fraction(1)
    beneath = tables[board].get("above")
    if beneath:
        return sum((_measured(by, each, boards, tables) for each in beneath), Fraction(0))
    councils = [p for p in boards[board].partners if p.kind == "local_authority"]
    return sum((council.figures[by] for council in councils), Fraction(0))


def _with_cost(board: Board, pool: str, pence: int) -> Board:
    return replace(board, cost={**board.cost, pool: board.cost.get(pool, 0) + pence})


def _naming(scenario: Scenario, board: str) -> dict[str, Any]:
    """Give a scenario as a board above others sees it: only what names it."""
    lists = ("partner", "cost", "grant", "income", "in_kind", "answer", "driver")
    kept = {
        key: [table for table in scenario.get(key, []) if board in _listed(table.get("board", []))]
        for key in lists
    }
    return {**scenario, **kept}


def _tables(scenario: Scenario) -> list[Any]:
    found = scenario["board"]
    return found if isinstance(found, list) else [found]


def _first(amount: Any) -> Any:
    return amount[0] if isinstance(amount, list) else amount


def _listed(names: str | list[str]) -> list[str]:
    return names if isinstance(names, list) else [names]
