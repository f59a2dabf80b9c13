"""Whoever a formula or a promise speaks of sits on some of the boards that are drawn."""

from __future__ import annotations

import pytest

from funding.formula.promised import PromiseFile
from funding.promises.example import Subject
from funding.promises.members import kinds_of
from funding.promises.promise import Promise, stated
from funding.promises.scope import usable
from funding.promises.searching import search
from funding.promises.which_years import year_for
from tests.promises.trying import formula_from

COLLEGES = """
[kinds.college]
title    = "further education college"
devolved = true
{more}
[percentages]
local_authority = "80%"
police          = "15%"
{kind}          = "5%"
missing_kind    = "others pro rata"
"""


def promise_for(kind: str, **keys: object) -> Promise:
    always = {"name": "a", "always": "cash == £7.77", "for": {"kind": kind}}
    return stated(PromiseFile.model_validate(always | keys))


@pytest.mark.parametrize("kind", ["college", "nhs_trust"])
@pytest.mark.parametrize("more", ["", '[duty]\npolice = "will"\n'])
def test_a_kind_that_has_only_a_percentage_is_drawn(kind: str, more: str) -> None:
    formula = formula_from(COLLEGES.format(kind=kind, more=more))
    found = search(Subject(formula, year_for(formula)), [promise_for(kind)], 60)
    assert list(found.breaches) == ["a"]


def test_a_kind_that_is_only_declared_is_drawn() -> None:
    formula = formula_from(COLLEGES.format(kind="health_board", more=""))
    found = search(Subject(formula, year_for(formula)), [promise_for("college")], 60)
    assert list(found.breaches) == ["a"]


def test_a_kind_that_only_a_step_asks_for_is_drawn() -> None:
    step = '[equal]\n\n[[step]]\nname = "trusts"\nexpression = "total(is_nhs_trust)"\n'
    assert "nhs_trust" in kinds_of(formula_from(step))


@pytest.mark.parametrize(
    "keys",
    [
        {"for": {"kind": "nhs_trust"}},
        {"for": None, "always": "before_cash == £7.77", "of": {"kind": "nhs_trust"}}
        | {"rises": "population"},
    ],
    ids=["for", "of"],
)
def test_a_kind_that_only_a_promise_names_is_drawn(keys: dict[str, object]) -> None:
    formula = formula_from('[driver]\nby = "population"\nwhen_nil = "equal"\n')
    promise = promise_for("nhs_trust", **keys)
    found = search(Subject(formula, year_for(formula)), [promise], 60)
    assert list(found.breaches) == ["a"]


def test_a_board_made_for_a_proof_has_two_of_each_kind_that_is_named() -> None:
    formula = formula_from(COLLEGES.format(kind="college", more=""))
    (seats,) = usable(Subject(formula, year_for(formula)), (), {"nhs_trust"})
    kinds = [row.keys["kind"] for row in seats.rows]
    assert (kinds.count("college"), kinds.count("nhs_trust")) == (2, 2)
