"""The standard work, and the peers that do it: the code in `peers`, carried over unchanged."""

from __future__ import annotations

import importlib
import sys
import warnings
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.work import Cells, Engine, Work

PEERS = Path(__file__).parent / "peers"
CHECKED = 24_000

MODULES = {
    "numpy": "np_engines",
    "numpy_blocked": "np_engines",
    "numpy_wrap64": "np_engines",
    "numba": "nb_engines",
    "numba_wrap64": "nb_engines",
    "numba_exact": "nb_exact",
    "polars": "pl_engines",
    "duckdb": "duck_engines",
    "openfisca": "of_engines",
    "openfisca_f64": "of_engines",
    "policyengine": "of_engines",
    "policyengine_f64": "of_engines",
    "ttsim": "tt_engines",
    "zen": "zen_engine_",
}
"""Where each engine is, in `peers/engines`."""
FOLDERS = {
    "polars": "venv",
    "duckdb": "venv",
    "openfisca": "venv_of",
    "openfisca_f64": "venv_of",
    "policyengine": "venv_pe",
    "policyengine_f64": "venv_pe",
    "ttsim": "venv_tt",
    "zen": "venv",
}
"""The environments that `install.sh` makes, of the engines that need one."""
MOST = {"zen": 1_000}
"""Engines so slow that they are given this many rows at the most."""


def imported(name: str) -> Any:
    """Import a module of the peers."""
    if str(PEERS) not in sys.path:
        sys.path.insert(0, str(PEERS))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module(name)


def make(rows: int, kind: str, seed: int) -> Cells:
    """Make rows of the standard work."""
    made: Cells = imported("common").make(rows, kind, seed)
    return made


def right(rows: Cells) -> Cells:
    """Work out rows of the standard work in whole numbers of any size."""
    oracle = imported("oracle")
    found: Cells = oracle.run(rows, oracle.row_int)
    return found


def engine(name: str) -> Engine:
    """Give a peer; raise `ImportError` if what it needs is not installed."""
    try:
        found = imported(f"engines.{MODULES[name]}").ENGINES[name]
    except KeyError:
        raise ImportError(f"no module for {name}") from None
    return Engine(found["setup"], found["run"], found["to_out"])


def standard_work() -> Work:
    """Give the standard work with the peers that may run in this process."""
    return Work(
        name="standard-work",
        make=make,
        right=right,
        engines={name: partial(engine, name) for name in MODULES},
        checked=CHECKED,
        apart=tuple(FOLDERS),
    )


def environment_of(name: str) -> Path | None:
    """Give the interpreter of a peer's own environment, if that was made."""
    python = PEERS / FOLDERS.get(name, "none") / "bin" / "python"
    return python if python.exists() else None
