"""Boards drawn at random for a formula, plain and hostile, that shrink to plain ones.

Every figure is drawn by the origin of its input, so that a rule of a plugin draws no differently.
What is tried first in each place is what a board shrinks to: few partners, round sums, no answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from hypothesis import strategies as st
from sympy import Rational

from funding.amounts import PENNY
from funding.data import wales
from funding.formula.model import Formula
from funding.formula.reading import known_kinds
from funding.language import N_, _
from funding.promises.example import Cells, Example, Subject, each_of
from funding.promises.given import Given
from funding.promises.inputs import SORTS, inputs_of, needed_drivers
from funding.promises.members import Rows, members, pools_for
from funding.rules.work import Reduction, Shape
from funding.worksheet.column import Column, Scope
from funding.worksheet.worksheet import Worksheet

ONE, ZERO = Fraction(1), Fraction(0)
MOST_PENCE = 10**12
MOST_PLAIN_FIGURE = 4
"""Smaller figures that a formula states are drawn anyway."""
OFFERED = ("staff", "accommodation")
PLAIN_SUMS = tuple(Fraction(each) for each in (100, 1_000, 60_000))


def sums() -> st.SearchStrategy[Fraction]:
    """Give sums of money: round ones first, then any, down to a penny and up to a great many."""
    pence = st.one_of(st.integers(1, 9), st.integers(1, 10**7), st.integers(1, MOST_PENCE))
    return st.one_of(st.sampled_from(PLAIN_SUMS), pence.map(lambda each: each * PENNY))


def sums_or_nothing() -> st.SearchStrategy[Fraction]:
    """Give nothing, or a sum."""
    return st.one_of(st.just(ZERO), sums())


def turns_of(worksheet: Worksheet) -> tuple[Fraction, ...]:
    """Give the figures that a formula states, at which its answer may turn."""
    found: set[Fraction] = set()
    for column in worksheet:
        found.update((column.values or {}).values())
        if column.expression is not None:
            numbers = column.expression.atoms(Rational)
            found.update(Fraction(int(each.p), int(each.q)) for each in numbers)
    return tuple(sorted(each for each in found if each > MOST_PLAIN_FIGURE))


def _near(turns: Sequence[Fraction], unit: Fraction) -> Iterator[Fraction]:
    """Give figures about each turn: on it, beside it, and as far from it as half and double."""
    for turn in turns:
        for each in (turn, turn - unit, turn + unit, turn / 2, turn * 2):
            yield each - each % unit


def counts() -> st.SearchStrategy[Fraction]:
    """Give figures of drivers: alike ones often, nothing sometimes, very large ones too."""
    whole = st.one_of(
        st.just(1),
        st.integers(0, 4),
        st.sampled_from([1_000, 2_000, 3_000]),
        st.integers(0, 80_000),
        st.just(999_999_999_999_999),
    )
    return st.one_of(whole.map(Fraction), st.integers(0, 10**6).map(lambda n: Fraction(n, 1_000)))


@st.composite
def examples(
    draw: st.DrawFn,
    subject: Subject,
    *,
    most: int = 6,
    also: Sequence[str] = (),
    seated: Sequence[Rows] = (),
) -> Example:
    """Draw a board of up to `most` partners (and what the formula needs besides) for a formula.

    `also` are kinds, and ids that partners may have, besides those that the formula names. If the
    partners of some boards are `seated`, those of one sit there.
    """
    shape = draw(shapes(subject.formula))
    if seated:
        return draw(examples_of(subject, shape, draw(st.sampled_from(list(seated)))))
    return draw(examples_of(subject, shape, draw(members(subject.formula, most, also))))


@st.composite
def examples_of(draw: st.DrawFn, subject: Subject, shape: Shape, rows: Rows) -> Example:
    """Draw the figures of a board of which it is known who sits on it."""
    example = Example(subject, shape, rows, {})
    values: dict[str, Cells] = {}
    given = Given(subject, rows)
    for column, sort in inputs_of(example.worksheet):
        values[column.name] = given.cells(column) if sort == "given" else ZERO
    _Drawing(draw, shape, rows).fill(example, values)
    return _with_needed(replace(example, values=values))


@st.composite
def shapes(draw: st.DrawFn, formula: Formula) -> Shape:
    """Draw the pools that there is cost of, what reduces them, and what may be given in kind."""
    pools, more = pools_for(formula)
    pools += draw(st.lists(st.sampled_from(more), unique=True))
    some = st.lists(st.sampled_from(pools), min_size=1, unique=True).map(tuple)
    reductions = [
        Reduction(f"{kind}_{number}", kind, _(_TITLES[kind], number=number), draw(some))
        for kind in ("grants", "income", "reserves")
        for number in range(
            draw(st.sampled_from([0, 0, 0, 1] if kind != "grants" else [0, 0, 1, 2]))
        )
    ]
    led = any(each.lead_needed() is not None for _, each in formula.sections())
    offers = draw(st.lists(st.sampled_from([(k, p) for k in OFFERED for p in pools]), unique=True))
    return Shape(
        tuple(pools),
        tuple(reductions),
        tuple(sorted(offers)),
        drivers=frozenset(wales.measures()),
        kinds=known_kinds([formula]),
        arrears=draw(st.sampled_from([False, False, True])),
        any_driver=True,
        two_leads=not led and draw(st.sampled_from([False, False, False, True])),
    )


class _Drawing:
    """Draws the figures of one board, those that go together together."""

    def __init__(self, draw: st.DrawFn, shape: Shape, rows: Rows) -> None:
        self._draw, self._shape, self._rows = draw, shape, rows

    def fill(self, example: Example, values: dict[str, Cells]) -> None:
        """Draw every input that is free."""
        columns = {
            column.name: column for column, sort in inputs_of(example.worksheet) if sort != "given"
        }
        turns = turns_of(example.worksheet)
        by_what: dict[str, list[Column]] = {}
        for column in columns.values():
            if column.origin is not None:
                by_what.setdefault(column.origin.what, []).append(column)
        for what, those in by_what.items():
            if what in _TOGETHER:
                continue
            for column in those:
                values[column.name] = self._cells(column, turns)
        self._offers(by_what.get("offer", []), values)
        self._reserves(by_what, values)
        self._answers(by_what, values)
        self._openings(by_what.get("opening", []), by_what, values)
        for column in by_what.get("is_lead", []):
            values[column.name] = self._leads()

    def _cells(self, column: Column, turns: Sequence[Fraction]) -> Cells:
        sort = SORTS[column.origin.what if column.origin else ""]
        drawn = _DRAWN[sort]
        if turns and sort in _UNITS and self._draw(st.booleans()):
            near = list(dict.fromkeys(_near(turns, _UNITS[sort])))
            drawn = partial(st.sampled_from, near)
        nothing_often = column.origin is not None and column.origin.what in ("on_top", "reduction")
        if column.scope is Scope.BOARD:
            return self._draw(sums_or_nothing() if nothing_often else drawn())
        return tuple(
            self._draw(st.one_of(st.just(ZERO), drawn()) if nothing_often else drawn())
            for _ in self._rows
        )

    def _offers(self, columns: Sequence[Column], values: dict[str, Cells]) -> None:
        """Draw gifts; together they are never more than the lines of the pool that they meet."""
        cells = {column.name: [ZERO] * len(self._rows) for column in columns}
        for column in columns:
            pool = column.origin.which[1] if column.origin else ""
            cost = next(name for name in values if name == f"cost_{pool.replace('-', '_')}")
            same = [c.name for c in columns if c.origin and c.origin.which[1] == pool]
            for row in self._draw(
                st.lists(st.integers(0, len(self._rows) - 1), max_size=3, unique=True)
            ):
                whole = values[cost]
                left = (whole if isinstance(whole, Fraction) else ZERO) - sum(
                    (sum(cells[name], ZERO) for name in same), ZERO
                )
                most = int(left / PENNY)
                pence = self._draw(st.one_of(st.just(most), st.integers(0, most)))
                cells[column.name][row] += pence * PENNY
        values.update({name: tuple(each) for name, each in cells.items()})

    def _reserves(self, by_what: Mapping[str, list[Column]], values: dict[str, Cells]) -> None:
        """Draw what is in reserve: enough for the planned use and the minimum."""
        needed = ZERO
        for column in by_what.get("reserves_minimum", []):
            values[column.name] = self._draw(sums_or_nothing())
            needed += sum(each_of(values[column.name]), ZERO)
        for column in by_what.get("reduction", []):
            if column.origin and column.origin.which[0] == "reserves":
                needed += sum(each_of(values[column.name]), ZERO)
        for column in by_what.get("opening", []):
            if column.scope is Scope.BOARD:
                values[column.name] = needed + self._draw(sums_or_nothing())

    def _answers(self, by_what: Mapping[str, list[Column]], values: dict[str, Cells]) -> None:
        """Draw what each said: that it pays all, a part, up to a sum, or nothing; or no word."""
        if "take_up" not in by_what:
            return
        said = [self._draw(st.sampled_from(_SAID)) for _ in self._rows]
        parts = {"part": _DRAWN["share"]()}
        take_up = [
            ZERO if each == "refused" else self._draw(parts[each]) if each in parts else ONE
            for each in said
        ]
        for what, cells in (
            ("take_up", take_up),
            ("silent", [ONE if each == "silent" else ZERO for each in said]),
            ("limited", [ONE if each == "sum" else ZERO for each in said]),
            ("limit", [self._draw(sums_or_nothing()) if each == "sum" else ZERO for each in said]),
        ):
            for column in by_what.get(what, []):
                values[column.name] = tuple(cells)

    def _openings(
        self,
        columns: Sequence[Column],
        by_what: Mapping[str, list[Column]],
        values: dict[str, Cells],
    ) -> None:
        """Draw the year before of each partner, known or not, and what is paid of arrears."""
        for column in (each for each in columns if each.scope is Scope.PARTNER):
            values[column.name] = tuple(self._draw(sums_or_nothing()) for _ in self._rows)
        for column in by_what.get("has_opening", []):
            known = [self._draw(st.sampled_from([ONE, ONE, ZERO])) for _ in self._rows]
            opening = f"{column.origin.which[0] if column.origin else ''}_opening"
            before = each_of(values[opening])
            values[column.name] = tuple(known)
            values[opening] = tuple(b * k for b, k in zip(before, known, strict=True))
        if "historic_opening" in values and "assessed_opening" in values:
            # What a transition begins with is what was assessed in the year before the first.
            values["historic_opening"] = values["assessed_opening"]
        for column in by_what.get("arrears_paid", []):
            owed = each_of(values["arrears_opening"])
            values[column.name] = tuple(
                self._draw(st.integers(0, int(each / PENNY))) * PENNY for each in owed
            )

    def _leads(self) -> Cells:
        places = list(range(len(self._rows)))
        count = min(2 if self._shape.two_leads else 1, len(places))
        leads = self._draw(st.permutations(places))[:count]
        return tuple(ONE if place in leads else ZERO for place in places)


_TITLES = {
    "grants": N_("grants {number}"),
    "income": N_("income {number}"),
    "reserves": N_("reserves {number}"),
}
_SAID = ("agreed", "agreed", "refused", "part", "sum", "silent")
_TOGETHER = (
    "offer",
    "reserves_minimum",
    "opening",
    "take_up",
    "silent",
    "limited",
    "limit",
    "has_opening",
    "arrears_paid",
    "is_lead",
)
_DRAWN: dict[str, Callable[[], st.SearchStrategy[Fraction]]] = {
    "pence": sums,
    "count": counts,
    "share": lambda: st.sampled_from(
        [Fraction(1, 2), ZERO, ONE, Fraction(333, 1000), Fraction(999, 1000)]
    ),
}


_UNITS = {"pence": PENNY, "count": ONE}


def _with_needed(example: Example) -> Example:
    """Give the first of those who share by a driver some of it, where nobody has any."""
    for some in needed_drivers(example):
        if not any(example.cell(some.name, row) for row in some.rows):
            example = example.with_cell(some.name, some.rows[0], ONE)
    return example
