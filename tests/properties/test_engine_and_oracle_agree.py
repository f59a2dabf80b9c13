"""The engine gives every published word as an independent computation does, to the penny."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from tests.oracle import boards_of, settle
from tests.properties.engine import Case, Engine, Words, laws, settled, words_by_owner
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases


def agrees_with_oracle(engine: Engine, case: Case) -> None:
    """Require every sum of a result, exact shares included, to be the oracle's."""
    (board,) = boards_of(case.scenario, {})
    assert words_by_owner(engine(case)) == settle(case.formula, board).published()


@laws(700)
@given(cases())
def test_every_published_word_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)


@laws(1000)
@given(cases(giving=True))
def test_what_gifts_do_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)


@laws(500)
@given(cases(shortage=True))
def test_what_answers_do_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)


@laws(700)
@given(cases(keeping=True))
def test_what_is_kept_and_given_back_is_what_the_oracle_works_out(case: Case) -> None:
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


WRONG = {
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
}


@pytest.mark.parametrize("name", WRONG)
def test_an_engine_that_reads_a_rule_otherwise_is_refuted(name: str) -> None:
    about_gifts = name.startswith(("credits", "has no ceiling", "keeps the"))
    about_keeping = name.startswith(("keeps what", "aims", "gives", "forgets"))
    about_shortage = not (about_gifts or about_keeping)
    drawn = cases(giving=about_gifts, shortage=about_shortage, keeping=about_keeping)
    assert_refuted(agrees_with_oracle, WRONG[name], drawn)
