"""Where bars and lines stand: in proportion to their sums, from nothing, with whole labels."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from funding.report.page.bars import MOST_LETTERS, Entry, draw_bars, span_of
from funding.report.page.lines import Series, draw_lines, round_up

SUMS = st.fractions(min_value=-100_000, max_value=100_000, max_denominator=100)
ZERO, HUNDREDTH = Fraction(0), Fraction(1, 100)


def number(per_cent: str) -> Fraction:
    return Fraction(per_cent.removesuffix("%"))


@given(st.lists(SUMS, min_size=1, max_size=8))
def test_a_bar_is_as_long_as_its_sum_and_begins_at_nothing(sums: list[Fraction]) -> None:
    entries = [Entry("a", "b", ((ZERO, each, "one"),)) for each in sums]
    low, high = span_of(entries)
    drawn = draw_bars(entries, (low, high))
    for amount, bar in zip(sums, drawn.bars, strict=True):
        if not amount:
            assert bar.segments == ()
            continue
        (segment,) = bar.segments
        assert abs(number(segment.width) - abs(amount) / (high - low) * 100) <= HUNDREDTH
        begin = number(segment.x) + (number(segment.width) if amount < 0 else 0)
        assert abs(begin - number(drawn.zero)) <= 2 * HUNDREDTH


@given(st.lists(st.fractions(0, 10_000), min_size=2, max_size=5))
def test_stretches_one_after_another_leave_no_gap(parts: list[Fraction]) -> None:
    ends = [sum(parts[:place], ZERO) for place in range(len(parts) + 1)]
    stretches = tuple((a, b, "one") for a, b in pairwise(ends))
    entry = Entry("a", "b", stretches)
    (bar,) = draw_bars([entry], span_of([entry])).bars
    for first, second in pairwise(bar.segments):
        gap = number(second.x) - number(first.x) - number(first.width)
        assert abs(gap) <= 3 * HUNDREDTH


WORDS = st.lists(st.text("abc", min_size=1, max_size=40), min_size=1, max_size=6).map(" ".join)


@given(WORDS, st.text("0123456789", min_size=1, max_size=30))
def test_a_label_is_whole_and_never_under_its_value(label: str, value: str) -> None:
    entry = Entry(label, value, ((ZERO, Fraction(1), "one"),))
    (bar,) = draw_bars([entry], span_of([entry])).bars
    assert "".join(each.words for each in bar.label).replace(" ", "") == label.replace(" ", "")
    lines = [each.words for each in bar.label]
    assert max(map(len, lines)) <= MOST_LETTERS
    beside = [each.words for each in bar.label if each.y == bar.value.y]
    assert all(len(each) + len(value) < MOST_LETTERS for each in beside)
    assert bar.y > bar.value.y >= bar.label[-1].y


def test_bars_to_one_scale_can_be_compared_across_drawings() -> None:
    large, small = (Entry("a", "b", ((ZERO, Fraction(n), "one"),)) for n in (100, 25))
    span = span_of([large, small])
    widths = [draw_bars([each], span).bars[0].segments[0].width for each in (large, small)]
    assert widths == ["100.00%", "25.00%"]


@given(st.fractions(0, 10**9))
def test_a_scale_ends_above_what_it_shows_and_not_far_above(most: Fraction) -> None:
    assert most <= round_up(most) <= max(most * Fraction(5, 2), Fraction(1))


def test_lines_stand_on_nothing_and_stop_where_there_is_no_sum() -> None:
    series = [Series("one", (ZERO, Fraction(50), None, Fraction(100), Fraction(100)))]
    years = ["a", "b", "c", "d", "e"]
    drawn = draw_lines(series, years, Fraction(100), ["0", "50", "100"])
    assert [(s.y1, s.y2) for s in drawn.strokes] == [("152.0", "87.0"), ("22.0", "22.0")]
    assert [level.y for level in drawn.grid] == ["152.0", "87.0", "22.0"]
    assert [year for _x, _anchor, year in drawn.ticks] == ["a", "c", "e"]
    assert len(drawn.dots) == 4
