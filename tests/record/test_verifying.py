"""`funding verify` makes an output again, says what changed, and runs nothing else."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import click
import click.testing
import pytest
import xlsxwriter

from funding.cli import main
from funding.cli.recording import NOT_OF_THE_RESULT
from funding.record.asking import FORMS, MOST_DRAWS, asked_in
from funding.record.model import NoRecord
from funding.report.documents import WRITERS
from tests.attack.defence import FORMULA, HIDDEN, SCENARIO, refused, run, write

GOOD = FORMULA.format(expression='"base * sharing / total(sharing)"')


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a working folder with a scenario and its formula."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, GOOD)
    return tmp_path


def written(*more: str, to: str = "out.json", form: str = "json") -> Path:
    result = run("simulate", "scenario.toml", "--format", form, "-o", to, *more)
    assert result.exit_code == 0, result.output
    return Path(to)


def said(status: int, *arguments: str) -> str:
    result = run("verify", *arguments)
    assert result.exit_code == status, result.output
    assert not HIDDEN.search(result.output)
    return result.stdout


@pytest.mark.parametrize("form", [*WRITERS, "html"])
def test_what_was_written_is_made_again_to_the_byte(form: str, folder: Path) -> None:
    output = written(to=f"out.{form}", form=form)
    text = said(0, str(output))
    assert "made again, the output is the same, to the byte" in text
    assert "scenario 'scenario.toml': the same as then" in text
    assert "formula 'hostile.toml': the same as then" in text
    assert "Welsh reference data: the same as then" in text
    assert "versions: the same as then" in text


@pytest.mark.parametrize("form", [*WRITERS, "html"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_each_of_two_languages_is_made_again_as_it_was(
    language: str, form: str, folder: Path
) -> None:
    written("--lang", "both", to="out.txt", form=form)
    said(0, f"out.{language}.txt")


def test_it_is_made_again_in_the_language_of_then_whatever_is_spoken_now(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written()
    monkeypatch.setenv("FUNDING_LANG", "cy")
    assert "yr un fath" in said(0, "out.json")


def test_of_a_changed_scenario_it_is_said_and_where_the_output_differs(folder: Path) -> None:
    written()
    write(folder, GOOD, SCENARIO.replace("£100.00", "£200.00"))
    text = said(1, "out.json")
    assert "scenario 'scenario.toml': changed since then" in text
    assert "formula 'hostile.toml': the same as then" in text
    assert re.search(r"differs, first in line \d+:\n  in the file: '.*100.*'\n  made .*200", text)


def test_of_a_changed_formula_it_is_said_though_no_figure_moves(folder: Path) -> None:
    written()
    write(folder, GOOD + "# a remark\n")
    text = said(1, "out.json")
    assert "formula 'hostile.toml': changed since then" in text
    assert "the output is the same, to the byte" in text


def test_a_figure_that_somebody_changed_in_the_file_is_found(folder: Path) -> None:
    output = written()
    text = output.read_text(encoding="utf-8")
    assert '"100.00"' in text
    output.write_text(text.replace('"100.00"', '"100.01"', 1), encoding="utf-8")
    assert "first in line" in said(1, "out.json")


def test_a_line_cut_off_at_the_end_is_found(folder: Path) -> None:
    output = written(form="csv", to="out.csv")
    output.write_bytes(output.read_bytes().rpartition(b"\r\n")[0].rpartition(b"\r\n")[0] + b"\r\n")
    assert "line" in said(1, "out.csv")


def test_what_a_changed_file_shows_of_itself_holds_no_command_for_a_terminal(folder: Path) -> None:
    output = written()
    text = output.read_text(encoding="utf-8")
    output.write_text(text.replace('"100.00"', '"\x9b31m\u202e100.00"', 1), encoding="utf-8")
    said(1, "out.json")


def test_another_version_of_a_library_is_said_and_is_no_difference_by_itself(folder: Path) -> None:
    output = written()
    found = json.loads(output.read_text(encoding="utf-8"))
    found["record"]["versions"]["babel"] = "0.1"
    output.write_text(
        json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8"
    )
    assert re.search(r"version of babel: '0.1' then, '[\d.]+' now", said(0, "out.json"))


def test_a_plugin_that_was_there_is_missed(folder: Path) -> None:
    output = written()
    found = json.loads(output.read_text(encoding="utf-8"))
    found["record"]["plugins"] = [{"name": "more-rules", "version": "1", "sha256": "0" * 64}]
    output.write_text(json.dumps(found), encoding="utf-8")
    assert "plugin 'more-rules': installed then, and not now" in said(1, "out.json")


def test_a_scenario_that_is_not_found_is_asked_for(folder: Path) -> None:
    written()
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (folder / "scenario.toml").rename(elsewhere / "scenario.toml")
    (folder / "formulas").rename(elsewhere / "formulas")
    assert "name it with --scenario PATH" in refused(run("verify", "out.json"))
    said(0, "out.json", "--scenario", "elsewhere/scenario.toml")


def test_a_scenario_is_found_beside_the_output_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    written()
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    said(0, str(folder / "out.json"))


def test_a_scenario_from_standard_input_is_asked_for(folder: Path) -> None:
    content = SCENARIO.replace("hostile", "equal-shares").encode()
    run("simulate", "-", "-o", "out.txt", stdin=content)
    assert "came from standard input" in refused(run("verify", "out.txt"))
    assert run("verify", "out.txt", "--scenario", "-", stdin=content).exit_code == 0


def test_a_folder_of_formulas_that_is_not_found_is_asked_for(folder: Path) -> None:
    (folder / "formulas").rename(folder / "more")
    written("--formulas", "more")
    (folder / "more").rename(folder / "other")
    assert "name it with --formulas DIR" in refused(run("verify", "out.json"))
    said(0, "out.json", "--formulas", "other")


@pytest.mark.parametrize("name", ["nothing.json", ".", "/dev/zero", "scenario.toml"])
def test_what_is_no_output_is_refused_in_words(name: str, folder: Path) -> None:
    refused(run("verify", name))


def test_the_record_beside_an_output_stands_for_it(folder: Path) -> None:
    written(form="csv", to="out.csv")
    said(0, "out.csv.record.json")
    Path("out.csv.record.json").unlink()
    assert "none beside it in out.csv.record.json" in refused(run("verify", "out.csv"))


HOSTILE = {
    "an output": ["simulate", "scenario.toml", "-o", "stolen.txt"],
    "an output in one word": ["simulate", "scenario.toml", "-ostolen.txt"],
    "an output in long": ["simulate", "scenario.toml", "--output", "stolen.txt"],
    "an output with =": ["simulate", "scenario.toml", "--output=stolen.txt"],
    "a shortened option": ["simulate", "scenario.toml", "--out", "stolen.txt"],
    "another command": ["check", "scenario.toml", "--counterexample", "stolen.txt"],
    "itself": ["verify", "out.json"],
    "rows of a study": ["study", "scenario.toml", "--rows", "stolen.txt"],
    "a folder of a study": ["study", "scenario.toml", "--state", "stolen.txt"],
    "a scheduler": ["study", "scenario.toml", "--scheduler", "tcp://10.0.0.1:1"],
    "a program": ["/bin/sh", "-c", "touch stolen.txt"],
    "help": ["simulate", "--help"],
    "an end of options": ["simulate", "--", "scenario.toml", "-o", "stolen.txt"],
    "no scenario": ["simulate"],
    "two scenarios": ["simulate", "scenario.toml", "scenario.toml"],
    "a value that is missing": ["simulate", "scenario.toml", "--set"],
    "a format that is none": ["simulate", "scenario.toml", "--format", "-o"],
    "a setting that is none": ["simulate", "scenario.toml", "--set", "-ostolen.txt"],
    "a formula like an option": ["simulate", "scenario.toml", "--formula", "--output=stolen.txt"],
    "a path that climbs": ["simulate", "../scenario.toml"],
    "an absolute path": ["simulate", "/etc/passwd"],
    "a device": ["simulate", "pipe.toml"],
    "a folder that climbs": ["simulate", "scenario.toml", "--formulas", ".."],
    "a name that no file can have": ["simulate", "a\0b.toml"],
    "a name too long": ["simulate", "x" * 4_000],
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_record_is_refused_in_words_and_writes_nothing(kind: str, folder: Path) -> None:
    output = written()
    found = json.loads(output.read_text(encoding="utf-8"))
    found["record"]["command"] = HOSTILE[kind]
    output.write_text(json.dumps(found), encoding="utf-8")
    (folder / "pipe.toml").symlink_to("/dev/zero")
    before = sorted(path.name for path in folder.rglob("*"))
    refused(run("verify", "out.json"))
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_what_may_be_asked_again_is_what_the_commands_have_but_for_where_they_write() -> None:
    assert set(FORMS) <= set(main.commands)
    for name, form in FORMS.items():
        options = [each for each in main.commands[name].params if isinstance(each, click.Option)]
        kept = [each for each in options if each.name not in NOT_OF_THE_RESULT]
        values = {max(each.opts, key=len) for each in kept if not each.is_flag}
        assert values <= form.values <= values | {"--format"}, name
        assert {max(each.opts, key=len) for each in kept if each.is_flag} == form.flags, name


def test_every_command_that_writes_its_result_to_a_file_can_be_asked_again() -> None:
    writing = {
        name
        for name, command in main.commands.items()
        if any(each.name == "output" for each in command.params)
    }
    assert writing == set(FORMS)


OTHERS = {
    "explain": ["scenario.toml", "--partner", "wrexham"],
    "show": ["formulas/hostile.toml"],
    "a shipped formula": ["wrexham"],
    "compare": ["scenario.toml", "--baseline", "hostile"],
    "two scenarios": ["scenario.toml", "six-regional-boards", "--formula", "equal-shares"],
    "assure": ["scenario.toml", "--examples", "2"],
}
CALLED = {"a shipped formula": "show", "two scenarios": "compare"}


@pytest.mark.parametrize("what", OTHERS)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_another_command_wrote_is_made_again_too(
    what: str, language: str, folder: Path
) -> None:
    command = [CALLED.get(what, what), *OTHERS[what], "--lang", language, "-o", "out.txt"]
    result = run(*command)
    assert result.exit_code == 0, result.output
    said(0, "out.txt")


STUDY = """
[study]
draws = 20
seed  = 7

[study.draw.price]
distribution = "uniform"
low  = 1
high = 2

[[study.input]]
column     = "cost_core"
expression = "cost_core * price"
"""


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_study_is_made_again_with_its_seed_and_leaves_nothing_behind(
    form: str, folder: Path
) -> None:
    write(folder, GOOD, SCENARIO + STUDY)
    output = Path(f"out.{form}")
    assert run("study", "scenario.toml", "--format", form, "-o", str(output)).exit_code == 0
    record = Path("out.csv.record.json") if form == "csv" else output
    found = json.loads(record.read_text(encoding="utf-8"))
    assert found.get("record", found)["seed"] == 7
    before = sorted(path.name for path in folder.rglob("*"))
    said(0, str(output))
    assert sorted(path.name for path in folder.rglob("*")) == before


@pytest.mark.parametrize(("key", "forged"), [("seed", 12_345), ("format", "xlsx")])
def test_a_record_that_says_what_its_command_does_not_is_found(
    key: str, forged: object, folder: Path
) -> None:
    write(folder, GOOD, SCENARIO + STUDY)
    output = Path("out.json")
    assert run("study", "scenario.toml", "--format", "json", "-o", str(output)).exit_code == 0
    found = json.loads(output.read_text(encoding="utf-8"))
    found["record"][key] = forged
    output.write_text(
        json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8"
    )
    assert f"{key}: {forged} in the record" in said(1, "out.json").replace("'", "")


def changed(output: Path, key: str, value: object) -> None:
    """Put something else into the record of an output in JSON."""
    found = json.loads(output.read_text(encoding="utf-8"))
    found["record"][key] = value
    output.write_text(
        json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8"
    )


FORGED = {
    "a formula": ["--formula", "hostile"],
    "another language": ["--lang", "cy"],
    "the language that it has": ["--lang", "en"],
    "a flag": ["--strict"],
    "a setting": ["--set", "title=Theirs"],
}


def test_a_record_of_another_language_is_found(folder: Path) -> None:
    output = written()
    changed(output, "language", "cy")
    assert "language: 'cy' in the record, and 'en' when made again" in said(1, "out.json")


@pytest.mark.parametrize("kind", FORGED)
def test_a_record_of_another_command_is_found(kind: str, folder: Path) -> None:
    """Though the output is the same, or the run is refused."""
    output = written("--set", "title=Ours")
    command = ["simulate", "scenario.toml", "--set", "title=Ours", "--format", "json"]
    changed(output, "command", command)
    said(0, "out.json")
    changed(output, "command", [*command, *FORGED[kind]])
    result = run("verify", "out.json")
    assert result.exit_code == (3 if kind == "a flag" else 1), result.output


def test_a_command_that_names_another_scenario_than_the_record_is_found(folder: Path) -> None:
    output = written()
    (folder / "other.toml").write_bytes((folder / "scenario.toml").read_bytes())
    changed(output, "command", ["simulate", "other.toml", "--format", "json"])
    assert "command: it names 'other.toml', and the record has no hash of it" in said(1, "out.json")


def test_of_two_formulas_of_one_name_both_are_compared(folder: Path) -> None:
    """Each of two scenarios has a formula `hostile` of its own; the second is changed."""
    other = folder / "far" / "away"
    other.mkdir(parents=True)
    write(other, GOOD + "# another\n")
    run("compare", "scenario.toml", "far/away/scenario.toml", "-o", "out.json")
    said(0, "out.json")
    write(other, GOOD + "# and another\n")
    assert "formula 'hostile.toml': changed since then" in said(1, "out.json")
    write(other, GOOD)  # one text fewer, and the one that is left is as it was
    assert "formula 'hostile.toml': changed since then" in said(1, "out.json")


PAGES = {
    "simulate": ["simulate", "scenario.toml"],
    "explain": ["explain", "scenario.toml", "--partner", "wrexham"],
    "statement": ["statement", "scenario.toml"],
    "show": ["show", "formulas/hostile.toml", "--format", "mathml"],
    "assure": ["assure", "scenario.toml", "--examples", "1"],
}


@pytest.mark.parametrize("what", PAGES)
def test_a_page_in_two_languages_may_be_renamed(what: str, folder: Path) -> None:
    result = run(*PAGES[what], "--lang", "both", "-o", "our page.html")
    assert result.exit_code == 0, result.output
    Path("our page.en.html").rename("other.html")
    Path("our page.cy.html").rename("third.cy.htm")
    said(0, "other.html")
    said(0, "third.cy.htm")


@pytest.mark.parametrize(
    "link",
    [
        *("https://example.org/page.cy.html", "../page.cy.html", "page.html", "page.en.html"),
        *("javascript:x.cy.html/", "a%2Fpage.cy.html", "", ".cy.html", "%00.cy.html"),
        "a" * 300 + ".cy.html",
    ],
)
def test_a_link_that_leads_anywhere_else_is_found(link: str, folder: Path) -> None:
    run("simulate", "scenario.toml", "--lang", "both", "-o", "page.html")
    page = Path("page.en.html")
    text = page.read_text(encoding="utf-8")
    assert text.count('href="page.cy.html"') == 1
    page.write_text(text.replace('href="page.cy.html"', f'href="{link}"'), encoding="utf-8")
    assert "first in line" in said(1, "page.en.html")


def test_a_second_link_to_the_other_language_is_found(folder: Path) -> None:
    run("simulate", "scenario.toml", "--lang", "both", "-o", "page.html")
    page = Path("page.en.html")
    text = page.read_text(encoding="utf-8")
    more = '<a href="https://example.org" hreflang="cy">x</a></body>'
    page.write_text(text.replace("</body>", more), encoding="utf-8")
    said(1, "page.en.html")


MUCH = {
    "examples": ["--examples", "1000000"],
    "seconds": ["--seconds", "1e9"],
    "seconds without an end": ["--seconds", "inf"],
    "seconds that are none": ["--seconds", "nan"],
    "both, one small": ["--examples", "1", "--seconds", "61"],
}


@pytest.mark.parametrize("kind", MUCH)
def test_a_record_may_not_ask_for_more_work_than_a_little(kind: str, folder: Path) -> None:
    run("assure", "scenario.toml", "--examples", "1", "--format", "json", "-o", "out.json")
    changed(Path("out.json"), "command", ["assure", "scenario.toml", *MUCH[kind]])
    assert "add --however-long" in refused(run("verify", "out.json"))


def test_who_verifies_may_let_it_take_however_long(folder: Path) -> None:
    much = ["--examples", "1", "--seconds", "61"]
    run("assure", "scenario.toml", *much, "--format", "json", "-o", "out.json")
    assert "'61.0', and only up to 60" in refused(run("verify", "out.json"))
    said(0, "out.json", "--however-long")


@pytest.mark.parametrize("where", ["file", "command"])
def test_a_record_may_not_ask_for_a_study_without_an_end(
    where: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is refused before a single draw: nothing is worked out."""
    write(folder, GOOD, SCENARIO + STUDY)
    assert run("study", "scenario.toml", "-o", "out.json").exit_code == 0
    monkeypatch.setattr("funding.study.studying.run_study", never)
    if where == "file":
        many = STUDY.replace("draws = 20", f"draws = {MOST_DRAWS + 1}")
        write(folder, GOOD, SCENARIO + many)
    else:
        command = ["study", "scenario.toml", "--draws", "1000000000", "--format", "json"]
        changed(Path("out.json"), "command", command)
    assert "add --however-long" in refused(run("verify", "out.json"))
    with pytest.raises(Worked):
        click.testing.CliRunner().invoke(
            main, ["verify", "out.json", "--however-long"], catch_exceptions=False
        )


class Worked(Exception):
    """Work was begun."""


def never(*_study: object, **_how: Any) -> None:
    raise Worked


def test_a_command_taken_apart_is_put_together_with_other_places() -> None:
    asked = asked_in(["simulate", "a.toml", "--set", "-o=1", "--formulas", "b", "--strict"])
    assert asked.words(["c.toml"], ["d"]) == [
        "--set=-o=1", "--strict", "--formulas=d", "--", "c.toml",
    ]  # fmt: skip


PAGE = '<!DOCTYPE html><html><script type="application/json" id="funding-record">{}</script></html>'


def test_a_record_is_found_in_a_page(folder: Path) -> None:
    record = json.dumps(json.loads(written().read_text(encoding="utf-8"))["record"])
    Path("out.html").write_text(PAGE.format(record.replace("<", "\\u003c")), encoding="utf-8")
    # The record asks for JSON: so the page is not what comes of it.
    assert "scenario 'scenario.toml': the same as then" in said(1, "out.html")


def test_two_records_in_a_page_are_none(folder: Path) -> None:
    Path("out.html").write_text(PAGE.format("{}") + PAGE.format("[]"), encoding="utf-8")
    assert "several records" in refused(run("verify", "out.html"))


def workbook(part: str) -> None:
    with zipfile.ZipFile("out.xlsx", "w") as book:
        book.writestr("docProps/custom.xml", part)


def test_a_record_is_found_in_the_properties_of_a_workbook(folder: Path) -> None:
    record = json.dumps(json.loads(written().read_text(encoding="utf-8"))["record"], indent=2)
    book = xlsxwriter.Workbook("out.xlsx")
    book.add_worksheet().write_string("A1", '{"schema": "funding.record/1"}')
    for place in range(0, len(record), 250):
        name = f"funding record {place // 250 + 1}"
        book.set_custom_property(name, record[place : place + 250], "text")
    book.close()
    # The record asks for JSON: so the workbook is not what comes of it.
    assert "scenario 'scenario.toml': the same as then" in said(1, "out.xlsx")


BOMB = '<!DOCTYPE x [<!ENTITY a "b">]><p><x name="funding record 1">&a;</x></p>'
WRONG = '<p><x name="funding record one">{}</x></p>'


@pytest.mark.parametrize("part", [BOMB, WRONG, "<p>", "", "<p/>"])
def test_a_workbook_that_is_none_of_ours_is_refused_in_words(part: str, folder: Path) -> None:
    workbook(part)
    refused(run("verify", "out.xlsx"))


def test_a_workbook_that_unfolds_without_an_end_is_refused(folder: Path) -> None:
    with zipfile.ZipFile("out.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("docProps/custom.xml", b" " * (65 * 2**20))
    assert Path("out.xlsx").stat().st_size < 1_000_000
    refused(run("verify", "out.xlsx"))


def test_a_partner_cannot_pass_for_the_record_of_a_paper(folder: Path) -> None:
    name = "<!-- funding-record {} -->"
    more = f'[[partner]]\nid = "p"\nkind = "police"\nname = "{name}"\n'
    write(folder, GOOD, SCENARIO + more)
    for form in ("markdown", "csv", "table"):
        said(0, str(written(form=form, to=f"out.{form}")))


def test_an_unknown_command_is_refused() -> None:
    with pytest.raises(NoRecord, match="only simulate"):
        asked_in(["rm", "-rf"])


def with_part(output: Path, name: str, old: str, new: str) -> None:
    """Put another text into a part of a workbook, and leave all others as they are."""
    with zipfile.ZipFile(output) as book:
        parts = {each: book.read(each) for each in book.namelist()}
    assert old.encode() in parts[name]
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as book:
        for each, content in parts.items():
            book.writestr(each, content)


def a_typed_figure(output: Path) -> tuple[str, str, str]:
    """Find a sheet's part with a cell that holds £100, by its element, and the cell's address."""
    with zipfile.ZipFile(output) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                found = re.search(
                    r'<c r="([A-Z]+\d+)"[^>]*><v>100</v>', book.read(name).decode("utf-8")
                )
                if found:
                    return name, found.group(), found.group(1)
    raise AssertionError


def test_of_a_workbook_the_sheet_and_the_cell_that_differ_are_named(folder: Path) -> None:
    output = written(to="out.xlsx", form="xlsx")
    part, element, cell = a_typed_figure(output)
    with_part(output, part, element, element.replace("<v>100<", "<v>100.01<"))
    text = said(1, "out.xlsx")
    assert re.search(rf"first on the sheet '[^']+' in the cell {cell}:\n", text)
    assert "in the file: '100.01'\n  made again:  '100'\n" in text


def test_a_text_of_a_workbook_that_differs_is_found_where_it_stands(folder: Path) -> None:
    output = written(to="out.xlsx", form="xlsx")
    with_part(output, "xl/sharedStrings.xml", "<t>", "<t>Not ")
    assert re.search(
        r"on the sheet '[^']+' in the cell [A-Z]+\d+:\n  in the file: 'Not ", said(1, "out.xlsx")
    )


def test_of_a_workbook_saved_in_another_program_that_is_said(folder: Path) -> None:
    output = written(to="out.xlsx", form="xlsx")
    with_part(output, "docProps/app.xml", "Microsoft Excel", "LibreOffice/24.2")
    text = said(1, "out.xlsx")
    assert "saved in another program, 'LibreOffice/24.2" in text
    assert "compare the original" in text
    assert "Content_Types" not in text


@pytest.mark.parametrize("part", ["xl/workbook.xml", "docProps/app.xml", "xl/sharedStrings.xml"])
def test_of_a_workbook_that_cannot_be_read_a_part_is_named(part: str, folder: Path) -> None:
    output = written(to="out.xlsx", form="xlsx")
    with_part(output, part, "?>", "?><!-- -->")
    assert f"first in the part '{part}'" in said(1, "out.xlsx")
