"""Peers that need an environment of their own: each beside hand-written NumPy in its own process.

`sh benchmarks/install.sh` makes the environments.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PEERS = Path(__file__).parent / "peers"
NAMES = ("openfisca", "openfisca_f64", "policyengine", "ttsim", "zen")


def measured(name: str, sizes: list[int]) -> dict[str, Any] | None:
    """Measure a peer; None where its environment was not made."""
    sys.path.insert(0, str(PEERS))
    runner = importlib.import_module("run")
    folder, _, most = runner.ENGINES[name]
    python = PEERS / folder / "bin" / "python"
    if not python.exists():
        return None
    runner.oracles()
    able = [str(each) for each in sizes if each <= most] or [str(most)]
    command = [str(python), "run.py", "--worker", name, "--n", ",".join(able)]
    done = subprocess.run(command, cwd=PEERS, capture_output=True, text=True, check=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    found: dict[str, Any] = json.loads(lines[-1])
    return found
