"""An answer that another came after, or that came after the year, changes nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.engine import Case, Engine, Words, laws, settled, words_by_owner
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases

Pair = tuple[Case, Case]
BEFORE, IN_TIME, AFTER = date(2018, 1, 1), date(2020, 6, 1), date(2021, 4, 1)


def with_answers(case: Case, answers: list[dict[str, Any]]) -> Case:
    return Case(case.formula, {**case.scenario, "answer": answers})


@st.composite
def overtaken(draw: st.DrawFn) -> Pair:
    """Draw a case with an answer of each partner, and the same with others beside each."""
    case = draw(cases(shortage=True))
    said = [{"says": "refused"}, {"says": "agreed"}, {"says": "agreed", "take_up": "40%"}]
    sums = [{"says": "agreed", "amount": "£0.07"}, {"says": "no answer"}]
    answers: list[dict[str, Any]] = []
    more: list[dict[str, Any]] = []
    for partner in case.scenario["partner"]:
        first, other = draw(st.permutations(said + sums))[:2]
        answers.append({"partner": partner["id"], **first, "date": IN_TIME})
        day = draw(st.sampled_from([BEFORE, AFTER]))
        more.append({"partner": partner["id"], **other, "date": day})
        # What names its year fits closer than what does not; but too late it does not count.
        if day == AFTER and draw(st.booleans()):
            more[-1]["year"] = "2020-21"
    return with_answers(case, answers), with_answers(case, draw(st.permutations(answers + more)))


def ignores_what_is_overtaken(engine: Engine, pair: Pair) -> None:
    """Require the same words with and without the answers that do not count."""
    alone, beside = pair
    assert words_by_owner(engine(beside)) == words_by_owner(settled(alone))


@laws(60)
@given(overtaken())
def test_the_latest_answer_in_time_counts(pair: Pair) -> None:
    ignores_what_is_overtaken(settled, pair)


def keeping(case: Case, place: int, *, late: bool) -> Words:
    """Let one answer of each partner count: by its place among them, in time or at any time."""
    kept: dict[str, list[dict[str, Any]]] = {}
    for answer in case.scenario["answer"]:
        if late or answer["date"] < AFTER:
            kept.setdefault(answer["partner"], []).append(answer)
    undated = [{k: v for k, v in each[place].items() if k != "date"} for each in kept.values()]
    return settled(with_answers(case, undated))


def the_last_of_the_file(case: Case) -> Words:
    return keeping(case, -1, late=False)


def the_first_of_the_file(case: Case) -> Words:
    return keeping(case, 0, late=False)


def the_latest_whenever_it_came(case: Case) -> Words:
    by_day = sorted(case.scenario["answer"], key=lambda answer: answer["date"])
    return keeping(with_answers(case, by_day), -1, late=True)


WRONG = (the_last_of_the_file, the_first_of_the_file, the_latest_whenever_it_came)


@pytest.mark.parametrize("wrong", WRONG)
def test_an_engine_that_takes_another_answer_is_refuted(wrong: Engine) -> None:
    assert_refuted(ignores_what_is_overtaken, wrong, overtaken())
