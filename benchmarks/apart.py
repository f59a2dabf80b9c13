"""A peer in a process and an environment of its own, timed in turn with those in this one."""

from __future__ import annotations

import json
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


class Apart:
    """An engine in another process, asked as one in this process is."""

    def __init__(self, python: Path, name: str) -> None:
        self._name = name
        self._said = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  # as long as this
        command = [str(python), "-W", "ignore", "-m", "benchmarks.worker", name]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
        )

    def _asked(self, act: str, *given: object) -> Any:
        """Ask for an act; raise `ImportError` with its last words if the process is gone."""
        process = self._process
        with suppress(BrokenPipeError):
            print(json.dumps([act, *given]), file=process.stdin, flush=True)
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            process.wait()
            self._said.seek(0)
            said = self._said.read().splitlines()
            self.close()
            raise ImportError(f"{self._name} stopped: {said[-1] if said else 'without a word'}")
        return json.loads(line)

    def first(self) -> float:
        """Give the seconds of the first run."""
        return float(self._asked("first"))

    def checked(self, most: int) -> tuple[dict[str, float], dict[str, float]]:
        """Give the share of rows that is right, and the share redone, of each kind."""
        right, redone = self._asked("checked", most)
        return right, redone

    def ready(self, rows: int) -> None:
        """Have so many rows ready to be run."""
        self._asked("ready", rows)

    def timed(self) -> float:
        """Give the seconds of one run."""
        return float(self._asked("timed"))

    def bytes_a_row(self) -> float | None:
        """Give the most memory that a run held besides its inputs."""
        held: float | None = self._asked("bytes_a_row")
        return held

    def close(self) -> None:
        """End the process."""
        with suppress(BrokenPipeError):
            self._process.communicate()
        self._said.close()
