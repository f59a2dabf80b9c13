"""Six boards over five years, four formulas: what must add up, on the published sums."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from click.testing import CliRunner

from funding.cli import main

Table = dict[str, Any]
OVER = ("cardiff-and-vale", "cwm-taf-morgannwg", "west-glamorgan")
"""The boards over which South Wales Police has one limit of £30,000.00 a year."""


@pytest.fixture(scope="module")
def outcome() -> Table:
    command = ["simulate", "six-regional-boards-five-years", "--format", "json"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.stderr
    found: Table = json.loads(done.stdout)
    return found


def of(run: Table, word: str) -> Decimal:
    return sum((Decimal(each[word]) for each in run["partners"]), Decimal(0))


def chains(outcome: Table) -> Iterator[list[Table]]:
    """Give the years of each board and formula."""
    found: dict[tuple[str, str], list[Table]] = {}
    for run in outcome["results"]:
        found.setdefault((run["board"], run["formula"]), []).append(run)
    yield from found.values()


def test_every_board_formula_and_year_conserves(outcome: Table) -> None:
    assert len(outcome["results"]) == 6 * 4 * 5
    for run in outcome["results"]:
        paid = of(run, "cash") + of(run, "in_kind") + of(run, "in_kind_free")
        sources = sum(
            Decimal(run[word]) for word in ("grants", "income", "reserves_used", "unfunded")
        )
        assert Decimal(run["cost"]) + Decimal(run["surplus"]) == sources + paid
        for each in run["partners"]:
            asked = Decimal(each["assessed"]) + Decimal(each["borne"])
            given = sum(Decimal(each[word]) for word in ("cash", "in_kind", "shortfall"))
            assert asked == given
        met = of(run, "borne") + Decimal(run["shortfall_from_reserves"])
        assert of(run, "shortfall") == met + Decimal(run["shortfall_unfunded"])


def test_reserves_arrears_and_gifts_pass_from_year_to_year_under_each_formula(
    outcome: Table,
) -> None:
    for years in chains(outcome):
        for before, after in pairwise(years):
            assert after["reserves_opening"] == before["reserves_closing"]
            for first, second in zip(before["partners"], after["partners"], strict=True):
                owed = Decimal(first["arrears"]) - Decimal(second["arrears_paid"])
                lacks = second["shortfall"] if second["duty"] == "will" else "0.00"
                assert Decimal(second["arrears"]) == owed + Decimal(lacks)
        for run in years:
            used = Decimal(run["reserves_opening"]) + Decimal(run["surplus"])
            assert Decimal(run["reserves_closing"]) == used - Decimal(run["reserves_used"])
            assert Decimal(run["reserves_closing"]) >= 5000


def test_south_wales_police_has_one_bill_and_one_limit_over_three_areas(outcome: Table) -> None:
    bills = [each for each in outcome["payers"] if each["id"] == "south-wales-police"]
    assert len(bills) == 4 * 5
    for bill in bills:
        rows = [
            partner
            for run in outcome["results"]
            if (run["formula"], run["year"]) == (bill["formula"], bill["year"])
            for partner in run["partners"]
            if partner["payer"] == "south-wales-police"
        ]
        assert len(rows) == len(OVER)
        assert Decimal(bill["cash"]) == sum(Decimal(each["cash"]) for each in rows)
        own = sum(Decimal(each["cash"]) - Decimal(each["borne"]) for each in rows)
        due = sum(Decimal(each["assessed"]) - Decimal(each["in_kind"]) for each in rows)
        assert own == min(due, Decimal(30000))


def test_the_police_are_asked_for_no_more_than_an_eighth_while_it_is_phased_in(
    outcome: Table,
) -> None:
    for run in outcome["results"]:
        if run["formula"] != "national-phased-in":
            continue
        for each in run["partners"]:
            if each["kind"] == "police":
                returned = of(run, "returned") + of(run, "in_kind_drawn")
                assert Decimal(each["assessed"]) <= (of(run, "assessed") + returned) / 8


def test_every_warning_is_counted(outcome: Table) -> None:
    assert outcome["warning_count"] > 0
