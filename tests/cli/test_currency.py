"""A scenario in another currency says so wherever a sum has a sign."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run

EUROS = """\
title    = "A board across a border"
currency = "EUR"
year     = "2020-21"
formulas = ["fees"]

[board]
id       = "border"
reserves = { opening = "10.00" }

[[partner]]
id   = "ash"
kind = "police"

[[partner]]
id   = "birch"
kind = "probation"

[[cost]]
pool   = "core"
item   = "coordinator"
amount = "1,000.00"

[[answer]]
partner = "ash"
says    = "agreed"
amount  = "700.00"
"""
FEES = """\
id     = "fees"
title  = "Fees"
source = "a test"
covers = "all"

[flat_fees]
police    = "1,500.00"
probation = "500.00"

[duty]
police = "will"
"""


@pytest.fixture
def scenario(tmp_path: Path) -> str:
    (tmp_path / "fees.toml").write_text(FEES, encoding="utf-8")
    path = tmp_path / "euros.toml"
    path.write_text(EUROS, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("written", ["table", "markdown"])
def test_tables_and_warnings_name_the_currency(scenario: str, written: str) -> None:
    done = run("simulate", scenario, "--format", written)
    assert "(EUR)" in done.stdout
    assert "will, to EUR 700.00" in done.stdout
    assert "must pay EUR 1,500.00 and pays EUR 700.00: EUR 800.00 is in arrears" in done.stderr
    assert "EUR 1,000.00 is collected above the cost" in done.stderr
    assert "£" not in done.output
    assert "pounds" not in done.output


def test_a_warning_of_reserves_names_the_currency(scenario: str) -> None:
    (Path(scenario).parent / "fees.toml").write_text(
        FEES + '\n[reserves]\ntarget_amount = "4.00"\nabove_target = "returned"\n', encoding="utf-8"
    )
    done = run("simulate", scenario)
    assert "reserves are EUR 6.00 above their target" in done.stderr
    assert "£" not in done.output


def test_an_explanation_names_the_currency(scenario: str) -> None:
    done = run("explain", scenario, "--partner", "birch")
    assert "Cash to pay: EUR 500.00" in done.stdout
    assert "[birch]: EUR 500.00" in done.stdout
    assert "£" not in done.stdout


def test_a_comparison_names_the_currency(scenario: str) -> None:
    path = Path(scenario)
    more = EUROS.replace("700.00", "900.00")
    (path.parent / "more.toml").write_text(more, encoding="utf-8")
    done = run("compare", scenario, str(path.parent / "more.toml"))
    assert "ash pays EUR 200.00 more (+28.6%): EUR 200.00 less goes unpaid." in done.stdout
    assert "(EUR)" in done.stdout
    assert "Cash for each child, in EUR" in done.stdout
    assert "£" not in done.output
    assert "pounds" not in done.output


def test_json_names_the_currency_and_writes_sums_as_ever(scenario: str) -> None:
    document = json.loads(run("simulate", scenario, "--format", "json").stdout)
    assert document["scenario"]["currency"] == "EUR"
    assert document["results"][0]["cost"] == "1000.00"


def test_a_fault_of_sums_names_the_currency(scenario: str) -> None:
    done = run("simulate", scenario, "--set", "board.reserves.minimum=20.00")
    assert done.exit_code == 3
    assert "reserves of EUR 10.00 cannot keep the minimum of EUR 20.00" in done.stderr
