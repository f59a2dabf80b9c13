"""A file read, written and read again says the same, and gives the same figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from funding import read_scenario, simulate
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


def loses_the_pence(data: Mapping[str, Any]) -> str:
    return write_toml(
        {
            key: [{**line, "amount": line["amount"].split(".")[0]} for line in value]
            if key == "cost"
            else value
            for key, value in data.items()
        }
    )


@pytest.mark.parametrize("wrong", [loses_the_last_table, loses_the_pence])
def test_a_writer_that_loses_something_is_refuted(wrong: Writer) -> None:
    assert_refuted(keeps_what_is_said, wrong, cases())


@pytest.mark.parametrize("name", sorted(path.stem for path in (TOP / "scenarios").glob("*.toml")))
def test_the_shipped_files_written_again_give_the_same_result(name: str, tmp_path: Path) -> None:
    (tmp_path / "formulas").mkdir()
    shipped = [TOP / "scenarios" / f"{name}.toml", *(TOP / "formulas").glob("*.toml")]
    for path in shipped:
        data = parse_document(path.read_bytes(), path.name).data
        folder = tmp_path if path.stem == name else tmp_path / "formulas"
        (folder / path.name).write_text(write_toml(data), encoding="utf-8")
    again = simulate(read_scenario(tmp_path / f"{name}.toml")).to_dict()
    assert again == simulate(read_scenario(shipped[0])).to_dict()
