"""Formulas or scenarios side by side, made of drawn tables, as the laws of comparison need."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from funding import Outcome
from funding.comparison.compare import Comparison, compare
from tests.properties.engine import Case, Table, run
from tests.properties.strategies import cases
from tests.properties.writing import write_toml

BASELINE = "equal-shares"


def beside_equal_shares(case: Case) -> Comparison:
    """Compare a drawn formula with equal shares, on the boards of its scenario."""
    scenario = {**case.scenario, "formulas": [BASELINE, "drawn"], "baseline": BASELINE}
    return compare(run(write_toml(case.formula), write_toml(scenario)))


def outcome_of(formula: Table, scenario: Table) -> Outcome:
    """Run one drawn formula on a drawn scenario."""
    return run(write_toml(formula), write_toml(scenario))


@st.composite
def cases_of_two_boards(draw: st.DrawFn) -> Case:
    """Draw a board and a formula; let the board stand twice, and some bills go to one purse."""
    case = draw(cases(shortage=draw(st.booleans()), giving=draw(st.booleans())))
    boards = [{**case.scenario["board"], "id": name} for name in ("one", "two")]
    partners: list[dict[str, Any]] = [
        {**each, "payer": "a-purse"} if draw(st.booleans()) else each
        for each in case.scenario["partner"]
    ]
    return Case(case.formula, {**case.scenario, "board": boards, "partner": partners})
