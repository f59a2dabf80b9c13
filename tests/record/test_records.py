"""A record says what made an output, and holds no clock and no place on a machine."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from funding.data import wales
from funding.language import speaking
from funding.record.making import as_recorded, record_of
from funding.record.model import NoRecord, Record
from funding.record.reading import record_from
from funding.simulation import read_scenario
from tests.attack.defence import FORMULA, SCENARIO, run, write
from tests.docs.pages import ROOT, tables
from tests.language.pseudo import speaking_pseudo

GOOD = FORMULA.format(expression='"base * sharing / total(sharing)"')


def record_in(*arguments: str, stdin: bytes | None = None) -> dict[str, object]:
    result = run(*arguments, "--format", "json", stdin=stdin)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)["record"]
    assert isinstance(found, dict)
    return found


def test_a_record_has_the_hash_of_each_file_that_was_read(tmp_path: Path) -> None:
    scenario = write(tmp_path, GOOD)
    found = record_in("simulate", str(scenario))
    of_scenario = sha256(scenario.read_bytes()).hexdigest()
    of_formula = sha256((tmp_path / "formulas" / "hostile.toml").read_bytes()).hexdigest()
    assert found["scenarios"] == [{"name": "scenario.toml", "sha256": of_scenario}]
    assert found["formulas"] == [{"name": "hostile.toml", "sha256": of_formula}]


def test_a_record_has_the_hash_of_every_file_of_welsh_data(tmp_path: Path) -> None:
    folder = Path(wales.__file__).parent
    hashes = {each.name: sha256(each.read_bytes()).hexdigest() for each in folder.glob("*.csv")}
    found = record_in("simulate", str(write(tmp_path, GOOD)))["data"]
    assert isinstance(found, list)
    assert {each["name"]: each["sha256"] for each in found} == hashes


def test_one_byte_more_in_a_file_is_another_hash_though_it_says_the_same(tmp_path: Path) -> None:
    before = record_in("simulate", str(write(tmp_path, GOOD)))
    after = record_in("simulate", str(write(tmp_path, GOOD, SCENARIO + "\n")))
    assert before["scenarios"] != after["scenarios"]
    assert {**before, "scenarios": 0} == {**after, "scenarios": 0}


def test_what_is_set_from_outside_stands_in_the_command_and_not_in_the_hash(
    tmp_path: Path,
) -> None:
    scenario = str(write(tmp_path, GOOD))
    plain, changed = (
        record_in("simulate", scenario),
        record_in("simulate", scenario, "--set", "title=Another"),
    )
    assert plain["scenarios"] == changed["scenarios"]
    assert changed["command"] == [
        "simulate", "scenario.toml", "--set", "title=Another", "--format", "json",
    ]  # fmt: skip


def test_standard_input_is_said_to_be_that_with_the_hash_of_what_came() -> None:
    content = SCENARIO.replace("hostile", "equal-shares").encode()
    found = record_in("simulate", "-", stdin=content)
    assert found["scenarios"] == [{"name": "-", "sha256": sha256(content).hexdigest()}]


def test_no_absolute_path_stands_in_a_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = write(tmp_path, GOOD)
    folder = str(tmp_path / "formulas")
    there = json.dumps(record_in("simulate", str(scenario), "--formulas", folder))
    assert str(tmp_path) not in there
    monkeypatch.chdir(tmp_path)
    here = json.dumps(record_in("simulate", "scenario.toml", "--formulas", "formulas"))
    assert here == there


@pytest.mark.parametrize(
    ("word", "recorded"),
    [
        ("boards/ours.toml", "boards/ours.toml"),
        ("../ours.toml", "../ours.toml"),
        ("/home/eleri/ours.toml", "ours.toml"),
        (r"C:\Users\eleri\ours.toml", "ours.toml"),
        (r"\\server\share\ours.toml", "ours.toml"),
        ("/", "-"),
        ("title=/home", "title=/home"),
        ("-", "-"),
    ],
)
def test_a_path_is_recorded_as_typed_unless_it_says_where_one_works(
    word: str, recorded: str
) -> None:
    assert as_recorded(word) == recorded


def test_an_option_that_is_given_as_it_would_be_anyway_changes_no_record(tmp_path: Path) -> None:
    scenario = str(write(tmp_path, GOOD))
    unasked = record_in("simulate", scenario)
    assert record_in("simulate", scenario, "--lang", "en") == unasked


def test_a_record_is_read_back_as_it_was_written() -> None:
    record = example()
    assert record_from(record.to_json()) == record


def test_the_record_of_two_scenarios_has_both(tmp_path: Path) -> None:
    first = write(tmp_path, GOOD)
    second = tmp_path / "second.toml"
    second.write_text(SCENARIO.replace("£100.00", "£200.00"), encoding="utf-8")
    found = record_in("compare", str(first), str(second))["scenarios"]
    assert isinstance(found, list)
    assert [each["name"] for each in found] == ["scenario.toml", "second.toml"]


def test_the_rows_of_a_record_are_said_in_the_language_spoken() -> None:
    record = example()
    with speaking("cy"):
        labels = [label for label, _value in record.rows()]
    assert "Gorchymyn" in labels
    with speaking_pseudo():
        said = " ".join(label for label, _value in record.rows())
    for name in (each.name for each in (*record.scenarios, *record.formulas, *record.data)):
        said = said.replace(name, "")
    assert not any(each.isascii() and each.isalpha() for each in said), said


def test_what_cannot_be_printed_is_not_printed_in_a_record() -> None:
    scenario = read_scenario("six-regional-boards", formulas=["wrexham"])
    record = record_of(["simulate", "x", "--set", "title=\x1b[31m\u202e"], "table", [scenario])
    assert all(text.isprintable() for row in record.rows() for text in row)


WRONG = {
    "no JSON": "{",
    "no object": "[]",
    "another kind": '{"schema": "funding.record/2"}',
    "nested without an end": "[" * 100_000,
    "a number without an end": '{"schema": "funding.record/1", "seed": ' + "9" * 10_000 + "}",
    "too long": '"' + "x" * 2_000_000 + '"',
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_text_that_is_no_record_is_refused_in_words(kind: str) -> None:
    with pytest.raises(NoRecord, match="record"):
        record_from(WRONG[kind])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("command", []),
        ("command", "simulate"),
        ("command", ["x"] * 501),
        ("command", ["x" * 5_001]),
        ("command", [1]),
        ("format", "../x"),
        ("language", "fr"),
        ("seed", "1"),
        ("seed", True),
        ("seed", -1),
        ("scenarios", [{"name": "x", "sha256": "short"}]),
        ("scenarios", [{"name": "", "sha256": "0" * 64}]),
        ("formulas", {"x": "y"}),
        ("versions", [["funding", "1"]]),
        ("more", 1),
    ],
)
def test_a_record_with_what_funding_never_writes_is_refused(key: str, value: object) -> None:
    found = {**example().to_dict(), key: value}
    with pytest.raises(NoRecord, match="not one that funding wrote"):
        record_from(json.dumps(found))


KEYS = {"command", "format", "language", "seed", "scenarios", "formulas", "data", "plugins"}


@pytest.mark.parametrize("key", sorted(KEYS | {"versions"}))
def test_a_record_without_one_of_its_keys_is_refused(key: str) -> None:
    found = example().to_dict()
    assert set(found) == KEYS | {"versions", "schema"}
    del found[key]
    with pytest.raises(NoRecord):
        record_from(json.dumps(found))


def example() -> Record:
    scenario = read_scenario("six-regional-boards", formulas=["wrexham"])
    return record_of(["simulate", "six-regional-boards"], "table", [scenario], seed=7)


def test_the_keys_on_the_page_are_those_of_a_record() -> None:
    page = ROOT / "docs/reference/record.md"
    table = next(each for each in tables(page) if each.mark == "json record")
    assert table.column(0) == list(example().to_dict())
