"""A year that is cut, worked out by hand: a hundred pounds a day, so that days can be counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from funding.errors import InputError
from tests.years.running import COST, HALVES, SHARES, ran, results, scenario, words

SUCCESSION = """
[[succession]]
id       = "ours"
title    = "One after another"
formulas = [{ formula = "first", until = 2013-09-30 }, { formula = "second" }]
"""


def test_two_formulas_in_succession_share_their_own_days() -> None:
    # 183 days of 60:40, and 182 of 50:50.
    (found,) = results(ran(scenario(COST, SUCCESSION), first=SHARES, second=HALVES))
    assert words(found, "assessed") == {"council": "20080.00", "force": "16420.00"}
    assert [(p["from"], p["to"], p["days"], p["formula"], p["cost"]) for p in found["parts"]] == [
        ("2013-04-01", "2013-09-30", 183, "first", "18300.00"),
        ("2013-10-01", "2014-03-31", 182, "second", "18200.00"),
    ]
    assert words(found["parts"][0], "assessed") == {"council": "10980.00", "force": "7320.00"}


def test_pennies_of_the_parts_add_up_to_the_year() -> None:
    # 183 of 365 days of £100.00 are £50.1369…, of which £50.13 counts; the rest is £49.87.
    cost = COST.replace("36,500.00", "100.00")
    (found,) = results(ran(scenario(cost, SUCCESSION), first=SHARES, second=HALVES))
    assert [part["cost"] for part in found["parts"]] == ["50.13", "49.87"]
    assert found["cost"] == "100.00"


def test_a_year_with_a_leap_day_has_366_days() -> None:
    cost = COST.replace("36,500.00", "36,600.00")
    succession = SUCCESSION.replace("2013-09-30", "2015-09-30")
    text = scenario(cost, succession, years='["2015-16"]')
    (found,) = results(ran(text, first=SHARES, second=HALVES))
    assert [part["cost"] for part in found["parts"]] == ["18300.00", "18300.00"]


def test_a_partner_is_asked_for_the_days_that_it_is_there() -> None:
    text = scenario(COST).replace('kind = "police"', 'kind = "police"\nfrom = 2013-10-01')
    (found,) = results(ran(text, ours=SHARES))
    # 183 days the council alone, £18,300; 182 days 60:40 of £18,200.
    assert words(found, "assessed") == {"council": "29220.00", "force": "7280.00"}
    assert [len(part["partners"]) for part in found["parts"]] == [1, 2]


def test_a_partner_that_leaves_at_the_end_of_a_year_cuts_no_year() -> None:
    text = scenario(COST, years='["2013-14", "2014-15"]')
    text = text.replace('kind = "police"', 'kind = "police"\nuntil = 2014-03-31')
    before, after = results(ran(text, ours=SHARES))
    assert "parts" not in {**before, **after}
    assert words(before, "assessed") == {"council": "21900.00", "force": "14600.00"}
    assert words(after, "assessed") == {"council": "36500.00"}


def test_the_last_day_alone_can_be_a_part_of_a_year() -> None:
    text = scenario(COST).replace('kind = "police"', 'kind = "police"\nuntil = 2014-03-30')
    (found,) = results(ran(text, ours=SHARES))
    assert [part["days"] for part in found["parts"]] == [364, 1]
    # 60% of £36,400.00, then all of £100.00.
    assert words(found, "assessed") == {"council": "21940.00", "force": "14560.00"}


def test_a_fee_a_year_counts_for_its_days() -> None:
    formula = SHARES + '\n[flat_fees]\nprobation = "£365.00"\n'
    partner = '[[partner]]\nid = "service"\nkind = "probation"\nfrom = 2013-10-01\n'
    (found,) = results(ran(scenario(partner, COST), ours=formula))
    assert words(found, "assessed")["service"] == "182.00"
    # 60% of £36,500 less the fee, in each part: of £18,300 and of £18,018.
    assert words(found, "assessed")["council"] == "21790.80"


def test_planned_reserves_and_grants_count_for_their_days_and_the_minimum_does_not() -> None:
    reserves = 'reserves = { opening = "£865.00", use = "£365.00", minimum = "£500.00", '
    text = scenario(COST, SUCCESSION).replace(
        'name = "The board"', f'{reserves}reduces = ["core"] }}'
    )
    grant = '\n[[grant]]\nname = "a grant"\nreduces = ["core"]\namount = "£730.00"\n'
    (found,) = results(ran(text + grant, first=SHARES, second=HALVES))
    assert [part["reserves_used"] for part in found["parts"]] == ["183.00", "182.00"]
    assert [part["grants"] for part in found["parts"]] == ["366.00", "364.00"]
    assert [part["reserves_opening"] for part in found["parts"]] == ["865.00", "682.00"]
    assert (found["reserves_opening"], found["reserves_closing"]) == ("865.00", "500.00")


def test_what_is_planned_for_later_in_the_year_is_not_spent_on_a_shortfall_now() -> None:
    reserves = 'reserves = { opening = "£465.00", use = "£365.00", reduces = ["core"] }'
    bearing = '\n[shortfall]\nborne_by = ["reserves"]\n'
    refusal = '\n[[answer]]\npartner = "force"\nsays = "refused"\n'
    text = scenario(COST, SUCCESSION, refusal).replace('name = "The board"', reserves)
    (found,) = results(ran(text, first=SHARES + bearing, second=HALVES + bearing))
    # Of £465, £365 is planned: £100 is free, and goes to the first shortfall.
    assert [p["shortfall_from_reserves"] for p in found["parts"]] == ["100.00", "0.00"]
    assert found["reserves_closing"] == "0.00"


def test_an_answer_up_to_a_sum_is_a_sum_a_year() -> None:
    answer = '\n[[answer]]\npartner = "force"\nsays = "agreed"\namount = "£3,650.00"\n'
    (found,) = results(ran(scenario(COST, SUCCESSION, answer), first=SHARES, second=HALVES))
    assert [words(p, "cash")["force"] for p in found["parts"]] == ["1830.00", "1820.00"]
    assert words(found, "cash")["force"] == "3650.00"


def test_a_gift_counts_for_its_days() -> None:
    gift = '\n[[in_kind]]\npartner = "force"\nkind = "staff"\nmeets = "unit"\nvalue = "£365.00"\n'
    credit = '\n[in_kind]\neligible = "all"\nexcess = "kept"\n'
    text = scenario(COST, gift).replace('kind = "police"', 'kind = "police"\nuntil = 2013-09-30')
    (found,) = results(ran(text, ours=SHARES + credit))
    # The force is there for 183 days, and gives for as many.
    assert words(found, "in_kind") == {"council": "0.00", "force": "183.00"}


def test_a_charge_by_an_expression_can_count_its_days() -> None:
    duty = '\n[duty]\npolice = { duty = "may", will_from = 2013-10-01, after = "words" }\n'
    stated = duty + '\n[charge]\nexpression = "£365 * part_of_year"\n'
    (found,) = results(ran(scenario(COST), ours=stated))
    assert words(found, "assessed") == {"council": "365.00", "force": "365.00"}
    assert found["warnings"] == [
        (
            "no answer is recorded of council, force, who may contribute: taken as paying in full "
            "(2013-04-01 to 2013-09-30)"
        ),
        (
            "no answer is recorded of council, who may contribute: taken as paying in full "
            "(2013-10-01 to 2014-03-31)"
        ),
    ]
    (in_full,) = results(ran(scenario(COST), ours=stated.replace(" * part_of_year", "")))
    assert words(in_full, "assessed") == {"council": "730.00", "force": "730.00"}
    assert any("is asked in full for a part of a year" in each for each in in_full["warnings"])


def test_a_duty_that_begins_within_the_year_cuts_it_there() -> None:
    duty = '\n[duty]\npolice = { duty = "may", will_from = 2013-10-01, after = "words" }\n'
    silent = '\n[[answer]]\npartner = "force"\nsays = "no answer"\n'
    (found,) = results(ran(scenario(COST, silent), ours=SHARES + duty))
    # Silence under may pays nothing, and under will everything.
    assert [words(p, "cash")["force"] for p in found["parts"]] == ["0.00", "7280.00"]
    assert [p["partners"][1]["duty"] for p in found["parts"]] == ["may", "will"]
    assert found["partners"][1]["duty"] == "will"


def test_a_year_in_which_something_changes_on_too_many_days_is_refused() -> None:
    days = [date(2013, 4, 2) + timedelta(days=count) for count in range(61)]
    many = "".join(
        f'[[partner]]\nid = "p{n}"\nkind = "police"\nfrom = {day}\n' for n, day in enumerate(days)
    )
    with pytest.raises(InputError, match="something changes on 61 days of the year, more than 60"):
        ran(scenario(many, COST), ours=SHARES)


def test_a_duty_of_somebody_who_is_not_there_cuts_nothing() -> None:
    duty = '\n[duty]\nprobation = { duty = "may", will_from = 2013-10-01, after = "words" }\n'
    (found,) = results(ran(scenario(COST), ours=SHARES + duty))
    assert "parts" not in found


def test_parts_follow_one_another_whatever_the_order_of_the_file() -> None:
    days = ["2014-03-31", "2013-04-02", "2013-12-25", "2013-06-30", "2013-11-05", "2013-05-01"]
    more = "".join(
        f'\n[[partner]]\nid = "force-{place}"\nkind = "police"\nfrom = {day}\n'
        for place, day in enumerate(days)
    )
    (found,) = results(ran(scenario(more, COST), ours=SHARES))
    assert [part["from"] for part in found["parts"]] == ["2013-04-01", *sorted(days)]
    ends = [part["to"] for part in found["parts"]]
    assert ends == sorted(ends)
    assert ends[-1] == "2014-03-31"
    assert sum(part["days"] for part in found["parts"]) == 365
