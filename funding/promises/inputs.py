"""What the inputs of a worksheet can be: the boards that could exist.

Each input has an origin, and each origin one kind of figure. Some figures go together: what meets a
line is no more than the line. Those relations are conditions over inputs, in the language of
expressions, so that what draws boards and what reasons about all of them use the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from funding.promises.example import Example
from funding.rules.rule import among
from funding.worksheet.column import Column, Role, Row
from funding.worksheet.worksheet import Worksheet

Sort = Literal["pence", "count", "share", "flag", "given"]
"""Whole pence, a number, a part of 1, or 0 or 1; or what the formula and who sits there settle."""

SORTS: dict[str, Sort] = {
    "penny": "given",
    "cost": "pence",
    "reduction": "pence",
    "reserves_minimum": "pence",
    "opening": "pence",
    "year": "given",
    "index": "count",
    "growth": "given",
    "driver": "count",
    "has_driver": "given",
    "is_kind": "given",
    "devolved": "given",
    "excluded": "given",
    "must_pay": "given",
    "is_lead": "flag",
    "silent": "flag",
    "limited": "flag",
    "limit": "pence",
    "take_up": "share",
    "has_opening": "flag",
    "arrears_paid": "pence",
    "offer": "pence",
    "on_top": "pence",
}
"""By what the origin of an input is, in a whole year."""


def inputs_of(worksheet: Worksheet) -> Iterator[tuple[Column, Sort]]:
    """Give the inputs of a worksheet with the sort of each."""
    for column in worksheet:
        if column.origin is not None:
            yield column, SORTS[column.origin.what]


@dataclass(frozen=True)
class SomeOf:
    """One of the figures of an input is above nothing, among some rows."""

    name: str
    rows: tuple[int, ...]


def relations(worksheet: Worksheet) -> Iterator[str]:
    """Give the conditions that tie figures together on every board that a scenario can state.

    A planned use of reserves that nothing is left for takes nothing; so what is used counts. Where
    a lead that takes the difference of rounding would be paid, the formula is refused.
    """
    by_origin: dict[str, list[Column]] = {}
    for column, _ in inputs_of(worksheet):
        if column.origin is not None:
            by_origin.setdefault(column.origin.what, []).append(column)
    if "take_up" in by_origin:
        yield from ANSWERS
    yield from _gifts(by_origin)
    kept = ["reserves_minimum"] if "reserves_minimum" in worksheet else []
    kept += [column.name for column in worksheet.playing(Role.RESERVES_PLANNED)]
    yield f"{' + '.join(kept or ['0'])} <= reserves_opening"
    if "arrears_paid" in by_origin:
        yield "arrears_paid <= arrears_opening"
    for column in by_origin.get("has_opening", ()):
        what = column.origin.which[0] if column.origin else ""
        yield f"{column.name} == 1 or {what}_opening == 0"
    for column in worksheet:
        bill = column.name.replace("nearest", "assessed", 1)
        if column.name.startswith("nearest_") and bill in worksheet:
            yield f"{bill} >= 0"
    yield from (f"{column.name} > 0" for column in by_origin.get("index", ()))


ANSWERS = (
    "take_up <= 1",
    "silent == 0 or limited == 0",
    "take_up == 1 or (silent == 0 and limited == 0)",
    "limit == 0 or limited == 1",
)


def _gifts(by_origin: Mapping[str, list[Column]]) -> Iterator[str]:
    """Keep what meets the lines of a pool to no more than the pool."""
    for cost in by_origin.get("cost", ()):
        pool = cost.origin.which[0] if cost.origin else ""
        offers = [
            column.name
            for column in by_origin.get("offer", ())
            if column.origin and column.origin.which[1] == pool
        ]
        if offers:
            yield f"total({' + '.join(offers)}) <= {cost.name}"


def needed_drivers(example: Example) -> Iterator[SomeOf]:
    """Give the drivers that must not total nothing, and among whom: no rule says what of that."""
    formula, worksheet = example.subject.formula, example.worksheet
    sharing = [
        place
        for place, row in enumerate(example.rows)
        if not example.cell("excluded", place) and not formula.sets_sum_of(BodyOf(row))
    ]
    for _, settings in formula.sections():
        for _, driver, kinds in settings.drivers_needed():
            base = formula.base_of(driver)
            if base not in worksheet or worksheet[base].origin is None or settings.has_nil_rule():
                continue
            rows = tuple(p for p in sharing if among(BodyOf(example.rows[p]), kinds))
            if rows:
                yield SomeOf(base, rows)


@dataclass(frozen=True)
class BodyOf:
    """A row as rules know a partner: by its id and its kind."""

    row: Row

    @property
    def id(self) -> str:
        """The partner's id."""
        return self.row.id

    @property
    def kind(self) -> str:
        """The kind of partner."""
        return self.row.keys["kind"]
