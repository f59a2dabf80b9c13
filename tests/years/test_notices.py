"""Notice to withdraw: bound until it is over, and of no use to who must pay."""

from __future__ import annotations

import pytest

from tests.years.running import COST, SHARES, ran, results, scenario, words

NOTICE = '\n[[notice]]\npartner = "force"\ngiven = 2013-03-31\nevidence = "letter (invented)"\n'
SIX_MONTHS = "\n[duty]\nnotice = 6\n"
LATE = "2013-09-30"


def answers(text: str, formula: str) -> list[tuple[str, str]]:
    """Give the force's answer and cash in each part, or in the year if it is not cut."""
    (found,) = results(ran(text, ours=formula))
    return [
        (words(part, "answer")["force"], words(part, "cash")["force"])
        for part in found.get("parts", [found])
    ]


def test_who_gave_notice_pays_until_it_is_over_and_then_nothing() -> None:
    # Six months after 31 March are over on 30 September: 182 days are bound, 183 free.
    assert answers(scenario(COST, NOTICE), SHARES + SIX_MONTHS) == [
        ("agreed", "7280.00"),
        ("refused", "0.00"),
    ]


def test_a_formula_that_says_nothing_of_notice_lets_go_at_once() -> None:
    later = NOTICE.replace("2013-03-31", LATE)
    assert answers(scenario(COST, later), SHARES) == [("agreed", "7280.00"), ("refused", "0.00")]
    assert answers(scenario(COST, NOTICE), SHARES) == [("refused", "0.00")]


@pytest.mark.parametrize("says", ["refused", "no answer", "never asked"])
def test_while_it_is_bound_a_refusal_or_silence_counts_for_nothing(says: str) -> None:
    answer = f'\n[[answer]]\npartner = "force"\nsays = "{says}"\n'
    text = scenario(COST, NOTICE, answer)
    assert answers(text, SHARES + SIX_MONTHS)[0] == ("agreed", "7280.00")
    (found,) = results(ran(text, ours=SHARES + SIX_MONTHS))
    assert (
        "force is bound until its notice is over, on 2013-09-30: "
        f"'{says}' does not count before (2013-04-01 to 2013-09-29)"
    ) in found["warnings"]


def test_who_had_agreed_to_less_is_bound_to_that() -> None:
    answer = '\n[[answer]]\npartner = "force"\nsays = "agreed"\ntake_up = "50%"\n'
    text = scenario(COST, NOTICE, answer)
    assert answers(text, SHARES + SIX_MONTHS) == [("agreed", "3640.00"), ("refused", "0.00")]


def test_who_must_pay_cannot_withdraw() -> None:
    duty = '\n[duty]\nnotice = 6\npolice = { duty = "will", after = "words" }\n'
    (found,) = results(ran(scenario(COST, NOTICE), ours=SHARES + duty))
    assert words(found, "cash")["force"] == "14600.00"
    assert "parts" not in found
    assert (
        "force gave notice on 2013-03-31 and must pay: it cannot withdraw, and nothing changes"
    ) in found["warnings"]


def test_who_withdrew_and_then_must_pay_pays_again() -> None:
    duty = '\n[duty]\npolice = { duty = "may", will_from = 2013-10-01, after = "words" }\n'
    assert answers(scenario(COST, NOTICE), SHARES + duty) == [
        ("refused", "0.00"),
        ("not recorded", "7280.00"),
    ]


def test_a_notice_runs_by_what_the_formula_said_when_it_was_given() -> None:
    shorter = '\n[[amendment]]\nfrom = 2013-04-01\nsource = "words"\nset.duty.notice = 1\n'
    assert answers(scenario(COST, NOTICE), SHARES + SIX_MONTHS + shorter)[0][0] == "agreed"


def test_a_notice_that_is_over_after_the_years_is_a_warning() -> None:
    outcome = ran(scenario(COST, NOTICE), ours=SHARES + "\n[duty]\nnotice = 24\n")
    assert outcome.warnings == (
        "ours: the notice of force on board is over on 2015-03-31, after the years of the scenario",
    )


def test_a_duty_that_begins_before_its_consultation_is_a_warning() -> None:
    dated = 'police = { duty = "may", will_from = 2013-10-01, consulted = 2013-11-05 }'
    (found,) = results(ran(scenario(COST), ours=SHARES + f"\n[duty]\n{dated}\n"))
    assert (
        "force must pay from 2013-10-01, before the consultation of 2013-11-05 "
        "(2013-10-01 to 2014-03-31)"
    ) in found["warnings"]
    in_time = dated.replace("2013-11-05", "2013-09-05")
    (found,) = results(ran(scenario(COST), ours=SHARES + f"\n[duty]\n{in_time}\n"))
    assert not any("consultation" in each for each in found["warnings"])


def test_a_notice_that_somebody_gave_is_a_figure_that_the_result_rests_on() -> None:
    outcome = ran(scenario(COST, NOTICE), ours=SHARES + SIX_MONTHS)
    assert "1 of 1 notices assumed" in outcome.runs[0].illustration
