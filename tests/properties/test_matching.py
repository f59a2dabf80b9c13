"""A matching grant pays its part of what is asked of a partner, and never above its limit."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from tests.oracle.pennies import money, percent
from tests.properties.engine import Case, Engine, Words, laws, settled
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases


def without(case: Case, *sections: str) -> Case:
    """Give a case whose formula lacks some sections."""
    return Case({k: v for k, v in case.formula.items() if k not in sections}, case.scenario)


def in_pence(words: Words, word: str) -> dict[str, int]:
    return {each["id"]: int(Fraction(each[word]) * 100) for each in words["partners"]}


def pays_its_part(engine: Engine, case: Case) -> None:
    """Require of each what the grant pays of it: its part, less alike for all above the limit.

    Nothing is given in kind here: relief would move between partners what is asked of them.
    """
    plain = without(case, "in_kind")
    before, after = settled(without(plain, "matched")), engine(plain)
    asked, assessed = in_pence(before, "assessed"), in_pence(after, "assessed")
    paid = {who: asked[who] - assessed[who] for who in asked}
    table = plain.formula["matched"]
    kinds = {each["id"]: each["kind"] for each in after["partners"]}
    parts = {who: table.get(who, table.get(kind, "0%")) for who, kind in kinds.items()}
    wanted = {who: int(percent(part) * asked[who]) for who, part in parts.items()}
    limit = money(table["limit_amount"]) if "limit_amount" in table else sum(wanted.values())
    assert sum(paid.values()) <= limit
    assert after["cost"] == before["cost"]
    more = (Fraction(after["grants"]) - Fraction(before["grants"])) * 100
    assert more == sum(paid.values())
    if sum(wanted.values()) <= limit:
        assert paid == wanted
        return
    for who, pence in paid.items():
        assert 0 <= Fraction(wanted[who] * limit, sum(wanted.values())) - pence < 1


@laws(120)
@given(cases(matching=True))
def test_a_grant_pays_its_part_and_no_more_than_its_limit(case: Case) -> None:
    pays_its_part(settled, case)


def reading(**changed: str | None) -> Engine:
    """Give an engine that reads some keys of the section as other than they are."""

    def engine(case: Case) -> Words:
        table = {**case.formula["matched"], **changed}
        kept = {key: value for key, value in table.items() if value is not None}
        return settled(Case({**case.formula, "matched": kept}, case.scenario))

    return engine


def knows_no_partner_by_its_id(case: Case) -> Words:
    ids = {partner["id"] for partner in case.scenario["partner"]}
    table = {k: v for k, v in case.formula["matched"].items() if k not in ids}
    return settled(Case({**case.formula, "matched": {"police": "0%", **table}}, case.scenario))


def pays_beside_the_partner(case: Case) -> Words:
    """Let the grant come on top of what the partners pay."""
    words, before = settled(case), settled(without(case, "matched"))
    return {**words, "partners": before["partners"]}


def gives_a_penny_to_another(case: Case) -> Words:
    """Let the last partner keep a penny of the first one's grant."""
    words = settled(case)
    for partner, pence in ((words["partners"][0], 1), (words["partners"][-1], -1)):
        partner["assessed"] = str(Fraction(partner["assessed"]) + Fraction(pence, 100))
    return words


WRONG = {
    "has no limit": reading(limit_amount=None),
    "knows no partner by its id": knows_no_partner_by_its_id,
    "pays beside the partner": pays_beside_the_partner,
    "gives a penny to another": gives_a_penny_to_another,
}


@pytest.mark.parametrize("name", WRONG)
def test_a_grant_that_pays_otherwise_is_refuted(name: str) -> None:
    assert_refuted(pays_its_part, WRONG[name], cases(matching=True))
