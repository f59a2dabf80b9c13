"""Low, central and high: the ends of the range that a cost may have, and which of them is run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any, Literal, get_args

from pydantic import PlainValidator

from funding.language import _
from funding.scenario.figures import one_or_each_year
from funding.toml.fields import misread, wrong_kind
from funding.toml.wording import LIST

Estimate = Literal["low", "central", "high"]
"""Which figure of a range is taken, of every cost that has one."""

ESTIMATES: tuple[Estimate, ...] = get_args(Estimate)
Pair = tuple[Fraction, Fraction]

_ALL_THREE = 'amount = { low = "…", central = "…", high = "…" }'


def _one_or_each_pair(value: object) -> tuple[Pair, ...]:
    """Read the lowest and the highest: one pair for every year, or a list with one a year."""
    if not isinstance(value, list):
        raise wrong_kind(LIST, value, _write_both())
    if value and all(isinstance(each, list) for each in value):
        return tuple(_pair(each, place) for place, each in enumerate(value))
    return (_pair(value),)


def _write_both() -> str:
    ends = '["£8,000.00", "£12,000.00"]'
    return _("write the lowest and the highest: {ends}", ends=ends)


def _pair(value: list[Any], *at: int) -> Pair:
    if len(value) != 2:
        raise misread(_("a range has two ends"), _write_both(), *at)
    low, high = one_or_each_year(value, *at)
    if low > high:
        fix = _("write the smaller one first")
        raise misread(_("the range ends below where it begins"), fix, *at)
    return low, high


Ranges = Annotated[tuple[Pair, ...], PlainValidator(_one_or_each_pair)]
"""The lowest and the highest that a sum might be, for every year or for each."""


def with_range(table: dict[str, Any]) -> dict[str, Any]:
    """Give a cost whose `amount` says low, central and high with an amount and a range instead.

    A cost that says it otherwise is given as it is, faults and all.
    """
    typed = table.get("amount")
    if not isinstance(typed, dict) or not typed.keys() & set(ESTIMATES):
        return table
    for key in typed.keys() - set(ESTIMATES):
        message = _("an amount has no '{key}'", key=key)
        raise misread(message, _("write all three: {line}", line=_ALL_THREE), "amount", key)
    for key in ESTIMATES:
        if key not in typed:
            message = _("the amount has no {key}", key=key)
            raise misread(message, _("write all three: {line}", line=_ALL_THREE), "amount")
    if "range" in table:
        raise misread(_("the amount says its range already"), _("delete the range"), "range")
    sums = [one_or_each_year(typed[key], "amount", key) for key in ESTIMATES]
    years = max(map(len, sums))
    # Lists of different lengths are a fault of their own.
    each = {key: (found * years)[:years] for key, found in zip(ESTIMATES, sums, strict=True)}
    for lower, upper in pairwise(ESTIMATES):
        if any(x > y for x, y in zip(each[lower], each[upper], strict=True)):
            message = _("the {upper} amount is below the {lower} one", upper=upper, lower=lower)
            fix = _("put them in order: {keys}", keys=", ".join(ESTIMATES))
            raise misread(message, fix, "amount", upper)
    lows, highs = (_each(typed[key], years) for key in ("low", "high"))
    ends = [[low, high] for low, high in zip(lows, highs, strict=True)]
    return {**table, "amount": typed["central"], "range": ends}


def _each(typed: Any, years: int) -> list[Any]:
    """Give a sum as typed for each of some years."""
    return ((typed if isinstance(typed, list) else [typed]) * years)[:years]


def typed_parts(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Give what a cost as typed has for each year besides a plain amount, with its path."""
    amount, ends = table.get("amount"), table.get("range")
    if isinstance(amount, dict):
        yield from ((("amount", key), each) for key, each in amount.items())
    if isinstance(ends, list) and all(isinstance(each, list) for each in ends):
        yield ("range",), ends


def typed_amount(table: Mapping[str, Any], estimate: object) -> object:
    """Give what a cost as typed says of an estimate: a sum, or a list with one a year."""
    amount, ends = table.get("amount"), table.get("range")
    if isinstance(amount, dict):
        return amount.get(str(estimate), amount.get("central"))
    if estimate not in ("low", "high") or not isinstance(ends, list) or not ends:
        return amount
    end = ("low", "high").index(str(estimate))
    pairs = ends if all(isinstance(each, list) for each in ends) else [ends]
    return [pair[end] if len(pair) == 2 else None for pair in pairs]


def ranged(costs: object) -> list[int]:
    """Give the places of those costs, as typed, that have a range."""
    tables = enumerate(costs) if isinstance(costs, list) else ()
    return [place for place, table in tables if isinstance(table, dict) and _has_range(table)]


def _has_range(table: Mapping[str, Any]) -> bool:
    amount = table.get("amount")
    return "range" in table or (isinstance(amount, dict) and bool(amount.keys() & set(ESTIMATES)))


def without_range(costs: Iterable[dict[str, Any]], but: int) -> list[dict[str, Any]]:
    """Give costs, as typed, of which only the one at a place keeps its range."""
    return [table if place == but else _central(table) for place, table in enumerate(costs)]


def _central(table: dict[str, Any]) -> dict[str, Any]:
    found = {key: value for key, value in table.items() if key != "range"}
    if isinstance(found.get("amount"), dict):
        found["amount"] = found["amount"]["central"]
    return found
