"""Sums that rise, of a formula and of a scenario, rounded to the nearest penny by hand."""

from __future__ import annotations

from tests.years.running import COST, SHARES, ran, results, scenario, words

YEARS = '["2013-14", "2014-15", "2015-16"]'
FEES = '\n[flat_fees]\npolice = "£1,000.20"\n'
BY_INDEX = FEES + '\n[uprating]\nindex = "pay"\nbase = "2013-14"\nof = ["flat_fees"]\n'
BY_RATE = FEES + '\n[uprating]\nrate = "2%"\nbase = "2014-15"\nof = ["flat_fees"]\n'
INDEX = """
[[index]]
name   = "pay"
source = "an invented index"
status = "published"
values = { "2013-14" = "100", "2014-15" = "102.5", "2015-16" = "99.9" }
"""
EQUAL = '\n[equal]\namong = ["local_authority"]\n'


def fees(text: str, formula: str) -> list[str]:
    return [words(each, "assessed")["force"] for each in results(ran(text, ours=formula + EQUAL))]


def test_a_fee_rises_by_an_index_to_the_nearest_penny() -> None:
    # £1,000.20 × 1.025 is £1,025.205, half a penny up; × 0.999 is £999.1998.
    assert fees(scenario(COST, INDEX, years=YEARS), BY_INDEX) == ["1000.20", "1025.21", "999.20"]


def test_a_fee_rises_by_a_rate_from_its_base_year_and_is_less_before_it() -> None:
    # ÷ 1.02 is £980.588…; × 1.02 is £1,020.204.
    assert fees(scenario(COST, years=YEARS), BY_RATE) == ["980.59", "1000.20", "1020.20"]


def test_a_limit_of_a_section_rises_too() -> None:
    limit = '\n[in_kind]\neligible = "all"\nceiling_amount = "£100.00"\nexcess = "refused"\n'
    rise = '\n[uprating]\nrate = "10%"\nbase = "2013-14"\nof = ["in_kind"]\n'
    gift = '\n[[in_kind]]\npartner = "force"\nkind = "staff"\nmeets = "unit"\nvalue = "£900.00"\n'
    found = results(ran(scenario(COST, gift, years=YEARS), ours=SHARES + limit + rise))
    assert [words(each, "in_kind")["force"] for each in found] == ["100.00", "110.00", "121.00"]


def test_a_cost_rises_by_an_index_or_a_rate_from_the_first_year() -> None:
    by_index = COST.replace("36,500.00", "1,000.20") + 'uprating = "pay"\n'
    by_rate = COST.replace("36,500.00", "1,000.20") + 'uprating = "2%"\n'
    first = results(ran(scenario(by_index, INDEX, years=YEARS), ours=SHARES))
    second = results(ran(scenario(by_rate, years=YEARS), ours=SHARES))
    assert [each["cost"] for each in first] == ["1000.20", "1025.21", "999.20"]
    # × 1.02 is £1,020.204; × 1.0404 is £1,040.60808.
    assert [each["cost"] for each in second] == ["1000.20", "1020.20", "1040.61"]


def test_what_rises_rests_on_the_index_and_on_the_rate() -> None:
    by_index = ran(scenario(COST, INDEX, years=YEARS), ours=BY_INDEX + EQUAL)
    by_rate = ran(scenario(COST, years=YEARS), ours=BY_RATE + EQUAL)
    cost = COST + 'uprating = "pay"\n'
    cost_by_index = ran(scenario(cost, INDEX, years=YEARS), ours=SHARES)
    groups = [{f.group for f in each.runs[0].figures} for each in (by_index, by_rate)]
    assert groups[0] - groups[1] == {"indices"}
    assert groups[1] - groups[0] == {"uprating rates"}
    assert "indices" in {figure.group for figure in cost_by_index.runs[0].figures}


def test_a_rate_that_is_changed_is_assumed() -> None:
    text = scenario(COST, '[set.ours.uprating]\nrate = "3%"\n', years=YEARS)
    outcome = ran(text, ours=BY_RATE + EQUAL)
    (rate,) = {f for f in outcome.runs[0].figures if f.group == "uprating rates"}
    assert (rate.what, rate.status) == ("3% a year", "assumed")


def test_an_index_and_an_uprating_without_effect_are_warnings() -> None:
    outcome = ran(scenario(COST + 'uprating = "2%"\n', INDEX), ours=SHARES)
    assert outcome.warnings == (
        "index 'pay' has no effect: nothing rises by it",
        "the uprating of 'unit' has no effect: the scenario has one year",
    )
