"""A draw's bills are those of a scenario in which somebody typed the very figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

import funding
from funding.amounts import PENNY
from funding.study.ready import WORDS
from tests.study.studies import SCENARIO, STUDY, rows_of, work_out

Row = dict[str, Any]
Whose = tuple[str, str, str]
REVIEWS = '[[cost]]\npool   = "reviews"\nitem   = "reviews"\namount = "£7,000.01"\n'
CHILDREN = "values = { council = 700, town = 500, health = 1, police = 1, county = 90, nurses = 1 }"
COUNCILS = {"council": 700, "town": 500, "county": 90}


def typed(folder: Path, text: str, **others: Any) -> dict[Whose, list[Decimal]]:
    """Give what everybody pays in a scenario, in pounds, by board, formula and partner."""
    path = folder / "typed.toml"
    path.write_text(text, encoding="utf-8")
    outcome = funding.simulate(funding.read_scenario(path, **others))
    return {
        (run.board.id, run.formula.id, each.id): [
            Decimal(int(getattr(each, word) * 100)) / 100 for word in WORDS
        ]
        for run in outcome.runs
        for each in run.result.partners
    }


def studied(rows: list[Row]) -> dict[Whose, list[Decimal]]:
    return {
        (row["board"], row["formula"], row["partner"]): [row[word] for word in WORDS]
        for row in rows
    }


def by_draw(rows: list[Row]) -> Iterator[list[Row]]:
    for draw in sorted({row["draw"] for row in rows}):
        yield [row for row in rows if row["draw"] == draw]


def pounds(amount: Decimal) -> str:
    return f"£{amount.quantize(Decimal('0.01'), ROUND_HALF_UP)}"


@pytest.mark.parametrize("sampling", ["sobol", "latin-hypercube", "random"])
def test_every_draw_pays_what_its_figures_cost_when_typed(sampling: str, tmp_path: Path) -> None:
    text = STUDY.replace("200", f'12\nsampling = "{sampling}"')
    work_out(tmp_path, text, rows=tmp_path / "rows.parquet")
    rows = rows_of(tmp_path / "rows.parquet")
    assert len(rows) == 12 * 2 * 6
    for of_draw in by_draw(rows):
        costs = {row["board"]: row["reviews"] * row["review_cost"] for row in of_draw}
        growth = {row["partner"]: row["growth"] for row in of_draw}
        children = {who: count * (1 + growth[who]) for who, count in COUNCILS.items()}
        values = ", ".join(f"{who} = {each:f}" for who, each in children.items())
        own = "\n".join(
            REVIEWS.replace("[[cost]]", f'[[cost]]\nboard = "{board}"').replace(
                "£7,000.01", pounds(cost)
            )
            for board, cost in costs.items()
        )
        written = SCENARIO.replace(REVIEWS, own).replace(
            CHILDREN, f"values = {{ {values}, health = 1, police = 1, nurses = 1 }}"
        )
        assert written.count(values) == 1
        assert written.count("board = ") > SCENARIO.count("board = ")
        assert studied(of_draw) == typed(tmp_path, written)


def test_the_bills_of_another_draw_are_seen_to_differ(tmp_path: Path) -> None:
    work_out(tmp_path, STUDY, rows=tmp_path / "rows.parquet")
    first, second, *_ = by_draw(rows_of(tmp_path / "rows.parquet"))
    assert studied(first) != studied(second)


def test_what_is_drawn_for_a_study_a_board_or_a_partner_is_one_of_each(tmp_path: Path) -> None:
    work_out(tmp_path, STUDY, rows=tmp_path / "rows.parquet")
    rows = rows_of(tmp_path / "rows.parquet")
    for of_draw in by_draw(rows):
        assert len({row["review_cost"] for row in of_draw}) == 1
        assert len({(row["board"], row["reviews"]) for row in of_draw}) == 2
        assert len({(row["partner"], row["growth"]) for row in of_draw}) == 6
    of_boards = [{row["board"]: row["reviews"] for row in each} for each in by_draw(rows)]
    assert any(each["hill"] != each["dale"] for each in of_boards)


PERCENTAGES = """\
scenario = "boards"
formulas = ["national-60-25-10-5"]
draws    = 1

[sweep.police]
values = ["0%", "10%", "12.5%", "40%"]

[[input]]
column     = "percentage"
expression = "police"
kinds      = ["police"]

[[input]]
column     = "percentage"
expression = "0.7 - police"
kinds      = ["local_authority"]
"""


def test_percentages_that_are_tried_are_as_if_set_one_by_one(tmp_path: Path) -> None:
    work_out(tmp_path, PERCENTAGES, rows=tmp_path / "rows.parquet")
    rows = rows_of(tmp_path / "rows.parquet")
    for police, council in (("0%", "70%"), ("10%", "60%"), ("12.5%", "57.5%"), ("40%", "30%")):
        own = [row for row in rows if row["police"] == Decimal(police.rstrip("%")) / 100]
        changes = {
            ("national-60-25-10-5", "percentages", "police"): (police, "--set"),
            ("national-60-25-10-5", "percentages", "local_authority"): (council, "--set"),
        }
        found = typed(tmp_path, SCENARIO, changes=changes, formulas=["national-60-25-10-5"])
        assert len(own) == 6
        assert studied(own) == found


RESTING = """\
id     = "resting"
title  = "One kind takes the rest"
source = "invented"
covers = "all"

[percentages]
local_authority = "rest"
health_board    = "25%"
police          = "10%"
missing_kind    = "lead"
"""


@pytest.mark.parametrize("missing", ["lead", "uncovered", "others pro rata"])
def test_what_is_tried_of_percentages_leaves_another_rest(missing: str, tmp_path: Path) -> None:
    text = """\
scenario = "boards"
formulas = ["resting"]
draws    = 1

[sweep.times]
values = ["0.5", "2.1"]

[[input]]
column     = "percentage"
expression = "percentage * times"
kinds      = ["police"]
"""
    boards = SCENARIO.replace('"dale"\n', '"dale"\nlead = "county"\n', 1).replace(
        '"hill"\n', '"hill"\nlead = "council"\n', 1
    )
    (tmp_path / "formulas").mkdir()
    own = RESTING.replace('"lead"', f'"{missing}"')
    (tmp_path / "formulas" / "resting.toml").write_text(own, encoding="utf-8")
    work_out(tmp_path, text, boards, rows=tmp_path / "rows.parquet")
    rows = rows_of(tmp_path / "rows.parquet")
    for times, police in (("0.5", "5%"), ("2.1", "21%")):
        changes = {("resting", "percentages", "police"): (police, "--set")}
        of_case = [row for row in rows if row["times"] == Decimal(times)]
        assert len(of_case) == 6
        assert studied(of_case) == typed(tmp_path, boards, changes=changes, formulas=["resting"])


def test_a_rest_below_nothing_is_no_result(tmp_path: Path) -> None:
    text = (
        PERCENTAGES.partition("[[input]]")[0]
        .replace('"0%"', '"75.01%"')
        .replace("national-60-25-10-5", "resting")
    )
    text += '[[input]]\ncolumn = "percentage"\nexpression = "police"\nkinds = ["police"]\n'
    (tmp_path / "formulas").mkdir()
    (tmp_path / "formulas" / "resting.toml").write_text(
        RESTING.replace("lead", "uncovered"), encoding="utf-8"
    )
    found = work_out(tmp_path, text)
    of_hill = [each for each in found.summaries if each.board == "hill"]
    assert [each.without for each in of_hill] == [1, 0, 0, 0]
    assert of_hill[0].why == "draw 1: the percentages sum to 100.01%, not 100%"


BY_SEVERAL = """\
id     = "by-several"
title  = "By several drivers, and within a kind by a table"
source = "invented"
covers = "all"

[pool.core.driver]
by = { children_0_17 = "75%", land = "25%" }

[pool.reviews.percentages]
local_authority = "60%"
health_board    = "40%"
missing_kind    = "others pro rata"

[pool.reviews.percentages.within]
local_authority = { by = { children_0_17 = "50%", land = "50%" } }
"""
LAND = """\
[[driver]]
name   = "land"
year   = 2026
source = "invented"
values = { council = 30, town = 70, health = 1, police = 1, county = 90, nurses = 1 }

"""
WITHIN = "_in_local_authority_for_reviews"


def by_several(tmp_path: Path) -> str:
    """Write the formula; give the boards."""
    (tmp_path / "formulas").mkdir()
    (tmp_path / "formulas" / "by-several.toml").write_text(BY_SEVERAL, encoding="utf-8")
    return SCENARIO.replace("[[cost]]", LAND + "[[cost]]", 1)


@pytest.mark.parametrize(
    ("suffix", "path"),
    [
        ("_for_core", ("pool", "core", "driver", "by")),
        (WITHIN, ("pool", "reviews", "percentages", "within", "local_authority", "by")),
    ],
)
def test_parts_by_drivers_that_are_tried_are_as_if_set_one_by_one(
    suffix: str, path: tuple[str, ...], tmp_path: Path
) -> None:
    boards = by_several(tmp_path)
    text = f"""\
scenario = "boards"
formulas = ["by-several"]
draws    = 1

[sweep.by_land]
values = ["0%", "12.5%", "100%"]

[[input]]
column     = "land_part{suffix}"
expression = "by_land"

[[input]]
column     = "children_0_17_part{suffix}"
expression = "1 - by_land"
"""
    work_out(tmp_path, text, boards, rows=tmp_path / "rows.parquet")
    rows = rows_of(tmp_path / "rows.parquet")
    for land, children in (("0%", "100%"), ("12.5%", "87.5%"), ("100%", "0%")):
        own = [row for row in rows if row["by_land"] == Decimal(land.rstrip("%")) / 100]
        changes = {
            ("by-several", *path, "land"): (land, "--set"),
            ("by-several", *path, "children_0_17"): (children, "--set"),
        }
        assert len(own) == 6
        assert studied(own) == typed(tmp_path, boards, changes=changes, formulas=["by-several"])


@pytest.mark.parametrize("suffix", ["_for_core", WITHIN])
def test_parts_by_drivers_that_do_not_add_up_have_no_result(suffix: str, tmp_path: Path) -> None:
    boards = by_several(tmp_path)
    text = f"""\
scenario = "boards"
formulas = ["by-several"]
draws    = 1

[sweep.times]
values = [0.5, 1, 1.5]

[[input]]
column     = "land_part{suffix}"
expression = "land_part{suffix} * times"
"""
    found = work_out(tmp_path, text, boards)
    of_hill = [each for each in found.summaries if each.board == "hill"]
    assert [each.without for each in of_hill] == [1, 0, 1]
    half = Decimal("12.5") if suffix == "_for_core" else Decimal(25)
    below, above = (f"{(100 + each).normalize():f}%" for each in (-half, half))
    assert of_hill[0].why == f"draw 1: the percentages sum to {below}, not 100%"
    assert of_hill[2].why == f"draw 1: the percentages sum to {above}, not 100%"


def filtered(tmp_path: Path, words: str, column: str = "children_0_17") -> set[Whose]:
    """Give those whose bill is another than in the scenario, if an input is meant for some.

    A single penny may go to another, where the parts that are rounded are others.
    """
    text = f"""\
scenario = "boards"
draws    = 1

[sweep.times]
values = ["3"]

[[input]]
column     = "{column}"
expression = "{column} * times"
{words}
"""
    found = work_out(tmp_path, text)
    return {
        (summary.board, summary.formula, bill.partner)
        for summary in found.summaries
        for bill in summary.bills
        if abs(bill.least - bill.in_scenario) > PENNY
    }


NATIONAL = "national-60-25-10-5"
HILL = {("hill", NATIONAL, "council"), ("hill", NATIONAL, "town")}


@pytest.mark.parametrize(
    "words",
    ['partners = ["council"]', 'kinds = ["local_authority"]\npartners = ["town", "health"]'],
)
def test_an_input_for_some_partners_changes_no_other_figure(words: str, tmp_path: Path) -> None:
    assert filtered(tmp_path, words) == HILL


def test_an_input_for_all_of_a_kind_changes_no_share_within_it(tmp_path: Path) -> None:
    assert filtered(tmp_path, 'kinds = ["local_authority"]') == set()


@pytest.mark.parametrize(
    ("words", "of"),
    [
        ("", {(board, each) for board in ("hill", "dale") for each in (NATIONAL, "equal-shares")}),
        ('boards = ["dale"]', {("dale", NATIONAL), ("dale", "equal-shares")}),
        ('formulas = ["equal-shares"]', {("dale", "equal-shares"), ("hill", "equal-shares")}),
        (f'boards = ["dale"]\nformulas = ["{NATIONAL}"]', {("dale", NATIONAL)}),
    ],
)
def test_an_input_for_some_boards_and_formulas_changes_no_others(
    words: str, of: set[tuple[str, str]], tmp_path: Path
) -> None:
    found = filtered(tmp_path, words, "cost_core")
    assert {(board, formula) for board, formula, _ in found} == of


def test_a_later_input_holds_where_several_are_meant(tmp_path: Path) -> None:
    text = """\
scenario = "boards"
draws    = 1
formulas = ["equal-shares"]

[[input]]
column     = "cost_core"
expression = "40000"

[[input]]
column     = "cost_core"
expression = "cost_core + 6000"
boards     = ["dale"]
"""
    bills = {each.board: each.bills[0].least for each in work_out(tmp_path, text).summaries}
    # With reviews of 7,000.01: 46,000.01 after reserves among four, and 73,000.01 among two.
    assert bills == {"hill": 11_500 + PENNY, "dale": 36_500 + PENNY}


def test_a_cost_that_is_worked_out_is_rounded_half_up_to_the_penny(tmp_path: Path) -> None:
    text = """\
scenario = "boards"
draws    = 1
formulas = ["equal-shares"]

[sweep.half]
values = ["0.005", "0.004", "0.015"]

[[input]]
column     = "cost_core"
expression = "half"

[[input]]
column     = "cost_reviews"
expression = "cost_reviews - 0.01"
"""
    found = work_out(tmp_path, text)
    of_dale = [sum(b.least for b in each.bills) for each in found.summaries if each.board == "dale"]
    assert [each - 7_000 for each in of_dale] == [PENNY, 0, 2 * PENNY]


def test_a_year_of_several_is_studied_as_it_stands_in_the_scenario(tmp_path: Path) -> None:
    several = SCENARIO.replace('year     = "2026-27"', 'years    = ["2026-27", "2027-28"]')
    text = 'scenario = "boards"\nyear = "2027-28"\ndraws = 1\n'
    found = work_out(tmp_path, text, several)
    outcome = funding.simulate(funding.read_scenario(tmp_path / "boards.toml"))
    runs = [run for run in outcome.runs if str(run.year) == "2027-28"]
    assert [run.result.partners[0].cash for run in runs] == [
        each.bills[0].least for each in found.summaries
    ]
    assert [b.in_scenario for b in found.summaries[0].bills] == [
        b.least for b in found.summaries[0].bills
    ]
