"""The parts of a comparison as plain values for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from funding.amounts import plain_money
from funding.comparison.bill import Change
from funding.comparison.budgets import held_against_budgets
from funding.comparison.changes import BoardChange, Row, by_board, by_payer, tally, total
from funding.comparison.continuity import Step
from funding.comparison.figures import index, portion, pounds
from funding.comparison.kinds import by_kind
from funding.comparison.measures import PARTS, PER_CHILD, measures_of, rest_of_measures
from funding.comparison.pairing import Missing, Pair, Side
from funding.comparison.published import bill_dict
from funding.comparison.reasons import in_per_cent, reason
from funding.comparison.run import Run, rests_on
from funding.language import here


def side_dict(side: Side) -> dict[str, Any]:
    """Give what names a side."""
    return {
        "side": side.which or None,
        "scenario": side.scenario.id,
        "formula": side.formula,
        "year": str(side.year),
    }


def pair_dict(pair: Pair) -> dict[str, Any]:
    """Give the changes of a pair: of payers over all boards, and board by board."""
    return {
        **side_dict(pair.after),
        "against": side_dict(pair.before),
        "boards": [run.board.id for run in pair.after.runs],
        "boards_before": [run.board.id for run in pair.before.runs],
        **sums_dict(payers := by_payer(pair)),
        "payers": [row_dict(row) for row in payers],
        "by_board": [_board_dict(each) for each in by_board(pair)],
    }


def _board_dict(board: BoardChange) -> dict[str, Any]:
    return {
        "board": board.after.board.id,
        "board_name": here(board.after.board.name),
        **sums_dict(board.rows),
        "partners": [row_dict(row) for row in board.rows],
    }


def sums_dict(rows: Sequence[Row]) -> dict[str, Any]:
    """Count and sum who pays more, less and the same."""
    counted = tally(rows)
    return {
        "more": {"count": counted.more, "amount": plain_money(counted.rises)},
        "less": {"count": counted.less, "amount": plain_money(counted.falls)},
        "same": {"count": counted.same},
        **change_dict(total(rows)),
    }


def change_dict(change: Change) -> dict[str, Any]:
    """Give what is paid before and after, how that differs, and of what that is made."""
    return {
        "cash_before": plain_money(change.cash_before),
        "cash": plain_money(change.cash),
        "change": plain_money(change.amount),
        "change_part": portion(change.part),
        "why": {word: plain_money(amount) for word, amount in change.why().items()},
    }


def row_dict(row: Row) -> dict[str, Any]:
    """Give a partner's or a payer's change, with the sentence that says why."""
    own = {} if row.kind is None else {"kind": row.kind, "payer": row.payer}
    return {
        "id": row.id,
        "name": row.name,
        **own,
        **change_dict(row.change),
        "new": row.change.is_new,
        "is_there_before": row.change.before is not None,
        "is_there": row.change.after is not None,
        "reason": reason(row),
        "illustration": rests_on(row.runs),
    }


def measures_dict(side: Side, run: Run) -> dict[str, Any]:
    """Give the measures of one result."""
    found = measures_of(run)
    children = found.children
    return {
        **side_dict(side),
        "board": run.board.id,
        "children": None if children.number is None else str(children.number),
        "children_title": children.title,
        "children_year": children.year,
        "children_why_not": children.why_not,
        **{word: pounds(getattr(found, word)) for word in PER_CHILD},
        **{word: portion(getattr(found, word)) for word in PARTS},
        "concentration": index(found.concentration),
        "largest_payers": list(found.largest_payers),
        "illustration": rest_of_measures(run),
    }


def kinds_dict(side: Side) -> dict[str, Any]:
    """Give what each kind is asked and pays over all boards of a side."""
    return {
        **side_dict(side),
        "boards": [run.board.id for run in side.runs],
        "kinds": [
            {"kind": each.kind, **bill_dict(each.bill), "part": portion(each.part)}
            for each in by_kind(side.runs)
        ],
        "illustration": rests_on(side.runs),
    }


def step_dict(scenario: str, step: Step) -> dict[str, Any]:
    """Give one board's step from a year to the next, under one formula."""
    (risen, rise), (fallen, fall) = step.largest(1), step.largest(-1)
    return {
        "scenario": scenario,
        "board": step.after.board.id,
        "formula": step.after.formula.id,
        "year_before": str(step.before.year),
        "year": str(step.after.year),
        **sums_dict(step.rows),
        "changed": pounds(step.changed),
        "changed_part": portion(step.changed_part),
        "shifted": plain_money(step.shifted),
        "shifted_part": portion(step.shifted_part),
        "largest_rise": {"partners": list(risen), "amount": plain_money(rise)},
        "largest_fall": {"partners": list(fallen), "amount": plain_money(fall)},
        "partners": [row_dict(row) for row in step.rows],
        "illustration": rests_on([step.before, step.after]),
    }


def budget_dict(side: Side) -> Iterator[dict[str, Any]]:
    """Give what each payer with a budget pays, as a part of it."""
    for held in held_against_budgets(side):
        yield {
            **side_dict(side),
            "payer": held.payer,
            "name": held.name,
            "cash": plain_money(held.cash),
            "budget": plain_money(held.budget),
            "part": portion(held.part),
            "status": held.figure.status,
            "source": held.figure.source,
            "illustration": held.rests_on,
        }


def missing_dict(each: Missing) -> dict[str, Any]:
    """Give what is not compared, and why."""
    return {
        "scenario": each.scenario,
        "formula": each.formula,
        "board": each.board,
        "why": each.why,
    }


def flat_rows(pair: Pair, *, of_payers: bool) -> Iterator[dict[str, str]]:
    """Give a pair's changes as flat rows of text: payers over all boards, or board by board."""
    if of_payers:
        for row in by_payer(pair):
            yield {**_flat_place(pair), "id": row.id, "name": row.name, **_flat(row)}
        return
    for board in by_board(pair):
        for row in board.rows:
            yield {
                "board": board.after.board.id,
                "formula": pair.after.formula,
                "year": str(pair.after.year),
                "against": pair.before.formula,
                "id": row.id,
                "name": row.name,
                "kind": row.kind or "",
                "payer": row.payer,
                **_flat(row),
            }


def _flat_place(pair: Pair) -> dict[str, str]:
    before, after = pair.before, pair.after
    return {
        "scenario": after.scenario.id,
        "formula": after.formula,
        "year": str(after.year),
        "against_scenario": before.scenario.id,
        "against_formula": before.formula,
        "against_year": str(before.year),
    }


def _flat(row: Row) -> dict[str, str]:
    change = row.change
    return {
        "cash_before": plain_money(change.cash_before),
        "cash": plain_money(change.cash),
        "change": plain_money(change.amount),
        "change_percent": "new" if change.is_new else in_per_cent(change).removeprefix("+"),
        **{f"from_{word}": plain_money(amount) for word, amount in change.why().items()},
        "reason": reason(row),
        "illustration": rests_on(row.runs),
        "warnings": str(sum(len(run.warnings) for run in row.runs)),
    }
