"""A formula of other rules than the standard work, beside code written by hand for it alone.

The rules are in `other-formula.toml`. A row has 17 figures: the cost, the parts of ports and yards
in hundredths of a percent, and by partner `keels`, `berths`, `tonnage` and `pilots`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

import funding
from benchmarks import making
from benchmarks.library import HERE, engines
from benchmarks.work import BASELINE, Cells, Engine, Work

PORTS, YARDS, PARTNERS = 4, 2, 7
BUSY = 200_000_000
"""Above this cost, in pence, berths count twice."""
PARTS = {
    "cost_beacons": 100,
    "of_ports": 10_000,
    "of_yards": 10_000,
    "keels": 1,
    "berths": 1,
    "tonnage": 1,
    "pilots": 100,
}


def prepared() -> funding.Batch:
    """Make the board ready."""
    scenario = funding.read_scenario(HERE / "other-board.toml")
    return funding.prepare_batch(scenario, PARTS, words=["cash"], columns=["remitted"])


def make(rows: int, kind: str, seed: int) -> Cells:
    """Make rows: with nothing from anyone, and with all from the ports, among the adversarial."""
    random = np.random.default_rng(seed)
    cost = making.costs(kind, rows, random, 5_000_000, 400_000_000)
    ports = random.integers(4_000, 6_001, rows)
    yards = random.integers(2_000, 4_001, rows)
    if kind == "round":
        ports, yards = ports // 250 * 250, yards // 250 * 250
    if kind == "adversarial":
        cost[::11] = random.integers(0, 301, cost[::11].shape)
        ports[::7], yards[::7] = 10_000, 0
        ports[1::7], yards[1::7] = 0, random.choice([0, 1, 9_999, 10_000], yards[1::7].shape)
    keels = making.counts(kind, PORTS, rows, random, 3_000)
    berths = making.counts(kind, PORTS, rows, random, 400)
    tonnage = making.counts(kind, YARDS, rows, random, 100_000)
    pilots = making.counts(kind, PORTS, rows, random, 9_000) * 1_000
    if kind == "adversarial":
        keels[:, 2::9], berths[:, 2::9], tonnage[:, 3::9] = 0, 0, 0
        keels[:, 4::13], tonnage[:, 4::13] = 500_000, 2_000_000
    return np.vstack([cost, ports, yards, keels, berths, tonnage, pilots])


def figures(rows: Cells) -> dict[str, Cells]:
    """Give the figures by the names of the worksheet."""
    of = {
        "keels": (0, rows[3:7]),
        "berths": (0, rows[7:11]),
        "tonnage": (PORTS, rows[11:13]),
        "pilots": (0, rows[13:17]),
    }
    found = {"cost_beacons": rows[0], "of_ports": rows[1], "of_yards": rows[2]}
    for name, (first, cells) in of.items():
        found[name] = np.zeros((PARTNERS, rows.shape[1]), dtype=np.int64)
        found[name][first : first + len(cells)] = cells
    return found


def out(found: Any) -> Cells:
    """Give what each pays, and what is remitted to the ports."""
    return np.concatenate([found.partners["cash"], found.partners["remitted"][:PORTS]])


def right(rows: Cells) -> Cells:
    """Work out rows in whole numbers of any size."""
    return np.array([in_whole_numbers(row) for row in rows.T.tolist()], dtype=np.int64).T


def in_whole_numbers(row: list[int]) -> list[int]:
    """Work out one row in whole numbers of any size."""
    cost, ports, yards = row[:3]
    keels, berths, built, pilots = row[3:7], row[7:11], row[11:13], row[13:17]
    times = 2 if cost > BUSY else 1
    traffic = [3 * each + times * other for each, other in zip(keels, berths, strict=True)]
    traffic = traffic if sum(traffic) else [1] * PORTS
    built = built if sum(built) else [1] * YARDS
    all_traffic, all_built, others = sum(traffic), sum(built), 10_000 - ports
    thirds = [cost * ports * each // (30_000 * all_traffic) for each in traffic]
    remitted = [min(pair) if others else 0 for pair in zip(pilots, thirds, strict=True)]
    over = others or 1
    line = 10_000 * over * all_traffic * all_built
    carried = cost * over + 10_000 * sum(remitted)
    tops = [
        *(cost * ports * each * over * all_built for each in traffic),
        *(carried * yards * each * all_traffic for each in built),
        carried * (others - yards) * all_traffic * all_built,
    ]
    parts = [divmod(top, line) for top in tops]
    wholes = [part[0] for part in parts]
    for place, each in enumerate(remitted):
        wholes[place] -= each
    return [*making.to_largest(wholes, [part[1] for part in parts], cost), *remitted]


def by_hand(rows: Cells) -> Cells:
    """Work out rows in floats, whole columns, as a competent analyst writes it."""
    cost, ports, yards = rows[0], rows[1] / 10_000, rows[2] / 10_000
    traffic = 3.0 * rows[3:7] + np.where(cost > BUSY, 2, 1) * rows[7:11]
    traffic = np.where(traffic.sum(axis=0) == 0, 1.0, traffic)
    built = np.where(rows[11:13].sum(axis=0) == 0, 1.0, rows[11:13])
    others = (10_000 - rows[1]) / 10_000
    dues = cost * ports * traffic / traffic.sum(axis=0)
    remitted = np.where(others == 0, 0.0, np.minimum(rows[13:17], np.floor(dues / 3)))
    of_yards = yards * built / built.sum(axis=0)
    of_others = np.vstack([of_yards, (others - yards)[None]])
    carried = remitted.sum(axis=0) * of_others / np.where(others == 0, 1.0, others)
    exact = np.concatenate([dues - remitted, cost * of_others + carried])
    return np.concatenate([making.shared_out(exact, cost), remitted.astype(np.int64)])


def work() -> Work:
    """Give the work."""

    def kernel() -> Engine:
        from benchmarks.other_kernel import run

        return Engine(lambda rows: rows, run, lambda found, _: found)

    numpy = Engine(lambda rows: rows, by_hand, lambda found, _: found)
    every = {**engines(prepared, figures, out), BASELINE: lambda: numpy, "numba_exact": kernel}
    return Work("other-formula", make, right, every, checked=24_000)
