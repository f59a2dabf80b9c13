"""A year that is cut, with reserves, arrears, limits and an outturn, worked out by hand."""

from __future__ import annotations

from funding import Outcome
from tests.years.running import COST, HALVES, SHARES, ran, results, scenario, words
from tests.years.test_parts_by_hand import SUCCESSION

AMENDED = """
[[amendment]]
from   = 2013-10-01
source = "an invented resolution"
set.percentages.local_authority = "50%"
set.percentages.police          = "50%"
"""
"""183 days of 60:40, and 182 of 50:50."""

BEFORE = """
[[last_year]]
partner = "council"
cash    = "£300.00"

[[last_year]]
partner = "force"
cash    = "£100.00"
"""
WILL = """
[duty]
local_authority = "will"
police          = "may"
"""
REFUSED = """
[[answer]]
partner = "council"
says    = "refused"
"""


def _with_reserves(opening: str) -> str:
    """Write a scenario of the board with reserves."""
    name = 'name = "The board"\n'
    return scenario(COST, BEFORE).replace(name, f"{name}reserves = {{ opening = {opening!r} }}\n")


def _cut(rules: str, text: str) -> Outcome:
    return ran(text, ours=SHARES + rules + AMENDED)


def test_reserves_above_their_target_are_returned_once() -> None:
    rules = '[reserves]\ntarget_amount = "£400.00"\nabove_target = "returned"\n'
    (found,) = results(_cut(rules, _with_reserves("£1,000.00")))
    # £600 above, by £300 and £100 of cash; in the first part only.
    assert words(found, "returned") == {"council": "450.00", "force": "150.00"}
    assert words(found["parts"][1], "returned") == {"council": "0.00", "force": "0.00"}
    assert words(found, "assessed") == {"council": "19630.00", "force": "16270.00"}
    assert found["reserves_closing"] == "400.00"


def test_reserves_are_never_returned_below_their_minimum_nor_what_is_planned_for_later() -> None:
    """Of £1,265.00, £365.00 is planned and £500.00 must stay: £400.00 is above, by 300:100."""
    rules = '[reserves]\ntarget_amount = "£0.00"\nabove_target = "returned"\n'
    text = _with_reserves("£1,265.00").replace(
        "£1,265.00'", "£1,265.00', use = '£365.00', minimum = '£500.00', reduces = ['core']"
    )
    (found,) = results(_cut(rules, text))
    assert words(found, "returned") == {"council": "300.00", "force": "100.00"}
    assert found["reserves_closing"] == "500.00"


def test_whole_pounds_are_whole_pounds_in_a_part_of_a_year() -> None:
    """Of £36,501.00, £18,300.50 is for 183 days: 60:40 of it is £10,980.30 and £7,320.20."""
    text = scenario(COST).replace("£36,500.00", "£36,501.00")
    (found,) = results(_cut('[rounding]\nunit = "£1.00"\n', text))
    assert words(found["parts"][0], "assessed") == {"council": "10980.00", "force": "7320.00"}


def test_a_target_of_the_cost_is_of_the_cost_of_the_year() -> None:
    rules = '[reserves]\ntarget = "10%"\nbelow_target = "collected"\nyears = 1\n'
    (found,) = results(_cut(rules, _with_reserves("£3,000.00")))
    # A tenth of £36,500; £650 short of it, by 60:40 of the first part.
    assert words(found, "assessed") == {"council": "20470.00", "force": "16680.00"}
    assert [part["surplus"] for part in found["parts"]] == ["650.00", "0.00"]
    assert found["reserves_closing"] == "3650.00"


def test_arrears_of_a_year_are_those_at_its_end() -> None:
    (found,) = results(_cut(WILL, scenario(COST, REFUSED)))
    assert words(found, "shortfall") == {"council": "20080.00", "force": "0.00"}
    assert [words(part, "arrears")["council"] for part in found["parts"]] == [
        "10980.00",
        "20080.00",
    ]
    assert words(found, "arrears") == {"council": "20080.00", "force": "0.00"}


def test_arrears_are_paid_day_by_day() -> None:
    owed = '[[last_year]]\npartner = "council"\narrears = "£400.00"\n'
    paid = '[[arrears_paid]]\npartner = "council"\namount = "£365.00"\n'
    (found,) = results(_cut(WILL, scenario(COST, owed, paid)))
    assert [part["income"] for part in found["parts"]] == ["183.00", "182.00"]
    assert words(found, "arrears_paid") == {"council": "365.00", "force": "0.00"}
    assert words(found, "arrears") == {"council": "35.00", "force": "0.00"}
    assert found["reserves_closing"] == "365.00"


def test_history_does_not_shrink_in_a_part() -> None:
    rules = '[transition]\nstart = "2013-14"\nyears = 2\n'
    history = "".join(
        f'\n[[last_year]]\npartner = "{who}"\nassessed = "{sum_}"\n'
        for who, sum_ in (("council", "£9,000.00"), ("force", "£1,000.00"))
    )
    (found,) = results(_cut(rules, scenario(COST, history)))
    # Half by history, 90:10: so 75:25 of £18,300, then 70:30 of £18,200.
    assert words(found, "assessed") == {"council": "26465.00", "force": "10035.00"}


def test_what_a_year_came_to_is_cut_like_its_budget() -> None:
    spent = COST + 'outturn = "£40,150.00"\n'
    (end,) = _cut("", scenario(spent)).to_dict()["year_end"]
    # £110 a day: 60% of 183 days and 50% of 182.
    assert words(end, "agreed") == {"council": "20080.00", "force": "16420.00"}
    assert words(end, "outturn") == {"council": "22088.00", "force": "18062.00"}
    assert words(end, "to_collect") == {"council": "2008.00", "force": "1642.00"}


def test_one_limit_over_two_bills_is_kept_in_a_year_that_is_cut() -> None:
    limit = (
        '[[answer]]\npartner = "force"\nover = ["board", "other"]\nsays = "agreed"\n'
        'amount = "£10,000.00"\n'
    )
    text = scenario(COST, limit).replace("[board]", '[[board]]\nid = "other"\n\n[[board]]')
    found = results(_cut("", text))
    # Two bills alike: half of the limit for each, £2,506.84 of it for 183 days.
    assert [words(each, "cash")["force"] for each in found] == ["5000.00", "5000.00"]
    assert [words(part, "cash")["force"] for part in found[0]["parts"]] == ["2506.84", "2493.16"]


def test_arrears_paid_under_a_succession_are_paid_in_each_of_its_parts_and_others_are_not() -> None:
    owed = '[[last_year]]\npartner = "council"\narrears = "£4,000.00"\n'
    paid = "".join(
        f'\n[[arrears_paid]]\npartner = "council"\namount = "{sum_}"\n{under}'
        for sum_, under in (
            ("£365.00", ""),
            ("£730.00", 'formula = "ours"\n'),
            ("£1,460.00", 'formula = "first"\n'),
        )
    )
    text = scenario(COST, SUCCESSION, owed, paid, formulas='["ours", "first"]')
    ours, first = results(ran(text, first=SHARES + WILL, second=HALVES + WILL))
    # £3 a day is paid to any formula or to the succession itself; to the first alone, £5.
    assert [part["income"] for part in ours["parts"]] == ["549.00", "546.00"]
    assert first["income"] == "1825.00"


def test_a_sum_of_nothing_but_history_is_brought_on_from_year_to_year() -> None:
    """A third by the formula, then two thirds, of 60:40 after 90:10: 80:20, 70:30, 60:40."""
    rules = SHARES + '[transition]\nstart = "2013-14"\nyears = 3\n'
    history = "".join(
        f'\n[[last_year]]\npartner = "{who}"\nassessed = "{sum_}"\n'
        for who, sum_ in (("council", "£9,000.00"), ("force", "£1,000.00"))
    )
    years = '["2013-14", "2014-15", "2015-16"]'
    found = results(ran(scenario(COST, history, years=years), ours=rules))
    assert [words(each, "assessed")["council"] for each in found] == [
        *("29200.00", "25550.00", "21900.00")
    ]
