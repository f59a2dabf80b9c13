"""What a measure, a mixture of drivers and a weight of kinds may not do."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.properties.engine import Case, Engine, Table, Words, laws, settled, words_by_owner
from tests.properties.joined import joined
from tests.properties.refuting import assert_refuted

Risen = tuple[Case, Case, str]


def plain(case: Case) -> Case:
    """Give a case without groups."""
    return Case({k: v for k, v in case.formula.items() if k != "groups"}, case.scenario)


def is_tapered(formula: Table, name: str) -> bool:
    """Say whether a measure, or what it is made of, has a taper."""
    measure = formula["measure"].get(name)
    return measure is not None and ("taper" in measure or is_tapered(formula, measure["of"]))


@st.composite
def risen(draw: st.DrawFn) -> Risen:
    """Draw a board that shares by a measure, and the same with one figure more of one partner."""
    case = plain(draw(joined(by="driver")))
    name = draw(st.sampled_from(sorted(case.formula["measure"])))
    assume(not is_tapered(case.formula, name))
    case = Case({**case.formula, "driver": {"by": name, "when_nil": "equal"}}, case.scenario)
    who = draw(st.sampled_from([p["id"] for p in case.scenario["partner"]]))
    more = draw(st.integers(1, 90_000))
    drivers = [
        {**d, "values": {**d["values"], who: d["values"][who] + more}}
        for d in case.scenario["driver"]
    ]
    return case, Case(case.formula, {**case.scenario, "driver": drivers}), who


def share_of(words: Words, who: str) -> Fraction:
    """Give what is asked of one partner exactly."""
    return next(Fraction(p["assessed_exact"]) for p in words["partners"] if p["id"] == who)


def rises(engine: Engine, drawn: Risen) -> None:
    """Require that a larger figure is not asked for less, unless nobody had any of the measure."""
    before, after, who = drawn
    found = engine(before)
    alike = len({p["assessed_exact"] for p in found["partners"]}) == 1
    assert alike or share_of(engine(after), who) >= share_of(found, who)


@laws(150)
@given(risen())
def test_a_measure_rises_with_its_driver_unless_it_has_a_taper(drawn: Risen) -> None:
    rises(settled, drawn)


def rate_of_the_last_band_for_all(case: Case) -> Words:
    """Let the whole of a figure count at the rate of the band that it ends in (a slab, no band)."""
    values = {d["name"]: d["values"] for d in case.scenario["driver"]}
    found: dict[str, dict[str, Fraction]] = {n: dict(v) for n, v in values.items()}
    for name, measure in case.formula["measure"].items():
        found[name] = {w: _slab(measure, Fraction(x)) for w, x in found[measure["of"]].items()}
    by = case.formula["driver"]["by"]
    made = {who: f"{int(x)}.{int(x % 1 * 1000):03d}" for who, x in found[by].items()}
    driver = {**case.scenario["driver"][0], "name": by, "values": made}
    formula = {k: v for k, v in case.formula.items() if k != "measure"}
    return settled(Case(formula, {**case.scenario, "driver": [driver]}))


def _slab(measure: Table, figure: Fraction) -> Fraction:
    if "bands" not in measure:
        return max(Fraction(0), figure - Fraction(measure.get("threshold", 0)))
    for band in measure["bands"]:
        if figure <= band.get("up_to", figure):
            return figure * _rate(str(band["rate"]))
    return Fraction(0)


def _rate(text: str) -> Fraction:
    return Fraction(text.rstrip("%")) / (100 if text.endswith("%") else 1)


def test_a_rate_for_the_whole_figure_is_refuted() -> None:
    assert_refuted(rises, rate_of_the_last_band_for_all, risen())


Same = Callable[[Engine, Case], None]


def with_driver(case: Case, **keys: object) -> Case:
    """Give a case with other keys in its split by a driver."""
    return Case({**case.formula, "driver": {**case.formula["driver"], **keys}}, case.scenario)


def by_one(case: Case) -> str:
    """Give a driver that the split uses."""
    by = case.formula["driver"]["by"]
    return by if isinstance(by, str) else min(by)


def is_plain_at_a_hundred(engine: Engine, case: Case) -> None:
    """Require that all of a pool by one driver is the driver itself."""
    mixed, bare = ({by_one(case): "100%"}, by_one(case))
    found = engine(with_driver(case, by=mixed, when_nil="equal"))
    expected = settled(with_driver(case, by=bare, when_nil="equal"))
    assert words_by_owner(found) == words_by_owner(expected)


@laws(80)
@given(joined(by="driver"))
def test_a_mixture_of_one_driver_is_that_driver(case: Case) -> None:
    is_plain_at_a_hundred(settled, case)


def counts_alike(case: Case) -> Case:
    """Give a case in which the figures of every kind count three times."""
    kinds = {p["kind"] for p in case.scenario["partner"]}
    return with_driver(case, weights=dict.fromkeys(sorted(kinds), 3))


def is_weighed_alike(engine: Engine, case: Case) -> None:
    """Require that weights that are all alike change nothing."""
    bare = {k: v for k, v in case.formula["driver"].items() if k != "weights"}
    expected = settled(Case({**case.formula, "driver": bare}, case.scenario))
    assert words_by_owner(engine(counts_alike(case))) == words_by_owner(expected)


@laws(80)
@given(joined(by="driver"))
def test_weights_that_are_all_alike_are_no_weights(case: Case) -> None:
    is_weighed_alike(settled, case)


def adds_an_equal_part(case: Case) -> Words:
    """Let a tenth go equally before the drivers count, as if everybody had some of everything."""
    drivers = [
        {**d, "values": {who: value + 5 for who, value in d["values"].items()}}
        for d in case.scenario["driver"]
    ]
    return settled(Case(case.formula, {**case.scenario, "driver": drivers}))


def forgets_the_last_kind(case: Case) -> Words:
    """Count the figures of the last kind once, whatever its weight."""
    weights = dict(case.formula["driver"]["weights"])
    weights.popitem()
    return settled(with_driver(case, weights=weights))


@pytest.mark.parametrize(
    ("law", "wrong"),
    [(is_plain_at_a_hundred, adds_an_equal_part), (is_weighed_alike, forgets_the_last_kind)],
)
def test_an_engine_that_mixes_or_weighs_otherwise_is_refuted(law: Same, wrong: Engine) -> None:
    assert_refuted(law, wrong, joined(by="driver"))
