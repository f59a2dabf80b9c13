"""The tables of the reference pages say what the library has: ids, kinds, statuses, words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest

import funding
from funding.comparison import year_end
from funding.data import wales
from funding.evaluation.result import BOARD_WORDS, PartnerResult
from funding.rules import registry
from funding.rules.rule import Rule
from funding.toml.fields import Status
from funding.worksheet import expression
from funding.worksheet.tokens import ExpressionFault
from tests.docs.files import FORMULA_PAGE, SCENARIO_PAGE
from tests.docs.pages import ROOT, Table, blocks, prose, tables, text_of
from tests.years.running import COST, HALVES, SHARES, ran, scenario
from tests.years.test_parts_by_hand import SUCCESSION

REFERENCE = ROOT / "docs/reference"
RESULT, EXPRESSIONS = REFERENCE / "result.md", REFERENCE / "expressions.md"
RESERVES = REFERENCE / "reserves.md"


def marked(page: Path, mark: str) -> Table:
    return next(table for table in tables(page) if table.mark == mark)


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def test_the_statuses_are_those_of_the_library_the_firmest_first() -> None:
    assert marked(FORMULA_PAGE, "statuses").column(0) == list(get_args(Status))


def test_the_kinds_are_those_of_the_data() -> None:
    assert marked(FORMULA_PAGE, "kinds").rows == tuple(
        (f"`{name}`", kind.title_en, "yes" if kind.devolved else "no")
        for name, kind in wales.kinds().items()
    )


def test_the_bodies_are_those_of_the_data() -> None:
    assert marked(SCENARIO_PAGE, "bodies").rows == tuple(
        (f"`{body.id}`", body.name_en, f"`{body.kind}`", day(body.first_day), day(body.last_day))
        for body in wales.bodies().values()
    )


def test_the_areas_are_those_of_the_data() -> None:
    def row(area_id: str) -> tuple[str, ...]:
        when = next(
            day for day in (date(2019, 4, 1), date(2019, 3, 31)) if area_id in wales.areas(day)
        )
        area = wales.areas(when)[area_id]
        councils = ", ".join(f"`{each}`" for each in wales.authorities_of(area_id, when))
        return f"`{area_id}`", area.name_en, councils, day(area.first_day), day(area.last_day)

    assert marked(SCENARIO_PAGE, "areas").rows == tuple(map(row, wales.all_area_ids()))


def test_the_measures_are_those_of_the_data() -> None:
    def labels(measure: str) -> str:
        found = (wales.estimate(measure, year) for year in range(2000, 2030))
        return ", ".join(dict.fromkeys(each.label for each in found))

    assert marked(SCENARIO_PAGE, "measures").rows == tuple(
        (f"`{measure}`", labels(measure)) for measure in wales.measures()
    )


def test_the_functions_are_those_of_the_reader() -> None:
    column = marked(EXPRESSIONS, "functions").column(0)
    assert {each.partition("(")[0] for each in column} == set(expression.FUNCTION_NAMES)


def test_the_bounds_are_those_of_the_reader() -> None:
    characters, words, digits, deepest = (int(row[1]) for row in marked(EXPRESSIONS, "bounds").rows)
    within = (
        "1".ljust(characters),
        "+".join("1" * ((words + 1) // 2)),
        "1" * digits,
        "(" * deepest + "1" + ")" * deepest,
    )
    beyond = (
        "1".ljust(characters + 1),
        "+".join("1" * ((words + 1) // 2 + 1)),
        "1" * (digits + 1),
        "(" * (deepest + 1) + "1" + ")" * (deepest + 1),
    )
    for text in within:
        expression.parse_expression(text, ())
    for text in beyond:
        with pytest.raises(ExpressionFault):
            expression.parse_expression(text, ())


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    scenario = funding.read_scenario("wrexham-and-neath-port-talbot")
    return funding.simulate(scenario).to_dict()


def test_the_words_of_a_board_are_defined() -> None:
    assert marked(RESULT, "json board").column(0) == list(BOARD_WORDS)


def test_the_words_of_a_partner_are_defined() -> None:
    words = [field.name for field in fields(PartnerResult) if field.name != "id"]
    assert marked(RESULT, "json partner words").column(0) == [*words, "change"]


def test_the_words_of_a_year_s_end_are_defined() -> None:
    assert marked(RESERVES, "json year end").column(0) == list(year_end.BOARD_WORDS)
    assert marked(RESERVES, "json year end partner").column(0) == list(year_end.PARTNER_WORDS)


def test_every_key_of_the_json_is_on_the_page(found: dict[str, Any]) -> None:
    result = found["results"][0]
    of_result = {*marked(RESULT, "json result").column(0), *BOARD_WORDS}
    words = {*marked(RESULT, "json partner words").column(0)}
    of_partner = {*marked(RESULT, "json partner").column(0), *words}
    assert set(found) == set(marked(RESULT, "json top").column(0))
    assert set(found["scenario"]) == set(marked(RESULT, "json scenario").column(0))
    assert set(result) == of_result
    assert set(result["partners"][0]) == of_partner


def test_every_key_of_a_part_of_a_year_is_on_the_page() -> None:
    outcome = ran(scenario(COST, SUCCESSION), first=SHARES, second=HALVES)
    part = outcome.to_dict()["results"][0]["parts"][0]
    assert set(part) == {*marked(RESULT, "json part").column(0), *BOARD_WORDS}
    of_partner = {*marked(RESULT, "json partner words").column(0)} - {"assessed_exact", "change"}
    answer = ("answer", "answer_take_up", "answer_limit")
    assert set(part["partners"][0]) == {"id", "duty", *answer, *of_partner}


def test_every_key_of_a_payer_and_of_what_is_left_out_is_on_the_page(
    found: dict[str, Any],
) -> None:
    page = prose(RESULT)
    sentence = page[page.index("Each of `payers` has") :].partition(". ")[0]
    assert set(re.findall(r"`(\w+)`", sentence)) - {"payers"} == set(found["payers"][0])
    row = next(r for r in marked(RESULT, "json top").rows if r[0] == "`left_out`")
    assert re.findall(r"`(\w+)`", row[1]) == ["formula", "board", "why"]


@pytest.mark.parametrize("rule", registry.RULES, ids=lambda rule: rule.name)
def test_a_rule_has_a_page_that_mentions_it(rule: Rule) -> None:
    word = f"`{rule.name}`" if rule.settings is None else f"[{rule.name}]"
    assert word in text_of(ROOT / rule.page)


def cited() -> Iterator[tuple[str, str]]:
    """Give every page that the rules cite as a source, with the words cited from it."""
    for path in sorted((ROOT / "funding/rules").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = vars(import_module(f"funding.rules.{path.stem}"))
        for node in ast.walk(tree):
            match node:
                case ast.JoinedStr(
                    values=[ast.FormattedValue(value=ast.Name(id=page)), ast.Constant(value=words)]
                ) if str(known.get(page)).startswith("docs/"):
                    yield known[page], str(words).removeprefix(": ")
                case ast.Call(args=[said], keywords=[ast.keyword("page", ast.Name(id=page))]):
                    words = known[said.id] if isinstance(said, ast.Name) else ast.literal_eval(said)
                    yield known[page], str(words).removeprefix("{page}: ")


def test_what_the_rules_cite_is_found() -> None:
    """Were nothing found, nothing would be looked for."""
    assert len(set(cited())) > 30


@pytest.mark.parametrize(("page", "words"), sorted(set(cited())))
def test_what_a_column_cites_is_said_on_the_page_that_it_cites(page: str, words: str) -> None:
    said = re.sub(r"[*`]", "", prose(ROOT / page)).lower()
    assert words.lower() in said


def test_a_block_of_help_is_on_the_page_of_the_command_line_only() -> None:
    pages = {
        page for page in REFERENCE.glob("*.md") for each in blocks(page) if "help" in each.mark
    }
    assert pages == {REFERENCE / "command-line.md"}
