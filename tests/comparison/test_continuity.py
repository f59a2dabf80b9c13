"""What changes hands from one year to the next, against figures worked out by hand."""

from __future__ import annotations

from typing import Any

from funding.comparison.compare import compare
from tests.comparison.example import outcome_of, several_years

TWO = '["2026-27", "2027-28"]'
PAYS_LESS = '\n[[answer]]\npartner = "ash"\nsays = "agreed"\namount = ["£300.00", "£100.00"]\n'


def steps(scenario: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = compare(outcome_of(scenario), baseline="led").to_dict()[
        "continuity"
    ]
    return found


def test_what_one_stops_paying_and_another_takes_over_changes_hands() -> None:
    """£900.00 among three. In the second year ash pays £100.00 of £300.00; beech bears the rest."""
    (step,) = steps(several_years('"£900.00"', TWO, PAYS_LESS))
    assert (step["year_before"], step["year"]) == ("2026-27", "2027-28")
    assert {row["id"]: row["change"] for row in step["partners"]} == {
        "ash": "-200.00",
        "beech": "200.00",
        "fir": "0.00",
    }
    assert step["partners"][0]["change_part"]["exact"] == "-2/3"
    assert step["changed"]["exact"] == "200"
    assert step["changed_part"] == {"exact": "2/9", "rounded": "22.2%"}
    assert (step["shifted"], step["shifted_part"]["exact"]) == ("200.00", "2/9")
    assert step["largest_rise"] == {"partners": ["beech"], "amount": "200.00"}
    assert step["largest_fall"] == {"partners": ["ash"], "amount": "-200.00"}


def test_growth_that_all_share_alike_moves_nothing_from_one_to_another() -> None:
    """£900.00, then £1,200.00, among three: each pays £100.00 more, half of £300.00 is changed."""
    (step,) = steps(several_years('["£900.00", "£1,200.00"]', TWO))
    assert (step["changed"]["exact"], step["changed_part"]["exact"]) == ("150", "1/6")
    assert (step["shifted"], step["shifted_part"]["exact"]) == ("0.00", "0")
    assert step["largest_rise"]["partners"] == ["ash", "beech", "fir"]
    assert step["largest_fall"] == {"partners": [], "amount": "0.00"}


def test_half_of_an_odd_penny_stays_exact() -> None:
    (step,) = steps(several_years('["£0.03", "£0.04"]', TWO))
    assert step["changed"] == {"exact": "1/200", "rounded": "0.01"}


def test_of_a_year_in_which_nobody_paid_there_is_no_part() -> None:
    (step,) = steps(several_years('["£0.00", "£9.00"]', TWO))
    assert step["changed"]["exact"] == "9/2"
    assert (step["changed_part"], step["shifted_part"]) == (None, None)
    assert all(row["new"] for row in step["partners"])


def test_three_years_are_two_steps_and_one_year_is_none() -> None:
    three = '["2026-27", "2027-28", "2028-29"]'
    years = [(step["year_before"], step["year"]) for step in steps(several_years('"£9.00"', three))]
    assert years == [("2026-27", "2027-28"), ("2027-28", "2028-29")]
    assert steps(several_years('"£9.00"', '["2026-27"]')) == []
