"""Bodies that are one payer are taken together before anything is shared, and part again after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.oracle.board import Partner
from tests.oracle.pennies import number, percent
from tests.oracle.refused import Refused

Table = Mapping[str, Any]
Shares = dict[str, Fraction]


@dataclass(frozen=True)
class Payer:
    """One who pays: a body, or all the bodies of a group that take part."""

    members: tuple[Partner, ...]
    group: str | None = None


def payers_of(formula: Table, bodies: Sequence[Partner]) -> list[Payer]:
    """Put the bodies of each group together; the others stand alone."""
    together: dict[str, list[Partner]] = {}
    found = []
    for body in bodies:
        group = group_of(formula, body)
        if group is None:
            found.append(Payer((body,)))
        else:
            together.setdefault(group, []).append(body)
    return [*found, *(Payer(tuple(members), group) for group, members in together.items())]


def group_of(formula: Table, body: Partner) -> str | None:
    """Give the group that names a body, by its id or by its kind."""
    for name, group in groups(formula).items():
        if body.id in group["members"] or body.kind in group["members"]:
            return name
    return None


def groups(formula: Table) -> dict[str, Table]:
    """Give the groups by their names."""
    section = formula.get("groups", {})
    return {name: each for name, each in section.items() if isinstance(each, dict)}


def measured(formula: Table, driver: str, bodies: Sequence[Partner]) -> Fraction:
    """Give what bodies together have of a driver: a measure is of the sum of their figures."""
    measure = formula.get("measure", {}).get(driver)
    if measure is None:
        if any(driver not in body.figures for body in bodies):
            raise Refused
        return sum((body.figures[driver] for body in bodies), Fraction(0))
    figure = measured(formula, measure["of"], bodies)
    if "threshold" in measure:
        return max(Fraction(0), figure - number(bare(measure["threshold"])))
    if "taper" in measure:
        start, end = (number(bare(measure["taper"][key])) for key in ("from", "to"))
        if figure <= start:
            return figure
        return Fraction(0) if figure >= end else figure * (end - figure) / (end - start)
    return _by_bands(measure["bands"], figure)


def _by_bands(bands: Sequence[Table], figure: Fraction) -> Fraction:
    """Fill the bands one after another until nothing of the figure is left."""
    counted, left, reached = Fraction(0), figure, Fraction(0)
    for band in bands:
        room = left if "up_to" not in band else number(bare(band["up_to"])) - reached
        taken = min(left, room)
        counted += taken * rate(band["rate"])
        left, reached = left - taken, reached + room
    return counted


def rate(value: Any) -> Fraction:
    """Read a rate: a number, or a percentage."""
    text = str(bare(value))
    return percent(text) if text.endswith("%") else number(text)


def bare(value: Any) -> Any:
    """Give a value without its source."""
    return value["value"] if isinstance(value, dict) else value


def base_of(formula: Table, driver: str) -> str:
    """Give the driver that a measure is made of in the end."""
    measure = formula.get("measure", {}).get(driver)
    return driver if measure is None else base_of(formula, measure["of"])


def weighed(formula: Table, driver: str, payer: Payer, weights: Table) -> Fraction:
    """Give what a payer counts for by a driver; each member's part by its figure and its kind."""
    whole = measured(formula, driver, payer.members)
    base = base_of(formula, driver)
    figures = [body.figures[base] for body in payer.members]
    if not any(figures):
        return Fraction(0)
    times = [number(bare(weights.get(body.kind, 1))) for body in payer.members]
    counted = sum(figure * each for figure, each in zip(figures, times, strict=True))
    return whole * counted / sum(figures)


def divide(
    formula: Table, payers: Sequence[Payer], how: Any, table: Table, weights: Table | None = None
) -> list[Fraction]:
    """Give each payer's part of 1, by a driver, several, or equally."""
    if not payers:
        raise Refused
    if isinstance(how, dict):
        found = [Fraction(0) for _ in payers]
        for driver, part in how.items():
            each = divide(formula, payers, driver, table, weights)
            found = [
                sum_so_far + percent(part) * one
                for sum_so_far, one in zip(found, each, strict=True)
            ]
        return found
    if how == "equal":
        return [Fraction(1, len(payers))] * len(payers)
    figures = [weighed(formula, how, payer, weights or {}) for payer in payers]
    if not sum(figures):
        if table.get("when_nil") != "equal":
            raise Refused
        return divide(formula, payers, "equal", table)
    return [figure / sum(figures) for figure in figures]


def part_again(formula: Table, group: str, members: Sequence[Partner]) -> Shares:
    """Give each member's part of what is asked of its group."""
    within = groups(formula)[group].get("within", "equal")
    if isinstance(within, dict) and "table" in within:
        if {body.id for body in members} - within["table"].keys():
            raise Refused
        stated = {body.id: percent(within["table"][body.id]) for body in members}
        whole = sum(stated.values(), Fraction(0))
        return {who: each / whole for who, each in stated.items()}
    how = within["by"] if isinstance(within, dict) else within
    alone = [Payer((body,)) for body in members]
    parts = divide(formula, alone, how, formula["groups"])
    return {body.id: part for body, part in zip(members, parts, strict=True)}


def check_groups(formula: Table, sharing: Sequence[Partner]) -> None:
    """Refuse a group whose sum could not be divided again among those of it who share."""
    for payer in payers_of(formula, sharing):
        if payer.group is not None:
            part_again(formula, payer.group, payer.members)


def settle_groups(formula: Table, found: Shares, taking: Sequence[Partner]) -> Shares:
    """Divide each group's sum again among those of its members that take part."""
    again = dict(found)
    for payer in payers_of(formula, taking):
        if payer.group is not None:
            whole = sum((found[body.id] for body in payer.members), Fraction(0))
            for who, part in part_again(formula, payer.group, payer.members).items():
                again[who] = whole * part
    return again
