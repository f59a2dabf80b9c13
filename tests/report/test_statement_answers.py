"""What a statement says of an answer is what the answer that counts came to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import CALM
from tests.report.test_statement import DUTY, NEW_BOARD, SUMS, WILL, of, outcome_of, said

POLICE = "north-wales-police"
AGREED = 'partner = "police"\nsays    = "agreed"'
# £40,000.01 in three equal parts: the police's is £13,333.34.
BOUND = """\
id     = "bound"
title  = "With notice"
source = "a test"
covers = "all"

[equal]

[duty]
notice = 6
"""
NOTICE = '\n[[notice]]\npartner = "police"\ngiven   = 2020-01-15\n'
"""A notice of six months from this day is over on 15 July 2020."""


def answering(answer: str) -> str:
    return CALM.replace(AGREED, f'partner = "police"\n{answer}')


def duty(tmp_path: Path, text: str, formula: str = "", partner: str = POLICE) -> str:
    files = {formula.split('"')[1]: formula} if formula else {}
    outcome = outcome_of(tmp_path, text, *(files or ["equal-shares"]), **files)
    return said(of(outcome, partner).sections[DUTY])


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ('says = "refused"', "You refused to contribute. You pay nothing of the £13,333.34 due"),
        (
            'says = "no answer"',
            (
                "You were asked and gave no answer. You are taken as paying nothing of the "
                "£13,333.34 due in cash."
            ),
        ),
        (
            'says = "never asked"',
            "You were never asked. You are taken as paying nothing of the £13,333.34 due in cash.",
        ),
        (
            'says = "agreed"\ntake_up = "50%"',
            (
                "You pay 50% of what is due in cash: £6,666.67 of £13,333.34. You leave £6,666.67 "
                "unpaid."
            ),
        ),
        (
            'says = "agreed"\ntake_up = "33.333%"',
            "You pay 33.333% of what is due in cash: £4,444.40 of £13,333.34.",
        ),
        (
            'says = "agreed"\namount = "£5.00"',
            ("You pay up to £5.00 of the £13,333.34 due in cash, and leave £13,328.34 unpaid."),
        ),
        (
            'says = "agreed"\namount = "£20,000.00"',
            "The £13,333.34 due in cash is within your limit of £20,000.00: you pay in full.",
        ),
        (
            'says = "agreed"\ndate = 2020-05-12\nevidence = "a letter"',
            (
                "You agreed to contribute. Your answer is of 12 May 2020. Evidence: a letter. You "
                "pay in full what is due in cash: £13,333.34."
            ),
        ),
    ],
)
def test_an_answer_is_told_with_what_it_comes_to(tmp_path: Path, answer: str, wanted: str) -> None:
    assert wanted in duty(tmp_path, answering(answer))


def test_a_limit_that_cut_nothing_is_not_said_to_leave_anything(tmp_path: Path) -> None:
    found = duty(tmp_path, answering('says = "agreed"\namount = "£20,000.00"'))
    assert "up to" not in found
    assert "unpaid" not in found


def test_an_answer_after_the_year_is_said_to_be_too_late(tmp_path: Path) -> None:
    found = duty(tmp_path, answering('says = "refused"\ndate = 2021-04-01'))
    assert "Your answer of 1 April 2021 came after the year and does not count." in found
    assert "The figures take it that you pay in full what is due in cash: £13,333.34." in found
    assert "No answer" not in found
    assert "refused" not in found


def test_silence_is_said_to_be_taken_for_agreement(tmp_path: Path) -> None:
    text = CALM.replace(f"\n[[answer]]\n{AGREED}\n", "")
    assert duty(tmp_path, text).endswith(
        "No answer of yours is recorded. The figures take it that you pay in full what is due in "
        "cash: £13,333.34."
    )


def test_who_is_asked_for_nothing_need_not_have_answered(tmp_path: Path) -> None:
    text = CALM.replace(f"\n[[answer]]\n{AGREED}\n", "")
    found = said(of(outcome_of(tmp_path, text, "local-authority-pays"), POLICE).sections[DUTY])
    assert "answer" not in found


def test_who_must_and_is_silent_pays_in_full_and_is_told_so(tmp_path: Path) -> None:
    text = CALM.replace(
        'partner = "wrexham"\nsays    = "agreed"', 'partner = "wrexham"\nsays = "no answer"'
    )
    outcome = outcome_of(tmp_path, text, "ours", ours=WILL)
    found = of(outcome, "wrexham")
    wanted = "You were asked and gave no answer. You pay in full what is due in cash: £20,000.00."
    assert wanted in said(found.sections[DUTY])
    assert found.lead[1] == "You pay all of it in cash."


def test_who_is_left_out_is_told_nothing_of_answers(tmp_path: Path) -> None:
    found = duty(tmp_path, CALM + NEW_BOARD, WILL, "betsi-cadwaladr-health-board")
    assert found == "The formula asks nothing of you: it leaves you out."


def test_a_notice_that_is_over_leaves_no_limit_to_speak_of(tmp_path: Path) -> None:
    text = answering('says = "agreed"\namount = "£5.00"') + NOTICE.replace("2020", "2019")
    found = duty(tmp_path, text, BOUND)
    assert "given on 15 January 2019, is over, and so that answer no longer counts." in found
    assert "You pay nothing of the £13,333.34 due in cash." in found
    assert "up to" not in found


@pytest.mark.parametrize("answer", ['says = "refused"', 'says = "no answer"'])
def test_a_notice_that_is_not_over_binds_whatever_was_said(tmp_path: Path, answer: str) -> None:
    text = answering(answer) + NOTICE.replace("2020-01-15", "2020-12-15")
    found = duty(tmp_path, text, BOUND)
    assert "is not over yet: until it is, you are bound to contribute." in found
    assert "You pay in full what is due in cash: £13,333.34." in found
    assert "nothing" not in found


def test_who_agreed_and_gave_notice_pays_what_it_agreed_to_until_it_is_over(
    tmp_path: Path,
) -> None:
    text = answering('says = "agreed"\ntake_up = "50%"') + NOTICE.replace("2020-01", "2020-12")
    found = duty(tmp_path, text, BOUND)
    assert "given on 15 December 2020, is not over yet. You pay 50% of what is due" in found
    assert "bound" not in found


def test_a_notice_of_who_must_pay_is_said_to_be_of_no_use(tmp_path: Path) -> None:
    must = BOUND + 'police = "will"\n'
    found = duty(tmp_path, CALM + NOTICE, must)
    assert "who must contribute cannot withdraw." in found
    assert "You pay in full what is due in cash: £13,333.34." in found


def test_a_notice_that_ends_within_the_year_is_told_for_the_days_before_and_after(
    tmp_path: Path,
) -> None:
    outcome = outcome_of(tmp_path, answering('says = "refused"') + NOTICE, "bound", bound=BOUND)
    statement = of(outcome, POLICE)
    _law, before, bound, after, free = statement.sections[DUTY].paragraphs
    assert (before, after) == (
        "From 1 April 2020 to 14 July 2020:",
        "From 15 July 2020 to 31 March 2021:",
    )
    # 105 of 365 days of £40,000.01, a third of each part.
    assert "bound to contribute. You pay in full what is due in cash: £3,835.62." in bound
    assert "is over, and so that answer no longer counts. You pay nothing of the £9,497.72" in free
    assert statement.sections[SUMS].sums[-1].amount == "£3,835.62"


def test_a_limit_bites_or_not_part_by_part(tmp_path: Path) -> None:
    """Probation comes for the last days: then the police's third is a quarter."""
    coming = '\n[[partner]]\nid = "probation-wales"\nkind = "probation"\nfrom = 2020-10-01\n'
    text = answering('says = "agreed"\namount = "£12,000.00"') + coming
    outcome = outcome_of(tmp_path, text, "equal-shares")
    statement = of(outcome, POLICE)
    _law, _first, cut, _second, within = statement.sections[DUTY].paragraphs
    # £40,000.01 is £20,054.79 for 183 of the 365 days and £19,945.22 for 182: a third of the one is
    # £6,684.93, a quarter of the other £4,986.305. £12,000 is £6,016.43 and £5,983.57 for them.
    assert "up to £6,016.43 of the £6,684.93 due in cash, and leave £668.50 unpaid." in cut
    assert "The £4,986.31 due in cash is within your limit of £5,983.57: you pay in full." in within
    newcomer = of(outcome, "probation-wales")
    assert newcomer.lead[-1] == "You are on the board from 1 October 2020 to 31 March 2021."


def test_parts_of_a_year_that_come_out_alike_are_told_once(tmp_path: Path) -> None:
    coming = '\n[[partner]]\nid = "probation-wales"\nkind = "probation"\nfrom = 2020-10-01\n'
    outcome = outcome_of(tmp_path, CALM + coming, "equal-shares")
    statement = of(outcome, POLICE)
    assert len(statement.sections[DUTY].paragraphs) == 2
    total = statement.sections[SUMS].sums[-1].amount
    assert statement.sections[DUTY].paragraphs[1] == (
        f"You agreed to contribute. You pay in full what is due in cash: {total}."
    )


TWO_BOARDS = """\
title    = "One limit"
year     = "2020-21"
formulas = ["equal-shares"]

[[board]]
id          = "wrexham"
authorities = ["wrexham"]

[[board]]
id          = "flintshire"
authorities = ["flintshire"]

[[cost]]
pool   = "core"
item   = "coordinator"
amount = "£30,000.00"

[[answer]]
partner = "north-wales-police"
says    = "agreed"
amount  = "£8,000.00"
over    = "all boards"
"""


def test_one_limit_over_several_bills_is_told_whole_and_for_this_one(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, TWO_BOARDS, "equal-shares")
    for place in (0, 1):
        found = said(of(outcome, POLICE, place).sections[DUTY])
        assert (
            "Your limit of £8,000.00 is one over several bills: £4,000.00 of it is for this one. "
            "You pay up to £4,000.00 of the £10,000.00 due in cash, and leave £6,000.00 unpaid."
        ) in found
