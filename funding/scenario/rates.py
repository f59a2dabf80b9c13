"""Rate cards: what a unit of something given is worth, under a name that offers use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from funding.amounts import Misread, parse_money, parse_number, parse_percent
from funding.errors import Fault
from funding.language import _
from funding.scenario.figures import WHOLE, worth_of
from funding.scenario.file import ScenarioFile
from funding.scenario.tables import Tables, Typed
from funding.toml import KeyPath, did_you_mean
from funding.toml.readers import SLUG


def check_rates(tables: Tables) -> Iterator[Fault]:
    """Give a fault for each name of a rate that stands twice, for nothing, or for another unit."""
    said: set[KeyPath] = set()
    for board in tables.boards:
        for path, message, fix in (*_twice(tables, board), *_used(tables, board)):
            if path not in said:
                said.add(path)
                yield tables.document.fault(path, message, fix)


def idle_rates(file: ScenarioFile) -> Iterator[str]:
    """Warn of rates that no offer uses."""
    used = {offer.rate for offer in file.in_kind if isinstance(offer.rate, str)}
    for name in dict.fromkeys(card.name for card in file.rate):
        if name not in used:
            yield _("rate '{rate}' is used by no offer in kind", rate=name)


def typed_worth(offer: Typed, rates: Mapping[str, object], year: int) -> Fraction | None:
    """Give what an offer is worth in a year, as it was typed; None where a figure is at fault.

    `rates` are those of the board, as `typed_rates` gives them.
    """
    try:
        part = parse_percent(offer["part"]) if "part" in offer else WHOLE
        if "value" in offer:
            return worth_of(Fraction(1), parse_money(_of_year(offer["value"], year)), part)
        quantity = parse_number(str(offer["quantity"]).split()[0])
        rate = str(_of_year(rates.get(offer["rate"], offer["rate"]), year))
        return worth_of(quantity, parse_money(rate.split(" per ")[0]), part)
    except (Misread, KeyError, IndexError, TypeError):
        return None


def typed_rates(tables: Tables, board: str) -> dict[str, object]:
    """Give the rates of a board as they were typed, by name."""
    named = ((card.get("name"), card.get("rate")) for _, card in tables.of("rate", board))
    return {name: rate for name, rate in named if isinstance(name, str)}


def _twice(tables: Tables, board: str) -> Iterator[tuple[KeyPath, str, str]]:
    seen: set[str] = set()
    for place, card in tables.of("rate", board):
        name = card.get("name")
        if isinstance(name, str) and name in seen:
            message = _("two rates of board '{board}' are called '{name}'", board=board, name=name)
            yield ("rate", place, "name"), message, _("give each a name of its own")
        seen.add(str(name))


def _used(tables: Tables, board: str) -> Iterator[tuple[KeyPath, str, str]]:
    known = typed_rates(tables, board)
    for place, offer in tables.of("in_kind", board):
        name, path = offer.get("rate"), ("in_kind", place, "rate")
        if not isinstance(name, str) or not SLUG.fullmatch(name):
            continue
        if name not in known:
            fix = did_you_mean(name, known)
            message = _("there is no rate '{rate}' on board '{board}'", rate=name, board=board)
            yield path, message, fix
            continue
        unit = str(offer.get("quantity")).strip().partition(" ")[2]
        per = str(_of_year(known[name], 0)).rpartition(" per ")[2].strip()
        if unit.strip() and unit.strip() != per:
            message = _(
                "the quantity is in '{unit}' and the rate '{rate}' is per '{other}'",
                unit=unit.strip(),
                rate=name,
                other=per,
            )
            yield path, message, _("use one unit for both")


def _of_year(value: object, year: int) -> object:
    parts = value if isinstance(value, list) else [value]
    return parts[min(year, len(parts) - 1)] if parts else None
