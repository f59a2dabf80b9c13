"""What `[bounds]` asks of whom, worked out by hand from its page: docs/reference/bounds.md."""

from __future__ import annotations

import pytest

from tests.rules.on_a_board import COST, F, Table, cells, last_year, result, words

EQUAL: Table = {"equal": {}}
"""Each of the three is asked for £100.00 before the bounds."""


def bounded(**bounds: object) -> Table:
    return {**EQUAL, "bounds": bounds}


SCALING = {"paid_by": "scaling back"}


def test_what_a_ceiling_spares_is_taken_from_the_falls_of_others() -> None:
    """The council may rise to £88.00. The £12.00 come from the trust's fall of £40.00: £28.00."""
    before = last_year(council="£80.00", force="£80.00", trust="£140.00")
    formula = bounded(maximum_change={"council": "10%"}, **SCALING)
    assert words(formula, "assessed", last_year=before) == [88, 100, 112]
    assert cells(formula, "change_wished", last_year=before) == [8, 20, 40]
    # At 1 all changes are left as they are, at 2 falls are gone: 12 of 40 are scaled back.
    assert cells(formula, "bounds_level", last_year=before) == [F("1.3")]


def test_what_a_floor_costs_is_spared_the_others_by_scaling_back_their_rises() -> None:
    """The trust may fall to £126.00. The £26.00 come off two rises of £20.00: 13 of each."""
    before = last_year(council="£80.00", force="£80.00", trust="£140.00")
    formula = bounded(minimum_change={"trust": "-10%"}, **SCALING)
    assert words(formula, "assessed", last_year=before) == [87, 87, 126]
    assert cells(formula, "bounds_level", last_year=before) == [F("0.35")]


def test_nobody_is_taken_beyond_what_it_was_assessed_for() -> None:
    """All of the council's rise goes, and all of the force's; the trust keeps its own floor."""
    before = last_year(council="£90.00", force="£80.00", trust="£130.00")
    formula = bounded(minimum_change={"trust": "0%"}, **SCALING)
    assert words(formula, "assessed", last_year=before) == [90, 80, 130]


def test_a_ceiling_is_paid_for_by_scaling_back_though_no_change_is_limited() -> None:
    """The council is spared £10.00 by its ceiling; the trust's fall of £40.00 gives way to that."""
    before = last_year(council="£80.00", force="£80.00", trust="£140.00")
    formula = bounded(ceiling={"council": "30%"}, **SCALING)
    assert words(formula, "assessed", last_year=before) == [90, 100, 110]


def test_who_was_not_assessed_has_no_change() -> None:
    before = last_year(council="£80.00", force="£120.00")
    formula = bounded(maximum_change={"council": "10%"}, **SCALING)
    assert cells(formula, "change_wished", last_year=before) == [8, 20, 0]
    # The force's fall of £20.00 is scaled back by £12.00: to £112.00. The trust is as it was.
    assert words(formula, "assessed", last_year=before) == [88, 112, 100]


@pytest.mark.parametrize("by", [{}, SCALING])
def test_where_no_bound_binds_all_is_left_as_it_is(by: Table) -> None:
    before = last_year(council="£99.00", force="£100.00", trust="£101.00")
    formula = bounded(maximum_change={"everyone": "10%"}, **by)
    assert cells(formula, "bounds_level", last_year=before) == [1]
    assert cells(formula, "bound", last_year=before) == [0]
    assert words(formula, "assessed", last_year=before) == [100, 100, 100]


def test_who_stands_just_at_a_bound_is_within_it() -> None:
    """Of the three, one stands at its ceiling and one at its floor; one is above its ceiling."""
    limits = {"ceiling_amount": {"council": "£100.00", "force": "£90.00"}}
    formula = bounded(**limits, floor_amount={"trust": "£100.00"})
    assert cells(formula, "bound") == [1]
    assert words(formula, "assessed") == [100, 90, 110]


def test_each_partner_outside_its_bounds_is_counted_once() -> None:
    formula = bounded(ceiling_amount={"council": "£90.00"}, floor_amount={"trust": "£120.00"})
    assert cells(formula, "bound") == [2]
    assert words(formula, "assessed") == [90, 90, 120]


SIXTY_FORTY = {"local_authority": "60%", "police": "40%", "missing_kind": "others pro rata"}


def test_what_the_bounds_leave_to_nobody_is_what_is_above_the_ceilings_of_those_asked() -> None:
    """The trust is asked for nothing: its ceiling of £90.00 lets in none of the rest."""
    limits = {"council": "£50.00", "force": "£100.00", "trust": "£90.00"}
    bounds = {"ceiling_amount": limits, "rest": "uncovered"}
    formula = {"percentages": SIXTY_FORTY, "bounds": bounds}
    assert words(formula, "assessed") == [50, 100, 0]
    assert F(result(formula)["uncovered"]) == 150


def test_who_is_asked_for_less_than_a_pound_is_asked_for_something() -> None:
    """Of £1.20 the two are asked for 72p and 48p, and their ceilings are 50p and 40p."""
    limits = {"council": "£0.50", "force": "£0.40"}
    bounds = {"ceiling_amount": limits, "rest": "uncovered"}
    formula = {"percentages": SIXTY_FORTY, "bounds": bounds}
    cost = [{**COST, "amount": "£1.20"}]
    assert words(formula, "assessed", cost=cost) == [F("0.5"), F("0.4"), 0]
    assert F(result(formula, cost=cost)["uncovered"]) == F("0.3")


@pytest.mark.parametrize(
    ("bounds", "force"),
    [
        ({"floor": {"force": "40%"}, "floor_amount": {"force": "£130.00"}}, 130),
        ({"floor": {"force": "50%"}, "floor_amount": {"force": "£130.00"}}, 150),
        ({"ceiling": {"force": "20%"}, "ceiling_amount": {"force": "£70.00"}}, 60),
        ({"ceiling": {"force": "30%"}, "ceiling_amount": {"force": "£70.00"}}, 70),
    ],
)
def test_of_two_bounds_on_one_side_the_narrower_holds(bounds: Table, force: int) -> None:
    rest = F(300 - force, 2)
    assert words(bounded(**bounds), "assessed") == [rest, force, rest]


POUNDS = {"unit": "£1.00"}


@pytest.mark.parametrize(("fixed", "asked"), [("£80.30", 80), ("£80.50", 81), ("£80.70", 81)])
def test_a_fixed_sum_is_the_nearest_whole_money_and_half_a_unit_goes_up(
    fixed: str, asked: int
) -> None:
    formula = {**bounded(fixed_amount={"force": fixed}), "rounding": POUNDS}
    assert words(formula, "assessed")[1] == asked


@pytest.mark.parametrize(
    ("key", "bound", "asked"),
    [
        ("floor_amount", "£120.20", 121),
        ("ceiling_amount", "£80.80", 80),
        ("floor", "40.1%", 121),
        ("ceiling", "26.9%", 80),
    ],
)
def test_a_floor_goes_up_and_a_ceiling_down_to_whole_money(
    key: str, bound: str, asked: int
) -> None:
    formula = {**bounded(**{key: {"force": bound}}), "rounding": POUNDS}
    assert words(formula, "assessed")[1] == asked


def test_whoever_has_a_most_of_any_sort_bears_no_more_than_that() -> None:
    """The force refuses its £100.00. The council and the trust have £110.00 as their most."""
    limits = {"ceiling_amount": {"council": "£110.00"}, "maximum_change": {"trust": "10%"}}
    formula = {**bounded(**limits), "shortfall": {"borne_by": ["all who pay in full"]}}
    given: Table = {
        "answer": [{"partner": "force", "says": "refused"}],
        "last_year": last_year(trust="£100.00"),
    }
    assert words(formula, "borne", **given) == [10, 0, 10]
    assert F(result(formula, **given)["unfunded"]) == 80


def test_a_limit_on_change_rests_on_what_the_formula_itself_asked_in_the_year_before() -> None:
    """£60.00 a partner, then £100.00, of which the council's rise is no more than a tenth."""
    cost = {**COST, "amount": ["£180.00", "£300.00"]}
    formula = bounded(maximum_change={"council": "10%"})
    given: Table = {"years": ["2020-21", "2021-22"], "cost": [cost]}
    assert words(formula, "assessed", **given) == [60, 60, 60]
    assert words(formula, "assessed", year=1, **given) == [66, 117, 117]


def test_a_ceiling_of_others_is_none_on_who_has_another() -> None:
    """Of £600.00 for reserves the council may bear £50.00, so that the others bear £275.00 each.

    The force's ceiling of £400.00 is above all that the board costs; it stays where it is, though
    the council has a ceiling of another sort.
    """
    limits = {"ceiling": {"council": "50%"}, "ceiling_amount": {"force": "£400.00"}}
    filled = {"target_amount": "£600.00", "below_target": "collected", "years": 1}
    formula = {**bounded(**limits), "reserves": filled}
    assert words(formula, "assessed") == [150, 375, 375]
    assert cells(formula, "highest") == [150, 400, 300]


@pytest.mark.parametrize(("limit", "bears"), [("£5.00", 5), ("£20.00", 10)])
def test_of_a_limit_on_bearing_and_a_ceiling_the_narrower_holds(limit: str, bears: int) -> None:
    """The council may bear £10.00 within its ceiling of £110.00."""
    shortfall = {"borne_by": ["local_authority"], "limit_amount": limit}
    formula = {**bounded(ceiling_amount={"council": "£110.00"}), "shortfall": shortfall}
    refused = [{"partner": "force", "says": "refused"}]
    assert words(formula, "borne", answer=refused) == [bears, 0, 0]


def test_where_a_grant_pays_for_all_nobody_is_asked_by_history() -> None:
    before = last_year(council="£80.00", force="£80.00", trust="£140.00")
    formula = {**EQUAL, "transition": {"start": "2020-21", "years": 3}}
    grant = [{"name": "all", "reduces": ["core"], "amount": "£300.00"}]
    assert words(formula, "assessed", last_year=before, grant=grant) == [0, 0, 0]
    assert cells(formula, "phased_exact", last_year=before, grant=grant) == [0]


def test_a_group_within_a_kind_counts_once_where_there_is_nothing_to_go_by() -> None:
    """North's two councils together are asked for as much as the third: half of £300.00."""
    councils = [{"id": each, "kind": "local_authority"} for each in ("one", "other", "third")]
    idle = {"name": "idle", "year": 2020, "source": "a test"}
    figures = [{**idle, "values": dict.fromkeys(("one", "other", "third"), 0)}]
    formula = {
        "percentages": {
            "local_authority": "100%",
            "within": {"local_authority": "idle"},
            "when_nil": "equal",
        },
        "groups": {"north": {"members": ["one", "other"]}},
    }
    assert words(formula, "assessed", partner=councils, driver=figures) == [75, 75, 150]
