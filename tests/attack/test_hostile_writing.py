"""A full disk, or a killed process: the old file stays whole, and nothing is left lying about."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from funding.cli.recording import beside
from tests.attack.defence import FORMULA, run, write

GOOD = FORMULA.format(expression='"base * sharing / total(sharing)"')
BROKEN = GOOD + '\n[[promise]]\nname = "too-good"\nalways = "cash <= 0"\n'
OLD = "the old file\n"


@pytest.fixture
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("read"), BROKEN)


def commands(scenario: Path, target: Path) -> dict[str, list[str]]:
    """Give each command that writes a file, to the same target."""
    check = ["check", str(scenario.parent / "formulas" / "hostile.toml"), "--examples", "20"]
    return {
        "simulate": ["simulate", str(scenario), "-o", str(target)],
        "compare": ["compare", str(scenario), "--baseline", "hostile", "-o", str(target)],
        "check": [*check, "--counterexample", str(target)],
    }


WRITERS = ["simulate", "compare", "check"]


def in_a_process(before: str, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command by itself, after some lines that put something in its way."""
    script = (
        f"import os, resource, signal\n{before}\nfrom funding.cli import main\nmain({arguments!r})"
    )
    command = [sys.executable, "-B", "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=False)


FULL = (
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))"
)
"""A limit on the size of files stands for a full disk: the write fails half-way."""


@pytest.mark.parametrize("name", WRITERS)
def test_a_full_disk_leaves_the_old_file_whole_and_nothing_beside_it(
    name: str, scenario: Path, tmp_path: Path
) -> None:
    target = tmp_path / "result.toml"
    target.write_text(OLD, encoding="utf-8")
    done = in_a_process(FULL, commands(scenario, target)[name])
    assert done.returncode == 3, done.stderr
    assert done.stderr.endswith("result.toml: cannot be written: File too large\n")
    assert "Traceback" not in done.stderr
    assert target.read_text(encoding="utf-8") == OLD
    assert list(tmp_path.iterdir()) == [target]


KILL = """
real = os.{call}
def killed(*arguments, **keywords):
    {first}
    os.kill(os.getpid(), signal.{signal})
os.{call} = killed
"""
MOMENTS = {
    "before the disk has it": ("fsync", "pass"),
    "when the disk has it": ("fsync", "real(*arguments)"),
    "before it has a name": ("link", "pass"),
}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("signal", ["SIGKILL", "SIGTERM"])
def test_a_process_killed_while_writing_leaves_the_old_file_whole_and_nothing_beside_it(
    name: str, moment: str, signal: str, scenario: Path, tmp_path: Path
) -> None:
    killed_while_writing(name, MOMENTS[moment], signal, scenario, tmp_path)


def killed_while_writing(
    name: str, moment: tuple[str, str], signal: str, scenario: Path, tmp_path: Path
) -> None:
    target = tmp_path / "result.toml"
    target.write_text(OLD, encoding="utf-8")
    call, first = moment
    before = KILL.format(call=call, first=first, signal=signal)
    done = in_a_process(before, commands(scenario, target)[name])
    assert done.returncode < 0, "it was not killed, and so it did not write"
    assert target.read_text(encoding="utf-8") == OLD
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", WRITERS)
def test_where_nothing_is_in_the_way_the_new_file_is_whole(
    name: str, scenario: Path, tmp_path: Path
) -> None:
    target = tmp_path / "result.toml"
    target.write_text(OLD, encoding="utf-8")
    target.chmod(0o640)
    done = in_a_process("", commands(scenario, target)[name])
    assert done.returncode in (0, 1), done.stderr
    assert OLD not in target.read_text(encoding="utf-8")
    assert target.stat().st_mode & 0o777 == 0o640
    assert set(tmp_path.iterdir()) <= {target, beside(target)}


def test_without_files_that_have_no_name_the_same_holds_of_a_full_disk(
    scenario: Path, tmp_path: Path
) -> None:
    """As on a system, or a disk, that has no such thing."""
    target = tmp_path / "result.toml"
    target.write_text(OLD, encoding="utf-8")
    arguments = commands(scenario, target)["simulate"]
    done = in_a_process(f"del os.O_TMPFILE; {FULL}", arguments)
    assert done.returncode == 3, done.stderr
    assert target.read_text(encoding="utf-8") == OLD
    assert list(tmp_path.iterdir()) == [target]
    assert in_a_process("del os.O_TMPFILE", arguments).returncode == 0
    assert target.read_text(encoding="utf-8") != OLD
    assert set(tmp_path.iterdir()) == {target, beside(target)}


def test_a_name_that_somebody_made_beforehand_is_not_written_through(
    scenario: Path, tmp_path: Path
) -> None:
    secret, target = tmp_path / "secret.txt", tmp_path / "result.txt"
    secret.write_text(OLD, encoding="utf-8")
    (tmp_path / ".result.txt.00000000.part").symlink_to(secret)
    before = "del os.O_TMPFILE; import secrets; secrets.token_hex = lambda n: '00000000'"
    done = in_a_process(before, commands(scenario, target)["simulate"])
    assert done.returncode == 3
    assert "cannot be written: File exists" in done.stderr
    assert secret.read_text(encoding="utf-8") == OLD


def test_a_pipe_is_written_to_and_never_replaced(scenario: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    done = in_a_process("", commands(scenario, pipe)["simulate"])
    assert done.returncode == 0, done.stderr
    assert os.read(reader, 100).startswith(b"A board\n")
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize("device", ["null", "full"])
def test_a_device_is_written_to_and_never_replaced(
    device: str, scenario: Path, tmp_path: Path
) -> None:
    """By a link to it: if this fails, it is the link that is gone."""
    link = tmp_path / "device"
    link.symlink_to(f"/dev/{device}")
    done = in_a_process("", commands(scenario, link)["simulate"])
    assert link.is_symlink()
    if device == "full":
        assert done.returncode == 3
        assert done.stderr.endswith("device: cannot be written: No space left on device\n")
    else:
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", WRITERS)
def test_a_standard_output_that_is_full_is_a_fault_in_words(name: str, scenario: Path) -> None:
    arguments = commands(scenario, Path("unused"))[name][:-2]
    script = f"from funding.cli import main; main({arguments!r})"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-B", "-c", script],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    said = done.stderr.splitlines()
    assert said[-1] == "standard output: cannot be written: No space left on device"
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_not_there_is_a_fault_in_words(scenario: Path, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "result.txt"
    result = run("simulate", str(scenario), "-o", str(target))
    assert result.exit_code == 3
    assert f"{target}: cannot be written: there is no folder {target.parent}" in result.stderr
