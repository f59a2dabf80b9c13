"""No figure depends on the language, and no word of one language is kept for the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from funding import Outcome, read_scenario, simulate
from funding.errors import InputError
from funding.evaluation.batch.compiled.text import Text
from funding.language import Language, speaking
from funding.places import shipped_folder
from funding.worksheet.column import Column
from tests.evaluation.batch.test_compiled import prepared
from tests.language.pseudo import speaking_pseudo
from tests.language.test_worksheets import SHIPPED, columns_of, said_of
from tests.properties.engine import run
from tests.properties.writing import write_toml
from tests.rules.chosen import FORMULAS, case

FIGURE = re.compile(r"-?\d+(\.\d+|/\d+)?")
WIDE = re.compile("[Ａ-Ｚａ-ｚ]")


def sums(data: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Give every figure of a document, and every key, with where it stands."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from sums(value, f"{path}.{key}")
    elif isinstance(data, list | tuple):
        for place, value in enumerate(data):
            yield from sums(value, f"{path}.{place}")
    elif not isinstance(data, str) or FIGURE.fullmatch(data):
        yield path, data


def meaning_of(column: Column) -> tuple[object, ...]:
    """Give all of a column but its words."""
    return (
        *(column.letter, column.name, column.unit, column.scope, column.role, column.text),
        *(column.expression, column.by, column.values, column.origin, column.section),
        tuple((each.group, each.status, each.partner) for each in column.figures),
    )


def figures_of(outcome: Outcome) -> tuple[object, ...]:
    return (
        list(sums(outcome.to_dict())),
        [one.result for one in outcome.runs],
        [one.sheet.cells for one in outcome.runs],
        [[meaning_of(column) for column in columns_of(one)] for one in outcome.runs],
        [len(one.warnings) for one in outcome.runs],
        len(outcome.warnings),
    )


def test_a_figure_is_seen_and_words_are_not() -> None:
    found = sums({"a": ["1.00", {"b": "-2.50", "c": "words"}], "d": None, "e": 3})
    assert list(found) == [(".a.0", "1.00"), (".a.1.b", "-2.50"), (".d", None), (".e", 3)]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_scenario_has_the_same_figures_in_both_languages(path: Path) -> None:
    english = figures_of(simulate(read_scenario(path)))
    with speaking("cy"):
        assert figures_of(simulate(read_scenario(path))) == english


@pytest.mark.parametrize("formula", FORMULAS)
def test_every_section_has_the_same_figures_in_both_languages(formula: str) -> None:
    chosen = case(formula, "busy")

    def worked_out(language: Language) -> object:
        with speaking(language):
            try:
                return figures_of(run(write_toml(chosen.formula), write_toml(chosen.scenario)))
            except InputError as error:
                return [(fault.line, fault.column) for fault in error.faults]

    assert worked_out("cy") == worked_out("en")


def test_nothing_that_is_said_is_kept_for_another_language() -> None:
    path = shipped_folder("scenarios") / "mid-and-west-wales-pools.toml"
    scenario = read_scenario(path)
    with speaking_pseudo():
        assert any(map(WIDE.search, words_of(simulate(read_scenario(path)))))
        assert any(map(WIDE.search, words_of(simulate(scenario)))), "read in another language"
    assert not any(map(WIDE.search, words_of(simulate(read_scenario(path)))))
    assert not any(map(WIDE.search, words_of(simulate(scenario))))


def words_of(outcome: Outcome) -> Iterator[str]:
    for one in outcome.runs:
        yield from said_of(columns_of(one))
        yield from one.warnings
    yield from outcome.warnings


def test_a_kernel_is_written_without_words() -> None:
    def written(language: Language) -> str:
        with speaking(language):
            many = prepared("national-60-25-10-5", 2)
        assert many.program is not None
        return Text(many.program, dict.fromkeys(many.parts, 2**40)).source()

    assert written("cy") == written("en")
