"""What the page promises of every shipped scenario, in both languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise

import pytest

from funding.amounts import written_sum
from funding.language import Language, speaking
from funding.report.page.writing import as_html
from tests.report.page.made import (
    PAGES,
    SCENARIOS,
    ends_at,
    outcome_of,
    page_of,
    read,
    tables_in,
)

each_page = pytest.mark.parametrize(("name", "language"), PAGES)
each_scenario = pytest.mark.parametrize("name", SCENARIOS)


@each_page
def test_a_page_says_in_which_language_it_is_and_is_made_alike_twice(
    name: str, language: Language
) -> None:
    page = page_of(name, language)
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{language}">\n')
    with speaking(language):
        again = as_html(outcome_of(name, language), ends=ends_at(name, language))
    assert again == page


def test_a_page_does_not_depend_on_the_process_that_makes_it() -> None:
    command = (
        "from tests.report.page.made import page_of; print(page_of('western-bay-2013'), end='')"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", command],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode() == page_of("western-bay-2013")


@each_page
def test_nothing_is_fetched_and_no_script_is_run(name: str, language: Language) -> None:
    found = read(page_of(name, language))
    ids = {each.attributes["id"] for each in found.every() if "id" in each.attributes}
    for element in found.every():
        assert element.tag not in {"script", "link", "img", "iframe", "object", "embed", "base"}
        assert not {"src", "srcset", "style", "data", "action"} & element.attributes.keys()
        assert not [each for each in element.attributes if each.startswith("on")]
        href = element.attributes.get("href", "#main")
        assert href.startswith("#")
        assert href[1:] in ids
    assert "url(" not in page_of(name, language)
    assert "@import" not in page_of(name, language)


@each_page
def test_headings_are_in_order_and_no_id_stands_twice(name: str, language: Language) -> None:
    found = read(page_of(name, language))
    levels = [int(each.tag[1]) for each in found.every("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [each.attributes["id"] for each in found.every() if "id" in each.attributes]
    assert len(ids) == len(set(ids))


@each_page
def test_every_chart_has_two_titles_a_description_and_a_source(
    name: str, language: Language
) -> None:
    found = read(page_of(name, language))
    figures = list(found.every("figure"))
    assert figures
    for figure in figures:
        assert next(figure.by_class("message")).text
        assert next(figure.by_class("shows")).text
        assert next(figure.by_class("source")).text
        for chart in figure.every("svg"):
            if chart.attributes.get("aria-hidden") == "true":
                continue
            title, desc = next(chart.every("title")), next(chart.every("desc"))
            assert title.text
            assert desc.text
            named = chart.attributes["aria-labelledby"].split()
            assert named == [title.attributes["id"], desc.attributes["id"]]
            assert chart.attributes["role"] == "img"


@each_page
def test_no_chart_has_more_than_four_colours(name: str, language: Language) -> None:
    for figure in read(page_of(name, language)).every("figure"):
        tones = {each.attributes["class"] for each in figure.every("rect", "circle")}
        assert len(tones) <= 4
        keyed = len(list(figure.by_class("swatch")))
        assert len(tones) < 2 or keyed >= len(tones)


@each_scenario
def test_what_each_partner_pays_stands_in_the_tables_to_the_penny(name: str) -> None:
    outcome, tables = outcome_of(name), tables_in(read(page_of(name)))
    for run in outcome.runs:
        table = tables[f"t-board.{run.board.id}.{run.year}.cash"]
        column = table.heads.index(run.formula.file.title.en or run.formula.id)
        shown = {row[0]: row[column] for row in table.rows}
        for party, partner in run.rows():
            assert shown[party.partner.name.en] == written_sum(partner.cash, run.currency)
        assert shown["All"] == written_sum(run.result.total("cash"), run.currency)
        unfunded = written_sum(run.result.unfunded, run.currency)
        assert shown["Found by nobody (unfunded)"] == unfunded


@each_scenario
def test_every_row_that_rests_on_assumptions_says_so(name: str) -> None:
    outcome, tables = outcome_of(name), tables_in(read(page_of(name)))
    for run in outcome.runs:
        for what in ("cash", "sums"):
            table = tables[f"t-board.{run.board.id}.{run.year}.{what}"]
            others = [r for r in outcome.runs if (r.board, r.year) == (run.board, run.year)]
            if any(each.illustration for each in others):
                assert {row[-1] for row in table.rows} == {"assumptions"}
            else:
                assert "assumptions" not in {row[-1] for row in table.rows}


@each_scenario
def test_the_parts_of_a_change_sum_to_it_and_it_goes_from_the_baseline(name: str) -> None:
    outcome, tables = outcome_of(name), tables_in(read(page_of(name)))
    for run in outcome.runs:
        before = outcome.baseline_of(run)
        key = f"t-board.{run.board.id}.{run.year}.change.{run.formula.id}"
        if before is None or before is run:
            assert key not in tables
            continue
        names = [party.partner.name.en for party in run.parties]
        for row in tables[key].rows:
            old, new, change = (_sum(row[place]) for place in (1, 2, 3))
            parts = [c for c, h in zip(row, tables[key].heads, strict=True) if h[:5] == "Of it"]
            assert new - old == change == sum(map(_sum, parts))
            if row[0] in names:
                place = names.index(row[0])
                assert old == before.result.partners[place].cash
                assert new == run.result.partners[place].cash


def _sum(written: str) -> Fraction:
    return Fraction(re.sub("[£,+]", "", written).replace("−", "-"))


@each_scenario
def test_the_same_stands_on_the_page_in_both_languages(name: str) -> None:
    english, welsh = (read(page_of(name, language)) for language in ("en", "cy"))
    # A text of a chart is cut into as many lines as it needs; spans mark English among Welsh.
    shapes = [
        [each.tag for each in page.every() if each.tag not in {"text", "span", "p"}]
        for page in (english, welsh)
    ]
    assert shapes[0] == shapes[1]
    figures = [re.findall(r"[\d,]+\.\d\d\b", page.text) for page in (english, welsh)]
    assert figures[0] == figures[1]


@each_scenario
def test_english_among_welsh_is_marked_and_counted(name: str) -> None:
    page = page_of(name, "cy")
    marked = len(set(re.findall('<span lang="en">(.*?)</span>', page)))
    assert marked
    counted = re.search(rf"Mae {marked:,} \w*arn", page)
    assert counted
    assert "\ufdd0" not in page
    assert "\ufdd1" not in page
    assert 'lang="en"' not in page_of(name, "en").replace('<html lang="en">', "")
