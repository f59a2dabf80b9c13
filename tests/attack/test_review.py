"""What a strict reader found once, so that it does not come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attack.defence import FORMULA, SCENARIO, refused, run, write

TWICE = {
    "a kind that shares": '[equal]\namong = ["police", "police"]',
    "a bearer": '[equal]\n\n[shortfall]\nborne_by = ["reserves", "lead", "reserves"]',
}


@pytest.mark.parametrize("what", TWICE)
def test_a_name_twice_in_a_list_does_not_count_twice(what: str, tmp_path: Path) -> None:
    head = FORMULA.split("[charge]")[0]
    said = refused(run("simulate", str(write(tmp_path, head + TWICE[what]))))
    assert "is named twice" in said


@pytest.mark.parametrize(
    "expression",
    [
        "round_to(base, 0, down)",
        "round_to(base, 0 - 1, half_up)",
        "round_to_total(base, 10, 0, largest_remainder)",
        "level(base, 0 - sharing, 0, base)",
        "level(base, sharing, base, 0)",
    ],
)
def test_a_primitive_without_a_meaning_is_a_fault(expression: str, tmp_path: Path) -> None:
    refused(run("simulate", str(write(tmp_path, FORMULA.format(expression=f'"{expression}"')))))


def test_a_part_of_a_pool_below_nothing_is_a_fault_though_another_makes_up_for_it(
    tmp_path: Path,
) -> None:
    head = FORMULA.split("[charge]")[0]
    split = (
        '[pool.core.charge]\nexpression = "base / total(sharing) + 1000"\n'
        '[pool.more.charge]\nexpression = "0 - 10"\n'
    )
    second = '\n[[cost]]\npool = "more"\nitem = "more"\namount = "£30.00"\n'
    said = refused(run("simulate", str(write(tmp_path, head + split, SCENARIO + second))))
    assert "less than nothing, part of more" in said


def test_figures_that_grow_for_ever_are_stopped(tmp_path: Path) -> None:
    steps = '[[step]]\nname = "s0"\nexpression = "123456789"\n' + "".join(
        f'[[step]]\nname = "s{n}"\nexpression = "s{n - 1} * s{n - 1}"\n' for n in range(1, 40)
    )
    formula = FORMULA.format(expression='"base + 0 * s39"') + steps
    assert "too many digits" in refused(run("simulate", str(write(tmp_path, formula))))


def test_many_pools_with_long_names_are_no_trouble(tmp_path: Path) -> None:
    pools = "".join(
        f'[[cost]]\npool = "multi-agency-training-of-one-kind-or-another-{n}"\n'
        f'item = "line {n}"\namount = "£1.00"\n'
        for n in range(40)
    )
    head = FORMULA.split("[charge]")[0]
    assert run("simulate", str(write(tmp_path, head + "[equal]", SCENARIO + pools))).exit_code == 0


def test_a_board_whose_bodies_change_is_two_scenarios(tmp_path: Path) -> None:
    head = FORMULA.split("[charge]")[0]
    scenario = SCENARIO.replace('year     = "2020-21"', 'years = ["2018-19", "2019-20"]').replace(
        'authorities = ["wrexham"]', 'area = "cwm-taf"'
    )
    said = refused(run("simulate", str(write(tmp_path, head + "[equal]", scenario))))
    assert "the bodies of this board change between 2018-19 and 2019-20" in said


def test_a_total_that_counts_the_partners_is_explained(tmp_path: Path) -> None:
    path = write(tmp_path, FORMULA.format(expression='"base / total(1)"'))
    result = run("explain", str(path), "--partner", "wrexham")
    assert result.exit_code == 0, result.output
    assert "÷ total 3" in result.stdout


def test_bounds_over_a_rounded_sum_that_cannot_be_kept_are_a_fault(tmp_path: Path) -> None:
    text = '"level(round_to(base, 1, half_up), sharing, 0, 1)"'
    said = refused(run("simulate", str(write(tmp_path, FORMULA.format(expression=text)))))
    assert "they miss it by £97.00" in said


def test_an_index_of_nothing_is_a_fault_and_nothing_is_divided_by_it(tmp_path: Path) -> None:
    scenario = SCENARIO.replace('year     = "2020-21"', 'years = ["2020-21", "2021-22"]')
    scenario += 'uprating = "pay"\n\n[[index]]\nname = "pay"\nsource = "words"\n'
    index = 'values = { "2020-21" = "0", "2021-22" = "8" }\n'
    gift = 'partner = "police"\nkind = "staff"\nmeets = "everything"\nvalue = "£9.00"\n'
    formula = FORMULA.format(expression='"base * sharing / total(sharing)"')
    said = refused(
        run("simulate", str(write(tmp_path, formula, scenario + index + "[[in_kind]]\n" + gift)))
    )
    assert "an index number of 0 says nothing" in said
