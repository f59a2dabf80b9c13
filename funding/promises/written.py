"""A board that was found, written as a scenario file that anyone can run."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import tomlkit

from funding.amounts import PENNY
from funding.formula.model import Formula
from funding.language import N_, _, here, spoken
from funding.promises.example import Example
from funding.promises.inputs import inputs_of
from funding.toml.wording import value_at
from funding.worksheet.column import Column, Scope

Table = dict[str, Any]
ZERO = Fraction(0)
ASSUMED = N_("made up, to break a promise")


def scenario_toml(title: str, boards: dict[str, Example], notes: str) -> str:
    """Write boards for one formula, by their ids, as one scenario; raise nothing."""
    first = next(iter(boards.values()))
    head: Table = {
        "title": title if spoken() == "en" else _inline({spoken(): title}),
        "notes": notes,
        "year": str(first.subject.year),
        "formulas": [first.subject.whole.id],
    }
    if changed := _changed(first.subject.whole):
        head["set"] = {first.subject.whole.id: changed}
    tables: Table = {}
    parts = [_Written(board, example, alone=len(boards) == 1) for board, example in boards.items()]
    for part in parts:
        for key, value in part.tables():
            known = tables.setdefault(key, [])
            known += [each for each in value if each not in known]
    return _dumped(head | {key: value for key, value in tables.items() if value})


def formula_toml(table: Table) -> str:
    """Write the keys of a formula file."""
    return _dumped(table)


def _dumped(table: Table) -> str:
    """Write a document, with a section for each table and for each of a list of tables."""
    document = tomlkit.document()
    for key, value in table.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            sections = tomlkit.aot()
            for each in value:
                sections.append(_section(each))
            document.add(key, sections)
        else:
            document.add(key, _section(value) if type(value) is dict else value)
    return tomlkit.dumps(document)


def _section(table: Table) -> tomlkit.items.Table:
    found = tomlkit.table()
    for key, value in table.items():
        found.add(key, _inline(value) if isinstance(value, dict) else value)
    return found


def _inline(table: Table) -> tomlkit.items.InlineTable:
    found = tomlkit.inline_table()
    found.update(table)
    return found


def _changed(formula: Formula) -> Table:
    """Give what was put in place of figures of a formula's file, to be put there again."""
    found: Table = {}
    for path in formula.document.overridden:
        place = found
        for key in path[:-1]:
            place = place.setdefault(str(key), {})
        place[str(path[-1])] = value_at(formula.document.data, path)
    return found


class _Written:
    """One board as tables of a scenario."""

    def __init__(self, board: str, example: Example, *, alone: bool) -> None:
        self._board, self._example = board, example
        self._on: Table = {} if alone else {"board": board}
        self._inputs = [column for column, _ in inputs_of(example.worksheet)]

    def tables(self) -> Iterator[tuple[str, list[Table]]]:
        """Give each list of tables with its key."""
        rows = self._example.rows
        yield "board", [self._head()]
        yield (
            "partner",
            [
                {
                    "id": row.id,
                    "kind": row.keys["kind"],
                    "devolved": row.keys["sector"] == "devolved",
                }
                | ({} if row.keys["payer"] == row.id else {"payer": row.keys["payer"]})
                | self._on
                for row in rows
            ],
        )
        yield (
            "cost",
            [
                {"pool": pool, "item": _all_of(pool), "amount": money(self._one(column))} | self._on
                for column, (pool, *_rest) in self._of("cost")
            ],
        )
        yield "grant", list(self._sources("grants"))
        yield "income", list(self._sources("income"))
        yield "in_kind", list(self._offers())
        yield "answer", list(self._answers())
        yield "last_year", list(self._years_before())
        yield (
            "arrears_paid",
            [
                {"partner": row.id, "amount": money(paid)} | self._on
                for column, _ in self._of("arrears_paid")
                for row, paid in self._by_row(column)
                if paid
            ],
        )
        yield (
            "driver",
            [
                {"name": name, "year": self._example.subject.year.start, "source": _(ASSUMED)}
                | self._on
                | {"values": {row.id: number(each) for row, each in self._by_row(column)}}
                for column, (name, *_rest) in self._of("driver")
            ],
        )
        yield "index", list(self._indices())

    def _of(self, what: str) -> Iterator[tuple[Column, tuple[str, ...]]]:
        for column in self._inputs:
            if column.origin is not None and column.origin.what == what:
                yield column, column.origin.which

    def _one(self, column: Column) -> Fraction:
        return self._example.cell(column.name, None)

    def _by_row(self, column: Column) -> Iterator[tuple[Any, Fraction]]:
        for place, row in enumerate(self._example.rows):
            yield row, self._example.cell(column.name, place)

    def _head(self) -> Table:
        head: Table = {"id": self._board}
        leads = [
            row.id for column, _ in self._of("is_lead") for row, is_ in self._by_row(column) if is_
        ]
        if leads:
            head["lead"] = leads
        reserves: Table = {}
        for column, _which in self._of("opening"):
            if column.scope is Scope.BOARD:
                reserves["opening"] = money(self._one(column))
        for column, _which in self._of("reserves_minimum"):
            reserves["minimum"] = money(self._one(column))
        for column, (kind, name) in self._of("reduction"):
            if kind == "reserves":
                reserves |= {"use": money(self._one(column)), "reduces": self._reduces(name)}
        return head | ({"reserves": reserves} if reserves else {})

    def _reduces(self, name: str) -> list[str]:
        return [
            pool
            for each in self._example.shape.reductions
            if each.id == name
            for pool in each.pools
        ]

    def _sources(self, kind: str) -> Iterator[Table]:
        for column, (of, name) in self._of("reduction"):
            if of == kind:
                table = {"name": here(column.title), "reduces": self._reduces(name)}
                yield table | {"amount": money(self._one(column))} | self._on

    def _offers(self) -> Iterator[Table]:
        for column, (kind, pool) in self._of("offer"):
            yield from (
                {"partner": row.id, "kind": kind, "meets": _all_of(pool), "value": money(each)}
                | self._on
                for row, each in self._by_row(column)
                if each
            )
        for column, _which in self._of("on_top"):
            for row, each in self._by_row(column):
                if each:
                    yield {
                        "partner": row.id,
                        "kind": "other resources",
                        "value": money(each),
                    } | self._on

    def _answers(self) -> Iterator[Table]:
        example = self._example
        if "take_up" not in example.values:
            return
        for place, row in enumerate(example.rows):
            said: Table = {"says": "agreed"}
            if example.cell("silent", place):
                said = {"says": "no answer"}
            elif example.cell("limited", place):
                said["amount"] = money(example.cell("limit", place))
            elif example.cell("take_up", place) == 0:
                said = {"says": "refused"}
            elif example.cell("take_up", place) != 1:
                said["take_up"] = f"{number(example.cell('take_up', place) * 100)}%"
            elif example.cell("must_pay", place):
                continue
            yield {"partner": row.id} | said | self._on

    def _years_before(self) -> Iterator[Table]:
        example = self._example
        columns = [(c, which[0]) for c, which in self._of("opening") if c.scope is Scope.PARTNER]
        known = {which[0]: column for column, which in self._of("has_opening")}
        for place, row in enumerate(example.rows):
            words = {
                ("assessed" if word == "historic" else word): money(
                    example.cell(column.name, place)
                )
                for column, word in columns
                if (example.cell(known[word].name, place) if word in known else 1)
            }
            # No arrears need no row; any other sum of nothing is not one that is not known.
            if words and words != {"arrears": money(ZERO)}:
                yield {"partner": row.id} | words | self._on

    def _indices(self) -> Iterator[Table]:
        values: dict[str, dict[str, int | str]] = {}
        for column, (name, *year) in self._of("index"):
            when = year[0] if year else str(self._example.subject.year)
            values.setdefault(name, {})[when] = number(self._one(column))
        for name, numbers in values.items():
            yield {"name": name, "source": _(ASSUMED), "values": numbers}


def _all_of(pool: str) -> str:
    """Name the one cost line of a pool."""
    return _("all of {pool}", pool=pool)


def money(amount: Fraction) -> str:
    """Write a sum as an officer types it."""
    pence = int(amount / PENNY)
    return f"£{pence // 100:,}.{pence % 100:02d}"


def number(amount: Fraction) -> int | str:
    """Write a number without loss: a whole one, or one with decimals that ends."""
    if amount.denominator == 1:
        return int(amount)
    return str(Decimal(amount.numerator) / Decimal(amount.denominator))
