"""A formula's own parameters and steps become columns, by which a pool can be shared."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from funding import Outcome
from tests.compiling.test_cautions import FORMULA, SCENARIO
from tests.properties.engine import run
from tests.properties.writing import write_toml

PEOPLE: dict[str, Any] = {
    "name": "people",
    "year": 2020,
    "source": "a test",
    "values": {"wrexham": 10, "flintshire": 20},
}


def settled() -> Outcome:
    """Share by people above a number, counted by a weight, of £100.00 and £50.00."""
    formula = {
        **FORMULA,
        "parameters": {"each_counts": {"value": "0.5", "status": "agreed", "source": "a letter"}},
        "step": [
            {
                "name": "counted",
                "title": {"en": "people who count"},
                "unit": "number",
                "expression": "at_least(people - 8, 0) * each_counts",
                "source": "a test",
            }
        ],
        "driver": {"by": "counted"},
    }
    return run(write_toml(formula), write_toml({**SCENARIO, "driver": [PEOPLE]}))


def test_a_pool_is_shared_by_a_step_over_a_parameter() -> None:
    """Counted are 1 and 6, of 7: of £150.00 a seventh and six sevenths."""
    (result,) = settled().to_dict()["results"]
    exact = [Fraction(each["assessed_exact"]) for each in result["partners"]]
    assert exact == [Fraction(150, 7), Fraction(900, 7)]


def test_a_parameter_and_a_step_are_columns_with_what_was_said_of_them() -> None:
    sheet = settled().runs[0].sheet
    weight, step = sheet.worksheet["each_counts"], sheet.worksheet["counted"]
    assert sheet.cells["each_counts"] == Fraction(1, 2)
    assert sheet.cells["counted"] == (1, 6)
    assert (weight.title.en, weight.by, weight.unit) == ("each counts", "board", "number")
    assert [(each.status, each.source) for each in weight.figures] == [("agreed", "a letter")]
    assert (step.title.en, step.unit, step.source) == ("people who count", "number", "a test")
    assert step.text == "at_least(people - 8, 0) * each_counts"
