"""Every promise of the catalogue is broken by a version known to be wrong, and kept by a right one.

Most are broken by a formula, in `wrong/NAME.toml`. What the engine keeps whatever a formula says is
broken by an engine that publishes something else.
"""

from __future__ import annotations

import pytest

from funding.formula.promised import NAMED
from funding.promises.catalogue import CATALOGUE
from tests.promises.tampering import (
    Tamper,
    asks_all_of_the_first,
    asks_everybody_for_a_penny_more,
    asks_for_no_more_than_is_paid,
    closes_with_a_penny_more,
    drops_a_penny,
    favours_the_last_listed,
    hides_what_nobody_pays,
    owes_less_than_nothing,
    tamper_with,
)
from tests.promises.trying import HERE, kept_beside, tried

WRONG = {path.stem for path in (HERE / "wrong").glob("*.toml")}
TAMPERED: list[tuple[str, Tamper]] = [
    ("conserved", drops_a_penny),
    ("conserved", hides_what_nobody_pays),
    ("conserved", closes_with_a_penny_more),
    ("non-negative", owes_less_than_nothing),
    ("order-free", favours_the_last_listed),
    ("within-bounds", asks_all_of_the_first),
    ("within-changes", asks_all_of_the_first),
    ("excluded-pay-nothing", asks_everybody_for_a_penny_more),
    ("take-up-safe", asks_for_no_more_than_is_paid),
]
GUARDED = {name for name, _ in TAMPERED}
ABOUT_THREE = {"quota", "independent"}


def test_what_a_file_may_name_is_what_the_catalogue_has() -> None:
    assert tuple(CATALOGUE) == NAMED
    assert all(promise.name == name and promise.says for name, promise in CATALOGUE.items())


@pytest.mark.parametrize("name", NAMED)
def test_every_promise_has_a_version_known_to_be_wrong(name: str) -> None:
    assert (name in WRONG) is not (name in GUARDED)


def test_every_version_known_to_be_wrong_is_of_a_promise() -> None:
    assert set(NAMED) >= WRONG | GUARDED


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_formula_that_breaks_a_promise_is_refuted_by_a_board_without_idlers(name: str) -> None:
    """Two partners show all of it, but where a third is what it is about."""
    formula = kept_beside("wrong", name)
    assert formula.file.promises == [name]
    found = tried(formula, [name], 2_000)  # it stops at the first
    assert set(found.breaches) == {name}
    assert len(found.breaches[name].tried.rows) <= (3 if name in ABOUT_THREE else 2)


@pytest.mark.parametrize(("name", "tamper"), TAMPERED)
def test_an_engine_that_breaks_a_promise_is_refuted(
    name: str, tamper: Tamper, monkeypatch: pytest.MonkeyPatch
) -> None:
    formula = kept_beside("right", "with-everything")
    assert name in formula.file.promises
    tamper_with(monkeypatch, tamper)
    assert set(tried(formula, [name], most=100).breaches) == {name}


@pytest.mark.parametrize(
    ("name", "of_nothing"),
    [
        ("by-population", ["within-bounds", "within-changes", "excluded-pay-nothing"]),
        ("with-everything", []),
    ],
)
def test_a_formula_that_keeps_its_promises_is_not_refuted(name: str, of_nothing: list[str]) -> None:
    """One without bounds, and that excludes nobody, has nothing that three of them are about."""
    found = tried(kept_beside("right", name), most=120)
    assert not found.breaches
    assert [promise for promise, boards in found.tried.items() if not boards] == of_nothing


def test_the_right_formulas_make_every_promise() -> None:
    assert set(kept_beside("right", "by-population").file.promises) == set(NAMED)
