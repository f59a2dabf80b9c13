"""Random boards that have something in common: partners, costs, a board above them, a limit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.properties.boards import budget, reserves, sources
from tests.properties.engine import Case, Table
from tests.properties.formulas import formulas
from tests.properties.members import POOLS, Focus, Members, members, once_in, pence, text_of
from tests.properties.strategies import scenarios

NAMES = ("a-board", "board-2", "z-board", "m-board")
LISTS = ("cost", "driver", "grant", "income", "in_kind", "answer")


@st.composite
def several(
    draw: st.DrawFn, *, sharing: bool = False, above: bool = False, limited: bool = False
) -> Case:
    """Draw boards with the same partners; each of three things to share may be made sure of."""
    focus = Focus(shortage=limited)
    board = draw(members())
    pools = list(POOLS[: draw(st.sampled_from([1, 2]))])
    names = list(NAMES[: draw(st.integers(2, 3))])
    scenario = draw(_boards(board, pools, names, focus))
    formula = draw(formulas(board, pools, focus))
    if sharing or once_in(draw, 2):
        scenario["shared_cost"] = draw(_shared_costs(board, pools, names))
    if above or once_in(draw, 3):
        draw(_put_above(scenario, board, pools, names))
    if limited or once_in(draw, 3):
        draw(_limit(scenario, names))
    return Case(formula, scenario)


@st.composite
def _boards(
    draw: st.DrawFn, board: Members, pools: list[str], names: list[str], focus: Focus
) -> Table:
    """Draw a scenario for each board, and put them together: who sits on one sits on all."""
    found: Table = {}
    for name in names:
        drawn = draw(scenarios(board, pools, focus))
        found = found or {**drawn, "board": [], **{key: [] for key in LISTS}}
        found["board"].append({**drawn["board"], "id": name})
        for key in LISTS:
            found[key] += [{**table, "board": name} for table in drawn.get(key, [])]
    return {key: value for key, value in found.items() if value != []}


@st.composite
def _by(draw: st.DrawFn, board: Members, names: list[str]) -> Any:
    """Draw by what boards share; a quantity is counted over the local authorities."""
    ways = ["equal", "percentages"]
    if "local_authority" in board.kinds.values():
        ways.append("children")
    way = draw(st.sampled_from(ways))
    if way != "percentages":
        return way
    points = [draw(st.integers(1, 9_999 // len(names))) for _ in names[1:]]
    points.append(10_000 - sum(points))
    return {name: f"{Decimal(p) / 100:f}%" for name, p in zip(names, points, strict=True)}


@st.composite
def _shared_costs(draw: st.DrawFn, board: Members, pools: list[str], names: list[str]) -> Any:
    """Draw one or two costs of some boards or of all."""
    found = []
    for number in range(draw(st.integers(1, 2))):
        some = draw(st.lists(st.sampled_from(names), min_size=2, unique=True))
        cost: Table = {
            "item": f"shared {number}",
            "pool": draw(st.sampled_from([*pools, "beacon"])),
            "amount": text_of(draw(st.one_of(st.just(0), pence()))),
        }
        if draw(st.booleans()):
            cost |= {"boards": some, "by": draw(_by(board, some))}
        else:
            cost["by"] = draw(_by(board, names))
        found.append(cost)
    return found


@st.composite
def _put_above(
    draw: st.DrawFn, scenario: Table, board: Members, pools: list[str], names: list[str]
) -> None:
    """Put a board above some others; sometimes another above that."""
    beneath = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    for name in ("strategic", "top")[: draw(st.sampled_from([1, 1, 2]))]:
        head = {
            "id": name,
            "above": beneath,
            "by": draw(_by(board, beneath)),
            "passes_to": draw(st.sampled_from([*pools, "strategic-work"])),
        }
        own: Table = {
            "cost": draw(budget(pools, Focus())),
            "grant": draw(sources("grant", pools, Focus())),
            "income": draw(sources("income", pools, Focus())),
        }
        scenario["board"].append(head | draw(reserves(pools, Focus())))
        for key, tables in own.items():
            more = [{**table, "board": name} for table in tables]
            if more:
                scenario[key] = [*scenario.get(key, []), *more]
        beneath = [name]
    scenario["board"] = draw(st.permutations(scenario["board"]))


@st.composite
def _limit(draw: st.DrawFn, scenario: Table, names: list[str]) -> None:
    """Give a payer of some bills one limit over several boards, beside other answers of its own."""
    partners = scenario["partner"]
    some = draw(st.lists(st.sampled_from(partners), min_size=1, max_size=2, unique_by=_id))
    payer = some[0]["id"]
    if draw(st.booleans()):
        payer = "one-purse"
        ids = {partner["id"] for partner in some}
        scenario["partner"] = [
            {**partner, "payer": payer} if partner["id"] in ids else partner for partner in partners
        ]
    paid = {p["id"] for p in scenario["partner"] if payer in (p["id"], p.get("payer"))}
    answers = [
        answer
        for answer in scenario.get("answer", [])
        if answer["partner"] not in paid or "formula" in answer
    ]
    over = draw(st.lists(st.sampled_from(names), min_size=2, unique=True))
    limit = {
        "partner": payer,
        "says": "agreed",
        "amount": text_of(draw(st.one_of(st.just(0), pence()))),
        "over": draw(st.sampled_from(["all boards", over])),
        "date": date(2020, 7, 7),
    }
    scenario["answer"] = draw(st.permutations([*answers, limit]))


def _id(partner: Table) -> str:
    return str(partner["id"])
