"""The order in which a file lists partners, costs, gifts and answers changes no figure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.engine import Case, Engine, Words, laws, settled, words_by_owner
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases

Pair = tuple[Case, Case]


@st.composite
def shuffled(draw: st.DrawFn) -> Pair:
    """Draw a case, and the same with its tables and the keys of its sections in another order.

    Left as they are: grants and income, which reduce pools in the order listed; and, where fixed
    sums are taken off the pools in the order of the budget, that order.
    """
    return draw(reordered(giving=draw(st.booleans())))


@st.composite
def reordered(draw: st.DrawFn, *, giving: bool = False, rounding: bool = False) -> Pair:
    """Draw a case about one thing, and the same in another order."""
    case = draw(cases(giving=giving, rounding=rounding))
    scenario, formula = dict(case.scenario), case.formula
    lists = ["partner", "in_kind", "answer", "driver"]
    if not formula.keys() & {"flat_fees", "amounts"}:
        lists.append("cost")
    for name in lists:
        if name in scenario:
            scenario[name] = draw(st.permutations(scenario[name]))
    keys = draw(st.permutations(sorted(formula)))
    moved = {key: _moved(draw, formula[key]) for key in keys}
    return case, Case(moved, scenario)


def _moved(draw: st.DrawFn, value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: value[key] for key in draw(st.permutations(sorted(value)))}


def ignores_order(engine: Engine, pair: Pair) -> None:
    """Require the same words of every owner, whatever the order."""
    case, moved = pair
    assert words_by_owner(engine(moved)) == words_by_owner(engine(case))


@laws(80)
@given(shuffled())
def test_the_order_of_the_file_changes_nothing(pair: Pair) -> None:
    ignores_order(settled, pair)


def ties_by_position(case: Case) -> Words:
    """Settle with everyone renamed by its place in the file, so that ties go by that."""
    names = [partner["id"] for partner in case.scenario["partner"]]
    renamed = {name: f"p{place}-{name}" for place, name in enumerate(names)}
    words = settled(Case(_renamed(case.formula, renamed), _renamed(case.scenario, renamed)))
    back = {new: old for old, new in renamed.items()}
    partners = [{**p, "id": back[p["id"]]} for p in words["partners"]]
    return {**words, "partners": partners}


def _renamed(table: Any, names: dict[str, str]) -> Any:
    """Put new names in place of partners' ids, wherever they stand."""
    if isinstance(table, dict):
        return {names.get(k, k): _renamed(v, names) for k, v in table.items()}
    if isinstance(table, list):
        return [_renamed(each, names) for each in table]
    return names[table] if isinstance(table, str) and table in names else table


def only_the_last_gift_counts(case: Case) -> Words:
    last = case.scenario.get("in_kind", [])[-1:]
    return settled(Case(case.formula, {**case.scenario, "in_kind": last}))


def the_first_named_leads(case: Case) -> Words:
    first = case.scenario["partner"][0]["id"]
    board = {**case.scenario["board"], "lead": first}
    return settled(Case(case.formula, {**case.scenario, "board": board}))


WRONG: tuple[Engine, ...] = (ties_by_position, only_the_last_gift_counts, the_first_named_leads)


@pytest.mark.parametrize("wrong", WRONG)
def test_an_engine_that_looks_at_the_order_is_refuted(wrong: Engine) -> None:
    assert_refuted(ignores_order, wrong, shuffled())
