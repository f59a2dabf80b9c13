"""Every shipped formula is proved to conserve, and to ask nobody for less than nothing."""

from __future__ import annotations

import pytest

from funding.formula.library import library_for
from funding.promises.catalogue import CATALOGUE
from funding.promises.checking import Effort, check
from funding.promises.targets import regional_boards, year_for

LIBRARY = library_for()
PROVED = [CATALOGUE[name] for name in ("conserved", "non-negative")]


@pytest.mark.parametrize("name", sorted(LIBRARY.files))
def test_a_shipped_formula_is_proved_to_conserve_and_to_pay_nobody(name: str) -> None:
    formula = LIBRARY.load(name)
    year = year_for(formula)
    effort = Effort(examples=1, prove=True, seconds=600)
    checked = check(formula, PROVED, regional_boards(year), year, effort)
    assert [(each.promise.name, each.decision) for each in checked.decisions] == [
        ("conserved", "proved"),
        ("non-negative", "proved"),
    ]
    assert all(
        "north-wales" in each.scope or formula.file.country not in (None, "wales")
        for each in checked.decisions
    )
