"""A file read, written and read again says the same, and gives the same figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from funding import read_scenario, simulate
from funding.formula import library
from funding.toml import parse_document
from tests.properties.engine import Case, laws, published
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases
from tests.properties.writing import write_toml

TOP = Path(__file__).parents[2]
Writer = Callable[[Mapping[str, Any]], str]


def keeps_what_is_said(writer: Writer, case: Case) -> None:
    """Require the same data and the same published figures of a text written again."""
    first = (write_toml(case.formula), write_toml(case.scenario))
    again = tuple(writer(parse_document(text, "again.toml").data) for text in first)
    for once, twice in zip(first, again, strict=True):
        assert parse_document(twice, "again.toml").data == parse_document(once, "once.toml").data
    assert published(*again) == published(*first)


@laws(30)
@given(cases())
def test_a_text_written_again_gives_the_same_figures(case: Case) -> None:
    keeps_what_is_said(write_toml, case)


def loses_the_last_table(data: Mapping[str, Any]) -> str:
    return write_toml({k: v[:-1] if k == "answer" else v for k, v in data.items()})


def _without_pence(line: Mapping[str, Any]) -> dict[str, Any]:
    amount = line["amount"]
    return {**line, "amount": amount.split(".")[0] if isinstance(amount, str) else amount}


def loses_the_pence(data: Mapping[str, Any]) -> str:
    return write_toml(
        {
            key: [_without_pence(line) for line in value] if key == "cost" else value
            for key, value in data.items()
        }
    )


@pytest.mark.parametrize("wrong", [loses_the_last_table, loses_the_pence])
def test_a_writer_that_loses_something_is_refuted(wrong: Writer) -> None:
    assert_refuted(keeps_what_is_said, wrong, cases())


@pytest.mark.parametrize("name", sorted(path.stem for path in (TOP / "scenarios").glob("*.toml")))
def test_the_shipped_files_written_again_give_the_same_result(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = TOP / "scenarios" / f"{name}.toml"
    before = simulate(read_scenario(scenario)).to_dict()
    (tmp_path / "formulas").mkdir()
    for path in (scenario, *(TOP / "formulas").glob("*.toml")):
        data = parse_document(path.read_bytes(), path.name).data
        folder = tmp_path if path == scenario else tmp_path / "formulas"
        (folder / path.name).write_text(write_toml(data), encoding="utf-8")
    # The copies stand in for the shipped formulas: two of a name would be a fault.
    monkeypatch.setattr(library, "shipped_folder", lambda name: tmp_path / name)
    assert simulate(read_scenario(tmp_path / scenario.name)).to_dict() == before
