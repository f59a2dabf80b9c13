"""Every shipped formula keeps its promises; that it conserves and pays nobody is proved."""

from __future__ import annotations

import pytest

from funding.formula.library import library_for
from funding.promises.catalogue import CATALOGUE
from tests.promises.kept import decisions_of, promised, stated_on_page

LIBRARY = library_for()
ALWAYS_PROVED = ("conserved", "non-negative")


@pytest.mark.parametrize("name", sorted(LIBRARY.files))
def test_a_shipped_formula_keeps_its_promises_as_its_page_says(name: str) -> None:
    formula, page = LIBRARY.load(name), stated_on_page()[name]
    checked = decisions_of(formula, promised(formula), 40)
    words = {each.promise.name: each.decision for each in checked.decisions}
    assert [words[each] for each in ALWAYS_PROVED] == ["proved", "proved"]
    assert [each for each in words if words[each] == "proved"] == page["proved"]
    assert [each for each in words if words[each] == "tested"] == page["tested"]
    assert {*page["proved"], *page["tested"], *page["not"]} == set(CATALOGUE)
    proofs = [each.scope for each in checked.decisions if each.promise.name in ALWAYS_PROVED]
    at_home = formula.file.country in (None, "wales")
    assert all("north-wales" in scope for scope in proofs) or not at_home


def test_the_page_has_every_shipped_formula_and_no_other() -> None:
    assert set(stated_on_page()) == set(LIBRARY.files)
