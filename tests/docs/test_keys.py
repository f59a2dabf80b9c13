"""Every key of a file is on its reference page, and no page names a key that does not exist."""

from __future__ import annotations

import inspect
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import BaseModel

from funding.formula import model as formula_model
from funding.formula import promised as formula_promised
from funding.rules import division
from funding.rules.registry import SECTIONS
from funding.rules.rule import Settings
from funding.scenario import between as scenario_between
from funding.scenario import file as scenario_model
from funding.scenario import gifts as scenario_gifts
from funding.scenario import lines as scenario_lines
from funding.scenario import over_time as scenario_over_time
from funding.study import file as study_file
from funding.toml.fields import Stated, Table, Title
from tests.docs.files import FORMULA_PAGE, SCENARIO_PAGE
from tests.docs.pages import PAGES, ROOT, tables

BASES = ("FormulaBase", "Measured", "OnBoards", "Sourced")


def models_of(module: ModuleType) -> dict[str, type[BaseModel]]:
    """Give the tables that a module defines, those that others are only built on left out."""
    return {
        name: each
        for name, each in vars(module).items()
        if inspect.isclass(each)
        and issubclass(each, Table)
        and each.__module__ == module.__name__
        and name not in BASES
    }


def tables_of_rules() -> dict[Path, dict[str, type[BaseModel]]]:
    """Give the models of the rules by page: the rule's own where its keys are there."""
    found: dict[Path, dict[str, type[BaseModel]]] = {FORMULA_PAGE: {"Settings": Settings}}
    for rule in SECTIONS.values():
        marks = {table.mark for table in tables(ROOT / rule.page)}
        for name, model in models_of(inspect.getmodule(rule.settings)).items():  # type: ignore[arg-type]
            page = ROOT / rule.page if f"keys {name}" in marks else FORMULA_PAGE
            found.setdefault(page, {})[name] = model
    return found


MODELS: dict[Path, dict[str, type[BaseModel]]] = tables_of_rules()
MODELS[ROOT / "docs/reference/groups.md"] |= models_of(division)
MODELS[FORMULA_PAGE] |= {
    **models_of(formula_model),
    "FormulaFile": formula_model.FormulaFile,
    "PoolFile": formula_model.PoolFile,
    "Stated": Stated,
    "Title": Title,
}
MODELS[SCENARIO_PAGE] = {
    **models_of(scenario_model),
    **models_of(scenario_lines),
    **models_of(scenario_gifts),
    **models_of(scenario_between),
    **models_of(scenario_over_time),
}
MODELS[ROOT / "docs/reference/study-file.md"] = models_of(study_file)
MODELS[ROOT / "docs/reference/promises.md"] = models_of(formula_promised)
CASES = [(page, name) for page, models in MODELS.items() for name in models]


def keys_of(model: type[BaseModel]) -> set[str]:
    """Give the keys of a model as files write them; what every section has, only once."""
    names = {field.alias or name for name, field in model.model_fields.items()}
    if issubclass(model, Settings) and model is not Settings:
        names -= set(Settings.model_fields)
    return names


@pytest.mark.parametrize(("page", "name"), CASES, ids=lambda each: getattr(each, "stem", each))
def test_a_table_of_keys_has_those_of_its_model_and_no_other(page: Path, name: str) -> None:
    found = [table for table in tables(page) if table.mark == f"keys {name}"]
    assert found, f"no table marked 'keys {name}'"
    keys = [key for table in found for key in table.column(0)]
    assert sorted(keys) == sorted(keys_of(MODELS[page][name]))


def test_every_table_of_keys_says_whose_they_are() -> None:
    """A table with the head `key` and no mark would be read by nobody."""
    unread = [
        f"{page.name}: {table.rows[0][0]}"
        for page in PAGES
        for table in tables(page)
        if table.head[0].startswith("key") and not table.mark.startswith(("keys ", "json "))
    ]
    assert not unread


def test_every_table_of_keys_is_of_a_model_that_there_is() -> None:
    named = {
        (page, table.mark.removeprefix("keys "))
        for page in PAGES
        for table in tables(page)
        if table.mark.startswith("keys ")
    }
    assert named == set(CASES)


def test_the_models_are_all_found() -> None:
    """Were none found, nothing would be compared."""
    formula, scenario = (set(MODELS[page]) for page in (FORMULA_PAGE, SCENARIO_PAGE))
    assert {"FormulaFile", "InForce", "StepFile", "Percentages", "Duty", "Shortfall"} <= formula
    assert {"ScenarioFile", "BoardFile", "ReservesFile", "AnswerFile"} <= scenario
