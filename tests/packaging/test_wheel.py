"""What a user gets from `pip install`: the command, the formulas, the scenarios and the data."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it, and nothing else, in a fresh environment."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    run(
        *pip,
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        folder,
        ROOT,
        cwd=folder,
    )
    (wheel,) = folder.glob("funding-*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    return environment


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def test_the_wheel_lists_every_shipped_formula_from_an_empty_folder(
    installed: Path, empty: Path
) -> None:
    listed = json.loads(run(installed / "bin/funding", "formulas", "--format", "json", cwd=empty))
    shipped = {path.stem for path in (ROOT / "formulas").glob("*.toml")}
    assert {each["id"] for each in listed["formulas"]} == shipped


def test_the_wheel_simulates_a_shipped_scenario_by_its_name(installed: Path, empty: Path) -> None:
    name = "wrexham-and-neath-port-talbot"
    printed = run(installed / "bin/funding", "simulate", name, cwd=empty)
    assert printed == (ROOT / f"scenarios/{name}.expected.txt").read_text(encoding="utf-8")


def test_the_wheel_is_typed_and_reads_its_data(installed: Path, empty: Path) -> None:
    script = (
        "import funding, importlib.resources as r; from funding.data import wales; "
        "print(r.files('funding').joinpath('py.typed').is_file(), len(wales.authorities()))"
    )
    assert run(installed / "bin/python", "-c", script, cwd=empty) == "True 22\n"
