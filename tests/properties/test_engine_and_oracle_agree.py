"""The engine gives every published word as an independent computation does, to the penny."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.engine import Case, Engine, Table, Words, laws, settled
from tests.properties.judging import agrees_with_oracle
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases


@laws(700)
@given(cases(full=True))
def test_every_published_word_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)


@laws(1000)
@given(cases(giving=True, full=True))
def test_what_gifts_do_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)


@laws(500)
@given(cases(shortage=True, full=True))
def test_what_answers_do_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)


@laws(700)
@given(cases(bounds=True, full=True))
def test_what_bounds_do_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)


@laws(700)
@given(cases(bodies=True, full=True))
def test_what_groups_and_measures_do_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)


@laws(300)
@given(cases(matching=True, full=True))
def test_what_a_grant_matches_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)


@laws(700)
@given(cases(keeping=True, full=True))
def test_what_is_kept_and_given_back_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)


@laws(300)
@given(cases(bounds=True, keeping=True))
def test_what_is_kept_within_bounds_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)


def with_formula(**changed: dict[str, object]) -> Engine:
    """Give an engine that reads some keys of a section as other than they are."""

    def engine(case: Case) -> Words:
        sections = {
            name: {k: v for k, v in {**case.formula[name], **keys}.items() if v is not None}
            for name, keys in changed.items()
            if name in case.formula
        }
        return settled(Case({**case.formula, **sections}, case.scenario))

    return engine


def with_groups(**keys: object) -> Engine:
    """Give an engine that reads some keys of every group as other than they are."""

    def engine(case: Case) -> Words:
        groups = {
            name: {**each, **keys} if isinstance(each, dict) else each
            for name, each in case.formula.get("groups", {}).items()
        }
        return settled(
            Case({**case.formula, "groups": groups} if groups else case.formula, case.scenario)
        )

    return engine


def rounds_exact_shares(case: Case) -> Words:
    words = settled(case)
    for partner in words["partners"]:
        partner["assessed_exact"] = str(Fraction(partner["assessed"]))
    return words


def forgets_the_year_before(case: Case) -> Words:
    later = {key: each for key, each in case.scenario.items() if key != "arrears_paid"}
    return settled(Case(case.formula, {**later, "last_year": []}))


def takes_silence_for_consent(case: Case) -> Words:
    silent = {"no answer", "never asked"}
    told = [a for a in case.scenario.get("answer", []) if a["says"] not in silent]
    return settled(Case(case.formula, {**case.scenario, "answer": told}))


ALL = {"everyone": "100%"}


def without(section: str) -> Engine:
    """Give an engine that does not know a section."""

    def engine(case: Case) -> Words:
        formula = {key: each for key, each in case.formula.items() if key != section}
        return settled(Case(formula, case.scenario))

    return engine


WRONG = {
    "takes each body for itself": without("groups"),
    "divides groups equally": with_groups(within="equal"),
    "rounds exact shares": rounds_exact_shares,
    "takes silence for consent": takes_silence_for_consent,
    "credits every kind": with_formula(in_kind={"eligible": "all"}),
    "has no ceiling": with_formula(in_kind={"ceiling": "100%"}),
    "keeps the excess": with_formula(in_kind={"excess": "kept"}),
    "has no ceiling of a kind": with_formula(in_kind={"ceilings": {}, "ceiling_amounts": {}}),
    "keeps what is carried": with_formula(in_kind={"excess": "kept"}),
    "aims at nothing": with_formula(reserves={"target": "0%", "target_amount": "£0.00"}),
    "gives nothing back": with_formula(
        reserves={"above_target": None, "below_target": "collected", "years": 1}
    ),
    "forgets the year before": forgets_the_year_before,
    "has no order of bearers": with_formula(shortfall={"borne_by": []}),
    "has no limit on what one bears": with_formula(shortfall={"limit": "100%"}),
    "has no floor": with_formula(bounds={"floor": {}, "floor_amount": {}, "ceiling": ALL}),
    "has no ceiling on what is asked": with_formula(bounds={"ceiling": ALL, "ceiling_amount": {}}),
    "limits no rise": with_formula(bounds={"maximum_change": {}, "ceiling": ALL}),
    "lets bounds be paid for pro rata": with_formula(bounds={"paid_by": "others pro rata"}),
    "lets relief cross a floor": with_formula(bounds={"may_be_crossed_by": ["giving back"]}),
    "lets bearing cross a ceiling": with_formula(bounds={"may_be_crossed_by": ["bearing"]}),
    "holds at once": with_formula(transition={"start": "1999-00"}),
}


ABOUT_BOUNDS = list(WRONG)[-7:]
EVERYONE = "everyone"
STANDING: dict[str, Table] = {
    "has no ceiling on what is asked": {"ceiling_amount": {EVERYONE: "£10.00"}},
    "lets bounds be paid for pro rata": {"paid_by": "scaling back"},
    "lets relief cross a floor": {"floor": {EVERYONE: "5%"}, "may_be_crossed_by": []},
    "lets bearing cross a ceiling": {"may_be_crossed_by": []},
}
"""What is drawn by chance too seldom to be refuted soon: it stands in every case."""


def about_bounds(name: str) -> st.SearchStrategy[Case]:
    """Draw cases about bounds, in each of which the matter may come up."""
    keys = STANDING.get(name, {})

    def with_keys(case: Case) -> Case:
        bounds = {**case.formula.get("bounds", {}), **keys}
        return Case({**case.formula, "bounds": bounds}, case.scenario)

    giving, shortage = (about in name for about in ("relief", "bearing"))
    drawn = cases(bounds=True, giving=giving, shortage=shortage, full=True)
    return drawn.map(with_keys) if keys else drawn


@pytest.mark.parametrize("name", WRONG)
def test_an_engine_that_reads_a_rule_otherwise_is_refuted(name: str) -> None:
    about_gifts = name.startswith(("credits", "has no ceiling", "keeps the"))
    about_bodies = name in ("takes each body for itself", "divides groups equally")
    about_keeping = name.startswith(("keeps what", "aims", "gives", "forgets"))
    about_shortage = not (about_gifts or about_bodies or about_keeping)
    drawn = cases(
        giving=about_gifts,
        shortage=about_shortage,
        bodies=about_bodies,
        keeping=about_keeping,
        full=True,
    )
    if name in ABOUT_BOUNDS:
        drawn = about_bounds(name)
    assert_refuted(agrees_with_oracle, WRONG[name], drawn)
