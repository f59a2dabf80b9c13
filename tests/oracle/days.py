"""Which formula holds on a day and how it stands, who is there, and days that are alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.oracle.asking import answer_of, duty
from tests.oracle.board import Answer, Board, boards_of

Typed = dict[str, Any]
Formulas = Mapping[str, Typed]
Days = tuple[date, ...]


def days_of_year(start: int) -> list[date]:
    """Give every day of a financial year."""
    first, after = date(start, 4, 1), date(start + 1, 4, 1)
    return [first + timedelta(days=count) for count in range((after - first).days)]


def parts_of(formulas: Formulas, name: str, scenario: Typed, start: int) -> list[Days]:
    """Put days that follow one another and are alike together."""
    found: list[list[date]] = []
    before = None
    for day in days_of_year(start):
        state = state_of(formulas, name, scenario, day)
        if state != before:
            found.append([])
        found[-1].append(day)
        before = state
    return [tuple(days) for days in found]


def state_of(formulas: Formulas, name: str, scenario: Typed, day: date) -> Any:
    """Give all that may change from one day to the next."""
    formula = formulas[holding(name, scenario, day)]
    stands = amended(formula, day)
    board = board_of({**scenario, "year": scenario["years"][0], "cost": []}, day)
    return (
        formula["id"],
        sum(each["from"] <= day for each in formula.get("amendment", [])),
        tuple(
            (p.id, duty(stands, board, p), has_withdrawn(formulas, name, scenario, p.id, day))
            if duty(stands, board, p) == "may"
            else (p.id, duty(stands, board, p))
            for p in board.partners
        ),
    )


def holding(name: str, scenario: Typed, day: date) -> str:
    """Give the formula that holds on a day: its own name, or one of a succession."""
    for each in scenario.get("succession", []):
        if each["id"] == name:
            turns = each["formulas"]
            return str(next(t["formula"] for t in turns if day <= t.get("until", date.max)))
    return name


def amended(formula: Typed, day: date) -> Typed:
    """Give a formula with what every amendment until a day has set, in the order of their days."""
    stands: Typed = deepcopy(formula)
    for each in sorted(formula.get("amendment", []), key=lambda table: table["from"]):
        if each["from"] <= day:
            for section, values in each["set"].items():
                if isinstance(values, dict):
                    stands[section].update(deepcopy(values))
                else:
                    stands[section] = deepcopy(values)
    stands.pop("amendment", None)
    return stands


def has_withdrawn(formulas: Formulas, name: str, scenario: Typed, who: str, day: date) -> bool:
    """Say whether a partner's notice is over, counting the months one by one."""
    for each in scenario.get("notice", []):
        if each["partner"] == who:
            stands = amended(formulas[holding(name, scenario, each["given"])], each["given"])
            return day >= later(each["given"], stands.get("duty", {}).get("notice", 0))
    return False


def later(day: date, months: int) -> date:
    """Give a day some months later, or the last of that month."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number_of_day in range(day.day, 0, -1):
        try:
            return date(year, month, number_of_day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def board_of(scenario: Typed, day: date) -> Board:
    """Give the board with those who are there on a day, and what they give."""
    there = [
        each
        for each in scenario["partner"]
        if each.get("from", date.min) <= day <= each.get("until", date.max)
    ]
    ids = {each["id"] for each in there}
    offers = [each for each in scenario.get("in_kind", []) if each["partner"] in ids]
    drivers = [
        {**each, "values": {who: v for who, v in each["values"].items() if who in ids}}
        for each in scenario.get("driver", [])
    ]
    seated = {**scenario, "partner": there, "in_kind": offers, "driver": drivers}
    if not scenario["cost"]:  # only who is there matters
        lists = ("in_kind", "grant", "income", "answer", "arrears_paid")
        seated |= {name: [] for name in lists}
        seated["board"] = {**scenario["board"], "reserves": {}}
    (board,) = boards_of(seated, {})
    return replace(board, day=day)


def answers(board: Board, holds: str, name: str) -> Iterator[Answer]:
    """Give what was said, an answer to the succession being one to the formula that holds."""
    for said in board.answers:
        yield replace(said, formula=holds) if said.formula == name else said


def with_notices(
    board: Board, formulas: Formulas, formula: Typed, name: str, scenario: Typed
) -> Board:
    """Let who gave notice refuse when it is over, and agree before, unless it agreed to less."""
    said = list(board.answers)
    given = {each["partner"] for each in scenario.get("notice", [])}
    for partner in board.partners:
        if partner.id not in given or duty(formula, board, partner) != "may":
            continue
        recorded = answer_of(formula, board, partner)
        over = has_withdrawn(formulas, name, scenario, partner.id, board.day)
        if over or recorded is None or recorded.says != "agreed":
            said = [each for each in said if each.partner != partner.id]
            said.append(Answer(partner.id, "refused" if over else "agreed", formula["id"]))
    return replace(board, answers=tuple(said))
