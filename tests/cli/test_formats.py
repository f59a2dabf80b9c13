"""One result in every format: json for programs, csv for spreadsheets, tables for people."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.running import CALM, MONEY, WELSH, run, run_apart

SCENARIO = {"id", "title", "years", "currency"}
RUN = {
    *("board", "formula", "year", "cost", "true_cost", "grants", "income", "reserves_used"),
    *("surplus", "uncovered", "unfunded", "partners", "warnings", "evidence"),
}
PARTNER = {
    *("id", "name", "kind", "duty", "answer", "assessed", "assessed_exact", "in_kind"),
    *("in_kind_free", "in_kind_on_top", "shortfall", "borne", "cash"),
}
PAYER = {"id", "year", "formula", "assessed", "in_kind", "shortfall", "borne", "cash"}
LONG = "The Board for the Protection of Children and Adults at Risk in All the Old Counties"
NAMED = (
    f'{CALM}\n[[partner]]\nid = "shelter"\nkind = "charity"\nname = "{LONG}"\n'
    '\n[kinds.charity]\ntitle = "charity"\ndevolved = false\n'
)


def _printed(form: str, scenario: str = WELSH, stdin: str | None = None) -> str:
    result = run("simulate", scenario, "--format", form, stdin=stdin)
    assert result.exit_code == 0, result.stderr
    return result.stdout_bytes.decode("utf-8")


def _sums(node: Any) -> Iterator[object]:
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key in MONEY)
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from _sums(each)


def test_json_is_one_object_with_its_keys_sorted() -> None:
    text = _printed("json")
    document = json.loads(text)
    assert text == json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_json_has_every_key_that_was_promised() -> None:
    document = json.loads(_printed("json", "six-regional-boards"))
    assert document["schema"] == "funding.result/1"
    assert document.keys() >= {"schema", "scenario", "results", "payers", "left_out"}
    assert document["scenario"].keys() >= SCENARIO
    assert document["scenario"]["currency"] == "GBP"
    assert document["payers"]
    assert document["left_out"] is not None
    assert all(run.keys() >= RUN for run in document["results"])
    assert all(run["evidence"].keys() == {"assumed", "unverified"} for run in document["results"])
    assert all(p.keys() >= PARTNER for run in document["results"] for p in run["partners"])
    assert all(payer.keys() >= PAYER for payer in document["payers"])
    assert all(each.keys() >= {"formula", "board", "why"} for each in document["left_out"])


def test_every_sum_in_json_is_a_text_with_two_decimals() -> None:
    found = list(_sums(json.loads(_printed("json", "six-regional-boards"))))
    assert len(found) > 100
    assert all(isinstance(s, str) and re.fullmatch(r"\d+\.\d\d", s) for s in found)


def test_an_exact_sum_in_json_is_a_whole_number_or_a_fraction() -> None:
    document = json.loads(_printed("json"))
    exact = [p["assessed_exact"] for run in document["results"] for p in run["partners"]]
    assert all(re.fullmatch(r"\d+(/\d+)?", each) for each in exact)


def test_csv_has_one_row_for_each_board_formula_year_and_partner() -> None:
    rows = list(csv.DictReader(io.StringIO(_printed("csv"), newline="")))
    document = json.loads(_printed("json"))
    expected = [
        (run["board"], run["formula"], run["year"], partner["id"], partner["cash"])
        for run in document["results"]
        for partner in run["partners"]
    ]
    keys = ("board", "formula", "year", "id", "cash")
    assert [tuple(row[key] for key in keys) for row in rows] == expected
    assert all(None not in row and None not in row.values() for row in rows)


@pytest.mark.parametrize("name", ["=1+1", "+44 20", "-2", "@SUM(A1)", "=HYPERLINK(1)|x"])
def test_a_name_that_a_spreadsheet_would_run_is_made_inert(name: str) -> None:
    scenario = NAMED.replace(LONG, name)
    rows = list(csv.DictReader(io.StringIO(_printed("csv", "-", scenario), newline="")))
    names = {row["name"] for row in rows}
    assert f"'{name}" in names
    assert name not in names


def test_csv_keeps_commas_and_quotes_in_a_name() -> None:
    scenario = NAMED.replace(f'"{LONG}"', """'The "old", and new'""")
    rows = list(csv.DictReader(io.StringIO(_printed("csv", "-", scenario), newline="")))
    assert 'The "old", and new' in {row["name"] for row in rows}


def test_markdown_is_tables_whose_rows_have_as_many_cells_as_their_heading() -> None:
    scenario = NAMED.replace(LONG, "Ports | Docks <b>")
    text = _printed("markdown", "-", scenario)
    assert text.startswith("# A board of which everything is known\n")
    blocks = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert blocks
    for block in blocks:
        lines = block.splitlines()
        assert re.fullmatch(r"\|(:?-+:?\|)+", lines[1])
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1
    assert "Ports \\| Docks" in text
    assert " <b>" not in text


def test_a_table_never_wraps_a_name() -> None:
    text = _printed("table", "-", NAMED)
    assert any(line.startswith(LONG) for line in text.splitlines())


def test_a_table_shows_every_sum_to_the_penny() -> None:
    document = json.loads(_printed("json"))
    text = _printed("table").replace(",", "")
    for each in document["results"]:
        assert each["cost"] in text
        assert all(partner["cash"] in text for partner in each["partners"])


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
def test_the_same_input_gives_the_same_bytes(form: str) -> None:
    once = run("simulate", WELSH, "--format", form)
    again = run_apart("simulate", WELSH, "--format", form)
    assert once.stdout_bytes.replace(b"\r\n", b"\n") == again.stdout.encode("utf-8")
    assert again.stderr == once.stderr
