"""Every warning about partners, of a small board on which nothing else is to be said."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from funding.language import Language, speaking
from tests.compiling.test_cautions import all_warnings, warnings

Table = dict[str, Any]

COUNCIL = {"id": "council", "kind": "local_authority"}
POLICE = {"id": "force", "kind": "police"}
COST = [{"pool": "core", "item": "unit", "amount": "£100.00"}]
TWO: Table = {"board": {"id": "board"}, "partner": [COUNCIL, POLICE], "cost": COST}
AGREED: Table = {
    "answer": [{"partner": who, "says": "agreed"} for who in ("council", "force")],
}
MUST_BE_ASKED = "is not devolved and must pay, with no consultation of the Secretary of State"


def said(formula: Table, **scenario: Any) -> list[str]:
    """Give each warning without the board, year and formula before it."""
    found = warnings(formula, **{**TWO, **scenario})
    return [words.removeprefix("board, 2020-21, drawn: ") for words in found]


def test_a_board_of_which_all_is_known_has_no_warning() -> None:
    assert said({}, **AGREED) == []


def test_who_has_not_answered_is_named_only_if_something_is_asked_of_it() -> None:
    words = "who may contribute: taken as paying in full"
    table = {**TWO, "answer": [{"partner": "council", "says": "agreed"}]}
    (silent,) = silence({}, table)
    assert silent.endswith(f"no answer is recorded of force, {words}")
    assert silence({"duty": {"police": "excluded"}}, table) == []
    assert silence({"duty": {"police": "will"}}, table) == []
    (both,) = silence({}, TWO)
    assert both.endswith(f"no answer is recorded of council, force, {words}")


@pytest.mark.parametrize(
    ("language", "council", "force"),
    [("en", "The Council", "The Force"), ("cy", "Y Cyngor", "Yr Heddlu")],
)
def test_partners_are_called_as_in_tables(language: Language, council: str, force: str) -> None:
    """In the language spoken, in every kind of warning that names one."""
    named = [
        {**COUNCIL, "name": {"en": "The Council", "cy": "Y Cyngor"}},
        {**POLICE, "name": {"en": "The Force", "cy": "Yr Heddlu"}},
    ]
    notice = {"partner": "force", "given": date(2020, 4, 1)}
    late = {"partner": "council", "says": "agreed", "date": date(2021, 4, 1)}
    with speaking(language):
        words = [
            *all_warnings({}, **{**TWO, "partner": named}),
            *all_warnings({}, **{**TWO, "partner": named, "answer": [late], "notice": [notice]}),
            *all_warnings(
                {"duty": {"local_authority": "will", "police": "will", "notice": 36}},
                **{**TWO, "partner": named, "notice": [notice]},
            ),
            *all_warnings(
                {"duty": {"notice": 36}}, **{**TWO, "partner": named, "notice": [notice]}
            ),
        ]
    said = " ".join(words)
    assert len(words) > 6
    assert council in said
    assert force in said
    assert not re.search(r"\b(council|force)\b", said), words


def test_who_answered_in_time_is_not_told_of_what_came_later() -> None:
    in_time, too_late = date(2021, 3, 31), date(2021, 4, 1)
    answer = {"partner": "force", "says": "agreed"}
    others = [each for each in AGREED["answer"] if each["partner"] != "force"]
    words = "force answered on 2021-04-01, after the year: that does not count"
    late = said({}, answer=[*others, {**answer, "date": too_late}])
    assert [each for each in late if "after the year" in each] == [words]
    both = said({}, answer=[*others, *({**answer, "date": day} for day in (in_time, too_late))])
    assert not [each for each in both if "after the year" in each]


def silence(formula: Table, scenario: Table) -> list[str]:
    return [each for each in all_warnings(formula, **scenario) if "no answer is" in each]


@pytest.mark.parametrize(
    ("duty", "named"),
    [
        ({"police": "will"}, ["force"]),
        ({"local_authority": "will"}, []),
        ({"police": "may"}, []),
        ({"police": {"duty": "will", "consulted": "2020-01-01"}}, []),
    ],
)
def test_a_body_that_answers_to_london_must_be_consulted_about_before_it_must_pay(
    duty: Table, named: list[str]
) -> None:
    found = [each for each in said({"duty": duty}, **AGREED) if "consultation" in each]
    assert found == [f"{who} {MUST_BE_ASKED} recorded" for who in named]


def test_what_must_be_paid_and_is_not_is_in_arrears_and_said_with_what_was_owed() -> None:
    must: Table = {"duty": {"local_authority": "will"}}
    answers = [
        {"partner": "council", "says": "agreed", "amount": "£20.00"},
        {"partner": "force", "says": "agreed"},
    ]
    (now,) = said(must, answer=answers)
    assert now == "council must pay £50.00 and pays £20.00: £30.00 is in arrears"
    before = [{"partner": "council", "arrears": "£7.00"}]
    (both,) = said(must, answer=answers, last_year=before)
    assert both == (
        "council must pay £50.00 and pays £20.00: £30.00 is in arrears, and £37.00 in all with "
        "what is owed from before"
    )
    (earlier,) = said(must, **AGREED, last_year=before)
    assert earlier == "council is in arrears with £7.00 from before"


STAFF: Table = {
    "partner": "council",
    "kind": "staff",
    "meets": "unit",
    "value": "£30.00",
}
TAKEN: Table = {"eligible": ["staff"], "excess": "refused"}


def test_what_is_given_is_taken_off_what_must_be_paid() -> None:
    must: Table = {"duty": {"local_authority": "will"}, "in_kind": TAKEN}
    answers = [
        {"partner": "council", "says": "agreed", "amount": "£5.00"},
        {"partner": "force", "says": "agreed"},
    ]
    (words,) = said(must, answer=answers, in_kind=[STAFF])
    assert words == "council must pay £20.00 and pays £5.00: £15.00 is in arrears"


def test_what_is_offered_and_not_taken_is_said_to_the_penny() -> None:
    assert said({"in_kind": TAKEN}, **AGREED, in_kind=[STAFF]) == []
    (nothing,) = said({}, **AGREED, in_kind=[STAFF])
    assert nothing == (
        "the formula says nothing of contributions in kind: what is offered (1) is not credited, "
        "and the board buys the things"
    )
    (some,) = said({"in_kind": {**TAKEN, "ceiling": "20%"}}, **AGREED, in_kind=[STAFF])
    assert some == "£20.00 of what is offered in kind is not taken, and the board buys the things"
    on_top = {key: value for key, value in STAFF.items() if key != "meets"}
    assert said({}, **AGREED, in_kind=[on_top]) == []


def test_a_kind_without_a_percentage_and_a_percentage_without_a_kind_are_named() -> None:
    both = {"local_authority": "60%", "police": "40%"}
    assert of_shares(both) == []
    assert of_shares({"local_authority": "60%", "health_board": "40%"}) == [
        "nobody of kind 'health_board' shares: its 40% is others pro rata",
        "no percentage is stated for force: nothing is asked",
    ]
    assert of_shares(both, duty={"police": "excluded"}) == [
        "nobody of kind 'police' shares: its 40% is others pro rata",
    ]
    assert of_shares({"local_authority": "100%"}, duty={"police": "excluded"}) == []
    assert of_shares({"local_authority": "100%"}, amounts={"force": "£5.00"}) == []
    assert of_shares({"local_authority": "100%"}, flat_fees={"police": "£5.00"}) == []
    assert of_shares({"local_authority": "100%", "health_board": "0%"}) == [
        "no percentage is stated for force: nothing is asked",
    ]


def of_shares(shares: Table, **more: Any) -> list[str]:
    split = {"percentages": {**shares, "missing_kind": "others pro rata"}}
    return said({**split, **more}, **AGREED)


OTHER = {"id": "other", "kind": "local_authority"}
THREE: Table = {
    "partner": [COUNCIL, POLICE, OTHER],
    "answer": [*AGREED["answer"], {"partner": "other", "says": "agreed"}],
}


def of_tables(**more: Any) -> list[str]:
    """Give what is said of a table of 60% for the council and 40% for another of its kind."""
    table = {"table": {"council": "60%", "other": "40%"}, "missing": "others pro rata"}
    percentages = {"local_authority": "70%", "police": "30%", "missing_kind": "others pro rata"}
    split: Table = {"percentages": {**percentages, "within": {"local_authority": table}}}
    found = said({**split, **more}, **THREE)
    return [each for each in found if "does not share" in each]


def test_whoever_stands_in_a_table_and_does_not_share_is_named() -> None:
    words = "'other' does not share: its 40% of the kind 'local_authority' is others pro rata"
    assert of_tables() == []
    assert of_tables(duty={"other": "excluded"}) == [words]
    assert of_tables(amounts={"other": "£5.00"}) == [words]
    assert of_tables(duty={"local_authority": "excluded"}) == []


def test_percentages_by_which_no_pool_is_shared_are_not_looked_at() -> None:
    unused = {"percentages": {"local_authority": "60%", "health_board": "40%"}}
    assert said({**unused, "pool": {"core": {"equal": {}}}}, **AGREED) == [
        "no percentage is stated for force: nothing is asked",
    ]


def test_a_table_by_which_no_pool_is_shared_is_not_looked_at() -> None:
    excluded: Table = {"duty": {"other": "excluded"}}
    assert of_tables(**excluded, pool={"core": {"equal": {}}}) == []


def test_a_bound_of_who_takes_no_part_has_no_effect_and_is_named() -> None:
    words = "has no effect: on board 'board' it is excluded or owes a fixed sum"
    bounds: Table = {"bounds": {"ceiling_amount": {"force": "£70.00"}}}
    assert said(bounds, **AGREED) == []
    for more in ({"duty": {"police": "excluded"}}, {"amounts": {"force": "£5.00"}}):
        assert said({**bounds, **more}, **AGREED) == [f"[bounds] force {words}"]
    of_kind: Table = {"bounds": {"ceiling_amount": {"police": "£70.00"}}}
    others: Table = {**AGREED, "partner": [COUNCIL, POLICE, {"id": "other", "kind": "police"}]}
    others["answer"] = [*AGREED["answer"], {"partner": "other", "says": "agreed"}]
    assert said({**of_kind, "duty": {"force": "excluded"}}, **others) == []
    assert said({**of_kind, "duty": {"police": "excluded"}}, **others) == [
        f"[bounds] police {words}"
    ]


def test_a_change_from_what_is_unknown_is_not_limited_and_is_named() -> None:
    changes: Table = {"bounds": {"maximum_change": {"everyone": "10%"}}}
    known = [{"partner": who, "assessed": "£50.00"} for who in ("council", "force")]
    assert said(changes, **AGREED, last_year=known) == []
    assert said(changes, **AGREED, last_year=known[:1]) == [
        "nothing is known of the year before for force: no change is limited"
    ]
    excluded: Table = {**changes, "duty": {"police": "excluded"}}
    assert said(excluded, **AGREED, last_year=[{**known[0], "assessed": "£100.00"}]) == []


def test_rounding_that_no_pool_uses_is_named() -> None:
    words = "[rounding] has no effect: every pool that is shared is rounded in its own way"
    own: Table = {"pool": {"core": {"rounding": {"unit": "£1.00"}}}}
    every: Table = {"rounding": {"unit": "£10.00"}}
    assert said(own, **AGREED) == []
    assert said(every, **AGREED) == []
    assert said({**own, **every}, **AGREED) == [words]
    two = [*COST, {"pool": "training", "item": "courses", "amount": "£10.00"}]
    assert said({**own, **every}, **{**AGREED, "cost": two}) == []


def test_a_measure_that_nothing_is_shared_by_is_named() -> None:
    measure: Table = {"measure": {"above": {"of": "people", "threshold": 1}}}
    people = {"name": "people", "year": 2020, "source": "a test"}
    figures = {"driver": [{**people, "values": {"council": 10, "force": 5}}]}
    words = "measure 'above' has no effect: nothing is shared by it"
    assert said(measure, **AGREED, **figures) == [words]
    assert said({**measure, "driver": {"by": "above"}}, **AGREED, **figures) == []


def test_money_above_the_cost_is_named_and_beside_a_hole_too() -> None:
    fees: Table = {"flat_fees": {"police": "£80.00", "local_authority": "£30.00"}}
    assert of_fees(fees) == ["£10.00 is collected above the cost, and goes to reserves"]
    assert of_fees({"flat_fees": {**fees["flat_fees"], "police": "£70.00"}}) == []
    refused = [{"partner": "council", "says": "agreed"}, {"partner": "force", "says": "refused"}]
    assert of_fees(fees, answer=refused) == [
        "£10.00 is collected above the cost, and goes to reserves",
        "£80.00 is unfunded, while £10.00 goes to reserves: no rule lets the one meet the other",
    ]


def test_less_than_a_pound_is_named_as_well() -> None:
    fees: Table = {"flat_fees": {"police": "£70.40", "local_authority": "£30.00"}}
    assert of_fees(fees) == ["£0.40 is collected above the cost, and goes to reserves"]
    (some,) = said({"in_kind": {**TAKEN, "ceiling": "59%"}}, **AGREED, in_kind=[STAFF])
    assert some == "£0.50 of what is offered in kind is not taken, and the board buys the things"


def test_arrears_that_are_paid_are_not_collected_above_the_cost() -> None:
    must: Table = {"duty": {"local_authority": "will"}}
    owed = {"last_year": [{"partner": "council", "arrears": "£5.00"}]}
    paid = {"arrears_paid": [{"partner": "council", "amount": "£3.00"}]}
    assert not [each for each in said(must, **AGREED, **owed, **paid) if "above the cost" in each]


def of_fees(fees: Table, **scenario: Any) -> list[str]:
    return said(fees, **{**AGREED, **scenario})


def test_groups_that_a_charge_does_not_heed_are_named_and_those_that_are_heeded_are_not() -> None:
    groups: Table = {"groups": {"both": {"members": ["council", "force"]}}}
    charge: Table = {"charge": {"expression": "base / total(sharing)"}}
    shares = {"local_authority": "60%", "police": "40%"}
    people = {"name": "people", "year": 2020, "source": "a test"}
    figures = {"driver": [{**people, "values": {"council": 10, "force": 5}}]}
    words = "[groups] has no effect on what [charge] shares"
    assert said({**groups, **charge}, **AGREED) == [words]
    assert said(charge, **AGREED) == []
    splits: list[Table] = [{"equal": {}}, {"percentages": shares}, {"driver": {"by": "people"}}]
    for split in splits:
        assert said({**groups, **split}, **AGREED, **figures) == []


def test_everyone_is_no_name_that_stands_for_nobody_and_a_name_may_be() -> None:
    assert said({"bounds": {"floor": {"everyone": "5%"}}}, **AGREED) == []
    found = said({"bounds": {"floor": {"everyone": "5%", "forse": "6%"}}}, **AGREED)
    assert len(found) == 1
    assert "forse" in found[0]
