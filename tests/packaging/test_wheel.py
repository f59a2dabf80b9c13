"""What a user gets from `pip install`: the command, the formulas, the scenarios and the data."""

from __future__ import annotations

import json
from pathlib import Path

from tests.packaging.installing import ROOT, run


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
