"""A tie that is exact goes by ids and is certain; one that floats cannot tell is said to be so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from funding import Outcome
from funding.report.workbook import ties
from funding.report.workbook.fineness import Knowing, NotKnown
from funding.report.workbook.writing import as_workbook
from tests.properties.engine import run
from tests.report.workbook.published import differences
from tests.report.workbook.recalculating import needs_office, planted, recalculated, rows_of
from tests.report.workbook.typing_in import Typed

FAR, EXACT, NEAR = "no", "no: exact ties go by id", "yes: compare"
FORMULA = """
id     = "drawn"
title  = "Shares"
source = "a test"
status = "assumed"
covers = "all"
duty   = {{ police = "will", health_board = "will", probation = "will" }}
{sharing}
"""
SCENARIO = """
title    = "Ties"
year     = "2020-21"
status   = "assumed"
formulas = ["drawn"]
[board]
id = "board"
[[partner]]
id   = "first"
kind = "police"
[[partner]]
id   = "last"
kind = "health_board"
[[cost]]
pool   = "core"
item   = "all"
amount = "{cost}"
{more}
"""
BY_PERCENT = '[percentages]\nstatus = "assumed"\nsource = "a test"\n'


def by_size(first: int, last: int, *others: int) -> str:
    """Give a driver, and more partners for whom it has figures."""
    sizes = [f"first = {first}", f"last = {last}"]
    sizes += [f"other-{number} = {size}" for number, size in enumerate(others)]
    partners = (
        f'[[partner]]\nid = "other-{number}"\nkind = "probation"\n' for number in range(len(others))
    )
    driver = '[[driver]]\nname = "size"\nyear = 2020\nsource = "a test"\nstatus = "assumed"\n'
    return "".join(partners) + driver + f"values = {{ {', '.join(sizes)} }}\n"


@dataclass(frozen=True)
class Case:
    """How a cost is shared, and what a workbook says of the last penny."""

    sharing: str
    cost: str
    says: str
    more: str = ""

    def outcome(self) -> Outcome:
        scenario = SCENARIO.format(cost=self.cost, more=self.more)
        return run(FORMULA.format(sharing=self.sharing), scenario)


def percent(first: str, last: str) -> str:
    return f'{BY_PERCENT}police = "{first}"\nhealth_board = "{last}"\n'


def driven(rounding: str = "") -> str:
    more = f'[rounding]\nmethod = "{rounding}"\n' if rounding else ""
    return f'[driver]\nby = "size"\n{more}'


CASES = {
    "far": Case(percent("75%", "25%"), "£10.01", FAR),
    "exact, of halves": Case(percent("75%", "25%"), "£10.02", EXACT),
    "exact, of a third": Case("equal = {}", "£10.00", EXACT, '[[partner]]\nid="x"\nkind="police"'),
    "exact, of large figures that are the same": Case(
        driven(), "£0.01", EXACT, by_size(1234567, 1234567, 77777)
    ),
    "near, by 10^-13": Case(driven(), "£0.01", NEAR, by_size(10**13 + 1, 10**13)),
    "exact, by claims": Case(driven("dhondt"), "£10.01", EXACT, by_size(1234567, 1234567)),
    "far, by claims": Case(driven("dhondt"), "£10.01", FAR, by_size(7, 3)),
    "near, by claims": Case(driven("dhondt"), "£0.01", NEAR, by_size(10**13 + 1, 10**13)),
}


def says(content: bytes) -> str:
    (row,) = rows_of(content, "Checks")
    return str(row["Is anything too close to tell?"])


def bills(content: bytes) -> list[Decimal]:
    return [Decimal(str(row["Cash"])) for row in rows_of(content, "Bills")]


def test_what_is_said_of_a_tie_is_worked_out_by_the_spreadsheet_and_right(tmp_path: Path) -> None:
    needs_office()
    outcomes = {name: each.outcome() for name, each in CASES.items()}
    contents = {name: planted(as_workbook(each)[0]) for name, each in outcomes.items()}
    again = recalculated(contents, tmp_path)
    assert {name: says(each) for name, each in again.items()} == {
        name: each.says for name, each in CASES.items()
    }
    for name, each in outcomes.items():
        assert not list(differences(again[name], each)), name


def test_a_tie_that_is_typed_is_told_and_its_penny_goes_by_id(tmp_path: Path) -> None:
    needs_office()
    typed = Typed(as_workbook(CASES["far"].outcome())[0])
    typed.board("figures", "cost of core", Fraction(1002, 100))
    content = recalculated({"typed": typed.content()}, tmp_path)["typed"]
    assert says(content) == EXACT
    assert bills(content) == [Decimal("7.52"), Decimal("2.5"), Decimal("10.02")]


def test_where_floats_and_fractions_part_the_workbook_says_compare_and_which_cell(
    tmp_path: Path,
) -> None:
    needs_office()
    outcome = Case(driven(), "£0.01", NEAR, by_size(10**13, 10**13 + 1)).outcome()
    assert [partner.cash for partner in outcome.runs[0].result.partners] == [0, Fraction(1, 100)]
    content, apart = as_workbook(outcome)
    assert apart
    content = recalculated({"near": planted(content)}, tmp_path)["near"]
    assert says(content) == NEAR


def said_by(case: Case) -> str:
    """Give what a workbook says when it is written, without a spreadsheet."""
    return says(as_workbook(case.outcome())[0])


def test_a_near_tie_that_is_taken_for_an_exact_one_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES["near, by 10^-13"]
    assert said_by(case) == NEAR
    with monkeypatch.context() as patch:
        patch.setattr(ties, "FINEST", 10**18)
        assert said_by(case) == EXACT
    monkeypatch.setattr(Knowing, "rests", lambda _self, _node: [])
    assert said_by(case) == EXACT


def test_an_exact_tie_of_which_nothing_is_known_is_too_close_to_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(_self: Knowing, _node: object) -> list[object]:
        raise NotKnown

    case = CASES["exact, of halves"]
    assert said_by(case) == EXACT
    monkeypatch.setattr(Knowing, "rests", unknown)
    assert said_by(case) == EXACT
    monkeypatch.setattr(Knowing, "fineness", unknown)
    assert said_by(case) == NEAR


def test_percentages_of_many_decimals_make_no_tie_exact() -> None:
    assert said_by(Case(percent("50%", "50%"), "£0.01", EXACT)) == EXACT
    fine = percent("50.0000000000001%", "49.9999999999999%")
    assert said_by(Case(fine, "£0.01", NEAR)) == NEAR
