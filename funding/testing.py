"""For tests of your own: boards, scenarios and formulas drawn at random, and promises to hold to.

    from funding.testing import promises

    @promises("formulas/ours.toml", "conserved", "split-neutral")
    def test_ours_keeps_its_promises() -> None: ...

Needs nothing but pytest; the strategies are Hypothesis's. The same boards are drawn every time.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from funding.formula.model import Formula
from funding.formula.promised import NAMED, PromiseFile
from funding.formula.reading import formula_of
from funding.language import _
from funding.promises.catalogue import CATALOGUE
from funding.promises.checking import EXAMPLES, Effort, check, promises_of
from funding.promises.confirming import run_of
from funding.promises.drawing import examples
from funding.promises.example import Example, Subject
from funding.promises.formulas import formula_tables
from funding.promises.naming import unknown_names
from funding.promises.promise import Promise, stated
from funding.promises.targets import regional_boards
from funding.promises.which_years import year_for
from funding.promises.written import formula_toml, scenario_toml
from funding.report.promised import refutation
from funding.scenario.model import Scenario
from funding.simulation import load_formula
from funding.toml import did_you_mean, parse_document

FormulaOrName = Formula | str | Path


def boards(formula: FormulaOrName, *, most: int = 6) -> st.SearchStrategy[Example]:
    """Give boards of up to `most` partners for a formula, and what it needs besides.

    Each is a board as the formula sees it: `rows` are its partners, `values` the figures of every
    input of its worksheet, `settled` what the formula makes of it (None where it refuses).
    """
    found = _formula(formula)
    return examples(Subject(found, year_for(found)), most=most)


def scenarios(formula: FormulaOrName, *, most: int = 6) -> st.SearchStrategy[Scenario]:
    """Give scenarios of one board and one year for a formula, read from the text of a file.

    Only those are given that the formula can be used on.
    """
    found = _formula(formula)

    @st.composite
    def drawn(draw: st.DrawFn) -> Scenario:
        text = scenario_toml("Drawn", {"board": draw(boards(found, most=most))}, "drawn")
        run = run_of(text, found)
        if run is None:
            reject()
        return run.scenario

    return drawn()


def formulas() -> st.SearchStrategy[Formula]:
    """Give formulas made of sections at random, each sound by itself."""
    return formula_tables().map(
        lambda table: formula_of(parse_document(formula_toml(table), "drawn.toml"))
    )


def promises(
    formula: FormulaOrName,
    *names: str | Mapping[str, Any] | Promise,
    tries: int = EXAMPLES,
    prove: bool = False,
    seconds: float = 60,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Hold a formula to promises: those named, or written as the keys of a `[[promise]]` table.

    A decorator of a test function, which is then run itself. Without names, all that the formula
    itself promises. Raise `AssertionError` with a small board that breaks a promise.
    """
    found = _formula(formula)
    held = [_promise(each) for each in names]

    def decorate(test: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(test)
        def held_to_promises(*arguments: Any, **keywords: Any) -> Any:
            hold(found, held, Effort(tries, prove, seconds))
            return test(*arguments, **keywords)

        return held_to_promises

    return decorate


def hold(formula: Formula, held: list[Promise], effort: Effort) -> None:
    """Raise `AssertionError` if a formula does not keep promises; of none, its own."""
    year = year_for(formula)
    held = held or promises_of(formula)
    for promise in held:
        for key, why in unknown_names(Subject(formula, year), promise):
            parts = {"key": key, "name": promise.name, "why": why.message, "fix": why.fix}
            raise ValueError(_("{key} of '{name}': {why}; {fix}", **parts))
    checked = check(formula, held, regional_boards(year) if effort.prove else (), year, effort)
    broken = [refutation(each.breach) for each in checked.decisions if each.breach]
    broken += [
        f"{each.promise.name}: {each.scope}"
        for each in checked.decisions
        if each.decision == "undecided"
    ]
    if broken:
        raise AssertionError("\n\n".join(broken))


def _formula(formula: FormulaOrName) -> Formula:
    return formula if isinstance(formula, Formula) else load_formula(str(formula))


def _promise(said: str | Mapping[str, Any] | Promise) -> Promise:
    if isinstance(said, Promise):
        return said
    if isinstance(said, str):
        if said not in CATALOGUE:
            fix = did_you_mean(said, NAMED)
            raise ValueError(_("there is no promise '{name}'; {fix}", name=said, fix=fix))
        return CATALOGUE[said]
    return stated(PromiseFile.model_validate(said))


__all__ = ["boards", "formulas", "promises", "scenarios"]
