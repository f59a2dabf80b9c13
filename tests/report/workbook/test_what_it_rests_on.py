"""No sheet and no row of a workbook lets an assumed figure pass for a sure one."""

from __future__ import annotations

from typing import Any

import pytest

from funding import Outcome
from funding.language import Language, _, speaking
from funding.report.workbook.writing import as_workbook
from tests.properties.engine import run
from tests.report.workbook.reading import outcome_of, written
from tests.report.workbook.recalculating import rows_of

ASSUMED = "wrexham-and-neath-port-talbot"
TIERS = "north-wales-two-tiers-2013"
SURE = """
id     = "drawn"
title  = "Equal"
source = "a test"
status = "published"
covers = "all"
duty   = { police = "will" }
equal  = {}
"""
SCENARIO = """
title    = "What is published"
year     = "2020-21"
status   = "published"
formulas = ["drawn"]
[board]
id = "board"
[[partner]]
id   = "one"
kind = "police"
[[cost]]
pool   = "core"
item   = "all"
amount = "£10.00"
source = "a test"
"""


def texts(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scenario", [ASSUMED, TIERS])
def test_every_sheet_that_rests_on_assumed_figures_says_illustration(
    scenario: str, language: Language
) -> None:
    with speaking(language):
        word = _("illustration")
        book = written(outcome_of(scenario))
        for sheet in book:
            # A sheet of figures that are all sure need not say it.
            unsure = {_("assumed"), _("unverified")} & set(texts(sheet))
            if unsure or sheet.title in map(_, ("Cover", "Contents", "Notes", "Bills", "Checks")):
                assert any(word in text.lower() for text in texts(sheet)), sheet.title


def test_every_row_of_bills_and_checks_says_what_its_result_rests_on() -> None:
    outcome = outcome_of(ASSUMED)
    content = as_workbook(outcome)[0]
    checks = rows_of(content, "Checks")
    assert [row["What it rests on"] for row in checks] == [r.illustration for r in outcome.runs]
    assert {row["How sure"] for row in checks} == {"illustration"}
    wanted = [r.illustration for r in outcome.runs for _one in (*r.parties, "all together")]
    assert [row["What it rests on"] for row in rows_of(content, "Bills")] == wanted


def sure() -> Outcome:
    return run(SURE, SCENARIO)


def test_what_rests_on_published_figures_alone_is_not_called_an_illustration() -> None:
    outcome = sure()
    assert not outcome.runs[0].illustration
    book = written(outcome)
    assert not [sheet.title for sheet in book for t in texts(sheet) if "illustration" in t.lower()]
    (row,) = rows_of(as_workbook(outcome)[0], "Checks")
    assert row["What it rests on"] == "no figure is assumed or unverified"


def test_one_assumed_cost_makes_an_illustration_of_every_sheet_that_it_is_on() -> None:
    text = SCENARIO.replace('source = "a test"', 'source = "a test"\nstatus = "assumed"')
    book = written(run(SURE, text))
    figures = next(sheet for sheet in book if "figures" in sheet.title)
    assert "Illustration: figures of this sheet that are assumed or unverified: 1 of " in str(
        figures["A2"].value
    )
