"""The result of a run, as it is committed: counts, what survived, and the tests that saw the rest.

`result.json` knows each file by a hash of what it said, so that a file that has changed since is
known too. Of what survived, `survivors.toml` says why.
"""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.mutation.mutants import ROOT, Identity, files, hash_of, mutants
from tests.mutation.records import Record, kept

FOLDER = Path(__file__).parent
RESULT = FOLDER / "result.json"
REASONS = FOLDER / "survivors.toml"
KEYS = ("file", "what", "text", "said", "nth")


@dataclass(frozen=True)
class OfFile:
    """What became of the mutants of a file; `killers` are tests with how many they saw first."""

    hash: str
    mutants: int
    killed: int
    by_time: int
    survived: int
    killers: Mapping[str, int]

    @property
    def tried(self) -> int:
        """Give how many were run."""
        return self.killed + self.by_time + self.survived


@dataclass(frozen=True)
class Result:
    """The result of a run: on which commit, with how many seconds of tests a mutant."""

    commit: str
    seconds: float
    files: Mapping[str, OfFile]
    survivors: tuple[Identity, ...]

    def changed(self) -> list[str]:
        """Give the files that say something else than when they were run, or are new."""
        return [
            path
            for path in files()
            if path not in self.files or self.files[path].hash != hash_of(path)
        ]


def seen_of(files: Iterable[OfFile]) -> tuple[int, int]:
    """Give how many mutants the tests saw, and how many were tried."""
    those = list(files)
    return sum(f.killed + f.by_time for f in those), sum(f.tried for f in those)


def read_result() -> Result:
    """Read the committed result."""
    data = json.loads(RESULT.read_text(encoding="utf-8"))
    tests = data["tests"]
    found = {
        path: OfFile(
            **{**of, "killers": {tests[int(place)]: many for place, many in of["killers"].items()}}
        )
        for path, of in data["files"].items()
    }
    survivors = tuple((a, b, c, d, int(e)) for a, b, c, d, e in data["survivors"])
    return Result(data["commit"], data["seconds"], found, survivors)


def read_reasons() -> dict[Identity, str]:
    """Read why each mutant that survived did."""
    data = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    return {
        (*(str(each[key]) for key in KEYS[:-1]), int(each.get("nth", 0))): str(group["reason"])  # type: ignore[misc]  # four texts
        for group in data["because"]
        for each in group["survivor"]
    }


def write_result(seconds: float) -> None:
    """Write the result of what was run, for files that still say what they said then."""
    found = kept()
    by_file: dict[str, list[Record]] = {path: [] for path in files()}
    for each in found.values():
        by_file[each.path].append(each)
    tests = sorted({each.by for each in found.values() if each.seen and "::" in each.by})
    places = {name: place for place, name in enumerate(tests)}
    data: dict[str, Any] = {
        "commit": _commit(),
        "seconds": seconds,
        "files": {path: _of_file(path, those, places) for path, those in by_file.items()},
        "survivors": sorted(each.identity for each in found.values() if not each.seen),
        "tests": tests,
    }
    RESULT.write_text(_written(data), encoding="utf-8")


def _of_file(path: str, records: list[Record], places: Mapping[str, int]) -> dict[str, Any]:
    how = Counter(each.how for each in records)
    killers = Counter(places[each.by] for each in records if each.by in places)
    return {
        "hash": hash_of(path),
        "mutants": len(mutants(path)),
        "killed": how["killed"],
        "by_time": how["slow"],
        "survived": how["survived"],
        "killers": {str(place): many for place, many in killers.most_common()},
    }


def _written(data: Mapping[str, Any]) -> str:
    """Write JSON with a line for each file, survivor and test, so that a change reads well."""
    lines = []
    for key, value in data.items():
        if isinstance(value, dict):
            inner = (f"  {_json(k)}: {_json(v)}" for k, v in value.items())
            lines.append(f" {_json(key)}: {{\n" + ",\n".join(inner) + "\n }")
        elif isinstance(value, list):
            lines.append(
                f" {_json(key)}: [\n" + ",\n".join(f"  {_json(v)}" for v in value) + "\n ]"
            )
        else:
            lines.append(f" {_json(key)}: {_json(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _commit() -> str:
    command = ["git", "rev-parse", "--short=12", "HEAD"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"
