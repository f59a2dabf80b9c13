"""A summary says of all draws what plain Python says of the rows, one by one."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from funding.report.studied import in_percent
from funding.study import percentiles, tallies
from funding.study.distribution import Uniform
from funding.study.idle import TRIALS, idle
from funding.study.reading import read_study
from funding.study.ready import prepare_study
from funding.study.sampling import Sample
from funding.study.summaries import Bill
from tests.study.studies import (
    ONE_DRAW,
    STUDY,
    bills_of,
    in_small_pieces,
    rows_of,
    work_out,
)
from tests.study.test_percentiles import by_sorting

MANY = STUDY.replace("draws    = 200", "draws = 150\npercentiles = [1, 5, 33, 50, 95, 100]")


@pytest.mark.parametrize("block", [7, 150, 16_384])
@pytest.mark.parametrize("bins", [8, 4_096])
def test_every_figure_of_a_summary_is_that_of_the_rows(
    block: int, bins: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_small_pieces(monkeypatch, block)
    monkeypatch.setattr(tallies, "BINS", bins)
    monkeypatch.setattr(percentiles, "BINS", bins)
    found = work_out(tmp_path, MANY, rows=tmp_path / "rows.parquet")
    rows = rows_of(tmp_path / "rows.parquet")
    bills = bills_of(rows)
    assert len(bills) == 12
    short = {(row["board"], row["formula"], row["partner"]) for row in rows if row["shortfall"]}
    assert {partner for _, _, partner in short} == {"police"}
    for summary in found.summaries:
        assert (summary.draws, summary.without, summary.why) == (150, 0, "")
        for bill in summary.bills:
            key = summary.board, summary.formula, bill.partner
            baseline = bills[summary.board, "equal-shares", bill.partner]
            _check(
                bill, bills.pop(key) if summary.formula != "equal-shares" else bills[key], baseline
            )
            assert bill.short == (1 if key in short else 0)


def _check(bill: Bill, draws: list[int], baseline: list[int]) -> None:
    count = len(draws)
    before = int(bill.in_scenario * 100)
    assert (bill.least, bill.most) == (Fraction(min(draws), 100), Fraction(max(draws), 100))
    assert bill.mean == Fraction(sum(draws), 100 * count)
    assert bill.percentiles == {
        each: Fraction(by_sorting(draws, each), 100) for each in bill.percentiles
    }
    by_sum = sum(each > before + 100_000 for each in draws)
    by_share = sum(each * 100 > before * 105 for each in draws)
    assert bill.rises == (Fraction(by_sum, count), Fraction(by_share, count))
    if draws is baseline:
        assert (bill.more, bill.less) == (None, None)
    else:
        more = sum(a > b for a, b in zip(draws, baseline, strict=True))
        less = sum(a < b for a, b in zip(draws, baseline, strict=True))
        assert (bill.more, bill.less) == (Fraction(more, count), Fraction(less, count))


BELOW = ONE_DRAW.replace('"£0"', '"-£30,000"')


def test_a_draw_without_a_result_is_counted_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_small_pieces(monkeypatch)
    found = work_out(tmp_path, BELOW, rows=tmp_path / "rows.parquet")
    rows = rows_of(tmp_path / "rows.parquet")
    bills = bills_of(rows)
    below = sorted({row["draw"] for row in rows if row["cost"] < 0})
    assert len(below) == 16  # one draw in each of 64 strata, of which 16 are below nothing
    assert {row["draw"] for row in rows if row["cash"] is None} == set(below)
    cost = next(row["cost"] for row in rows if row["draw"] == below[0])
    for summary in found.summaries:
        assert (summary.draws, summary.without) == (48, 16)
        assert summary.why == f"draw {below[0]}: cost_core comes to below nothing: -£{-cost:,.2f}"
        for bill in summary.bills:
            own = bills[summary.board, summary.formula, bill.partner]
            _check_left(bill, own)
    assert sum("16 of 64 draws have no result" in each for each in found.warnings) == 4


def _check_left(bill: Bill, draws: list[int]) -> None:
    assert len(draws) == 48
    assert bill.least == Fraction(min(draws), 100)
    assert bill.mean == Fraction(sum(draws), 4_800)
    assert bill.percentiles[50] == Fraction(sorted(draws)[23], 100)


def test_what_is_compared_with_the_baseline_are_draws_in_which_both_have_a_result(
    tmp_path: Path,
) -> None:
    text = BELOW + 'formulas = ["equal-shares"]\n'
    found = work_out(tmp_path, text, rows=tmp_path / "rows.parquet")
    bills = bills_of(rows_of(tmp_path / "rows.parquet"))
    (summary,) = (
        s for s in found.summaries if (s.board, s.formula) == ("hill", "national-60-25-10-5")
    )
    assert (summary.draws, summary.without) == (64, 0)
    (council,) = (bill for bill in summary.bills if bill.partner == "council")
    baseline = bills["hill", "equal-shares", "council"]
    assert len(baseline) == 48
    (own,) = set(bills["hill", "national-60-25-10-5", "council"])
    assert council.more == Fraction(sum(own > each for each in baseline), 48)
    assert council.less == Fraction(sum(own < each for each in baseline), 48)


def test_percentages_that_do_not_add_up_have_no_result(tmp_path: Path) -> None:
    text = """\
scenario = "boards"
formulas = ["national-60-25-10-5"]

[sweep.police]
values = ["10%", "10.0001%", "9%"]

[[input]]
column     = "percentage"
expression = "police"
kinds      = ["police"]
"""
    found = work_out(tmp_path, text)
    of_hill = [each for each in found.summaries if each.board == "hill"]
    assert [(each.draws, each.without) for each in of_hill] == [(1, 0), (0, 1), (0, 1)]
    assert of_hill[1].why == "draw 1: the percentages sum to 100.0001%, not 100%"
    assert of_hill[1].bills == ()


def test_a_study_of_which_no_draw_has_a_result_says_why(tmp_path: Path) -> None:
    found = work_out(tmp_path, ONE_DRAW.replace('"£0"', '"-£9"').replace('"£90,000"', '"-£1"'))
    for summary in found.summaries:
        assert (summary.draws, summary.without, summary.bills) == (0, 64, ())
        assert summary.why.startswith("draw 1: cost_core comes to below nothing: -")


def test_a_study_in_which_nothing_is_unknown_is_the_scenario(tmp_path: Path) -> None:
    for summary in work_out(tmp_path, 'scenario = "boards"\ndraws = 5\n').summaries:
        for bill in summary.bills:
            assert {bill.least, bill.most, bill.mean, *bill.percentiles.values()} == {
                bill.in_scenario
            }


def test_the_chance_that_a_part_is_paid_by_nobody_is_counted(tmp_path: Path) -> None:
    # Reserves of 1,000 pay for all that is at most that much: then nothing is short either.
    text = ONE_DRAW.replace('"£90,000"', '"£2,000"') + (
        '\n[[input]]\ncolumn = "cost_reviews"\nexpression = "0"\n'
    )
    found = work_out(tmp_path, text, rows=tmp_path / "rows.parquet")
    rows = [
        row
        for row in rows_of(tmp_path / "rows.parquet")
        if (row["board"], row["formula"], row["partner"]) == ("hill", "equal-shares", "police")
    ]
    short = sum(row["shortfall"] > 0 for row in rows)
    assert 0 < short < 64
    (summary,) = (s for s in found.summaries if (s.board, s.formula) == ("hill", "equal-shares"))
    assert summary.unfunded == Fraction(short, 64)
    assert summary.bills[3].short == Fraction(short, 64)


def test_each_case_of_what_is_tried_has_its_own_summary(tmp_path: Path) -> None:
    text = """\
scenario = "boards"
formulas = ["equal-shares"]
draws    = 3

[sweep.core]
values = ["£10,000", "£30,000"]

[sweep.reviews]
start = "£0"
end   = "£5,000"
step  = "£2,000"

[[input]]
column     = "cost_core"
expression = "core"

[[input]]
column     = "cost_reviews"
expression = "reviews"
"""
    found = work_out(tmp_path, text)
    of_dale = {
        tuple(str(each.value) for each in summary.case.values()): sum(b.mean for b in summary.bills)
        for summary in found.summaries
        if summary.board == "dale"
    }
    assert of_dale == {
        (str(core), str(reviews)): core + reviews
        for core in (10_000, 30_000)
        for reviews in (0, 2_000, 4_000)
    }


IDLE = """\
scenario = "six-regional-boards"
formulas = ["wrexham"]
draws    = 16

[draw.agrees]
distribution = "chance"
of           = "50%"

[draw.reviews]
distribution = "poisson"
mean         = "0.01"

[sweep.cost]
values = ["£150,000", "£160,000"]

[[input]]
column     = "take_up"
expression = "agrees"
kinds      = ["KIND"]

[[input]]
column     = "cost_core"
expression = "cost + reviews * 20000"
"""


@pytest.mark.parametrize(
    ("kind", "warned"),
    [
        ("local_authority", []),
        ("probation", ["every board"]),
        ("police", ["cardiff-and-vale, cwm-taf-morgannwg, west-glamorgan"]),
    ],
)
def test_a_draw_that_no_bill_depends_on_is_warned_of_where_that_is_so(
    tmp_path: Path, kind: str, warned: list[str]
) -> None:
    """Probation gave no answer, and South Wales Police agreed to a sum: that is settled."""
    path = tmp_path / "idle.toml"
    path.write_text(IDLE.replace("KIND", kind), encoding="utf-8")
    found = list(idle(prepare_study(read_study(path))))
    assert [each.partition(", wrexham: no bill depends on 'agrees'")[0] for each in found] == warned


def test_what_is_meant_for_others_is_not_missed_on_a_board_without_them(tmp_path: Path) -> None:
    text = IDLE.replace('kinds      = ["KIND"]', 'partners   = ["wrexham"]')
    path = tmp_path / "idle.toml"
    path.write_text(text, encoding="utf-8")
    assert list(idle(prepare_study(read_study(path)))) == []


def test_always_and_never_are_told_from_almost() -> None:
    assert in_percent(Fraction(1)) == "100.0%"
    assert in_percent(Fraction(2999, 3000)) == ">99.9%"
    assert in_percent(Fraction(1, 3000)) == "0.03%"
    assert in_percent(Fraction(0)) == "0.0%"


def test_what_may_have_no_effect_is_tried_on_the_same_trials_drawn_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = list[int]()
    at = Sample.at

    def counted(sample: Sample, start: int, count: int) -> Uniform:
        drawn.append(count)
        return at(sample, start, count)

    path = tmp_path / "idle.toml"
    path.write_text(IDLE.replace("KIND", "police"), encoding="utf-8")
    prepared = prepare_study(read_study(path))
    monkeypatch.setattr(Sample, "at", counted)
    assert len(list(idle(prepared))) == 1
    assert drawn == [TRIALS]
