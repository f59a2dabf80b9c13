"""A partner may be called anything: in no format does its name run, load, or pass for markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment
from xlsxwriter.worksheet import Worksheet

from funding.language import MARKS
from tests.attack.defence import FORMULA, SCENARIO, run, write
from tests.attack.formats import CHECKS, SHORT, formats_of, result_commands

NAMES = [
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "</style><style>*{display:none}</style>",
    "=HYPERLINK('https://example.org','pay here')",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    "a | pipe | in a row",
    "`ticks` and ``more``",
    "**stars** and _lines_ and ~~strokes~~",
    "[a link](https://example.org)",
    "https://example.org/a?b=c&amp;d",
    "www.example.org",
    "clerk@example.org",
    "- an item",
    "1. first",
    "# heading #",
    "===",
    "    indented",
    "two\nlines\n---\nand | more",
    "$x$ and $$y$$ and \\(z\\)",
    r"\input{x} 100% #1 ~ ^ {brace}}",
    "<!-- funding-record {} -->",
    "{{ 7 * 7 }} {% raw %} {7*7} ${7*7} %s {0}",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "javascript:alert(4)",
]
"""One of each kind of text that some format would take for its own."""

NOTES = "\n\n".join(NAMES)
COMMANDS = [(command, form) for command in result_commands() for form in formats_of(command)]
BY_IDS = {("study", "csv")}
"""It names partners by their ids, and gives no sources."""
MORE = {
    "compare": ["--formula", "hostile", "--baseline", "equal-shares"],
    "explain": ["--partner", "p0"],
    **SHORT,
}
STUDY = """
[study]
title = '''=1+1 <b>|`study`'''
draws = 20

[study.draw.price]
title = '''- <i>|`price`'''
source = '''www.example.org <b>'''
distribution = "uniform"
low  = 1
high = 2

[[study.input]]
column     = "cost_core"
expression = "cost_core * price"
"""


def quoted(text: str) -> str:
    return "'''" + text + "'''"


def hostile(folder: Path) -> Path:
    """Write a scenario in which whatever has a name, or a source, is called something hostile."""
    partners = "".join(
        f'[[partner]]\nid = "p{place}"\nkind = "police"\nname = {quoted(name)}\n'
        f'[[answer]]\npartner = "p{place}"\nsays = "agreed"\nevidence = {quoted(name)}\n'
        for place, name in enumerate(NAMES)
    )
    figures = "".join(
        f"[parameters.x{place}]\nvalue = 1\nsource = {quoted(name)}\n"
        for place, name in enumerate(NAMES)
    )
    total = " + ".join(f"x{place}" for place in range(len(NAMES)))
    formula = FORMULA.format(expression=f'"base * ({total}) / total({total})"')
    formula = formula.replace("A formula from a stranger", "F <b>|`= formula").replace(
        '"a stranger"', quoted('=1+1 <img src="x">`|')
    )
    formula = formula.replace("[charge]", f"notes = {quoted(NOTES)}\n{figures}[charge]")
    scenario = SCENARIO.replace('"everything"', quoted('<svg onload="x">|`everything`'))
    scenario = scenario.replace('"A board"', quoted('=A <board> & "one" | `two`'))
    scenario = scenario.replace("[[cost]]", f"{partners}\n[[cost]]\nsource = {quoted(NAMES[0])}")
    scenario = scenario.replace("[board]", '[board]\nname = "<u>|`=board"')
    return write(folder, formula, scenario + STUDY)


def asked(command: str, form: str, folder: Path, *further: str) -> bytes:
    """Run a command on hostile files; give what it wrote."""
    (folder / "read").mkdir(exist_ok=True)
    path, output = hostile(folder / "read"), folder / "out"
    output.unlink(missing_ok=True)
    if command == "show":
        path = path.parent / "formulas" / "hostile.toml"
    more = [*MORE.get(command, []), *further]
    result = run(command, str(path), "--format", form, "-o", str(output), *more)
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code in (0, 1), result.output
    return output.read_bytes()


@pytest.mark.parametrize(("command", "form"), COMMANDS)
def test_text_of_a_file_is_text_in_every_format(command: str, form: str, tmp_path: Path) -> None:
    names = [] if (command, form) in BY_IDS else NAMES
    CHECKS[form](asked(command, form, tmp_path), names)


@pytest.mark.parametrize(
    ("command", "form"), [each for each in COMMANDS if each[1] in ("html", "markdown", "mathml")]
)
def test_it_is_text_among_welsh_too(command: str, form: str, tmp_path: Path) -> None:
    content = asked(command, form, tmp_path, "--lang", "cy")
    CHECKS[form](content, NAMES)
    assert not [mark for mark in MARKS if mark.encode() in content]


@pytest.mark.parametrize("form", formats_of("simulate"))
def test_what_verifying_says_of_hostile_files_is_text(form: str, tmp_path: Path) -> None:
    (tmp_path / "read").mkdir()
    path = hostile(tmp_path / "read").rename(tmp_path / "read" / "<b> `|=1 - *x*.toml")
    output = tmp_path / "out"
    done = run("simulate", str(path), "--format", form, "-o", str(output))
    assert done.exit_code == 0, done.output
    again = run("verify", str(output), "--scenario", str(path))
    assert again.exit_code == 0, again.output
    CHECKS["text"](again.stdout.encode(), ["made again, the output is the same, to the byte"])
    if form != "xlsx":
        output.write_bytes(output.read_bytes().replace(b"pay here", b"pay there", 1))
        again = run("verify", str(output), "--scenario", str(path))
        assert again.exit_code == 1, again.output
        CHECKS["text"](again.stdout.encode(), ["pay there"])


def test_every_format_has_its_check() -> None:
    forms = {form for command in result_commands() for form in formats_of(command)}
    assert forms <= set(CHECKS), "say in formats.py what must hold of the new format"
    assert forms <= {form for _command, form in CARELESS}, "say below how it could be careless"


@pytest.mark.parametrize("form", formats_of("simulate"))
def test_what_is_set_on_the_command_line_is_text_too(form: str, tmp_path: Path) -> None:
    """Files with such characters are refused; what is typed is not a file."""
    (tmp_path / "read").mkdir()
    formula = FORMULA.format(expression='"base * sharing / total(sharing)"')
    path, output = write(tmp_path / "read", formula), tmp_path / "out"
    words = "title=</script><b>|`=x"
    options = ["--format", form, "-o", str(output), "--set", words]
    result = run("simulate", str(path), *options)
    assert result.exit_code == 0, result.output
    CHECKS[form](output.read_bytes(), [])


def as_it_is(text: str) -> str:
    return text


def not_escaping(**options: Any) -> Environment:
    return Environment(**{**options, "autoescape": False})  # that is the point


def as_formula(sheet: Worksheet, row: int, place: int, text: str, style: Any = None) -> int:
    """Write text as `write` would, if it were not told otherwise."""
    if text.startswith("="):
        return int(sheet.write_formula(row, place, text, style))
    return int(WRITE_STRING(sheet, row, place, text, style))


WRITE_STRING = Worksheet.write_string
ENVIRONMENT = {"funding.report.html.writing.Environment": not_escaping}
MARKING = {"funding.report.grid.escaped": as_it_is}
INERT = {
    f"funding.report.{each}.inert": lambda _key, value: value
    for each in ("documents", "study_documents")
}
UNESCAPED = {
    f"xlsxwriter.{each}._escape_{what}": lambda *found: found[-1]
    for each, what in (
        ("xmlwriter.XMLwriter", "data"),
        ("xmlwriter.XMLwriter", "attributes"),
    )
}


def not_quoting(found: object, **_more: object) -> str:
    return json.dumps(found).replace('\\"', '"')


QUOTES = {"funding.report.documents.json": SimpleNamespace(dumps=not_quoting)}
CARELESS: dict[tuple[str, str], list[Mapping[str, object]]] = {
    **{(command, "html"): [ENVIRONMENT] for command in ("simulate", "explain", "assure")},
    ("statement", "html"): [ENVIRONMENT],
    ("show", "mathml"): [ENVIRONMENT],
    **{(command, form): [MARKING] for command, form in COMMANDS if form == "markdown"},
    ("simulate", "csv"): [INERT],
    ("compare", "csv"): [INERT],
    ("simulate", "xlsx"): [
        {"xlsxwriter.worksheet.Worksheet.write_string": as_formula},
        UNESCAPED,
    ],
    ("simulate", "json"): [QUOTES],
    ("simulate", "table"): [{"funding.report.grid.on_one_line": as_it_is}],
    ("explain", "text"): [{"funding.report.explaining.text.on_one_line": as_it_is}],
    ("show", "text"): [{"funding.report.catalogue.on_one_line": as_it_is}],
    ("show", "latex"): [{"funding.report.showing.document.escaped": as_it_is}],
}
"""Of each format, writers that leave something out, by what is put in the place of what."""


@pytest.mark.parametrize(("command", "form"), CARELESS)
def test_a_writer_that_is_careless_is_refuted(
    command: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CHECKS[form](asked(command, form, tmp_path), NAMES)
    for each in CARELESS[command, form]:
        with monkeypatch.context() as patch:
            for what, instead in each.items():
                patch.setattr(what, instead)
            content = asked(command, form, tmp_path)
        with pytest.raises((AssertionError, ValueError, SyntaxError)):
            CHECKS[form](content, NAMES)


WRONG = {
    "html": [
        '<a href="javascript:x">',
        '<p onclick="x">',
        "<img src=x>",
        "<b>x</b>",
        '<p style="x">',
        "<script>1</script>",
    ],
    "csv": ["a,b\r\n=1,2\r\n", "a,b\r\n1,2,3\r\n"],
    "markdown": [
        *("a <b>", "`x`", "| a |\n|---|\n| b | c |", "~~x~~", "www.a.bc", "a@b.cd", "1. a"),
        *("> a", "    a", "$x$", "[a](b)", "![a](b)", "a\n\n```", "- [ ] a"),
    ],
    "json": ["{"],
    "table": ["\x1b[31m", "\u202e"],
    "text": ["\x1b[31m"],
    "latex": ["{", "$", r"\input{x}", "a & b", "a ~ b", "a % b", r"\write18{x}"],
}


@pytest.mark.parametrize(("form", "text"), [(form, each) for form in WRONG for each in WRONG[form]])
def test_the_checks_refuse_what_is_wrong(form: str, text: str) -> None:
    right = {"html": POLICED, "csv": "a,b\r\n1,2\r\n", "json": "{}"}.get(form, "as it should be")
    CHECKS[form](right.encode(), [])
    with pytest.raises((AssertionError, ValueError)):
        CHECKS[form]((POLICED + text if form == "html" else text).encode(), [])


POLICED = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
    "'sha256-x='; base-uri 'none'; form-action 'none'\"><p>right</p>"
)
