"""Parts of a pool made whole money, as a formula's rounding says; some cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from tests.oracle.pennies import money, number, percent
from tests.oracle.refused import Refused
from tests.oracle.seats import by_remainders, hand_out_units
from tests.oracle.splits import Table

Parts = Mapping[str, Fraction]


def round_parts(rules: Table, exact: Parts, pence: int, lead: str | None) -> dict[str, int]:
    """Give everyone's part of a pool of some pence in whole units of money, in pence."""
    unit = unit_of(rules)
    minimum = int(number(_bare(rules.get("minimum", 0))))
    method = rules.get("method", "largest_remainder")
    parts = dict(exact)
    if "shares" in rules and pence:
        step = percent(rules["shares"])
        parts = {who: pence * _nearest(part / pence, step) for who, part in exact.items()}
    units = int(sum(parts.values(), Fraction(0)) / unit)
    if method == "half_up":
        least = {who: minimum * unit if part else 0 for who, part in parts.items()}
        return {who: max(int(_nearest(part, unit)), least[who]) for who, part in parts.items()}
    if method == "half_up_lead":
        found = {who: int(_nearest(part, unit)) for who, part in parts.items() if who != lead}
        bill = units * unit - sum(found.values())
        if bill < 0 or (units and not exact[str(lead)]):
            raise Refused
        return {who: found.get(who, bill) for who in parts}
    return _to_total(method, parts, unit, units, minimum)


def unit_of(rules: Table) -> int:
    """Give the sum, in pence, of which every part is a multiple."""
    return money(rules.get("unit", "0.01"))


def _to_total(method: str, parts: Parts, unit: int, units: int, minimum: int) -> dict[str, int]:
    ids = list(parts)
    least = [minimum if parts[who] else 0 for who in ids]
    if method == "largest_remainder":
        given = by_remainders([parts[who] / unit for who in ids], units, least, ids)
    else:
        times = 1
        for part in parts.values():
            times *= (part * times).denominator
        weight = [int(parts[who] * times) for who in ids]
        given = hand_out_units(method, weight, units, least, ids)
    if given is None:
        raise Refused
    return {who: each * unit for who, each in zip(ids, given, strict=True)}


def _nearest(x: Fraction, step: Fraction | int) -> Fraction:
    """Give the nearest multiple of a step; half a step goes up."""
    return (x / step + Fraction(1, 2)).__floor__() * Fraction(step)


def _bare(value: object) -> object:
    return value["value"] if isinstance(value, dict) else value
