"""Changes of who sits on a board: in which order, who answers how, who leaves, who is split."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import strategies as st

from funding.amounts import PENNY
from funding.language import _
from funding.promises.example import Example, each_of
from funding.promises.inputs import inputs_of
from funding.promises.members import partners_of
from funding.promises.pair import Pair
from funding.worksheet.column import Row, Scope

ZERO = Fraction(0)


def rearranged(example: Example, order: tuple[int, ...]) -> Example:
    """Give a board with its rows in another order, some left out or there twice."""
    values = {
        name: tuple(cells[place] for place in order) if isinstance(cells, tuple) else cells
        for name, cells in example.values.items()
    }
    return replace(example, rows=tuple(example.rows[place] for place in order), values=values)


@dataclass(frozen=True)
class Reorders:
    """The partners are listed in another order."""

    def draw(self, draw: st.DrawFn, before: Example) -> Pair | None:
        """Draw the order."""
        order = tuple(draw(st.permutations(range(len(before.rows)))))
        places = tuple((order.index(row),) for row in range(len(order)))
        what = _("the partners are listed in another order")
        return Pair(before, rearranged(before, order), what, places=places)


def unnamed(example: Example) -> list[int]:
    """Give the rows of partners that do not lead, and that the formula does not name by id."""
    named = set(partners_of(example.subject.formula))
    leads = example.values.get("is_lead", ZERO)
    return [
        place
        for place, row in enumerate(example.rows)
        if row.id not in named and not (isinstance(leads, tuple) and leads[place])
    ]


@dataclass(frozen=True)
class Exchanges:
    """Two partners of one kind exchange all their figures."""

    def draw(self, draw: st.DrawFn, before: Example) -> Pair | None:
        """Draw which two."""
        free = unnamed(before)
        twins = [
            (one, other)
            for one in free
            for other in free
            if one < other and before.rows[one].keys["kind"] == before.rows[other].keys["kind"]
        ]
        if not twins:
            return None
        one, other = draw(st.sampled_from(twins))
        order = list(range(len(before.rows)))
        order[one], order[other] = other, one
        after = replace(rearranged(before, tuple(order)), rows=before.rows)
        names = {"one": before.rows[one].id, "other": before.rows[other].id}
        what = _("{one} and {other} exchange their figures", **names)
        places = tuple((place,) for place in order)
        return Pair(before, after, what, frozenset([one, other]), places)


@dataclass(frozen=True)
class Refuses:
    """A partner that may contribute, and agreed, refuses."""

    def draw(self, draw: st.DrawFn, before: Example) -> Pair | None:
        """Draw who."""
        if "take_up" not in before.values:
            return None
        places = [
            row
            for row in range(len(before.rows))
            if not before.cell("must_pay", row)
            and not before.cell("excluded", row)
            and before.cell("take_up", row) == 1
            and not before.cell("silent", row)
            and not before.cell("limited", row)
        ]
        if not places:
            return None
        row = draw(st.sampled_from(places))
        after = before.with_cell("take_up", row, ZERO)
        what = _("{partner} refuses", partner=before.rows[row].id)
        return Pair(before, after, what, frozenset([row]))


@dataclass(frozen=True)
class Leaves:
    """A partner that is asked for nothing and gives nothing is not there."""

    def draw(self, draw: st.DrawFn, before: Example) -> Pair | None:
        """Draw who; that it gives nothing is made so."""
        settled = before.settled
        if settled is None or len(before.rows) < 2:
            return None
        unasked = [
            row for row in unnamed(before) if not each_of(settled.cells("charged_exact"))[row]
        ]
        if not unasked:
            return None
        gone = draw(st.sampled_from(unasked))
        for name in _given_by(before):
            before = before.with_cell(name, gone, ZERO)
        if before.settled is None or any(
            each_of(before.settled.cells(word))[gone]
            for word in ("charged_exact", "assessed", "in_kind", "borne", "shortfall")
        ):
            return None
        order = tuple(place for place in range(len(before.rows)) if place != gone)
        places = tuple(
            () if place == gone else (order.index(place),) for place in range(len(before.rows))
        )
        who = before.rows[gone].id
        what = _("{partner}, of whom nothing is asked, is not there", partner=who)
        return Pair(before, rearranged(before, order), what, frozenset([gone]), places)


def _given_by(example: Example) -> Iterator[str]:
    """Name the inputs of what partners give, and of the year before."""
    for column, sort in inputs_of(example.worksheet):
        if sort == "pence" and column.scope is Scope.PARTNER and column.name != "limit":
            yield column.name


@dataclass(frozen=True)
class Splits:
    """A partner becomes two of its kind, that have its figures between them."""

    def draw(self, draw: st.DrawFn, before: Example) -> Pair | None:
        """Draw who, and which part of its figures one of the two has."""
        free = unnamed(before)
        if not free:
            return None
        row = draw(st.sampled_from(free))
        part = draw(st.sampled_from([Fraction(1, 2), Fraction(1, 4), Fraction(1, 3)]))
        last = len(before.rows)
        after = rearranged(before, (*range(last), row))
        after = replace(after, rows=(*before.rows, _second(before.rows[row])))
        for column, sort in inputs_of(before.worksheet):
            if column.scope is Scope.PARTNER and sort in ("pence", "count"):
                whole = before.cell(column.name, row)
                unit = PENNY if sort == "pence" else Fraction(1, 1_000)
                one = Fraction(int(whole * part / unit)) * unit
                after = after.with_cell(column.name, row, one)
                after = after.with_cell(column.name, last, whole - one)
        places = tuple((place, last) if place == row else (place,) for place in range(last))
        what = _("{partner} becomes two partners", partner=before.rows[row].id)
        return Pair(before, after, what, frozenset([row]), places)


def _second(row: Row) -> Row:
    who = f"{row.id}-b"
    return Row(who, {**row.keys, "payer": who})
