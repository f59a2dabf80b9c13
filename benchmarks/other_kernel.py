"""The other formula by a kernel written by hand: whole numbers, exact, one row after the other.

As `numba_exact` of the standard work: a quotient is guessed in floats and put right by what is left
over, which 64 bits hold though what is divided does not fit. Rows out of its range are worked out
in Python. Needs numba.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

from benchmarks.other_formula import BUSY, in_whole_numbers
from benchmarks.work import Cells

COST, LINE = 1 << 40, 2.0**63


@njit(inline="always")
def divided(top: Any, near: Any, line: Any) -> Any:
    """Divide: `top` is right but for multiples of 2^64, `near` is near to the quotient."""
    found = np.int64(near)
    over = top - found * line
    by = np.int64(over >= line) - np.int64(over < 0)
    return found + by, over - by * line


@njit(inline="always")
def places(a: Any, b: Any, c: Any, d: Any, e: Any, f: Any, g: Any) -> Any:
    """Give the place of each of seven by size, the largest first, ties to the first."""
    ab, ac, ad, ae, af, ag = b > a, c > a, d > a, e > a, f > a, g > a
    bc, bd, be, bf, bg = c > b, d > b, e > b, f > b, g > b
    cd, ce, cf, cg = d > c, e > c, f > c, g > c
    de, df, dg = e > d, f > d, g > d
    ef, eg, fg = f > e, g > e, g > f
    return (
        ab + ac + ad + ae + af + ag,
        1 - ab + bc + bd + be + bf + bg,
        2 - ac - bc + cd + ce + cf + cg,
        3 - ad - bd - cd + de + df + dg,
        4 - ae - be - ce - de + ef + eg,
        5 - af - bf - cf - df - ef + fg,
        6 - ag - bg - cg - dg - eg - fg,
    )


@njit(parallel=True, error_model="numpy", boundscheck=False)
def kernel(rows: Any, found: Any, out: Any) -> None:
    """Work out all rows; flag those that are out of range."""
    count = rows.shape[1]
    for block in prange((count + 4095) // 4096):
        for i in range(block * 4096, min(count, block * 4096 + 4096)):
            cost, ports, yards = rows[0, i], rows[1, i], rows[2, i]
            times = np.int64(1) + np.int64(cost > BUSY)
            t0 = 3 * rows[3, i] + times * rows[7, i]
            t1 = 3 * rows[4, i] + times * rows[8, i]
            t2 = 3 * rows[5, i] + times * rows[9, i]
            t3 = 3 * rows[6, i] + times * rows[10, i]
            traffic = t0 + t1 + t2 + t3
            if traffic == 0:
                t0, t1, t2, t3, traffic = 1, 1, 1, 1, 4
            b0, b1 = rows[11, i], rows[12, i]
            built = b0 + b1
            if built == 0:
                b0, b1, built = 1, 1, 2
            others = 10_000 - ports
            over = others + np.int64(others == 0)
            near = np.float64(cost)
            line = 10_000.0 * over * traffic * built
            out[i] = (cost < 0) | (cost > COST) | (traffic < 0) | (built < 0) | (not line < LINE)
            of_ports = cost * ports
            thirty = 30_000 * traffic
            near_ports = near * ports / thirty
            r0 = min(rows[13, i], divided(of_ports * t0, near_ports * t0, thirty)[0])
            r1 = min(rows[14, i], divided(of_ports * t1, near_ports * t1, thirty)[0])
            r2 = min(rows[15, i], divided(of_ports * t2, near_ports * t2, thirty)[0])
            r3 = min(rows[16, i], divided(of_ports * t3, near_ports * t3, thirty)[0])
            if others == 0:
                r0, r1, r2, r3 = 0, 0, 0, 0
            remitted = r0 + r1 + r2 + r3
            ten = 10_000 * traffic
            near_ports = near * ports / ten
            p0, k0 = divided(of_ports * t0, near_ports * t0, ten)
            p1, k1 = divided(of_ports * t1, near_ports * t1, ten)
            p2, k2 = divided(of_ports * t2, near_ports * t2, ten)
            p3, k3 = divided(of_ports * t3, near_ports * t3, ten)
            carried = cost * over + 10_000 * remitted
            near_carried = near * over + 10_000.0 * remitted
            of_yards = carried * yards
            line_of_yards = 10_000 * over * built
            near_yards = near_carried * yards / line_of_yards
            p4, k4 = divided(of_yards * b0, near_yards * b0, line_of_yards)
            p5, k5 = divided(of_yards * b1, near_yards * b1, line_of_yards)
            rest = others - yards
            line_of_rest = 10_000 * over
            p6, k6 = divided(carried * rest, near_carried * rest / line_of_rest, line_of_rest)
            by = over * built
            k0, k1, k2, k3 = k0 * by, k1 * by, k2 * by, k3 * by
            k4, k5, k6 = k4 * traffic, k5 * traffic, k6 * (traffic * built)
            left = cost - (p0 + p1 + p2 + p3 + p4 + p5 + p6) + remitted
            m0, m1, m2, m3, m4, m5, m6 = places(k0, k1, k2, k3, k4, k5, k6)
            found[0, i] = p0 - r0 + (m0 < left)
            found[1, i] = p1 - r1 + (m1 < left)
            found[2, i] = p2 - r2 + (m2 < left)
            found[3, i] = p3 - r3 + (m3 < left)
            found[4, i] = p4 + (m4 < left)
            found[5, i] = p5 + (m5 < left)
            found[6, i] = p6 + (m6 < left)
            found[7, i], found[8, i], found[9, i], found[10, i] = r0, r1, r2, r3


def run(rows: Cells) -> Cells:
    """Work out all rows."""
    found = np.empty((11, rows.shape[1]), dtype=np.int64)
    out = np.empty(rows.shape[1], dtype=np.bool_)
    kernel(rows, found, out)
    for place in np.flatnonzero(out):
        found[:, place] = in_whole_numbers(rows[:, place].tolist())
    return found
