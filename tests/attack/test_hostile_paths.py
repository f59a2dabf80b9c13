"""Paths that climb, links, pipes and files that may not be read: none opens what it should not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from funding.errors import InputError
from funding.simulation import load_formula, nominal_worksheet, read_scenario
from tests.attack.defence import FORMULA, HIDDEN, refused, run, write
from tests.faults.test_never_a_traceback import FORMULA as EVERY_KEY_OF_A_FORMULA
from tests.faults.test_never_a_traceback import SCENARIO as EVERY_KEY

GOOD = FORMULA.format(expression='"base * sharing / total(sharing)"')
SECRET = 'id = "secret"\ntitle = "SECRET"\nsource = "x"\ncovers = "all"\n\n[equal]\n'
CLIMBING = ("../secret", "../../secret", "../secret.toml", "./../secret", "/etc/passwd", "~/secret")

_opened: list[str] | None = None


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _opened is not None and event == "open" and isinstance(arguments[0], str | bytes):
        _opened.append(os.fsdecode(arguments[0]))


sys.addaudithook(_listen)  # it cannot be taken away again, and so is deaf unless asked


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Give the name of every file that is opened, as Python itself reports it."""
    global _opened
    _opened = []
    yield _opened
    _opened = None


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder beneath another, which has a file that nobody named."""
    (tmp_path / "secret.toml").write_text(SECRET, encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    write(inner, EVERY_KEY_OF_A_FORMULA, EVERY_KEY)
    (inner / "formulas" / "hostile.toml").rename(inner / "formulas" / "everything.toml")
    return inner


def changed(text: str, values: Iterable[str]) -> Iterator[str]:
    """Put each value in place of that of each key in turn."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        key, equals, _ = line.partition("=")
        for value in values if equals else ():
            yield "\n".join([*lines[:number], f"{key}= {value}", *lines[number + 1 :]])


VALUES = ('"../secret"', '["/etc/passwd"]')


def test_no_key_of_a_scenario_opens_a_file_by_a_path_that_climbs(
    folder: Path, opened: list[str]
) -> None:
    for scenario in changed(EVERY_KEY, VALUES):
        Path("scenario.toml").write_text(scenario, encoding="utf-8")
        with suppress(InputError):
            read_scenario("scenario.toml")
    assert opened
    assert not [each for each in opened if "secret" in each or each == "/etc/passwd"]


def test_no_key_of_a_formula_opens_a_file_by_a_path_that_climbs(
    folder: Path, opened: list[str]
) -> None:
    for formula in changed(EVERY_KEY_OF_A_FORMULA, VALUES):
        Path("formulas/everything.toml").write_text(formula, encoding="utf-8")
        with suppress(InputError):
            nominal_worksheet(load_formula("formulas/everything.toml"))
    assert opened
    assert not [each for each in opened if "secret" in each or each == "/etc/passwd"]


def test_the_ear_hears_a_file_that_is_opened(folder: Path, opened: list[str]) -> None:
    run("show", "../secret.toml")
    assert "../secret.toml" in opened


def test_a_formula_named_by_a_path_that_climbs_is_said_not_to_exist(folder: Path) -> None:
    for path in CLIMBING[:4]:
        said = refused(run("simulate", "scenario.toml", "--formula", path))
        assert "cannot be an id: only small letters and digits" in said


LINKS = {
    "to nothing": "nowhere",
    "to itself": "hostile.toml",
    "to a folder": ".",
    "to a device without an end": "/dev/zero",
    "to a terminal": "/dev/tty",
    "to a file that is no formula": "/etc/passwd",
    "to the memory of the process": "/proc/self/mem",
}


@pytest.mark.parametrize("what", LINKS)
def test_a_formula_that_is_a_link_out_is_refused_in_words(what: str, tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    formula = tmp_path / "formulas" / "hostile.toml"
    formula.unlink()
    formula.symlink_to(LINKS[what])
    said = refused(run("simulate", str(path)))
    assert len(said.splitlines()) <= 4, "no more than a line of a file is shown"


def test_a_link_to_a_formula_or_a_scenario_is_read_as_what_it_points_at(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = elsewhere / "link.toml"
    link.symlink_to(path)
    assert run("simulate", str(link)).exit_code == 0
    shared = elsewhere / "shared.toml"
    (tmp_path / "formulas" / "hostile.toml").rename(shared)
    (tmp_path / "formulas" / "hostile.toml").symlink_to(shared)
    assert run("simulate", str(path)).exit_code == 0


def test_a_folder_of_formulas_that_is_a_link_in_a_circle_does_no_harm(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    (tmp_path / "formulas" / "formulas").symlink_to(tmp_path / "formulas")
    (tmp_path / "round").symlink_to(tmp_path)
    assert run("simulate", str(path)).exit_code == 0
    assert run("simulate", str(tmp_path / "round" / "round" / "scenario.toml")).exit_code == 0


def in_a_process(*arguments: str, user: int | None = None, wait: int = 20) -> str:
    """Run a command by itself, as a user without rights if asked; give what it says on error.

    It is run once before, so that such a user need not be able to read the library.
    """
    become = f"import os; CliRunner().invoke(main, {list(arguments)!r})\n"
    become += f"os.setgid({user}); os.setuid({user})\n"
    script = "from click.testing import CliRunner; from funding.cli import main\n"
    script += (become if user else "") + f"main({list(arguments)!r})"
    done = subprocess.run(
        [sys.executable, "-B", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=wait,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_pipe_beside_a_scenario_is_not_waited_for(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    (tmp_path / "formulas" / "hostile.toml").unlink()
    os.mkfifo(tmp_path / "formulas" / "hostile.toml")
    os.mkfifo(tmp_path / "beside.toml")
    assert "there is no formula 'hostile'" in in_a_process("simulate", str(path))


NOBODY = 65534 if os.getuid() == 0 else None
"""Root may read everything: then the commands are run as nobody."""


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """Give a folder that whoever it is can read; those of pytest are for one user."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("what", ["scenario.toml", "formulas/hostile.toml"])
@pytest.mark.parametrize("command", ["simulate", "check"])
def test_a_file_that_may_not_be_read_is_refused_in_words(
    what: str, command: str, open_to_all: Path
) -> None:
    path = write(open_to_all, GOOD)
    (open_to_all / what).chmod(0)
    fewer = ["--examples", "1"] if command == "check" else []
    said = in_a_process(command, str(path), *fewer, user=NOBODY)
    assert "the file may not be read" in said
    assert "ask its owner" in said


@pytest.mark.parametrize("what", [".", "formulas"])
def test_a_folder_that_may_not_be_read_is_refused_in_words(what: str, open_to_all: Path) -> None:
    path = write(open_to_all, GOOD)
    (open_to_all / what).chmod(0)
    said = in_a_process("simulate", str(path), user=NOBODY)
    (open_to_all / what).chmod(0o755)
    assert "the file may not be read" in said or "there is no formula 'hostile'" in said


STRANGE = (b"\x1b[31mred.toml", "\u202elmot.toml".encode(), b"\xff\xfe.toml", b"new\nline.toml")


def test_file_names_that_cannot_be_shown_are_never_shown(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    for name in STRANGE:
        (tmp_path / "formulas" / os.fsdecode(name)).write_text(GOOD, encoding="utf-8")
    assert run("simulate", str(path)).exit_code == 0
    said = refused(run("simulate", str(path), "--formula", "hostil"))
    assert "did you mean 'hostile'?" in said
    folder = str(tmp_path / "formulas")
    for asked in (["formulas", "--formulas", folder], ["simulate", str(path), "--formula", "none"]):
        found = run(*asked)
        assert isinstance(found.exception, SystemExit | None), repr(found.exception)
        assert not HIDDEN.search(found.output)


@pytest.mark.parametrize("line", ["\n", " \n", "\t", "covers\n", "# covers\n"])
def test_a_file_beside_a_scenario_cannot_stall_the_search_for_formulas(
    line: str, tmp_path: Path
) -> None:
    path = write(tmp_path, GOOD)
    (tmp_path / "beside.toml").write_text(line * 100_000, encoding="utf-8")
    assert run("simulate", str(path)).exit_code == 0
    refused(run("check", str(tmp_path / "beside.toml")))


@pytest.mark.parametrize("command", ["check", "simulate", "show", "compare"])
def test_no_command_reads_a_file_without_an_end(command: str, tmp_path: Path) -> None:
    path = tmp_path / "endless.toml"
    path.symlink_to("/dev/zero")
    refused(run(command, str(path)))


@pytest.mark.parametrize("command", ["check", "simulate", "show", "compare"])
def test_a_name_too_long_for_a_file_is_refused_in_words(command: str) -> None:
    for name in ("x" * 5_000, "x" * 5_000 + ".toml", "../" * 2_000 + "x.toml", "a/" * 300):
        refused(run(command, name))
