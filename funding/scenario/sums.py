"""Sums of a scenario that must fit together: one for each year, offers and lines, reserves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from funding.amounts import POUNDS, Misread, parse_money, written_sum
from funding.errors import Fault
from funding.language import N_, _, ngettext
from funding.scenario.estimates import typed_amount, typed_parts
from funding.scenario.indices import grown, growth_of
from funding.scenario.rates import typed_rates, typed_worth
from funding.scenario.tables import Tables, Typed, texts_in, texts_under
from funding.toml import KeyPath
from funding.years import FinancialYear

_YEARLY = (
    ("cost", "amount"),
    ("shared_cost", "amount"),
    ("cost", "outturn"),
    ("grant", "amount"),
    ("income", "amount"),
    ("rate", "rate"),
    ("in_kind", "value"),
    ("answer", "amount"),
    ("budget", "amount"),
    ("arrears_paid", "amount"),
    ("account", "invoiced"),
    ("account", "received"),
)


def check_sums(tables: Tables, years: Sequence[FinancialYear]) -> Iterator[Fault]:
    """Give every fault found; `years` are those of the scenario, none if they are at fault."""
    yield from _check_signs(tables)
    if years:
        yield from _check_lengths(tables, len(years))
    for board in tables.boards:
        yield from _check_offers(tables, board, years)
        yield from _check_reserves(tables, board)


def _check_lengths(tables: Tables, years: int) -> Iterator[Fault]:
    """Check that a list of sums has one for each year."""
    lists: list[tuple[KeyPath, object]] = [
        ((name, place, key), table.get(key))
        for name, key in _YEARLY
        for place, table in tables.of(name)
    ]
    for place, cost in tables.of("cost"):
        lists += [(("cost", place, *path), found) for path, found in typed_parts(cost)]
    for path, board in tables.boards.values():
        reserves = board.get("reserves")
        if isinstance(reserves, dict):
            lists += [((*path, "reserves", key), reserves.get(key)) for key in ("use", "minimum")]
    for path, sums in lists:
        if isinstance(sums, list) and len(sums) not in (0, years):
            message, fix = _uneven(len(sums), years, ranges=path[-1] == "range")
            yield tables.document.fault(path, message, fix)


def _uneven(number: int, years: int, *, ranges: bool) -> tuple[str, str]:
    """Say that there are not as many sums, or ranges, as years."""
    has = ngettext("{number} year", "{number} years", years, number=years)
    if ranges:
        there = ngettext("{number} ranges", "{number} ranges", number, number=number)
        fix = _("write one range for each year, or a single one for them all")
    else:
        there = ngettext("{number} sums", "{number} sums", number, number=number)
        fix = _("write one sum for each year, or a single one for them all")
    return _("there are {sums}, and the scenario has {years}", sums=there, years=has), fix


def _check_signs(tables: Tables) -> Iterator[Fault]:
    """Check that no sum is typed with a £ where the scenario is not in pounds."""
    currency = tables.data.get("currency", POUNDS)
    if currency == POUNDS or not isinstance(currency, str):
        return
    for path, text in texts_under(tables.data):
        if re.fullmatch(r"£\s?[\d,.]+( per .*)?", text.strip()):
            yield tables.document.fault(
                path,
                _(
                    "{sum} is in pounds, and the scenario is in {currency}",
                    sum=text,
                    currency=currency,
                ),
                _("write the sum without a sign, or leave {key} out", key="currency"),
            )


def _check_offers(tables: Tables, board: str, years: Sequence[FinancialYear]) -> Iterator[Fault]:
    """Check that the offers that meet a line are together worth no more than it."""
    estimate = tables.data.get("estimate")
    lines = {t["item"]: t for _, t in tables.of("cost", board) if isinstance(t.get("item"), str)}
    offered: dict[tuple[str, int], Fraction] = {}
    rates = typed_rates(tables, board)
    for place, offer in tables.of("in_kind", board):
        item = offer.get("meets")
        if not isinstance(item, str) or item not in lines:
            continue
        costs = _costs(lines[item], tables, years)
        for year in range(max(len(years), 1)):
            worth, cost = typed_worth(offer, rates, year), costs[year]
            if worth is None or cost is None:
                continue
            so_far = offered.get((item, year), Fraction(0))
            offered[item, year] = so_far + worth
            if so_far + worth > cost:
                path: KeyPath = ("in_kind", place, "value" if "value" in offer else "quantity")
                yield _too_much(tables, path, item, (so_far, worth, cost), estimate)
                break


def _costs(line: Typed, tables: Tables, years: Sequence[FinancialYear]) -> list[Fraction | None]:
    """Give what a line costs in each year; None where that cannot be made out."""
    typed = typed_amount(line, tables.data.get("estimate"))
    found = [_sum_of(typed, year) for year in range(max(len(years), 1))]
    by = growth_of(line, tables)
    if "uprating" not in line or len(years) < 2:
        return found
    missing = not isinstance(by, Fraction) and any(year not in (by or ()) for year in years)
    if by is None or missing or found[0] is None:
        return [None] * len(years)
    return list(grown(found[0], by, years))


def _too_much(
    tables: Tables,
    path: KeyPath,
    item: str,
    sums: tuple[Fraction, Fraction, Fraction],
    estimate: object,
) -> Fault:
    so_far, worth, cost = sums
    said = _writer(tables)
    message = N_(
        "the offer is worth {worth}, {more} more than the line '{item}' that it meets",
    )
    if so_far:
        message = N_(
            "the offer, with those before it, is worth {worth}, {more} more than the line "
            "'{item}' that it meets",
        )
    fixes = {
        "low": N_(
            "the line costs {cost} at the low estimate: offer no more than that, or leave "
            "'{key}' out for what is given on top"
        ),
        "high": N_(
            "the line costs {cost} at the high estimate: offer no more than that, or leave "
            "'{key}' out for what is given on top"
        ),
    }
    central = N_(
        "the line costs {cost}: offer no more than that, or leave '{key}' out for what is given "
        "on top"
    )
    more = said(so_far + worth - cost)
    return tables.document.fault(
        path,
        _(message, worth=said(so_far + worth), more=more, item=item),
        _(fixes.get(str(estimate), central), cost=said(cost), key="meets"),
    )


def _check_reserves(tables: Tables, board: str) -> Iterator[Fault]:
    """Check that the reserves can pay what is planned of them, and what must be kept is kept.

    Of the first year only: what later ones open with depends on the formula. Only what is sure to
    be used counts here; what comes of grants and income is known when the year is worked out.
    """
    path, table = tables.boards[board]
    reserves = table.get("reserves")
    if not isinstance(reserves, dict):
        return
    nothing = "£0.00"
    opening = _sum_of(reserves.get("opening"), 0)
    use = _sum_of(reserves.get("use", nothing), 0)
    minimum = _sum_of(reserves.get("minimum", nothing), 0)
    if opening is None or use is None or minimum is None:
        return
    use = min(use, _left_for_reserves(tables, board, reserves))
    if opening >= use + minimum:
        return
    said = _writer(tables)
    message = N_(
        "reserves of {opening} cannot keep the minimum of {minimum}: they are {short} short"
    )
    if use:
        message = N_(
            "reserves of {opening} cannot pay the {use} to be used: they are {short} short"
        )
    if use and minimum:
        message = N_(
            "reserves of {opening} cannot pay the {use} to be used and keep the minimum of "
            "{minimum}: they are {short} short"
        )
    sums = {
        "opening": said(opening),
        "use": said(use),
        "minimum": said(minimum),
        "short": said(use + minimum - opening),
    }
    fix = _("correct one of the two")
    if use and minimum:
        fix = _("use less of them, or lower the minimum")
    where = (*path, "reserves", "use" if use else "minimum")
    yield tables.document.fault(where, _(message, **sums), fix)


def _writer(tables: Tables) -> Callable[[Fraction], str]:
    """Give what writes a sum in the currency of the scenario."""
    currency = tables.data.get("currency", POUNDS)
    return lambda amount: written_sum(amount, currency if isinstance(currency, str) else POUNDS)


def _left_for_reserves(tables: Tables, board: str, reserves: Typed) -> Fraction:
    """Give the least that grants and income leave of the pools that the planned use reduces."""
    pools = {pool for _, pool in texts_in(reserves.get("reduces"))}
    lines = [t for _, t in tables.of("cost", board) if pools & {str(t.get("pool"))}]
    others = [
        table
        for _, _, table in tables.each_of(("grant", "income"), board)
        if pools & {pool for _, pool in texts_in(table.get("reduces"))}
    ]
    cost, less = (
        sum((_sum_of(each.get("amount"), 0) or Fraction(0) for each in each_of), Fraction(0))
        for each_of in (lines, others)
    )
    return max(cost - less, Fraction(0))


def _sum_of(value: object, year: int) -> Fraction | None:
    """Give the sum of a year; None where it is at fault, which is reported elsewhere."""
    parts = value if isinstance(value, list) else [value]
    try:
        return parse_money(parts[min(year, len(parts) - 1)])
    except (Misread, IndexError):
        return None
