"""Big and deep files: what fits is run, and the rest is refused, within two seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from funding.scenario import sizes
from tests.attack.defence import FORMULA, SCENARIO, refused, run, write

GOOD = FORMULA.format(expression='"base * sharing / total(sharing)"')


def partners(number: int) -> str:
    return "".join(f'[[partner]]\nid = "p{n}"\nkind = "police"\n' for n in range(number))


def test_ten_thousand_partners_are_refused_within_two_seconds(tmp_path: Path) -> None:
    said = refused(run("simulate", str(write(tmp_path, GOOD, SCENARIO + partners(10_000)))))
    assert "board 'wrexham' has 10,000 partners, more than 2,000" in said


def test_two_thousand_partners_are_run_within_two_seconds(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD, SCENARIO + partners(sizes.MOST_PARTNERS))
    result = run("simulate", str(path), "--format", "csv")
    assert result.exit_code == 0, result.stderr[:500]
    assert result.stdout.count("\n") == 1 + 3 + sizes.MOST_PARTNERS


def test_one_partner_more_is_refused_at_its_line(tmp_path: Path) -> None:
    scenario = SCENARIO + partners(sizes.MOST_PARTNERS + 1)
    said = refused(run("simulate", str(write(tmp_path, GOOD, scenario))))
    line = scenario[: scenario.index(f'id = "p{sizes.MOST_PARTNERS}"')].count("\n")
    assert f"scenario.toml:{line}:1: " in said


def test_ten_thousand_boards_are_refused_within_two_seconds(tmp_path: Path) -> None:
    boards = "".join(f'[[board]]\nid = "b{n}"\nauthorities = ["wrexham"]\n' for n in range(10_000))
    scenario = SCENARIO.replace('[board]\nauthorities = ["wrexham"]\n', boards)
    said = refused(run("simulate", str(write(tmp_path, GOOD, scenario))))
    assert "the file has more than 50,000 names and values" in said


def test_a_board_too_many_is_refused_at_its_line(tmp_path: Path) -> None:
    boards = "".join(f'[[board]]\nid = "b{n}"\nauthorities = ["wrexham"]\n' for n in range(201))
    scenario = SCENARIO.replace('[board]\nauthorities = ["wrexham"]\n', boards)
    said = refused(run("simulate", str(write(tmp_path, GOOD, scenario))))
    assert "there are 201 boards, more than 200" in said
    line = scenario[: scenario.index('id = "b200"')].count("\n")
    assert f"scenario.toml:{line}:1: " in said


def test_a_result_too_long_to_be_read_is_refused_within_two_seconds(tmp_path: Path) -> None:
    years = ", ".join(f'"{year}-{(year + 1) % 100:02}"' for year in range(2020, 2040))
    scenario = SCENARIO.replace('year     = "2020-21"', f"years = [{years}]") + partners(1_998)
    said = refused(run("simulate", str(write(tmp_path, GOOD, scenario))))
    assert "the result would have 40,020 rows, more than 20,000" in said


OFFER = 'partner = "police"\nkind = "staff"\nmeets = "everything"\nvalue = 1\n'
DRIVER = 'name = "d{n}"\nyear = 2020\nsource = "x"\nvalues = {{ wrexham = 1 }}\n'
SHARED = 'item = "s{n}"\npool = "core"\namount = 1\nby = "equal"\n'

REPEATED = {
    "cost lines": ("cost", 'pool = "core"\nitem = "line {n}"\namount = "£1.00"\n', 9_000),
    "pools": ("cost", 'pool = "p{n}"\nitem = "line {n}"\namount = "£1.00"\n', 9_000),
    "grants": ("grant", 'name = "g{n}"\nreduces = ["core"]\namount = "£1.00"\n', 9_000),
    "answers": ("answer", 'partner = "police"\nsays = "agreed"\n', 9_000),
    "notices": ("notice", 'partner = "police"\ngiven = 2020-01-01\nevidence = "x"\n', 9_000),
    "drivers": (
        "driver",
        DRIVER,
        7_000,
    ),
    "indices": ("index", 'name = "i{n}"\nsource = "x"\nvalues = {{ "2020-21" = 1 }}\n', 9_000),
    "offers": (
        "in_kind",
        OFFER,
        9_000,
    ),
    "rates": ("rate", 'name = "r{n}"\nrate = "£1.00 per day"\n', 9_000),
    "shared costs": (
        "shared_cost",
        SHARED,
        9_000,
    ),
    "successions": ("succession", 'id = "s{n}"\ntitle = "x"\nformulas = []\n', 9_000),
    "partners that are unknown": ("answer", 'partner = "nobody-{n}"\nsays = "agreed"\n', 9_000),
    "payments": ("arrears_paid", 'partner = "police"\namount = 1\n', 9_000),
}


@pytest.mark.parametrize("what", REPEATED)
def test_thousands_of_one_table_are_run_or_refused_within_two_seconds(
    what: str, tmp_path: Path
) -> None:
    heading, table, number = REPEATED[what]
    many = "".join(f"[[{heading}]]\n{table.format(n=n)}" for n in range(number))
    result = run("simulate", str(write(tmp_path, GOOD, SCENARIO + many)))
    assert isinstance(result.exception, SystemExit | None), repr(result.exception)
    assert result.exit_code in (0, 3)


IN_A_FORMULA = {
    "steps": ("step", 'name = "s{n}"\nexpression = "1"\n', 9_000),
    "steps each upon the last": ("step", 'name = "s{n}"\nexpression = "s{m} + 1"\n', 3_000),
    "promises": ("promise", 'name = "p{n}"\nalways = "cash <= assessed"\n', 9_000),
    "amendments": ("amendment", 'from = 2020-04-01\nsource = "x"\nset.title = "y"\n', 9_000),
    "amendments of other days": (
        "amendment",
        'from = {y}-04-{d:02}\nsource = "x"\nset.title = "y"\n',
        3_000,
    ),
}


@pytest.mark.parametrize("what", IN_A_FORMULA)
def test_thousands_of_one_table_in_a_formula_are_run_or_refused_within_two_seconds(
    what: str, tmp_path: Path
) -> None:
    heading, table, number = IN_A_FORMULA[what]
    many = "".join(
        f"[[{heading}]]\n{table.format(n=n, m=max(n - 1, 0), y=1900 + n // 28, d=n % 28 + 1)}"
        for n in range(number)
    )
    result = run("simulate", str(write(tmp_path, GOOD + many)))
    assert isinstance(result.exception, SystemExit | None), repr(result.exception)
    assert result.exit_code in (0, 3)


@pytest.mark.parametrize("digits", [100, 10_000, 900_000])
@pytest.mark.parametrize("form", ["{}", '"{}"', '"£{}"', "0.{}", '"{}%"', "1e{}", "0x{}"])
def test_ten_thousand_digits_are_refused_within_two_seconds(
    form: str, digits: int, tmp_path: Path
) -> None:
    scenario = SCENARIO.replace('"£100.00"', form.format("9" * digits))
    refused(run("simulate", str(write(tmp_path, GOOD, scenario))))
