"""Bounds hold in the published result and keep the total; those that do not bind do nothing."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from funding.errors import InputError
from tests.properties.engine import Case, Table, Words, laws, settled
from tests.properties.refuting import assert_refuted

PENNY = Fraction(1, 100)
Runner = Callable[[Table, Case], dict[str, Fraction]]
Drawn = tuple[Table, Case]

IDS = ("b", "a", "d", "c", "e")


@st.composite
def bounded(draw: st.DrawFn) -> Drawn:
    """Draw a section of bounds, and a plain board of a few councils to put within them."""
    ids = IDS[: draw(st.integers(2, 5))]
    part = st.integers(0, 100)
    change = st.integers(-40, 40)
    bounds: Table = {}
    for key, figure in (
        ("floor", part.map(lambda p: p // len(ids))),
        ("ceiling", part.map(lambda p: max(p, 100 // len(ids)))),
        ("minimum_change", change.map(lambda c: min(c, 0) - 1)),
        ("maximum_change", change.map(lambda c: max(c, 0) + 1)),
    ):
        if draw(st.booleans()):
            whom = draw(st.lists(st.sampled_from([*ids, "everyone"]), min_size=1, unique=True))
            bounds[key] = {who: f"{draw(figure)}%" for who in whom}
    assume(bounds)
    sums = st.integers(1, 100_000)
    before = {who: draw(sums) for who in ids}
    cost = sum(before.values()) * draw(st.integers(90, 110)) // 100
    weights = {who: before[who] * draw(st.integers(50, 150)) // 100 + 1 for who in ids}
    return bounds, board_of(weights, cost, before)


def board_of(weights: dict[str, int], cost: int, before: dict[str, int]) -> Case:
    """Make a board whose councils share some pence by weight, with what they were asked before."""
    return Case(
        {
            "id": "drawn",
            "title": "Drawn",
            "source": "a test",
            "covers": "all",
            "driver": {"by": "need"},
        },
        {
            "title": "Drawn",
            "year": "2020-21",
            "formulas": ["drawn"],
            "board": {"id": "board"},
            "partner": [{"id": who, "kind": "local_authority"} for who in weights],
            "cost": [{"pool": "core", "item": "all of it", "amount": _money(cost)}],
            "driver": [{"name": "need", "year": 2020, "source": "a test", "values": dict(weights)}],
            "last_year": [
                {"partner": who, "assessed": _money(pence)} for who, pence in before.items()
            ],
        },
    )


def _money(pence: int) -> str:
    return f"£{pence // 100}.{pence % 100:02d}"


def asked(bounds: Table, case: Case) -> dict[str, Fraction]:
    """Give what each is assessed for, with the bounds."""
    words = settled(Case({**case.formula, "bounds": bounds}, case.scenario))
    return _assessed(words)


def _assessed(words: Words) -> dict[str, Fraction]:
    return {each["id"]: Fraction(each["assessed"]) for each in words["partners"]}


def possible(bounds: Table, case: Case) -> dict[str, Fraction]:
    """Give what each is assessed for; what no sharing can keep is no case of a law."""
    try:
        return asked(bounds, case)
    except InputError:
        assume(condition=False)
        raise


def keeps_bounds_and_total(runner: Runner, drawn: Drawn) -> None:
    """Require every bound of everyone to hold of the published sums, and these to be the cost."""
    bounds, case = drawn
    possible(bounds, case)
    found = runner(bounds, case)
    total = Fraction(case.scenario["cost"][0]["amount"].lstrip("£"))
    assert sum(found.values()) == total
    before = {
        each["partner"]: Fraction(each["assessed"].lstrip("£"))
        for each in case.scenario["last_year"]
    }
    for who, sum_asked in found.items():
        for key, figures in bounds.items():
            stated = figures.get(who, figures.get("everyone"))
            if stated is None:
                continue
            share = Fraction(stated.rstrip("%")) / 100
            bound = before[who] * (1 + share) if key.endswith("_change") else share * total
            if key in ("floor", "minimum_change"):
                assert sum_asked >= bound
            else:
                assert sum_asked <= bound


@laws(200)
@given(bounded())
def test_bounds_hold_to_the_penny_and_the_total_is_kept(drawn: Drawn) -> None:
    keeps_bounds_and_total(asked, drawn)


def unbounded(_bounds: Table, case: Case) -> dict[str, Fraction]:
    return _assessed(settled(case))


def capped_once(bounds: Table, case: Case) -> dict[str, Fraction]:
    """Bring each within its bounds and let nobody pay for it."""
    free = unbounded(bounds, case)
    kept = asked(bounds, case)
    return {who: min(free[who], kept[who]) for who in free}


def forgets_the_year_before(bounds: Table, case: Case) -> dict[str, Fraction]:
    told = {key: each for key, each in case.scenario.items() if key != "last_year"}
    return possible(bounds, Case(case.formula, told))


def rounds_to_the_nearest(bounds: Table, case: Case) -> dict[str, Fraction]:
    """Move a penny from one who has a ceiling's worth to another."""
    found = dict(asked(bounds, case))
    first, *_, last = sorted(found, key=lambda who: found[who])
    found[first] -= PENNY
    found[last] += PENNY
    return found


WRONG = (unbounded, capped_once, forgets_the_year_before, rounds_to_the_nearest)


@pytest.mark.parametrize("wrong", WRONG)
def test_a_sharing_that_breaks_a_bound_or_the_total_is_refuted(wrong: Runner) -> None:
    assert_refuted(keeps_bounds_and_total, wrong, bounded())


def done_twice_changes_nothing(runner: Runner, drawn: Drawn) -> None:
    """Require sums that keep the bounds to come back as they are when shared by them again."""
    bounds, case = drawn
    first = possible(bounds, case)
    assume(all(first.values()))
    weights = {who: int(each / PENNY) for who, each in first.items()}
    before = {
        each["partner"]: int(Fraction(each["assessed"].lstrip("£")) / PENNY)
        for each in case.scenario["last_year"]
    }
    again = board_of(weights, sum(weights.values()), before)
    assert runner(bounds, again) == first


@laws(100)
@given(bounded())
def test_bounds_kept_once_change_nothing_more(drawn: Drawn) -> None:
    done_twice_changes_nothing(asked, drawn)


def shares_equally(bounds: Table, case: Case) -> dict[str, Fraction]:
    return _assessed(settled(Case({**case.formula, "driver": {"by": "one"}}, _with_one(case))))


def _with_one(case: Case) -> Table:
    one = {
        "name": "one",
        "year": 2020,
        "source": "a test",
        "values": {each["id"]: 1 for each in case.scenario["partner"]},
    }
    return {**case.scenario, "driver": [*case.scenario["driver"], one]}


def test_a_sharing_that_starts_afresh_is_refuted() -> None:
    assert_refuted(done_twice_changes_nothing, shares_equally, bounded())


def limits_of(who: str, limits: Table, before: Fraction) -> tuple[Fraction, Fraction]:
    """Give the least and the most that the limits on change allow a partner."""
    found = []
    for key, none in (("minimum_change", "-100%"), ("maximum_change", "1000%")):
        stated = limits.get(key, {})
        text = stated.get(who, stated.get("everyone", none))
        found.append(before * (1 + Fraction(text.rstrip("%")) / 100))
    return found[0], found[1]


def damping_costs_what_it_gives(runner: Runner, drawn: Drawn) -> None:
    """Require of scaling back that nobody crosses the year before, and all changes shrink alike.

    What those within a limit give up is what those beyond it are spared.
    """
    bounds, case = drawn
    limits = {key: figures for key, figures in bounds.items() if key.endswith("_change")}
    assume(limits)
    free = _assessed(settled(case))
    possible({**limits, "paid_by": "scaling back"}, case)
    found = runner({**limits, "paid_by": "scaling back"}, case)
    before = {
        each["partner"]: Fraction(each["assessed"].lstrip("£"))
        for each in case.scenario["last_year"]
    }
    spared = sum((free[who] - found[who] for who in free), Fraction(0))
    assert spared == 0
    for who in free:
        wished, change = free[who] - before[who], found[who] - before[who]
        low, high = limits_of(who, limits, before[who])
        if low <= free[who] <= high:
            assert wished * change >= 0
            assert abs(change) <= abs(wished) + PENNY


@laws(150)
@given(bounded())
def test_damping_costs_what_it_gives(drawn: Drawn) -> None:
    damping_costs_what_it_gives(asked, drawn)


def others_pro_rata(bounds: Table, case: Case) -> dict[str, Fraction]:
    """Let those within their limits pay in proportion, whatever their own change."""
    return asked({**bounds, "paid_by": "others pro rata"}, case)


def spared_and_lost(bounds: Table, case: Case) -> dict[str, Fraction]:
    """Bring each within its limits at the cost of nobody."""
    return capped_once(bounds, case)


@pytest.mark.parametrize("wrong", [others_pro_rata, spared_and_lost])
def test_damping_otherwise_is_refuted(wrong: Runner) -> None:
    assert_refuted(damping_costs_what_it_gives, wrong, bounded())
