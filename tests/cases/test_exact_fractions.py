"""Divisions whose published answers are fractions: read before pennies are rounded."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from funding.cli import main

HERE = Path(__file__).parent / "exact"

ESTATES = {
    "100": ["100/3", "100/3", "100/3"],
    "200": ["50", "75", "75"],
    "300": ["50", "100", "150"],
}
"""Mishnah Ketubot 10:4, for claims of 100, 200 and 300."""


def exact(scenario: str, *options: str) -> dict[str, dict[str, Fraction]]:
    """Give what each partner is assessed for exactly, by formula."""
    command = ["simulate", str(HERE / scenario), "--format", "json", *options]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.stderr
    return {
        run["formula"]: {p["id"]: Fraction(p["assessed_exact"]) for p in run["partners"]}
        for run in json.loads(done.stdout)["results"]
    }


@pytest.mark.parametrize("estate", ESTATES)
def test_the_talmud_divides_an_estate_among_three_claims(estate: str) -> None:
    found = exact("talmud.toml", "--set", f"cost.the estate.amount=£{estate}.00")
    expected = [Fraction(each) for each in ESTATES[estate]]
    assert list(found["talmud-half-claims"].values()) == expected
    assert list(found["talmud-rule"].values()) == expected


def test_beyond_half_of_the_claims_the_talmud_shares_losses_equally() -> None:
    """Of 500 the three lose 100 in all: equal losses, none above half of its claim (50)."""
    found = exact(
        "talmud.toml", "--formula", "talmud-rule", "--set", "cost.the estate.amount=£500.00"
    )
    lost = Fraction(100, 3)
    assert found["talmud-rule"] == {
        "claim-100": 100 - lost,
        "claim-200": 200 - lost,
        "claim-300": 300 - lost,
    }


def test_nested_claims_pay_each_stretch_with_all_who_need_it() -> None:
    """Ibn Ezra's sons, Littlechild and Owen's aircraft: 80 5/6, 20 5/6, 10 5/6 and 7 1/2."""
    assert exact("airport.toml")["airport"] == {
        "reuben": Fraction(485, 6),
        "simeon": Fraction(125, 6),
        "levi": Fraction(65, 6),
        "judah": Fraction(15, 2),
    }
