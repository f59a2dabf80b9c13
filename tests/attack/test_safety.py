"""Each sentence of `docs/security.md`, by its own words."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import funding
from tests.alarm import alarm
from tests.attack import test_hostile_files as hostile
from tests.attack import test_hostile_names as names
from tests.attack import test_hostile_paths as paths
from tests.attack import test_hostile_sizes as sizes
from tests.attack import test_hostile_text as texts
from tests.attack import test_hostile_writing as writing
from tests.attack import test_same_bytes as same
from tests.attack.defence import FORMULA, SCENARIO, refused, run, write
from tests.record import test_verifying as verifying

PAGE = Path(__file__).parents[2] / "docs" / "security.md"
LIBRARY = Path(funding.__file__).parent
SOURCES = sorted(LIBRARY.rglob("*.py"))
CODE = "__import__('pathlib').Path('owned').touch()"


def test_every_sentence_has_its_test_and_every_test_its_sentence() -> None:
    part = PAGE.read_text(encoding="utf-8").partition("<!-- sentences -->")[2].partition("\n\n")[0]
    sentences = [line.removeprefix("- ") for line in part.strip().splitlines()]
    wanted = ["test_" + re.sub(r"\W+", "_", line.lower()).strip("_") for line in sentences]
    tests = [name for name in globals() if name.startswith("test_")]
    assert wanted == tests[1:]


def test_a_text_in_a_file_is_never_executed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for text in (CODE, f"{{{{{CODE}}}}}", f"$({CODE})", f"!!python/object/apply:{CODE}"):
        quoted = '"' + text.replace('"', '\\"') + '"'
        run("simulate", str(write(tmp_path, FORMULA.format(expression=quoted))))
        for typed in ('"everything"', '"A board"'):
            scenario = SCENARIO.replace(typed, quoted)
            assert run("simulate", str(write(tmp_path, hostile.GOOD, scenario))).exit_code in (0, 3)
        promise = f'\n[[promise]]\nname = "x"\nalways = {quoted}\n'
        formula = write(tmp_path, hostile.GOOD + promise).parent / "formulas" / "hostile.toml"
        refused(run("check", str(formula)))
    assert not (tmp_path / "owned").exists()


def names_called(source: Path) -> set[str]:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {each.id for each in calls if isinstance(each, ast.Name)} | {
        each.attr for each in calls if isinstance(each, ast.Attribute)
    }


def test_text_is_executed_only_to_compile_a_batch_and_nothing_of_a_file_stands_in_it() -> None:
    executes = {"eval", "exec", "sympify", "parse_expr", "lambdify", "system", "popen"}
    executing = set()
    for source in SOURCES:
        text = source.read_text(encoding="utf-8")
        # `re.compile` makes a pattern.
        if names_called(source) & executes or re.search(r"(?<!re\.)(?<!\w)compile\(", text):
            executing.add(source.relative_to(LIBRARY).as_posix())
        assert "import pickle" not in text
        assert "import subprocess" not in text
    # What it executes is made of numbers and signs: that no name of a file stands in either text,
    # `test_compiled.py` and `test_alone.py` of `tests/evaluation/batch` show.
    assert executing == {"evaluation/batch/compiled/executing.py"}


def test_a_file_cannot_load_code(tmp_path: Path) -> None:
    (tmp_path / "stranger.py").write_text("raise SystemExit(7)\n", encoding="utf-8")
    loads = {"import_module", "__import__", "load", "run_path", "run_module"}
    used = {str(s.relative_to(s.parents[1])) for s in SOURCES if names_called(s) & loads}
    # Entry points of installed packages, formulas by name, and the public names of the library.
    assert {Path(each).name for each in used} <= {
        "__init__.py",
        "installed.py",
        "library.py",
        "reading.py",
        "simulation.py",
        "targets.py",
        "listing.py",
    }
    for line in ('plugin = "stranger"', 'import = "stranger"', 'rules = ["stranger:RULE"]'):
        refused(run("simulate", str(write(tmp_path, f"{line}\n{hostile.GOOD}"))))
        refused(run("simulate", str(write(tmp_path, hostile.GOOD, f"{line}\n{SCENARIO}"))))


def test_a_file_names_formulas_and_never_paths(tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text(hostile.GOOD, encoding="utf-8")
    for name in ("../secret", "./secret", "secret.toml", "/etc/passwd", "..", "~/secret"):
        scenario = SCENARIO.replace('"hostile"', f'"{name}"')
        refused(run("simulate", str(write(tmp_path, hostile.GOOD, scenario))))


def test_a_pipe_or_a_device_beside_a_scenario_is_not_waited_for(tmp_path: Path) -> None:
    paths.test_a_pipe_beside_a_scenario_is_not_waited_for(tmp_path)
    (tmp_path / "formulas" / "hostile.toml").unlink()
    for device in ("/dev/zero", "/dev/tty"):
        (tmp_path / "formulas" / "hostile.toml").symlink_to(device)
        refused(run("simulate", str(tmp_path / "scenario.toml")))
        (tmp_path / "formulas" / "hostile.toml").unlink()


def test_of_a_link_to_something_else_no_more_than_one_line_is_shown(tmp_path: Path) -> None:
    path, secret = write(tmp_path, hostile.GOOD), tmp_path / "secret.txt"
    secret.write_text("first line\nsecond line\n", encoding="utf-8")
    (tmp_path / "formulas" / "hostile.toml").unlink()
    (tmp_path / "formulas" / "hostile.toml").symlink_to(secret)
    said = refused(run("simulate", str(path)))
    assert "    first line\n" in said
    assert "second line" not in said


def test_a_character_that_cannot_be_seen_or_that_turns_text_round_is_refused(
    tmp_path: Path,
) -> None:
    for character in names.HIDES.values():
        scenario = SCENARIO.replace("everything", f"every{character}thing")
        said = refused(run("simulate", str(write(tmp_path, hostile.GOOD, scenario))))
        assert f"U+{ord(character):04X}" in said


def test_partners_that_look_the_same_are_warned_of(tmp_path: Path) -> None:
    for first, second in names.ALIKE.values():
        path = write(tmp_path, hostile.GOOD, names.two_partners(first, second))
        assert " look the same: " in run("simulate", str(path)).stderr


def test_reading_and_running_a_file_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, hostile.GOOD)
    monkeypatch.chdir(tmp_path)
    before = {each: each.stat().st_mtime_ns for each in tmp_path.rglob("*")}
    for arguments in (("simulate",), ("compare", "--baseline", "hostile")):
        run(*arguments, str(path))
    run("explain", str(path), "--partner", "wrexham")
    run("show", str(tmp_path / "formulas" / "hostile.toml"))
    assert {each: each.stat().st_mtime_ns for each in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("kind", hostile.HOSTILE)
def test_whatever_a_file_says_there_is_an_answer_or_a_fault_within_two_seconds_of_work(
    kind: str, tmp_path: Path
) -> None:
    with alarm():
        refused(run("simulate", str(write(tmp_path, hostile.HOSTILE[kind]))))


MEASURED = """
import resource, sys
from click.testing import CliRunner
from funding.cli import main
CliRunner().invoke(main, ["simulate", sys.argv[1]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.parametrize(
    "kind", ["ten million characters", "20,000 keys", "5,000 nested tables", "10,000 digits"]
)
def test_whatever_a_file_says_takes_no_more_than_five_hundred_megabytes(
    kind: str, tmp_path: Path
) -> None:
    path = write(tmp_path, hostile.GOOD, hostile.HOSTILE[kind])
    done = subprocess.run(
        ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, "-c", MEASURED, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert 10_000 < int(done.stdout) < 500_000


def test_a_figure_that_grows_without_end_is_stopped(tmp_path: Path) -> None:
    names = [f"x{number}" for number in range(30)]
    steps = "".join(
        f'\n[[step]]\nname = "{name}"\nexpression = "{before} * {before}"\n'
        for before, name in zip(["999999999999", *names], names, strict=False)
    )
    formula = FORMULA.format(expression='"x29"') + steps
    assert "too many digits" in refused(run("simulate", str(write(tmp_path, formula))))


def test_a_scenario_that_asks_for_too_much_is_refused_before_it_is_run(tmp_path: Path) -> None:
    sizes.test_ten_thousand_partners_are_refused_within_two_seconds(tmp_path)
    sizes.test_a_board_too_many_is_refused_at_its_line(tmp_path)
    sizes.test_a_result_too_long_to_be_read_is_refused_within_two_seconds(tmp_path)


def test_a_file_that_is_being_written_is_whole_or_as_it_was(tmp_path: Path) -> None:
    hostile.test_a_disk_that_fills_while_writing_leaves_the_old_file_whole(tmp_path)


def test_a_process_that_is_killed_while_writing_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "read").mkdir()
    path = write(tmp_path / "read", writing.BROKEN)
    for name in writing.WRITERS:
        folder = tmp_path / name
        folder.mkdir()
        writing.killed_while_writing(name, ("fsync", "pass"), "SIGKILL", path, folder)


def test_a_pipe_or_a_device_that_is_written_to_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "read").mkdir()
    path = write(tmp_path / "read", hostile.GOOD)
    writing.test_a_pipe_is_written_to_and_never_replaced(path, tmp_path)
    writing.test_a_device_is_written_to_and_never_replaced("null", path, tmp_path)


def test_an_output_that_is_a_link_replaces_the_link_and_not_what_it_points_at(
    tmp_path: Path,
) -> None:
    hostile.test_an_output_that_is_a_link_replaces_the_link_and_not_what_it_points_at(tmp_path)


def test_what_is_written_holds_no_clock_and_no_place_on_this_machine(tmp_path: Path) -> None:
    path = write(tmp_path, hostile.GOOD)
    for form in ("table", "csv", "json", "markdown"):
        first = run("simulate", str(path), "--format", form).stdout
        assert first == run("simulate", str(path), "--format", form).stdout
        assert str(tmp_path) not in first
        assert tmp_path.name not in first


def test_text_of_a_file_is_text_in_every_format(tmp_path: Path) -> None:
    for command, form in texts.COMMANDS:
        folder = tmp_path / f"{command}-{form}"
        folder.mkdir()
        texts.test_text_of_a_file_is_text_in_every_format(command, form, folder)


def test_the_same_command_gives_the_same_bytes_in_processes_that_differ_in_all_but_the_files(
    tmp_path: Path,
) -> None:
    lines = [line for line in same.commands() if line.startswith("simulate")]
    folders = [tmp_path / "first", tmp_path / "other"]
    for folder, more in zip(folders, same.PROCESSES, strict=True):
        folder.mkdir()
        same.written(folder, more, lines)
    for line in lines:
        same.test_two_processes_that_differ_in_all_but_the_files_write_the_same_bytes(line, folders)


def test_a_record_in_a_file_is_never_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in verifying.HOSTILE:
        folder = tmp_path / kind
        folder.mkdir()
        monkeypatch.chdir(folder)
        write(folder, verifying.GOOD)
        verifying.test_a_hostile_record_is_refused_in_words_and_writes_nothing(kind, folder)


def test_a_record_in_a_file_asks_for_no_more_than_a_little_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless whoever verifies it says `--however-long`."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, verifying.GOOD)
    for kind in verifying.MUCH:
        verifying.test_a_record_may_not_ask_for_more_work_than_a_little(kind, tmp_path)
    for where in ("file", "command"):
        with monkeypatch.context() as alone:
            verifying.test_a_record_may_not_ask_for_a_study_without_an_end(where, tmp_path, alone)
