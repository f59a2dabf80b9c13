"""What of sums a year falls on some days, and how they rise from year to year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from fractions import Fraction
from typing import Any

from tests.oracle.days import Days, Typed, days_of_year
from tests.oracle.pennies import money, number, percent, pounds

SUMS = {
    "in_kind": ("ceiling_amount", "ceiling_amounts"),
    "shortfall": ("limit_amount",),
    "matched": ("limit_amount",),
    "bounds": ("floor_amount", "ceiling_amount", "fixed_amount"),
    "reserves": ("target_amount",),
}
"""The keys of sections that are sums, or tables of them; of others, every key is a sum."""
A_YEAR = ("flat_fees", "amounts", "in_kind", "shortfall", "matched", "bounds")
"""Sections whose sums are those of a year; what reserves should be is no such sum."""


def for_days(pence: int, days: Days) -> int:
    """Give what of a sum a year falls on some days, each with its own whole pennies."""
    year = days_of_year(days[0].year if days[0].month > 3 else days[0].year - 1)
    each = [pence * (n + 1) // len(year) - pence * n // len(year) for n in range(len(year))]
    return sum(each[(day - year[0]).days] for day in days)


def uprated(formula: Typed, scenario: Typed, year: str) -> Typed:
    """Give a formula whose sums have risen from their base year."""
    rules = formula.get("uprating")
    if rules is None:
        return formula
    if "rate" in rules:
        years = int(year[:4]) - int(rules["base"][:4])
        rise = (1 + percent(rules["rate"])) ** years
    else:
        values = index_of(scenario, rules["index"])
        rise = values[year] / values[rules["base"]]
    return with_sums(formula, rules["of"], lambda pence: half_up(pence * rise))


def sums_for(formula: Typed, days: Days) -> Typed:
    """Give a formula whose sums a year are those of some days."""
    return with_sums(formula, A_YEAR, lambda pence: for_days(pence, days))


def with_sums(formula: Typed, sections: Sequence[str], change: Callable[[Any], int]) -> Typed:
    """Give a formula with other sums of money in some sections."""

    def changed(value: Any) -> Any:
        if isinstance(value, dict) and "value" not in value:
            return {key: changed(each) for key, each in value.items()}
        return f"£{pounds(change(money(value)))}"

    found = dict(formula)
    for name in sections:
        if name in found:
            keys = SUMS.get(name, tuple(found[name]))
            sums = {key: changed(found[name][key]) for key in keys if key in found[name]}
            found[name] = {**found[name], **sums}
    return found


def index_of(scenario: Typed, name: str) -> dict[str, Fraction]:
    """Give the numbers of an index, by year."""
    table = next(each for each in scenario["index"] if each["name"] == name)
    return {year: number(value) for year, value in table["values"].items()}


def half_up(pence: Fraction) -> int:
    """Round to the nearest penny, a half up."""
    return int(pence * 2 + 1) // 2


def of_days(scenario: Typed, place: int, days: Days) -> Typed:
    """Give a scenario of one year whose sums are those of some of its days."""

    def sum_of(value: Any) -> str:
        stated = value[place] if isinstance(value, list) and len(value) > 1 else value
        stated = stated[0] if isinstance(stated, list) else stated
        return f"£{pounds(for_days(money(stated), days))}"

    found: Typed = deepcopy(scenario)
    found["year"] = found.pop("years")[place]
    for line in found["cost"]:
        line["amount"] = sum_of(risen(line, scenario, place))
        line.pop("range", None)
    lists = ("grant", "income", "answer", "arrears_paid")
    for each in (each for name in lists for each in found.get(name, [])):
        if "amount" in each:
            each["amount"] = sum_of(each["amount"])
    rates = {each["name"]: each["rate"] for each in found.get("rate", [])}
    for each in found.get("in_kind", []):
        if "value" in each:
            worth: Any = money(_one(each["value"], place))
        else:
            rate = each.pop("rate")
            pence = money(rates.get(rate, rate).split(" per ")[0])
            worth = number(each.pop("quantity").split()[0]) * pence
        worth *= percent(each.pop("part", "100%"))
        each["value"] = f"£{pounds(for_days(int(worth), days))}"
    reserves = found["board"].get("reserves", {})
    rest = tuple(day for day in days_of_year(int(found["year"][:4])) if day > days[-1])
    later_use = money(_one(reserves.get("use", "£0.00"), place))
    kept = money(_one(reserves.get("minimum", "£0.00"), place))
    if "use" in reserves:
        reserves["use"] = sum_of(reserves["use"])
    if reserves:
        reserves["minimum"] = f"£{pounds(kept + (for_days(later_use, rest) if rest else 0))}"
    return found


def risen(line: Typed, scenario: Typed, place: int) -> Any:
    """Give what a line costs before it is cut: as listed, or risen from the first year."""
    by = line.get("uprating")
    if by is None:
        return line["amount"]
    if by.endswith("%"):
        rise = (1 + percent(by)) ** place
    else:
        values = index_of(scenario, by)
        rise = values[scenario["years"][place]] / values[scenario["years"][0]]
    return f"£{pounds(half_up(money(line['amount']) * rise))}"


def _one(value: Any, place: int) -> Any:
    return value[place] if isinstance(value, list) else value
