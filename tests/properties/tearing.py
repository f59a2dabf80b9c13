"""Formulas that lost what they say of cases that should not happen: figures of nothing, gaps."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import strategies as st

from tests.properties.engine import Case, Table


@st.composite
def torn(draw: st.DrawFn, case: Case) -> Case:
    """Take away some of the rules for what is nil or missing, wherever they stand."""
    formula = deepcopy(case.formula)
    lost = draw(
        st.lists(st.sampled_from(["when_nil", "missing_kind", "missing"]), min_size=1, unique=True)
    )
    _forget(formula, lost)
    return Case(formula, case.scenario)


def _forget(table: Table, keys: list[str]) -> None:
    for key in keys:
        table.pop(key, None)
    for each in table.values():
        if isinstance(each, dict):
            _forget(each, keys)
