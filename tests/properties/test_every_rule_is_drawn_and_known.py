"""Every rule, and every key of every section, is drawn at random and known to the oracle.

A new rule or key fails here until the strategies draw it and the oracle reads it, or until it
stands below among those that are left out, with the reason.
"""

from __future__ import annotations

import inspect
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from pydantic import BaseModel

from funding.formula.model import AmendmentFile, FormulaBase, StepFile
from funding.rules import duty, groups, measure
from funding.rules.division import Division, KindDivision
from funding.rules.registry import BUILT_IN, SECTIONS
from funding.rules.rule import Rule, Settings
from funding.toml.fields import Table
from tests.oracle import Refused, asking, boards_of, settle
from tests.oracle.over_time import settle_years
from tests.oracle.rounding import round_parts
from tests.oracle.seats import TooManyUnits
from tests.properties.engine import Case, laws
from tests.properties.histories import History, histories
from tests.properties.noting import Key, Notes, Noting
from tests.properties.strategies import ABOUT, cases, composed

NESTED: dict[str, type[BaseModel]] = {
    "duty.*": duty.Duty,
    "groups.*": groups.GroupFile,
    "groups.*.within": Division,
    "percentages.within.*": KindDivision,
    "measure.*": measure.MeasureFile,
    "measure.*.bands": measure.Band,
    "measure.*.taper": measure.Taper,
}
"""The tables within sections, by where they stand."""
MODELS: dict[str, type[BaseModel]] = {
    "": FormulaBase,
    "step": StepFile,
    "amendment": AmendmentFile,
    **{name: rule.settings for name, rule in SECTIONS.items() if rule.settings},
    **NESTED,
}
NO_SUM_RESTS_ON_IT = {
    *("title", "source", "status", "notes", "review_by", "country", "in_force", "unit"),
    *("promises", "promise", "after", "consulted"),
}
"""Keys that change words, warnings or checks of a result, and never a sum."""
LEFT_OUT: dict[Key, str] = {
    ("", "kinds"): "a declared kind is a kind like any other: every kind that is drawn is known",
    ("", "rest"): "it has the one answer, uncovered, and covers says when",
}
DONE_BY = {
    "sharing": asking.ask,
    "pools": round_parts,
    "uncovered": settle,
    "answers": asking.answer_of,
    "arrears": settle,
    "closing": settle,
    "reductions": settle,
}
"""What works out each rule that has no section, in the oracle."""
NOT_KNOWN = {"year_end": "the laws of how a year ends look at each of its words by themselves"}


ROUNDS = 20
FEW = 10


@cache
def noted() -> Notes:
    """Let the oracle work out cases, and note which keys were there and which it read.

    No more are drawn than it takes to note every key: a round of each sort of cases, and another.
    """
    notes = Notes(list(MODELS))

    def board(case: Case) -> None:
        (one,) = boards_of(case.scenario, {})
        try:
            settle(notes.noting(case.formula), one)
        except (Refused, TooManyUnits):
            return

    def years(history: History) -> None:
        try:
            formulas = {name: notes.noting(each) for name, each in history.formulas.items()}
            settle_years(formulas, history.name, history.scenario)
        except (Refused, TooManyUnits):
            return

    few = settings(laws(FEW), phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    # One after the other: drawn together, what is drawn first is drawn again and again.
    sorts = [composed(), *(cases(**{name: True}, full=True) for name in ABOUT)]
    for drawing in range(ROUNDS):
        for cases_drawn in sorts:
            seed(drawing)(few(given(cases_drawn)(board)))()
        seed(drawing)(few(given(histories(all_rules=True, rising=True))(years)))()
        if notes.there & notes.read >= wanted():
            break
    return notes


def wanted() -> set[Key]:
    """Give every key, and every rule that has a section."""
    return {*keys(), *(("", rule.name) for rule in BUILT_IN if is_noted(rule))}


def is_noted(rule: Rule) -> bool:
    """Say whether a rule has a section that the oracle reads."""
    return rule.settings is not None and rule.name not in NOT_KNOWN


def keys() -> list[Key]:
    """Give every key on which a sum may rest, with its place."""
    found = []
    for place, model in MODELS.items():
        names = [field.alias or name for name, field in model.model_fields.items()]
        found += [(place, name) for name in names if name not in NO_SUM_RESTS_ON_IT]
    return [key for key in found if key not in LEFT_OUT]


@pytest.mark.parametrize("key", keys(), ids=lambda key: ".".join(key))
def test_a_key_is_drawn_and_read(key: Key) -> None:
    assert key in noted().there, "no strategy draws it"
    assert key in noted().read, "the oracle does not read it"


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.name)
def test_a_rule_is_known_to_the_oracle(rule: Rule) -> None:
    if rule.name in NOT_KNOWN:
        assert NOT_KNOWN[rule.name]
    elif not is_noted(rule):
        assert callable(DONE_BY[rule.name])
    else:
        places = {("", rule.name)}
        assert noted().there >= places
        assert noted().read >= places


def test_no_table_within_a_section_is_forgotten() -> None:
    """A model of a rule's module that is no section stands in `NESTED`."""
    modules = {inspect.getmodule(rule.settings) for rule in SECTIONS.values()}
    modules.add(inspect.getmodule(Division))
    found = {
        each
        for module in modules
        for each in vars(module).values()
        if inspect.isclass(each)
        and issubclass(each, Table)
        and each.__module__ == module.__name__  # type: ignore[union-attr]
        and not issubclass(each, Settings)
    }
    assert found - set(NESTED.values()) == set()


def test_a_key_that_is_not_asked_for_is_not_noted_as_read() -> None:
    notes = Notes(["", "bounds"])
    table = notes.noting({"bounds": {"floor": {}, "ceiling": {}}})
    assert isinstance(table, Noting)
    assert table.get("bounds", {}).get("floor") == {}
    assert notes.there - notes.read == {("bounds", "ceiling")}
