"""LibreOffice, told to forget every value, works every published figure out to the penny."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from funding import Outcome, read_scenario, simulate
from funding.language import Language, speaking
from funding.places import shipped_folder
from funding.report.workbook.writing import as_workbook
from tests.report.workbook.drawn import outcomes
from tests.report.workbook.published import differences
from tests.report.workbook.recalculating import PLANTED, needs_office, planted, recalculated

IN_WELSH = (
    "wrexham-and-neath-port-talbot",
    "north-wales-two-tiers-2013",
    "bridgend-after-2019",
    "mid-and-west-wales-pools",
)
"""Sheets of every kind are in them: costs that boards share, parts of a year, pools."""
SHIPPED = sorted(shipped_folder("scenarios").glob("*.toml"))


@pytest.fixture(autouse=True)
def _office() -> None:
    needs_office()


def held(
    found: dict[str, Outcome], folder: Path, language: Language = "en"
) -> dict[str, list[str]]:
    """Give of each workbook what is wrong in it once LibreOffice has worked it out."""
    with speaking(language):
        contents = {name: planted(as_workbook(outcome)[0]) for name, outcome in found.items()}
    again = recalculated(contents, folder)
    wrong = {name: list(differences(again[name], each, language)) for name, each in found.items()}
    return {name: each for name, each in wrong.items() if each}


def test_every_shipped_scenario_recalculates_to_the_same_pennies(tmp_path: Path) -> None:
    assert len(SHIPPED) > 10
    assert not held({path.stem: simulate(read_scenario(path)) for path in SHIPPED}, tmp_path)


def test_a_workbook_in_welsh_recalculates_to_the_same_pennies(tmp_path: Path) -> None:
    with speaking("cy"):
        found = {name: simulate(read_scenario(name)) for name in IN_WELSH}
    assert not held(found, tmp_path, "cy")


def test_random_boards_recalculate_to_the_same_pennies(tmp_path: Path) -> None:
    found = outcomes(8)
    assert len(found) > 40
    assert not held({f"drawn-{n}": each for n, each in enumerate(found)}, tmp_path)


def test_without_recalculation_the_planted_values_would_be_seen(tmp_path: Path) -> None:
    outcome = simulate(read_scenario("wrexham-and-neath-port-talbot"))
    content = planted(as_workbook(outcome)[0])
    assert any(str(PLANTED) in each for each in differences(content, outcome))
    path = tmp_path / "planted.xlsx"
    path.write_bytes(content)
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert values[sheet.title][cell.coordinate].value == PLANTED
