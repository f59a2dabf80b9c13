"""`compare`: formulas against a baseline, or a scenario against another; nobody is named winner."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import CALM, WARNS, WELSH, run, run_apart
from tests.comparison.example import SCENARIO, laid_out, several_years

BRIDGEND = ("bridgend-before-2019", "bridgend-after-2019")
FORMATS = ("table", "markdown", "csv", "json")
KEYS = {"schema", "of", "scenarios", "baseline", "changes", "measures", "kinds", "continuity"}
RANKS = re.compile(
    r"\b(best|better|worst|worse|winners?|wins?|losers?|loses?|cheap\w*|fair\w*|recommend\w*"
    r"|prefer\w*|optimal|ideal|favour\w*|superior|inferior)\b",
    re.IGNORECASE,
)


def printed(*arguments: str, stdin: str | None = None) -> str:
    result = run("compare", *arguments, stdin=stdin)
    assert result.exit_code == 0, result.stderr
    return result.stdout_bytes.decode("utf-8")


def document(*arguments: str, stdin: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(printed(*arguments, "--format", "json", stdin=stdin))
    return found


def test_json_is_one_object_with_its_keys_sorted_and_its_schema_named() -> None:
    text = printed(WELSH, "--format", "json")
    found = json.loads(text)
    assert text == json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert found["schema"] == "funding.comparison/1"
    assert found.keys() == KEYS | {"budgets", "left_out", "warnings", "warning_count", "record"}


def test_the_baseline_is_the_scenarios_own_unless_another_is_named() -> None:
    assert document(WELSH)["baseline"] == "local-authority-pays"
    found = document(WELSH, "--baseline", "wrexham")
    assert found["baseline"] == "wrexham"
    assert {pair["against"]["formula"] for pair in found["changes"]} == {"wrexham"}


def test_a_baseline_that_the_scenario_does_not_name_is_run_besides() -> None:
    found = document(WELSH, "--baseline", "equal-shares")
    assert {pair["formula"] for pair in found["changes"]} == {
        "local-authority-pays",
        "neath-port-talbot",
        "wrexham",
    }


def test_the_scenarios_own_baseline_is_kept_where_formulas_are_chosen() -> None:
    (pair,) = document(WELSH, "--formula", "wrexham")["changes"]
    assert (pair["formula"], pair["against"]["formula"]) == ("wrexham", "local-authority-pays")


def test_a_baseline_alone_has_measures_and_says_that_there_is_no_change() -> None:
    only = (WELSH, "--formula", "wrexham", "--baseline", "wrexham")
    assert document(*only)["changes"] == []
    assert "there is no change to show" in printed(*only)
    assert document(*only)["measures"]


def test_without_a_baseline_it_is_a_usage_fault_that_says_what_to_do() -> None:
    result = run("compare", "-", stdin=CALM.replace('baseline = "equal-shares"\n', ""))
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        "'scenario' states no baseline: say with --baseline NAME which formula changes are "
        "measured against; it runs equal-shares, local-authority-pays\n" in result.stderr
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-", "-"), "only one of the two"),
        ((BRIDGEND[0], "calderdale-2015-16"), "no formula in common"),
        ((WELSH, "--format", "html"), "'html' is not one of"),
        ((), "Missing argument 'SCENARIO'"),
    ],
)
def test_what_cannot_be_compared_is_a_usage_fault(arguments: tuple[str, ...], said: str) -> None:
    result = run("compare", *arguments, stdin=CALM)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_an_unknown_baseline_is_refused_with_the_nearest_name_and_only_once() -> None:
    result = run("compare", WELSH, "--baseline", "equal-share")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "--baseline equal-share: there is no formula 'equal-share'\n"
        "  did you mean 'equal-shares'?\n"
    )


def test_a_fault_of_the_file_keeps_its_place_beside_a_baseline() -> None:
    wrong = CALM.replace('"local-authority-pays"]', '"local-autority-pays"]')
    result = run("compare", "-", "--baseline", "wrexham", stdin=wrong)
    assert result.exit_code == 3
    assert result.stderr.startswith("<stdin>:3:29: there is no formula 'local-autority-pays'")


def test_two_scenarios_are_compared_payer_by_payer() -> None:
    found = document(*BRIDGEND)
    assert found["of"] == "scenarios"
    assert [each["id"] for each in found["scenarios"]] == list(BRIDGEND)
    for pair in found["changes"]:
        assert pair["formula"] == pair["against"]["formula"]
        assert pair["by_board"] == []
    police = {row["id"]: row for row in found["changes"][1]["payers"]}["south-wales-police"]
    assert (police["cash_before"], police["cash"]) == ("10000.00", "10000.00")


def test_what_is_set_is_set_in_both_scenarios() -> None:
    setting = ("--set", "national-60-25-10-5.percentages.police=9%")
    more = ("--set", "national-60-25-10-5.percentages.probation=6%")
    found = document(*BRIDGEND, *setting, *more, "--formula", "national-60-25-10-5")
    (pair,) = found["changes"]
    probation = {row["id"]: row for row in pair["payers"]}["probation"]
    # 6 % of the 242,155.25 that the boards cost together on either side is 14,529.315.
    assert {probation["cash_before"], probation["cash"]} <= {"14529.31", "14529.32"}


def test_standard_input_can_be_either_of_two_scenarios() -> None:
    for arguments in (("-", BRIDGEND[1]), (BRIDGEND[1], "-")):
        assert document(*arguments, "--formula", "equal-shares", stdin=CALM)["of"] == "scenarios"


def test_a_table_says_who_pays_more_who_less_and_why() -> None:
    text = printed(WELSH)
    for part in (
        "wrexham against local-authority-pays, 2011-12",
        "3 pay more, £22,840.40 in all; 2 pay less, £91,300.50 in all; 2 pay the same.",
        "Who pays more\n- Betsi Cadwaladr University Health Board pays £11,325.40 more (new): ",
        "Who pays less\n- Wrexham pays £59,430.00 less (-53.0%): £52,230.00 less is asked of it; ",
        "Who pays the same\n- North Wales Police pays the same, £0.00: ",
        "What each result comes to",
        "What each kind pays over all boards, 2011-12 (pounds)",
    ):
        assert part in text


def test_a_table_of_several_years_says_what_changed_hands(tmp_path: Path) -> None:
    years = several_years('["£900.00", "£1,200.00"]', '["2026-27", "2027-28"]')
    path = str(laid_out(tmp_path / "here", years))
    text = printed(path, "--baseline", "led")
    assert "From one year to the next (pounds)" in text
    assert re.search(r"Changed hands +150.00 \(16.7%\)", text)
    assert re.search(r"Moved between partners +0.00 \(0.0%\)", text)
    assert re.search(r"Largest rise +3 alike \+100.00", text)
    assert "From one year" not in printed(WELSH)


def test_a_table_shows_budgets_only_where_there_are_some(tmp_path: Path) -> None:
    text = printed(str(laid_out(tmp_path / "here")))
    assert "Against the payers' budgets, 2026-27 (pounds)" in text
    assert re.search(r"as a part of the budget +0.0% +0.7%", text)
    assert "budget" not in printed(WELSH)


def test_markdown_tables_have_as_many_cells_in_each_row() -> None:
    text = printed(*BRIDGEND, "--format", "markdown")
    assert text.startswith("# From bridgend-before-2019 to bridgend-after-2019\n")
    blocks = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert len(blocks) > 6
    for block in blocks:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1


def test_csv_has_a_row_for_each_partner_or_between_scenarios_each_payer() -> None:
    rows = list(csv.DictReader(io.StringIO(printed(WELSH, "--format", "csv"), newline="")))
    found = document(WELSH)
    assert [(row["board"], row["id"], row["change"]) for row in rows] == [
        (board["board"], row["id"], row["change"])
        for pair in found["changes"]
        for board in pair["by_board"]
        for row in board["partners"]
    ]
    rows = list(csv.DictReader(io.StringIO(printed(*BRIDGEND, "--format", "csv"), newline="")))
    assert [(row["formula"], row["id"], row["cash"]) for row in rows] == [
        (pair["formula"], row["id"], row["cash"])
        for pair in document(*BRIDGEND)["changes"]
        for row in pair["payers"]
    ]
    assert all(None not in row and None not in row.values() for row in rows)


def test_csv_leaves_figures_below_nothing_as_figures_and_names_inert() -> None:
    named = CALM + '\n[[partner]]\nid = "x"\nkind = "police"\nname = "=1+1"\nboard = "wrexham"\n'
    named = named.replace('partner = "police"', 'partner = "north-wales-police"')
    text = printed("-", "--format", "csv", stdin=named)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert "'=1+1" in {row["name"] for row in rows}
    assert any(row["change"].startswith("-") for row in rows)
    assert not any(row["reason"].startswith("=") for row in rows)


def test_warnings_are_counted_in_every_form_and_strict_stops_at_them() -> None:
    assert printed("-", stdin=WARNS).endswith("\nWarnings: 2 (listed on standard error)\n")
    assert "## Warnings: 2\n" in printed("-", "--format", "markdown", stdin=WARNS)
    assert document("-", stdin=WARNS)["warning_count"] == 2
    text = printed("-", "--format", "csv", stdin=WARNS)
    assert {row["warnings"] for row in csv.DictReader(io.StringIO(text))} == {"2"}
    result = run("compare", "-", "--strict", stdin=WARNS)
    assert (result.exit_code, result.stdout) == (3, "")


def test_the_warnings_of_two_scenarios_say_whose_they_are() -> None:
    result = run("compare", *BRIDGEND)
    assert "warning: bridgend-before-2019: every board, 2018-19, " in result.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_input_gives_the_same_bytes(form: str) -> None:
    once = run("compare", WELSH, "--format", form)
    again = run_apart("compare", WELSH, "--format", form)
    assert once.stdout_bytes.replace(b"\r\n", b"\n") == again.stdout.encode("utf-8")


def test_a_comparison_is_written_to_a_file_as_it_would_be_printed(tmp_path: Path) -> None:
    output = tmp_path / "compared.md"
    result = run("compare", WELSH, "--format", "markdown", "-o", str(output))
    assert (result.exit_code, result.stdout) == (0, "")
    assert output.read_text(encoding="utf-8") == printed(WELSH, "--format", "markdown")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "arguments", [(WELSH,), ("six-regional-boards",), BRIDGEND], ids=("one", "all", "two")
)
def test_no_formula_is_named_the_winner(arguments: tuple[str, ...], form: str) -> None:
    assert RANKS.findall(printed(*arguments, "--format", form)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "wrexham is the best for the police",
        "The winner: equal-shares",
        "a fairer split",
        "Worse off",
    ],
)
def test_a_word_that_ranks_formulas_would_be_found(wrong: str) -> None:
    assert RANKS.search(wrong)


def test_formulas_stand_in_the_scenarios_order_and_in_no_other() -> None:
    found = document(WELSH)
    assert [pair["formula"] for pair in found["changes"]] == ["wrexham", "neath-port-talbot"]
    wanted = ["local-authority-pays", "wrexham", "neath-port-talbot"]
    assert [each["formula"] for each in found["kinds"]] == wanted


def test_every_row_that_rests_on_assumptions_says_so() -> None:
    tables, _record = printed(WELSH, "--format", "markdown").split("## Run record")
    figures = [line for line in tables.splitlines() if re.match(r"\|.*\d\.\d", line)]
    assert len(figures) > 30
    assert all(line.rstrip(" |").endswith("illustration") for line in figures)
    sentences = [line for line in tables.splitlines() if re.match(r"- .* pays ", line)]
    assert sentences
    assert all(line.endswith("(illustration)") for line in sentences)


def test_where_every_figure_is_sure_no_row_says_that_it_is_an_illustration(tmp_path: Path) -> None:
    sure = SCENARIO.replace('status = "assumed"', 'status = "agreed"')
    text = printed(str(laid_out(tmp_path / "here", sure)))
    assert "illustration" not in text
    assert "rests on" not in text
