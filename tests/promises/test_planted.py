"""Faults planted in formulas are found, on the plainest board that shows them."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.formula.promised import Whose
from funding.promises.checking import promises_of
from funding.promises.cliffs import Nudges
from funding.promises.confirming import as_toml
from funding.promises.drawing import examples
from funding.promises.example import Example, Subject, each_of
from funding.promises.keeping import Breach
from funding.promises.pair import Pair
from funding.promises.searching import search
from funding.promises.which_years import year_for
from tests.cli.running import run
from tests.promises.trying import HEAD, formula_from, tried
from tests.properties.engine import laws

CLIFF = """
[[step]]
name       = "counted"
expression = "choose(population < 1000, 1, 2)"

[driver]
by = "counted"
"""

TOO_LOW = """
[equal]

[[promise]]
name   = "a-council-pays-half"
always = "assessed_exact >= total(assessed_exact) / 2"
for    = { kind = "local_authority" }
"""

REWARDS_SPLITTING = """
[[step]]
name       = "counted"
expression = "population * population"

[driver]
by = "counted"
"""

SPLITS_COUNT_AND_PEOPLE_TOO = """
[[step]]
name       = "counted"
expression = "population + 1000"

[driver]
by = "counted"

[flat_fees]
police = "£10.00"
"""


def simulated(text: str, breach: Breach, folder: Path) -> dict[str, Any]:
    """Run a counterexample from its file with `simulate`; give each board's result by its id."""
    (folder / "planted.toml").write_text(HEAD + text, encoding="utf-8")
    (folder / "shown.toml").write_text(as_toml(breach), encoding="utf-8")
    ran = run("simulate", str(folder / "shown.toml"), "--format", "json")
    assert ran.exit_code == 0, ran.stderr
    return {each["board"]: each for each in json.loads(ran.stdout)["results"]}


def of_partners(result: dict[str, Any], word: str) -> dict[str, Fraction]:
    return {each["id"]: Fraction(each[word]) for each in result["partners"]}


def test_a_cliff_is_hunted_down_to_where_it_stands(tmp_path: Path) -> None:
    """From 999.999999 people to 1,000 one of two moves from a half to two thirds."""
    breach = tried(formula_from(CLIFF), ["continuous"], 2_000).breaches["continuous"]
    assert isinstance(breach.tried, Pair)
    assert len(breach.tried.rows) == 2
    (row,) = breach.tried.changed
    figures = [board.cell("population", row) for board in (breach.tried.before, breach.tried.after)]
    assert figures == [Fraction(999_999_999, 1_000_000), Fraction(1000)]
    boards = simulated(CLIFF, breach, tmp_path)
    who = breach.tried.rows[row].id
    before, after = (of_partners(boards[name], "assessed_exact") for name in ("before", "after"))
    total = sum(before.values())
    assert (before[who], after[who]) == (total / 2, total * 2 / 3)


OWN_FACTOR = """
[[promise]]
name   = "no-cliff"
always = "after_cash <= before_cash + {} * step"
rises  = "anything"
within = "{}"
"""


def test_a_cliff_is_looked_for_where_it_is_said() -> None:
    formula = formula_from(CLIFF)
    subject = Subject(formula, year_for(formula))

    @laws(40)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        board = data.draw(examples(subject))
        pair = data.draw(nudged(board, Whose(kind="police")))
        changed = set() if pair is None else {pair.rows[row].keys["kind"] for row in pair.changed}
        assert changed <= {"police"}

    holds()


@st.composite
def nudged(draw: st.DrawFn, board: Example, whose: Whose) -> Pair | None:
    return Nudges(whose).draw(draw, board)


@pytest.mark.parametrize(("factor", "within", "kept"), [("0.4", "£0", False), ("1", "£0.05", True)])
def test_a_slope_is_broken_just_by_a_factor_that_is_less(
    factor: str, within: str, *, kept: bool
) -> None:
    """Who pays alone pays each penny that the cost rises by."""
    planted = OWN_FACTOR.format(factor, within)
    found = tried(formula_from("\n[equal]\n" + planted), most=100)
    assert found.tried["no-cliff"]
    assert ("no-cliff" not in found.breaches) is kept


def test_a_bill_that_is_too_low_is_found_with_one_other_who_takes_it(tmp_path: Path) -> None:
    """Three who share alike pay a third each; two pay a half, and keep the promise."""
    found = tried(formula_from(TOO_LOW), most=200)
    breach = found.breaches["a-council-pays-half"]
    assert set(found.breaches) == {"a-council-pays-half"}
    assert len(breach.tried.rows) == 3
    (result,) = simulated(TOO_LOW, breach, tmp_path).values()
    asked = of_partners(result, "assessed_exact")
    assert breach.row is not None
    assert asked[breach.tried.rows[breach.row].id] == sum(asked.values()) / 3


def test_a_formula_that_rewards_splitting_is_found_out(tmp_path: Path) -> None:
    """By the square of its people, a partner pays for less when it is two."""
    text = REWARDS_SPLITTING
    breach = tried(formula_from(text), ["split-neutral"], 2_000).breaches["split-neutral"]
    assert isinstance(breach.tried, Pair)
    assert len(breach.tried.rows) == 2
    boards = simulated(text, breach, tmp_path)
    (row,) = breach.tried.changed
    who = breach.tried.rows[row].id
    before, after = (of_partners(boards[name], "assessed_exact") for name in ("before", "after"))
    assert len(after) == 3
    assert after[who] + after[f"{who}-b"] < before[who]


def test_a_bill_below_nothing_is_refused_by_the_engine_and_so_breaks_no_promise() -> None:
    """Police pay less than nothing, councils the more: such a board has no result to speak of."""
    text = """
[charge]
expression = "base * choose(is_police == 1, 0 - 1, 2)"
"""
    found = tried(formula_from(text), most=200)
    assert not found.breaches


def test_what_is_found_is_the_same_each_time() -> None:
    texts = [
        as_toml(tried(formula_from(TOO_LOW), most=200).breaches["a-council-pays-half"])
        for _ in range(2)
    ]
    assert texts[0] == texts[1]


def test_each_of_several_broken_promises_has_a_small_board_of_its_own() -> None:
    """What is drawn for one promise rests on no other: all are found again, and made small."""
    names = ["split-neutral", "homogeneous", "scale-free"]
    found = tried(formula_from(SPLITS_COUNT_AND_PEOPLE_TOO), names)
    assert set(found.breaches) == set(names)
    assert {len(each.tried.rows) for each in found.breaches.values()} == {2}


def test_a_search_without_time_tries_nothing_and_says_so() -> None:
    formula = formula_from(TOO_LOW)
    found = search(Subject(formula, year_for(formula)), promises_of(formula), 50, seconds=0)
    assert found.out_of_time
    assert set(found.tried.values()) == {0}
    assert not found.breaches


@pytest.mark.parametrize("word", ["cash", "assessed"])
def test_the_breach_has_the_cells_of_the_whole_run(word: str, tmp_path: Path) -> None:
    text = f"""
[equal]

[[promise]]
name   = "a-tenner-at-most"
always = "{word} <= £10"
"""
    breach = tried(formula_from(text), most=200).breaches["a-tenner-at-most"]
    assert len(breach.tried.rows) == 1
    (result,) = simulated(text, breach, tmp_path).values()
    assert each_of(breach.named[word]) == tuple(of_partners(result, word).values())
