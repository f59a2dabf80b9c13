"""What is said of promises is in the language spoken, and what is found rests on no language."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import funding
from funding.formula.promised import PromiseFile
from funding.language import here, speaking
from funding.promises.catalogue import CATALOGUE
from funding.promises.checking import Checked, Effort, check, promises_of
from funding.promises.confirming import as_toml
from funding.promises.drawing import examples
from funding.promises.example import Example, Subject
from funding.promises.keeping import Breach
from funding.promises.naming import unknown_names
from funding.promises.pair import Pair
from funding.promises.promise import Promise, stated
from funding.promises.proof.proofs import scope_of
from funding.promises.scope import Seats
from funding.promises.targets import regional_boards
from funding.promises.which_years import year_for
from funding.worksheet.column import Row
from tests.language.pseudo import speaking_pseudo
from tests.language.words_left import words_left
from tests.promises.trying import formula_from, kept_beside

FORMULA = """
[percentages]
local_authority = "60%"
health_board    = "40%"
missing_kind    = "others pro rata"

[percentages.within]
local_authority = "children_0_17"

[in_kind]
eligible = "all"
excess   = "kept"

[duty]
local_authority = "will"
health_board    = "may"
"""
EQUAL = formula_from("[equal]\n")
CHANGING = [each for each in CATALOGUE.values() if each.change is not None]


def a_promise(**keys: object) -> Promise:
    return stated(PromiseFile.model_validate({"name": "ours", **keys}))


def checked(promises: Sequence[Promise], effort: Effort, text: str = "[equal]\n") -> Checked:
    formula = formula_from(text)
    year = year_for(formula)
    boards = regional_boards(year)[:1] if effort.prove else ()
    return check(formula, promises or promises_of(formula), boards, year, effort)


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_sentence_of_a_promise_is_in_the_language_spoken(name: str) -> None:
    english = CATALOGUE[name].says
    with speaking("cy"):
        assert CATALOGUE[name].says != english
    with speaking_pseudo():
        assert not words_left(CATALOGUE[name].says)


def test_the_sentence_of_a_file_is_said_as_it_stands() -> None:
    promise = a_promise(says="no {bill} rises", always="cash >= 0")
    with speaking_pseudo():
        assert promise.says == "no {bill} rises"


@pytest.mark.parametrize("promise", CHANGING, ids=lambda promise: promise.name)
def test_what_changes_between_two_boards_is_said_in_the_language_spoken(promise: Promise) -> None:
    formula = formula_from(FORMULA)
    subject = Subject(formula, year_for(formula))
    said = set[str]()

    @settings(
        max_examples=40,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        board = data.draw(examples(subject))
        pair = data.draw(drawn(promise, board)) if board.settled is not None else None
        if pair is not None:
            titles = {here(column.title) for column in board.worksheet}
            said.add(pair.what)
            assert not words_left(pair.what, titles | {row.id for row in pair.rows})

    with speaking_pseudo():
        draw()
    assert said


@st.composite
def drawn(draw: st.DrawFn, promise: Promise, board: Example) -> Pair | None:
    assert promise.change is not None
    return promise.change.draw(draw, board)


@pytest.mark.parametrize(
    ("promise", "effort"),
    [
        (CATALOGUE["conserved"], Effort(5)),
        (CATALOGUE["order-free"], Effort(5)),
        (CATALOGUE["scale-free"], Effort(5)),
        (CATALOGUE["order-free"], Effort(5, prove=True)),
        (CATALOGUE["excluded-pay-nothing"], Effort(5, prove=True)),
        (CATALOGUE["symmetric"], Effort(5, prove=True)),
        (a_promise(always="cash <= £1"), Effort(30)),
        (a_promise(always="cash >= 0", **{"for": {"partner": "nobody"}}), Effort(5)),
        (a_promise(always="cash / 0 >= 0"), Effort(5, prove=True)),
        (CATALOGUE["conserved"], Effort(5, seconds=0)),
    ],
    ids=lambda each: each.name if isinstance(each, Promise) else "",
)
def test_how_far_a_promise_is_decided_is_said_in_the_language_spoken(
    promise: Promise, effort: Effort
) -> None:
    (english,) = checked([promise], effort).decisions
    with speaking_pseudo():
        (found,) = checked([promise], effort).decisions
    known = {board.id for board in regional_boards(year_for(EQUAL))}
    assert not words_left(found.scope, known)
    assert found.decision == english.decision, "a decision is a key, and the same in any language"
    assert found.scope != english.scope


def test_of_which_boards_a_proof_is_is_said_in_the_language_spoken() -> None:
    row = Row("a", {"kind": "police", "sector": "non-devolved", "payer": "a", "board": "x"})
    seats = [Seats("gwent", (row,)), Seats("powys", (row, row))]
    english = "any figures on gwent, powys (up to 2 partners); where x, y divides by something"
    assert scope_of(seats, ["x", "y", "x"]) == english
    with speaking("cy"):
        assert "(hyd at 2 bartner)" in scope_of(seats)
    with speaking_pseudo():
        assert not words_left(scope_of(seats, ["x"]), ["gwent", "powys", "x"])


def figures(breach: Breach) -> list[object]:
    return [breach.claim, breach.row, breach.named, breach.tried.rows]


def test_the_same_board_is_found_whatever_is_spoken() -> None:
    name = "split-neutral"
    formula = kept_beside("wrong", name)
    year = year_for(formula)

    def broken() -> Breach:
        (found,) = check(formula, [CATALOGUE[name]], (), year, Effort(40)).decisions
        assert found.breach is not None
        return found.breach

    english = broken()
    with speaking("cy"):
        welsh = broken()
        text = as_toml(welsh)
    assert figures(english) == figures(welsh)
    mine, yours = tomllib.loads(as_toml(english)), tomllib.loads(text)
    assert mine.keys() == yours.keys()
    assert yours["title"] == {"cy": f"Bwrdd sy’n torri '{name}'"}
    assert mine["title"] == f"A board that breaks '{name}'"
    assert [each["amount"] for each in mine["cost"]] == [each["amount"] for each in yours["cost"]]


def test_the_words_of_a_file_that_breaks_a_promise_are_in_the_language_spoken() -> None:
    with speaking_pseudo():
        (found,) = checked([a_promise(always="cash <= £1")], Effort(30)).decisions
        assert found.breach is not None
        document = tomllib.loads(as_toml(found.breach))
    assert not words_left(document["title"]["cy"])
    assert not words_left(document["notes"].replace("cash <= £1", ""))
    items = {each["item"] for each in document["cost"]}
    assert items
    assert not any(words_left(each, ["core", "another"]) for each in items)


def test_a_file_that_was_written_in_welsh_reads_as_welsh(tmp_path: Path) -> None:
    with speaking("cy"):
        (found,) = checked([a_promise(always="cash <= £1")], Effort(30)).decisions
        assert found.breach is not None
        text = as_toml(found.breach)
    path = tmp_path / "torri.toml"
    path.write_text(text.replace('["planted"]', '["equal-shares"]'), encoding="utf-8")
    scenario = funding.read_scenario(path)
    assert scenario.title.cy == "Bwrdd sy’n torri 'ours'"


@pytest.mark.parametrize(
    ("promise", "fix"),
    [
        (a_promise(always="cash <= asessed"), "assessed"),
        (a_promise(always="cash <= wholly_other"), "over_another"),
        (a_promise(always="cash <= before_cash"), 'rises = "cost"'),
        (a_promise(always="cash <= before_cash", rises="cost"), "before_cash"),
        (a_promise(always="cash >= 0", rises="cost", **{"for": "the changed"}), 'for = "others"'),
        (a_promise(always="after_cash >= 0", rises="costs"), "cost"),
        (a_promise(always="cash >= 0", **{"for": {"kind": "polis"}}), "police"),
    ],
)
def test_what_a_name_should_have_been_is_found_in_any_language(promise: Promise, fix: str) -> None:
    subject = Subject(EQUAL, year_for(EQUAL))
    english = [why for _key, why in unknown_names(subject, promise)]
    with speaking_pseudo():
        found = [why for _key, why in unknown_names(subject, promise)]
    assert fix in found[0].fix
    assert [(each.offset, each.width) for each in found] == [
        (each.offset, each.width) for each in english
    ]
