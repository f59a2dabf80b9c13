"""A partner may be called anything: in no format does its name run, load, or pass for markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attack.defence import FORMULA, SCENARIO, run, write
from tests.attack.formats import CHECKS, SHORT, formats_of, result_commands

GOOD = FORMULA.format(expression='"base * sharing / total(sharing)"')

NAMES = [
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "=HYPERLINK('https://example.org','pay here')",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    "a | pipe | in a row",
    "`ticks` and ``more``",
    "**stars** and _lines_",
    "[a link](https://example.org)",
    "<!-- funding-record {} -->",
    "{{ 7 * 7 }} {% raw %} {7*7} ${7*7} %s {0}",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "javascript:alert(4)",
]
"""One of each kind of text that some format would take for its own."""

COMMANDS = [
    (command, form)
    for command in result_commands()
    if command not in ("study", "explain", "show")
    for form in formats_of(command)
]


def hostile(folder: Path) -> Path:
    """Write a scenario in which whatever has a name is called something hostile."""
    partners = "".join(
        f'[[partner]]\nid = "p{place}"\nkind = "police"\nname = {quoted(name)}\n'
        for place, name in enumerate(NAMES)
    )
    formula = GOOD.replace("A formula from a stranger", "F <b>|`= formula").replace(
        '"a stranger"', quoted('=1+1 <img src="x">`|')
    )
    scenario = SCENARIO.replace('"everything"', quoted('<svg onload="x">|`everything`'))
    scenario = scenario.replace('"A board"', quoted('=A <board> & "one" | `two`'))
    scenario = scenario.replace("[[cost]]", f"{partners}\n[[cost]]")
    return write(folder, formula, scenario.replace("[board]", '[board]\nname = "<u>|`=board"'))


def quoted(text: str) -> str:
    return "'''" + text + "'''"


@pytest.mark.parametrize(("command", "form"), COMMANDS)
def test_text_of_a_file_is_text_in_every_format(command: str, form: str, tmp_path: Path) -> None:
    (tmp_path / "read").mkdir()
    path, output = hostile(tmp_path / "read"), tmp_path / "out"
    compared = ["--formula", "hostile", "--baseline", "equal-shares"]
    more = [*SHORT.get(command, []), *(compared if command == "compare" else [])]
    result = run(command, str(path), "--format", form, "-o", str(output), *more)
    assert result.exit_code in (0, 1), result.output
    # The others name partners by their ids, or only some of them.
    names = NAMES if command in ("simulate", "statement") else []
    CHECKS[form](output.read_bytes(), names)


def test_every_format_has_its_check() -> None:
    asked = {form for command in result_commands() for form in formats_of(command)}
    assert asked <= set(CHECKS), "say in formats.py what must hold of the new format"


@pytest.mark.parametrize("form", sorted({form for _command, form in COMMANDS}))
def test_what_is_set_on_the_command_line_is_text_too(form: str, tmp_path: Path) -> None:
    """Files with such characters are refused; what is typed is not a file."""
    (tmp_path / "read").mkdir()
    path, output = write(tmp_path / "read", GOOD), tmp_path / "out"
    words = "title=</script><b>|`=x"
    command = "simulate" if form in formats_of("simulate") else "assure"
    options = ["--format", form, "-o", str(output), "--set", words, *SHORT.get(command, [])]
    result = run(command, str(path), *options)
    assert result.exit_code == 0, result.output
    CHECKS[form](output.read_bytes(), [])


WRONG = {
    "html": ["<p>x<script>1</script>", '<a href="javascript:x">', '<p onclick="x">', "<img src=x>"],
    "xlsx": [],
    "csv": ["a,b\r\n=1,2\r\n"],
    "markdown": ["a <b>", "`x`", "| a |\n|---|\n| b | c |"],
    "json": ["{"],
    "table": ["\x1b[31m", "\u202e"],
    "text": ["\x1b[31m"],
    "latex": ["{", "$", r"\input{x}"],
    "mathml": ["<script>1</script>"],
}


@pytest.mark.parametrize("form", WRONG)
def test_the_checks_refuse_what_is_wrong(form: str) -> None:
    for text in WRONG[form]:
        with pytest.raises((AssertionError, ValueError)):
            CHECKS[form](text.encode(), [])
