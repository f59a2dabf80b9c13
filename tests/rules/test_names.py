"""A name in an author's expression is drafted as what it means, or refused where it stands."""

from __future__ import annotations

import pytest

from funding.rules.work import Shape, Work
from funding.worksheet.column import Origin
from funding.worksheet.drafting import Draft
from funding.worksheet.tokens import ExpressionFault


def work(*, any_driver: bool = False) -> Work:
    shape = Shape(
        ("core",),
        drivers=frozenset({"population"}),
        any_driver=any_driver,
        kinds=frozenset({"police"}),
    )
    return Work(Draft("a draft"), shape, "a test", "agreed", ("core",))


def refused(text: str, *, any_driver: bool = False) -> ExpressionFault:
    with pytest.raises(ExpressionFault) as raised:
        work(any_driver=any_driver).prepare(text)
    return raised.value


def test_drivers_kinds_and_the_part_of_a_year_become_inputs_of_what_they_are() -> None:
    ours = work()
    ours.prepare("base * population * is_police * part_of_year")
    sheet = ours.draft.finish()
    assert [(column.name, column.origin) for column in sheet] == [
        ("is_police", Origin("is_kind", ("police",))),
        ("part_of_year", Origin("part_of_year")),
        ("population", Origin("driver", ("population",))),
    ]


def test_a_name_that_means_nothing_is_marked_and_the_nearest_is_offered() -> None:
    fault = refused("base * populaton")
    assert (fault.message, fault.offset, fault.width) == ("there is no 'populaton' here", 7, 9)
    assert "population" in fault.fix
    assert "is_police" in refused("base * is_polise").fix
    assert "part_of_year" in refused("base * part_of_yaer").fix


def test_where_any_driver_may_be_a_name_like_none_is_one_and_a_slip_is_not() -> None:
    ours = work(any_driver=True)
    ours.prepare("base * staff")
    assert ours.draft.finish()["staff"].origin == Origin("driver", ("staff",))
    assert refused("base * populaton", any_driver=True).message.startswith(
        "there is no 'populaton'"
    )


def test_what_is_called_as_a_function_is_judged_when_it_is_read() -> None:
    ours = work()
    ours.prepare("what(base)")
    assert ours.draft.names() == ()
    with pytest.raises(ExpressionFault, match="there is no function 'what'"):
        ours.draft.column("x", "what(1)", "x")
