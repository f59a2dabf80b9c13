"""An assurance statement says what was checked, how, and on what the results rest."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from funding.assurance.checks import verification
from funding.assurance.ranges import Range, ranges_of
from funding.assurance.statement import statement_of
from funding.assurance.writing import WRITERS
from funding.comparison.logged import taken_as_paying
from funding.comparison.outcome import Outcome
from funding.comparison.warned import warned
from funding.language import speaking
from funding.promises.checking import Checked, Effort
from funding.promises.targets import checked_of
from funding.simulation import read_scenario, simulate
from tests.attack.defence import FORMULA, SCENARIO, run, write
from tests.language.pseudo import speaking_pseudo

WELSH = "wrexham-and-neath-port-talbot"
LITTLE = Effort(examples=3, seconds=30)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return simulate(read_scenario(WELSH))


@pytest.fixture(scope="module")
def checked(outcome: Outcome) -> list[Checked]:
    return list(checked_of(outcome.scenario, LITTLE))


def told(outcome: Outcome, checked: list[Checked]) -> dict[str, Any]:
    """Give a statement's sections by their names, tables by theirs."""
    text = WRITERS["json"](statement_of(outcome, checked, LITTLE))
    found = json.loads(text)
    return {
        each["name"]: {**each, "tables": {table["name"]: table for table in each["tables"]}}
        for each in found["sections"]
    }


def test_it_has_the_headings_of_the_aqua_book(outcome: Outcome, checked: list[Checked]) -> None:
    assert list(told(outcome, checked)) == [
        *("about", "roles", "proportionality", "verification", "validation", "uncertainty"),
        *("assumptions", "decisions", "data", "limitations", "expiry"),
    ]


def test_an_empty_cell_is_empty_in_every_format(outcome: Outcome, checked: list[Checked]) -> None:
    statement = statement_of(outcome, checked, LITTLE)
    assert any("" in row for each in statement.sections for t in each.tables for row in t.rows)
    for form, write_out in WRITERS.items():
        text = str(write_out(statement))
        assert "&nbsp;" not in text, form
        assert "\u00a0" not in text, form


def test_roles_are_blanks_for_people(outcome: Outcome, checked: list[Checked]) -> None:
    rows = told(outcome, checked)["roles"]["tables"]["roles"]["rows"]
    assert [row[0] for row in rows] == ["Commissioner", "Analyst", "Assurer", "Approver"]
    assert all(row[2:] == ["", "", ""] for row in rows)


def test_every_promise_is_there_with_what_came_of_it(
    outcome: Outcome, checked: list[Checked]
) -> None:
    rows = told(outcome, checked)["verification"]["tables"]["promises"]["rows"]
    wanted = [
        [each.formula.id, each.years, d.promise.name, d.promise.says, d.decision, d.scope]
        for each in checked
        for d in each.decisions
    ]
    assert rows == wanted


AMENDED = """
[[amendment]]
from   = {day}
source = "a test"
set.charge.expression = "base * sharing / total(sharing) + 0"
"""


def test_every_year_of_a_formula_is_in_the_table_of_promises(tmp_path: Path) -> None:
    """It changes within the second year; so it is looked at in the third, which does not run."""
    formula = FORMULA.format(expression='"base * sharing / total(sharing)"')
    text = SCENARIO.replace('year     = "2020-21"', 'years = ["2020-21", "2021-22"]')
    scenario = write(tmp_path, formula + AMENDED.format(day="2021-10-01"), text)
    found = simulate(read_scenario(scenario))
    section = told(found, list(checked_of(found.scenario, LITTLE)))["verification"]
    rows = section["tables"]["promises"]["rows"]
    assert {row[1] for row in rows} == {"2020-21, 2021-22", "2022-23"}
    assert any("in the year after too" in text for text in section["texts"])
    twice = formula + "".join(AMENDED.format(day=day) for day in ("2021-10-01", "2021-11-01"))
    found = simulate(read_scenario(write(tmp_path, twice, text)))
    texts = told(found, list(checked_of(found.scenario, LITTLE)))["verification"]["texts"]
    assert sum("hostile changes on 2021-10-01" in text for text in texts) == 1


def test_what_was_not_recalculated_is_not_said_to_have_been(
    outcome: Outcome, checked: list[Checked]
) -> None:
    texts = " ".join(told(outcome, checked)["verification"]["texts"])
    assert "Each check below was made" not in texts
    assert "The checks of sums and of promises below were made" in texts
    assert "No spreadsheet has worked the workbook out" in texts


def test_a_promise_that_does_not_hold_is_said_and_is_the_answer_no(tmp_path: Path) -> None:
    broken = FORMULA.format(expression='"base * sharing / total(sharing)"').replace(
        "[charge]", 'promises = ["excluded-pay-nothing", "split-neutral"]\n\n[charge]'
    )
    result = run("assure", str(write(tmp_path, broken)), "--examples", "10", "--format", "json")
    found = json.loads(result.stdout)
    assert found["refuted"] == ["hostile: split-neutral"]
    assert result.exit_code == 1


def test_when_the_time_is_over_it_is_said_and_no_number_rests_on_the_machine(
    outcome: Outcome, checked: list[Checked]
) -> None:
    late = [replace(each, out_of_time=True) for each in checked]
    found = told(outcome, late)["verification"]
    assert any("The time was over" in text for text in found["texts"])
    tested = [row for row in found["tables"]["promises"]["rows"] if row[4] == "tested"]
    assert tested
    assert not any(character.isdigit() for row in tested for character in row[5])


def test_a_search_that_runs_out_of_time_says_so(outcome: Outcome) -> None:
    (first, *_others) = checked_of(outcome.scenario, Effort(examples=100_000, seconds=0.02))
    assert first.out_of_time


def test_a_sum_that_does_not_add_up_would_be_seen(outcome: Outcome) -> None:
    run = outcome.runs[0]
    wrong = replace(run, result=replace(run.result, cost=run.result.cost + Fraction(1, 100)))
    section = verification(replace(outcome, runs=(wrong,)), [], LITTLE)
    (row, *_others) = section.tables[0].rows
    assert "(R)" in row[2]
    assert "equal to the penny" not in row[2]
    (row, *_others) = verification(outcome, [], LITTLE).tables[0].rows
    assert "all equal to the penny" in row[2]


def test_the_totals_to_recalculate_are_those_of_the_result(
    outcome: Outcome, checked: list[Checked]
) -> None:
    rows = told(outcome, checked)["verification"]["tables"]["recalculation"]["rows"]
    published = outcome.to_dict()["results"]
    for row, result in zip(rows, published, strict=True):
        cash = sum(Fraction(each["cash"]) for each in result["partners"])
        assert Fraction(row[-1].replace("£", "").replace(",", "")) == cash
        assert row[3].replace("£", "").replace(",", "") == result["cost"]


def test_every_assumed_figure_is_in_the_log_and_no_other(
    outcome: Outcome, checked: list[Checked]
) -> None:
    found = told(outcome, checked)
    figures = {figure for run in outcome.runs for figure in run.figures}
    for section, name, unsure in (
        ("assumptions", "assumptions-log", True),
        ("data", "data-log", False),
    ):
        rows = found[section]["tables"][name]["rows"]
        logged = {(row[1], row[5], row[6]) for row in rows}
        wanted = [each for each in figures if (each.status in ("assumed", "unverified")) == unsure]
        assert logged == {(each.group, each.status, each.source) for each in wanted}
        assert len(rows) >= len(wanted)


def test_more_rows_than_figures_are_said_to_be_so(outcome: Outcome, checked: list[Checked]) -> None:
    found = told(outcome, checked)
    rows = sum(
        len(found[section]["tables"][name]["rows"])
        for section, name in (("assumptions", "assumptions-log"), ("data", "data-log"))
    )
    figures = {figure for run in outcome.runs for figure in run.figures}
    said = " ".join(found["uncertainty"]["texts"])
    silent = len(taken_as_paying(outcome))
    assert (f"the logs below have {rows - silent} rows" in said) == (rows - silent != len(figures))
    assert (f"{silent} row" in said) == bool(silent)
    assert rows > len(figures)


def test_an_assumption_has_its_value_and_the_range_that_its_file_states(
    outcome: Outcome, checked: list[Checked]
) -> None:
    rows = told(outcome, checked)["assumptions"]["tables"]["assumptions-log"]["rows"]
    police = {tuple(row[:5]) for row in rows if row[0] == "Police" and "illustration" in row[6]}
    assert ("Police", "percentages", "", "10%", "0% to 20%") in police
    assert ("Police", "percentages", "", "12%", "0% to 20%") in police
    answers = {(row[2], row[3], row[4]) for row in rows if row[1] == "answers"}
    assert ("North Wales Police", "recorded as: refused", "none stated") in answers


def test_every_range_of_a_file_is_given(tmp_path: Path) -> None:
    formula = FORMULA.format(expression='"x * base * sharing / total(sharing)"')
    formula = formula.replace(
        "[charge]", '[parameters]\nx = { value = "50%", range = ["40%", "60%"] }\n\n[charge]'
    )
    lines = 'range = ["£90.00", "£120.00"]\n\n[[cost]]\npool = "core"\nitem = "more"\n'
    lines += 'amount = { low = "£1.00", central = "£2.00", high = "£3.00" }\n'
    found = simulate(read_scenario(write(tmp_path, formula, SCENARIO + lines)))
    assert set(ranges_of(found)) == {
        Range("scenario", "cost.1", "everything", "£100.00", "£90.00", "£120.00"),
        Range("scenario", "cost.2", "more", "£2.00", "£1.00", "£3.00"),
        Range("hostile", "parameters.x", "x", "50%", "40%", "60%"),
    }


def test_what_expires_is_given_with_its_day(tmp_path: Path) -> None:
    dated = "review_by = 2021-06-30\nin_force = { from = 2015-04-01, until = 2022-03-31 }\ncovers"
    formula = FORMULA.format(expression='"base * sharing / total(sharing)"')
    found = simulate(read_scenario(write(tmp_path, formula.replace("covers", dated))))
    statement = statement_of(found, [], LITTLE)
    (expiry,) = [each for each in statement.sections if each.name == "expiry"]
    assert set(expiry.tables[0].rows) == {
        ("2021-03-31", "the scenario", "the last year that is worked out ends"),
        ("2021-06-30", "formula hostile", "it is due for review"),
        ("2015-04-01", "formula hostile", "its first day in force"),
        ("2022-03-31", "formula hostile", "its last day in force"),
    }


def test_every_warning_and_what_is_left_out_is_a_limitation(checked: list[Checked]) -> None:
    found = simulate(read_scenario("six-regional-boards"))
    section = told(found, [])["limitations"]["tables"]
    years = [str(year) for year in found.scenario.years]
    warnings = [*found.warnings, *warned(found.runs, years, titled=True)]
    assert [row[0] for row in section["warnings"]["rows"]] == warnings
    assert len(warnings) == len(found.all_warnings())
    ids = {run.formula.id for run in found.runs} - {"lshb"}
    assert not [text for text in warnings if any(f", {each}: " in text for each in ids)]
    assert len(section["left-out"]["rows"]) == len(set(found.left_out)) > 0


def test_what_was_set_from_outside_is_a_decision(tmp_path: Path) -> None:
    formula = FORMULA.format(expression='"base * sharing / total(sharing)"')
    path = write(tmp_path, formula)
    words = 'title="Another title"'
    result = run("assure", str(path), "--set", words, "--examples", "1", "--format", "json")
    (section,) = [
        each for each in json.loads(result.stdout)["sections"] if each["name"] == "decisions"
    ]
    rows = section["tables"][0]["rows"]
    assert ["title", "changed from outside the file", f"--set {words}"] in rows


@pytest.mark.parametrize("form", WRITERS)
def test_no_sentence_of_a_statement_goes_round_the_catalogue(
    form: str, outcome: Outcome, checked: list[Checked]
) -> None:
    with speaking_pseudo():
        texts = [
            text
            for section in statement_of(outcome, [], LITTLE).sections
            for text in (section.title, *section.blanks, *(t.caption for t in section.tables))
        ]
        texts += [
            h for s in statement_of(outcome, [], LITTLE).sections for t in s.tables for h in t.heads
        ]
        written = str(WRITERS[form](statement_of(outcome, checked, LITTLE)))
    assert not [text for text in texts if re.search("[a-z]", text)]
    assert "ａ" in written


class _Page(HTMLParser):
    """Checks that what is opened is closed, and gathers ids, languages and headings of rows."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.english: list[str] = []
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if "id" in found:
            self.ids.append(str(found["id"]))
        if tag == "html":
            self.language = str(found["lang"])
        self.open.append(f"{tag} {found.get('lang', '')}")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().split(" ")[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "span en":
            self.english.append(data)


def page_of(outcome: Outcome, language: Any, checked: list[Checked]) -> _Page:
    page = _Page()
    with speaking(language):
        page.feed(str(WRITERS["html"](statement_of(outcome, checked, LITTLE))))
    assert not page.open
    return page


def test_the_page_is_whole_and_each_id_is_there_once(
    outcome: Outcome, checked: list[Checked]
) -> None:
    page = page_of(outcome, "en", checked)
    assert page.language == "en"
    assert len(set(page.ids)) == len(page.ids)
    assert not page.english


def test_english_among_welsh_is_marked_in_the_page(checked: list[Checked]) -> None:
    with speaking("cy"):  # the sources of figures are worded as they come in
        outcome = simulate(read_scenario(WELSH))
    page = page_of(outcome, "cy", checked)
    assert page.language == "cy"
    assert "not public; assumed for illustration" in page.english
    assert "y senario" not in page.english
    with speaking("cy"):
        text = str(WRITERS["html"](statement_of(outcome, checked, LITTLE)))
    counted = re.search(r"(\d+) (?:d|t|th)estun sydd yn Saesneg", text)
    assert counted
    assert int(counted[1]) == len(set(re.findall('<span lang="en">(.*?)</span>', text))) > 0


def test_pages_of_both_languages_lead_to_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, FORMULA.format(expression='"base * sharing / total(sharing)"'))
    options = ["--examples", "1", "--format", "html", "--lang", "both", "-o", "a statement.html"]
    assert run("assure", "scenario.toml", *options).exit_code == 0
    english = Path("a statement.en.html").read_text(encoding="utf-8")
    welsh = Path("a statement.cy.html").read_text(encoding="utf-8")
    assert '<a href="a%20statement.cy.html" lang="cy" hreflang="cy">Cymraeg</a>' in english
    assert '<a href="a%20statement.en.html" lang="en" hreflang="en">English</a>' in welsh
    for name in ("a statement.en.html", "a statement.cy.html"):
        assert run("verify", name).exit_code == 0
