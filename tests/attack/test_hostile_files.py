"""Files that are not what they say, or are made to break what reads them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.alarm import alarm
from tests.attack.defence import FORMULA, SCENARIO, refused, run, write

GOOD = FORMULA.format(expression='"base * sharing / total(sharing)"')

HOSTILE: dict[str, bytes | str] = {
    "nothing": b"",
    "only spaces": b"   \n\n",
    "random bytes": bytes(range(256)) * 4,
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 1000,
    "UTF-16": SCENARIO.encode("utf-16"),
    "UTF-32": SCENARIO.encode("utf-32"),
    "Latin-1": SCENARIO.encode("latin-1"),
    "a null byte": SCENARIO.replace("everything", "every\x00thing"),
    "a control character": SCENARIO.replace("everything", "every\x1b[31mthing"),
    "a right-to-left override": SCENARIO.replace("everything", "every\u202ething"),
    "an escaped override": SCENARIO.replace("everything", "every\\u202ething"),
    "a lone surrogate": SCENARIO.replace("everything", "\\ud800"),
    "a look-alike key": SCENARIO.replace("title", "t\u0456tle"),
    "20,000 dotted keys": "a" + ".a" * 20_000 + " = 1",
    "20,000 keys": "\n".join(f"k{n} = {n}" for n in range(20_000)),
    "5,000 nested arrays": "a = " + "[" * 5_000 + "]" * 5_000,
    "5,000 nested tables": "a = " + "{a = " * 5_000 + "1" + "}" * 5_000,
    "10,000 digits": SCENARIO.replace('"£100.00"', "9" * 10_000),
    "10,000 decimals": SCENARIO.replace('"£100.00"', "0." + "9" * 10_000),
    "1e999": SCENARIO.replace('"£100.00"', "1e999"),
    "1e999999999": SCENARIO.replace('"£100.00"', "1e999999999"),
    "NaN": SCENARIO.replace('"£100.00"', "nan"),
    "infinity": SCENARIO.replace('"£100.00"', "-inf"),
    "a negative cost": SCENARIO.replace("£100.00", "-£100.00"),
    "a date for a sum": SCENARIO.replace('"£100.00"', "2020-01-01"),
    "a year far away": SCENARIO.replace("2020-21", "9999-00"),
    "a million characters": SCENARIO.replace("everything", "x" * 1_000_000),
    "ten million characters": "#" * 10_000_000,
    "a duplicate key": SCENARIO + 'amount = "£1.00"\n',
    "an unclosed text": SCENARIO + 'item = "',
    "an id that climbs": SCENARIO.replace('"hostile"', '"../../../../etc/passwd"'),
    "an id that is a path": SCENARIO.replace('"hostile"', '"/etc/passwd"'),
    "a thousand unknown formulas": SCENARIO.replace(
        '"hostile"', ", ".join(f'"f{n}"' for n in range(1_000))
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_scenario_is_refused_in_words(kind: str, tmp_path: Path) -> None:
    refused(run("simulate", str(write(tmp_path, GOOD, HOSTILE[kind]))))


@pytest.mark.parametrize("kind", [kind for kind in HOSTILE if "id" not in kind.split()])
def test_a_hostile_formula_is_refused_in_words(kind: str, tmp_path: Path) -> None:
    refused(run("simulate", str(write(tmp_path, HOSTILE[kind]))))


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_same_from_standard_input(kind: str) -> None:
    content = HOSTILE[kind]
    refused(run("simulate", "-", stdin=content if isinstance(content, bytes) else content.encode()))


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    scenario = b"\xef\xbb\xbf" + SCENARIO.replace("\n", "\r\n").encode()
    assert run("simulate", str(write(tmp_path, GOOD, scenario))).exit_code == 0


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "a folder": lambda path: path.mkdir(),
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nothing": lambda path: path.symlink_to(path.with_name("nothing")),
    "a device without an end": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_no_file_is_refused_in_words(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    UNREADABLE[kind](path)
    refused(run("simulate", str(path)))


def test_a_name_that_no_file_can_have_is_refused_in_words() -> None:
    for name in ("x" * 5_000 + ".toml", "a/../../" * 500 + "b.toml", "\ud800.toml"):
        refused(run("simulate", name))


def test_a_disk_that_fills_while_writing_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk: the write fails half-way."""
    target = tmp_path / "result.txt"
    target.write_text("the old result\n", encoding="utf-8")
    script = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "from funding.cli import main;"
        f"main(['simulate', 'six-regional-boards', '-o', {str(target)!r}])"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert target.read_text(encoding="utf-8") == "the old result\n"
    assert [path.name for path in tmp_path.iterdir()] == ["result.txt"]


def test_an_output_that_is_a_link_replaces_the_link_and_not_what_it_points_at(
    tmp_path: Path,
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("kept\n", encoding="utf-8")
    link = tmp_path / "result.txt"
    link.symlink_to(secret)
    run("simulate", str(write(tmp_path, GOOD)), "-o", str(link))
    assert secret.read_text(encoding="utf-8") == "kept\n"


def test_the_alarm_rings() -> None:
    def stall() -> None:
        with alarm():
            while True:
                pass

    with pytest.raises(AssertionError, match="more than 2 seconds"):
        stall()
