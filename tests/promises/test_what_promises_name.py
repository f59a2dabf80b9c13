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
@pytest.mark.parametrize(
    ("promise", "said", "fix"),
    [
        (
            'for = { kind = "collage" }\nalways = "cash == 0"',
            "there is no kind of partner 'collage'",
            "of: ",
        ),
        (
            'for = { kind = "polise" }\nalways = "cash == 0"',
            "there is no kind of partner 'polise'",
            "did you mean 'police'?",
        ),
        (
            'for = { partner = "wrexam" }\nalways = "cash == 0"',
            "there is no partner 'wrexam'",
            "did you mean 'wrexham'?",
        ),
        (
            'rises = "offers"\nof = { kind = "polise" }\nalways = "after_cash == 0"',
            "there is no kind of partner 'polise'",
            "did you mean 'police'?",
        ),
        (
            'rises = "cost"\nof = { kind = "police" }\nalways = "after_cash >= 0"',
            "'cost' is a figure of the board, and so of nobody",
            "leave it out",
        ),
        (
            'always = "after_cash >= before_cash"',
            "there is no 'after_cash' here",
            'say what changes: add for instance rises = "cost"; or falls',
        ),
        (
            'rises = "cost"\nalways = "cash >= 0"',
            "there is no 'cash' here",
            "of two boards, write before_cash or after_cash",
        ),
        ('always = "csh >= 0"', "there is no 'csh' here", "did you mean 'cash'?"),
        ('always = "bill >= 0"', "there is no 'bill' here", "the nearest there are: "),
    ],
)
def test_what_to_write_instead_is_said(
    tmp_path: Path, head: str, promise: str, said: str, fix: str
) -> None:
    with pytest.raises(InputError) as caught:
        check_of(tmp_path, head, f'name = "a"\n{promise}')
    (fault,) = caught.value.faults
    assert fault.message == said
    assert fix in (fault.fix or "")
    assert fault.line > len(head.splitlines())


@pytest.mark.parametrize("head", [FORMULA, SCENARIO], ids=["formula", "scenario"])
def test_a_mere_word_for_whom_is_told_how_to_write_a_kind(tmp_path: Path, head: str) -> None:
    with pytest.raises(InputError) as caught:
        check_of(tmp_path, head, 'name = "a"\nfor = "police"\nalways = "cash == 0"')
    assert any('{ kind = "police" }' in (fault.fix or "") for fault in caught.value.faults)


def test_a_partner_that_sits_on_none_of_its_boards_is_unknown_to_a_scenario(tmp_path: Path) -> None:
    promise = 'name = "a"\nfor = { partner = "cardiff" }\nalways = "cash == 0"'
    with pytest.raises(InputError, match="there is no partner 'cardiff'"):
        check_of(tmp_path, SCENARIO, promise)


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
