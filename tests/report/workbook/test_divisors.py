"""The divisor methods are worked out in cells between any number of partners, as funding does."""

from __future__ import annotations

from pathlib import Path

import pytest

from funding import Outcome
from funding.report.workbook import divisors
from funding.report.workbook.divisors import SIGNPOSTS
from funding.report.workbook.writing import as_workbook
from tests.properties.engine import run
from tests.report.workbook.published import differences
from tests.report.workbook.reading import cells, written
from tests.report.workbook.recalculating import needs_office, planted, recalculated

METHODS = sorted(SIGNPOSTS)
FORMULA = """
id     = "drawn"
title  = "Shares"
source = "a test"
status = "assumed"
covers = "all"
duty   = {{ police = "will" }}
[driver]
by = "size"
[rounding]
method = "{method}"
"""
COSTS = ("£0.30", "£10.01", "£1,234,567.89")


def board(method: str, sizes: list[int], cost: str) -> Outcome:
    """Run a board whose partners have these sizes, their ids in another order than they stand."""
    ids = [f"p{7 * place % len(sizes):03}-{place}" for place in range(len(sizes))]
    partners = "".join(f'[[partner]]\nid = "{each}"\nkind = "police"\n' for each in ids)
    values = ", ".join(f"{name} = {size}" for name, size in zip(ids, sizes, strict=True))
    scenario = f"""
title    = "Many"
year     = "2020-21"
status   = "assumed"
formulas = ["drawn"]
[board]
id = "board"
{partners}
[[cost]]
pool   = "core"
item   = "all"
amount = "{cost}"
[[driver]]
name = "size"
year = 2020
source = "a test"
values = {{ {values} }}
"""
    return run(FORMULA.format(method=method), scenario)


def sizes_of(partners: int) -> list[int]:
    """Give sizes some of which are nothing and some alike, and one that is most of all."""
    return [10_000, *((place * 37) % 101 * 3 for place in range(1, partners))]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("partners", [2, 7, 41])
@pytest.mark.parametrize("cost", COSTS)
def test_every_cell_is_as_funding_has_it(method: str, partners: int, cost: str) -> None:
    assert not as_workbook(board(method, sizes_of(partners), cost))[1]


@pytest.mark.parametrize("method", METHODS)
def test_no_formula_is_longer_than_a_spreadsheet_takes(method: str) -> None:
    book = written(board(method, sizes_of(12), "£10.01"))
    texts = [str(cell.value) for _sheet, cell in cells(book) if cell.data_type == "f"]
    assert max(map(len, texts)) < 8192


def test_between_many_partners_it_is_worked_out_by_a_spreadsheet_too(tmp_path: Path) -> None:
    needs_office()
    found = {
        method: board(method, sizes_of(45), COSTS[place % len(COSTS)])
        for place, method in enumerate(METHODS)
    }
    contents = {name: planted(as_workbook(outcome)[0]) for name, outcome in found.items()}
    again = recalculated(contents, tmp_path)
    wrong = {name: list(differences(again[name], each)) for name, each in found.items()}
    assert not {name: each for name, each in wrong.items() if each}


def test_a_signpost_that_is_wrong_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = SIGNPOSTS | {"dhondt": SIGNPOSTS["sainte_lague"]}
    monkeypatch.setattr(divisors, "SIGNPOSTS", wrong)
    assert as_workbook(board("dhondt", sizes_of(7), "£10.01"))[1]


def test_a_first_unit_that_goes_by_id_and_not_to_the_largest_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(divisors, "FOR_THE_ASKING", frozenset())
    assert as_workbook(board("adams", sizes_of(41), "£0.30"))[1]
