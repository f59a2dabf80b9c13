"""A promise over a name that there is not is refused where it stands; so are two of one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from funding.errors import InputError
from funding.promises.checking import Checked, Effort
from funding.promises.targets import checked

FORMULA = """
id     = "ours"
title  = "Ours"
source = "invented"
covers = "all"

[equal]
"""
SCENARIO = """
title    = "Our board"
year     = "2026-27"
formulas = ["equal-shares"]

[board]
authorities = ["wrexham"]

[[cost]]
pool   = "core"
item   = "business unit"
amount = "£1.00"
"""


def check_of(folder: Path, head: str, *promises: str) -> list[Checked]:
    path = folder / "ours.toml"
    tables = "".join(f"\n[[promise]]\n{each}\n" for each in promises)
    path.write_text(head + tables, encoding="utf-8")
    return list(checked(str(path), [folder], Effort(20)))


@pytest.mark.parametrize("head", [FORMULA, SCENARIO], ids=["formula", "scenario"])
@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ('name = "a"\nalways = "csh <= cost"', "there is no 'csh' here"),
        ('name = "a"\nalways = "cash <= cost"\nwhen = "csh > 0"', "there is no 'csh' here"),
        (
            'name = "a"\nalways = "after_cash <= cost"\nrises = "cost"',
            "there is no 'cost' here",
        ),
        (
            'name = "a"\nalways = "after_cash >= before_cash"\nrises = "costs"',
            "the formula rests on no figure 'costs'",
        ),
        (
            'name = "a"\nalways = "after_cash >= before_cash"\nfalls = "children_0_17"',
            "the formula rests on no figure 'children_0_17'",
        ),
    ],
)
def test_a_name_that_there_is_not_is_a_fault_where_it_stands(
    tmp_path: Path, head: str, promise: str, said: str
) -> None:
    with pytest.raises(InputError) as caught:
        check_of(tmp_path, head, promise)
    (fault,) = caught.value.faults
    assert fault.message == said
    assert fault.line > len(head.splitlines())


@pytest.mark.parametrize("head", [FORMULA, SCENARIO], ids=["formula", "scenario"])
def test_two_promises_have_two_names(tmp_path: Path, head: str) -> None:
    same = 'name = "a"\nalways = "cash <= cost"'
    with pytest.raises(InputError, match="two promises are called 'a'"):
        check_of(tmp_path, head, same, same)


def test_a_column_that_not_every_board_has_is_looked_at_where_it_is(tmp_path: Path) -> None:
    (found,) = check_of(tmp_path, FORMULA, 'name = "a"\nalways = "cost_another >= 0"')
    assert found.decisions[-1].decision == "tested"


def test_a_partner_that_only_a_promise_names_is_drawn(tmp_path: Path) -> None:
    (found,) = check_of(
        tmp_path, FORMULA, 'name = "a"\nfor = { partner = "cardiff" }\nalways = "cash == 0"'
    )
    assert found.decisions[-1].decision == "refuted"


def test_without_the_solver_it_is_said_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("funding.promises.checking.find_spec", lambda _: None)
    path = tmp_path / "ours.toml"
    path.write_text(FORMULA, encoding="utf-8")
    with pytest.raises(InputError, match="no solver is installed"):
        list(checked(str(path), [tmp_path], Effort(20, prove=True)))
