"""Who is weighed with whom, where some take no part or there is nothing to go by."""

from __future__ import annotations

import pytest

from tests.rules.on_a_board import Table, drivers, words

COUNCILS: Table = {
    "partner": [{"id": each, "kind": "local_authority"} for each in ("one", "other", "third")],
}


@pytest.mark.parametrize(
    ("figures", "asked"),
    [
        ({"one": 30, "other": 10, "third": 0}, [225, 75, 0]),
        ({"one": 0, "other": 0, "third": 9}, [150, 150, 0]),
        ({"one": 0, "other": 0, "third": 0}, [150, 150, 0]),
    ],
)
def test_only_those_who_share_say_whether_there_is_something_to_go_by(
    figures: dict[str, int], asked: list[int]
) -> None:
    """The third council is excluded, whatever its figure."""
    shares = {"local_authority": "100%", "within": {"local_authority": "need"}}
    formula = {"percentages": {**shares, "when_nil": "equal"}, "duty": {"third": "excluded"}}
    assert words(formula, "assessed", **COUNCILS, driver=drivers(need=figures)) == asked


def test_who_has_a_figure_of_nothing_has_no_part_of_a_measure_either() -> None:
    """Of 15 people together 10 are above the threshold; the third council has none."""
    formula = {
        "groups": {"north": {"members": ["one", "other"]}},
        "measure": {"mine": {"of": "people", "threshold": 5}},
        "driver": {"by": "mine"},
    }
    people = drivers(people={"one": 10, "other": 5, "third": 0})
    assert words(formula, "assessed", **COUNCILS, driver=people) == [150, 150, 0]


def test_where_history_has_given_way_nothing_of_it_needs_to_be_known() -> None:
    formula = {"equal": {}, "transition": {"start": "2016-17", "years": 2}}
    assert words(formula, "assessed") == [100, 100, 100]
