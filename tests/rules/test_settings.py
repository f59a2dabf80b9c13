"""What every section of a formula says unless it says otherwise, and what names it refuses."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from funding.rules.rule import STAGES, Settings, among, check_names
from funding.scenario.model import Partner
from funding.worksheet.column import Title


class Plain(Settings):
    """A section without keys."""


def test_a_section_says_nothing_of_what_it_does_not_know() -> None:
    section = Plain()
    assert not section.has_nil_rule()
    assert not section.sets_sum_of("cardiff", "local_authority")
    said = (
        section.bounds_of("cardiff", "local_authority"),
        section.kinds_named(),
        section.partners_named(),
        section.drivers_needed(),
        section.drivers_made(),
        section.remarks([]),
    )
    assert [list(each) for each in said] == [[]] * len(said)


def why(names: list[str], most: int = 3) -> str:
    with pytest.raises(PydanticCustomError) as raised:
        check_names(names, "no group is named", "name one", most)
    return str((raised.value.context or {})["message"])


def test_names_are_some_no_more_than_allowed_and_fit_for_a_column() -> None:
    check_names(["a", "b", "c"], "no group is named", "name one", 3)
    assert why([]) == "no group is named"
    assert why(["a", "b", "c", "d"]) == "there are 4 of these, more than 3"
    assert "North" in why(["a", "North"])


def test_a_body_is_meant_by_its_id_by_its_kind_or_with_everyone() -> None:
    body = Partner("cardiff", Title("Cardiff"), "local_authority", devolved=True, payer="cardiff")
    assert among(body, None)
    assert among(body, ["cardiff"])
    assert among(body, {"local_authority"})
    assert not among(body, ["police", "swansea"])
    assert not among(body, [])


def test_the_bill_goes_from_reductions_to_the_year_s_end() -> None:
    assert (STAGES[0], STAGES[-1]) == ("reductions", "year end")
    assert STAGES.index("split") < STAGES.index("bounds") < STAGES.index("shortfall")
