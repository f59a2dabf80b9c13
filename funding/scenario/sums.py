"""Sums of a scenario that must fit together: one for each year, offers and lines, reserves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from funding.amounts import Misread, parse_money, parse_number, written_money
from funding.errors import Fault
from funding.scenario.figures import worth_of
from funding.scenario.indices import grown, growth_of
from funding.scenario.tables import Tables, Typed
from funding.toml import KeyPath
from funding.years import FinancialYear

_YEARLY = (
    ("cost", "amount"),
    ("grant", "amount"),
    ("income", "amount"),
    ("in_kind", "value"),
    ("answer", "amount"),
)


def check_sums(tables: Tables, years: Sequence[FinancialYear]) -> Iterator[Fault]:
    """Give every fault found; `years` are those of the scenario, none if they are at fault."""
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
    for path, board in tables.boards.values():
        reserves = board.get("reserves")
        if isinstance(reserves, dict):
            lists += [((*path, "reserves", key), reserves.get(key)) for key in ("use", "minimum")]
    for path, sums in lists:
        if isinstance(sums, list) and len(sums) not in (0, 1, years):
            has = "1 year" if years == 1 else f"{years} years"
            yield tables.document.fault(
                path,
                f"there are {len(sums)} sums, and the scenario has {has}",
                "write one sum for each year, or a single one for them all",
            )


def _check_offers(tables: Tables, board: str, years: Sequence[FinancialYear]) -> Iterator[Fault]:
    """Check that the offers that meet a line are together worth no more than it."""
    lines = {t["item"]: t for _, t in tables.of("cost", board) if isinstance(t.get("item"), str)}
    offered: dict[tuple[str, int], Fraction] = {}
    for place, offer in tables.of("in_kind", board):
        item = offer.get("meets")
        if not isinstance(item, str) or item not in lines:
            continue
        costs = _costs(lines[item], tables, years)
        for year in range(max(len(years), 1)):
            worth, cost = _worth(offer, year), costs[year]
            if worth is None or cost is None:
                continue
            so_far = offered.get((item, year), Fraction(0))
            offered[item, year] = so_far + worth
            if so_far + worth > cost:
                path: KeyPath = ("in_kind", place, "value" if "value" in offer else "quantity")
                yield _too_much(tables, path, item, (so_far, worth, cost))
                break


def _costs(line: Typed, tables: Tables, years: Sequence[FinancialYear]) -> list[Fraction | None]:
    """Give what a line costs in each year; None where that cannot be made out."""
    found = [_sum_of(line.get("amount"), year) for year in range(max(len(years), 1))]
    by = growth_of(line, tables)
    if "uprating" not in line or len(years) < 2:
        return found
    missing = not isinstance(by, Fraction) and any(year not in (by or ()) for year in years)
    if by is None or missing or found[0] is None:
        return [None] * len(years)
    return list(grown(found[0], by, years))


def _too_much(
    tables: Tables, path: KeyPath, item: str, sums: tuple[Fraction, Fraction, Fraction]
) -> Fault:
    so_far, worth, cost = sums
    others = ", with those before it," if so_far else ""
    return tables.document.fault(
        path,
        f"the offer{others} is worth £{written_money(so_far + worth)}, "
        f"£{written_money(so_far + worth - cost)} more than the line '{item}' that it meets",
        f"the line costs £{written_money(cost)}: offer no more than that, or leave "
        "'meets' out for what is given on top",
    )


def _check_reserves(tables: Tables, board: str) -> Iterator[Fault]:
    """Check that the reserves can pay what is planned of them, and what must be kept is kept.

    Of the first year only: what later ones open with depends on the formula.
    """
    path, table = tables.boards[board]
    reserves = table.get("reserves")
    if not isinstance(reserves, dict):
        return
    nothing = "£0.00"
    opening = _sum_of(reserves.get("opening"), 0)
    use = _sum_of(reserves.get("use", nothing), 0)
    minimum = _sum_of(reserves.get("minimum", nothing), 0)
    if opening is None or use is None or minimum is None or opening >= use + minimum:
        return
    pays = f"pay the £{written_money(use)} to be used" if use else ""
    keeps = f"keep the minimum of £{written_money(minimum)}" if minimum else ""
    yield tables.document.fault(
        (*path, "reserves", "use" if use else "minimum"),
        f"reserves of £{written_money(opening)} cannot {' and '.join(filter(None, (pays, keeps)))}"
        f": they are £{written_money(use + minimum - opening)} short",
        "use less of them, or lower the minimum" if use and minimum else "correct one of the two",
    )


def _sum_of(value: object, year: int) -> Fraction | None:
    """Give the sum of a year; None where it is at fault, which is reported elsewhere."""
    parts = value if isinstance(value, list) else [value]
    try:
        return parse_money(parts[min(year, len(parts) - 1)])
    except (Misread, IndexError):
        return None


def _worth(offer: Typed, year: int) -> Fraction | None:
    """Give what an offer is worth in a year, in whole pennies, as credits round down."""
    if "value" in offer:
        return _sum_of(offer["value"], year)
    try:
        quantity = parse_number(str(offer["quantity"]).split()[0])
        rate = parse_money(str(offer["rate"]).split(" per ")[0])
    except (Misread, KeyError, IndexError):
        return None
    return worth_of(quantity, rate)
