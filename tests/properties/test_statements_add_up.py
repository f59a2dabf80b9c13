"""What a statement tells a partner in words is what the result says, and its sums add up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

import pytest
from hypothesis import given

from funding.errors import InputError
from funding.report.statement.answers import comes_to
from funding.report.statement.changed import changed_for
from funding.report.statement.duty import duty_of
from funding.report.statement.given import given_of
from funding.report.statement.model import Section
from funding.report.statement.place import Place
from funding.report.statement.sums import sums_of
from funding.report.statement.unsure import assumed_in
from funding.report.statement.why import why_of
from tests.properties.engine import laws
from tests.properties.histories import History, histories
from tests.properties.refuting import assert_refuted

SUM = r"£([\d,]+\.\d\d)"
RATED = r"(?: \([^()]*\))?"
"""What a thing that is offered is worth by: its quantity and its rate."""
IN_FULL = (
    f"in full what is due in cash: {SUM}",
    f"The {SUM} due in cash is within your limit of {SUM}: you pay in full",
)
UP_TO = f"up to {SUM} of the {SUM} due in cash, and leave {SUM} unpaid"
NOTHING = f"nothing of the {SUM} due in cash"
IN_PART = rf"{SUM} of {SUM}\. You leave {SUM} unpaid"

Telling = Callable[[Place], Section]


def pounds(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def places(history: History) -> Iterator[Place]:
    """Give each partner in each run; nothing where the history is one that must be refused."""
    try:
        outcome = history.outcome()
    except InputError:
        return
    for run in outcome.runs:
        yield from (Place(outcome, run, row) for row in range(len(run.parties)))


def claims(text: str) -> Iterator[tuple[Fraction, Fraction]]:
    """Give what is said to be paid, and of how much, each time that a text says so."""
    for words in IN_FULL:
        for found in re.finditer(words, text):
            assert len(found.groups()) == 1 or pounds(found[1]) <= pounds(found[2])
            yield pounds(found[1]), pounds(found[1])
    for found in re.finditer(NOTHING, text):
        yield Fraction(0), pounds(found[1])
    for found in (*re.finditer(IN_PART, text), *re.finditer(UP_TO, text)):
        own, due, short = map(pounds, found.groups())
        assert own + short == due
        assert short
        yield own, due


def tells_what_is_paid(tell: Telling, history: History) -> None:
    """Require that what is said of paying in full, in part or nothing is what is paid."""
    for place in places(history):
        section = tell(place)
        for paragraph in section.paragraphs:
            assert len(list(claims(paragraph))) <= 1
        found = list(claims(" ".join(section.paragraphs)))
        due = place.result.assessed - place.result.in_kind
        assert sum(of for _own, of in found) == due
        assert sum(own for own, _of in found) == due - place.result.shortfall
        assert all(of for _own, of in found), "of nothing nothing is said"


@laws(40)
@given(histories(all_rules=True))
def test_what_is_said_to_be_paid_is_what_is_paid(history: History) -> None:
    tells_what_is_paid(duty_of, history)


def everybody_pays(place: Place) -> Section:
    amount = place.sum(place.result.assessed - place.result.in_kind)
    words = f"You pay in full what is due in cash: {amount}." if amount != "£0.00" else ""
    return Section("", (words,))


def the_last_days_alone(place: Place) -> Section:
    return Section("", tuple(comes_to(place, place.parts[-1:])))


@pytest.mark.parametrize("wrong", [everybody_pays, the_last_days_alone])
def test_a_statement_that_says_something_else_is_refuted(wrong: Telling) -> None:
    assert_refuted(tells_what_is_paid, wrong, histories(all_rules=True))


def told(items: list[str], words: str) -> Fraction:
    """Add up the sums that some items name, where they say something."""
    return sum((pounds(found) for item in items for found in re.findall(words, item)), Fraction(0))


@laws(40)
@given(histories(all_rules=True))
def test_what_is_offered_is_what_is_credited_and_each_thing_that_is_not(history: History) -> None:
    for place in places(history):
        items = list(given_of(place))
        offered = told(items, rf"worth {SUM}{RATED}, for “")
        uncredited = told(items, f"^{SUM} is not credited")
        assert offered - uncredited == place.result.in_kind
        used = told(items, f"^The board uses {SUM}")
        refused = told(items, f"^The board does not take {SUM}")
        assert (used, used + refused) == (place.result.in_kind_free, uncredited)
        assert told(items, rf"worth {SUM}{RATED}, which meets no") == place.result.in_kind_on_top


@laws(40)
@given(histories(all_rules=True))
def test_costs_less_what_meets_them_are_what_the_partners_are_asked_for(history: History) -> None:
    for place in places(history):
        text = [why_of(place).paragraphs[1]]
        costs = told(text, f"costs are {SUM}")
        met = told(text, f"(?:meets?) {SUM} of that") + told(text, f"{SUM} of that is")
        more = told(text, f"{SUM} more than that")
        assert costs - met + more == told(text, f"asked for {SUM}")


@laws(40)
@given(histories(all_rules=True))
def test_what_is_owed_is_what_was_owed_less_what_is_paid_and_what_is_left_unpaid(
    history: History,
) -> None:
    for place in places(history):
        items = list(sums_of(place).items)
        owed = told(items, f"^{SUM} is what you must pay and have not")
        before, now = (told(items, f"{SUM} from {when} year") for when in ("earlier", "this"))
        assert owed == place.result.arrears
        if before:
            assert owed == before - place.result.arrears_paid + now
            assert 0 <= now <= place.result.shortfall
        assert assumed_in(place).paragraphs
        assert changed_for(place).heading
