"""The figures that a result rests on, as people read them: what each is, whose, and its value.

Values are as a file states them: of a formula, those of its columns; of a scenario, those of the
board. A sum of a part of a year is the sum of the year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from funding.amounts import written_exact, written_number, written_percent
from funding.comparison.naming import Names, formula_name, name_of
from funding.comparison.run import Run
from funding.comparison.words import answer_said
from funding.language import _, in_english, marked
from funding.rules.contradictions import EVERYONE
from funding.scenario.entries import ByYear, DriverFigures, Offer
from funding.worksheet.column import Column, Figure, Unit

MOST_NUMBERS = 25
"""So many figures of one driver are written out; of more, the lowest and the highest."""


class Valued(NamedTuple):
    """A figure of one result: what it is called, whose it is, its value and, if stated, its range.

    All but the first as people read them.
    """

    figure: Figure
    name: str
    whose: str = ""
    value: str = ""
    ends: str = ""


def figures_of(run: Run, place: int, names: Names) -> Iterator[tuple[str, Valued]]:
    """Give each figure that a run rests on, with the year, or the part of one, that it is of.

    `place` is that of the year in the scenario.
    """
    for part in run.parts or (run,):
        time = str(part.part) if run.parts else str(run.year)
        of = _Reader(part, place, names)
        for column, figure in part.figures_of_columns():
            found = [each for each in of.entries(column, figure) if each.figure == figure]
            yield from ((time, each) for each in found or [Valued(figure, of.called(column))])
        yield time, Valued(part.itself, formula_name(part.stands))


def written(amount: Fraction, unit: Unit, currency: str) -> str:
    """Write a figure by its unit: money, a percentage or a number."""
    if unit == "money":
        return written_exact(amount, currency)
    return written_percent(amount) if unit == "share" else written_number(amount)


class _Reader:
    """Reads the figures of a run, or of a part of one."""

    def __init__(self, run: Run, place: int, names: Names) -> None:
        self._run, self._board, self._place, self._names = run, run.board, place, names
        self._inputs: dict[str, Callable[..., Iterator[Valued]]] = {
            "cost": self._cost,
            "cost_a_year": self._cost,
            "reduction": self._reduction,
            "driver": self._driver,
            "offer": self._offers,
            "on_top": self._offers,
            "arrears_paid": self._paid,
            "reserves_minimum": self._least_reserves,
            "reserves_later": self._later_reserves,
            "index": self._index,
            "opening": self._opening,
            "take_up": self._answers,
            "limit": self._answers,
        }

    def called(self, column: Column) -> str:
        """Give what a column is called."""
        return marked(column.title)

    def entries(self, column: Column, figure: Figure) -> Iterator[Valued]:
        """Give what a figure of a column may be; of an input of the board, every one of its."""
        if column.values is not None:
            yield self._stated(column, figure)
        elif figure in column.figures:
            # What a rate comes to is worked out; the rate itself is what the figure is called.
            yield Valued(figure, self.called(column), "", figure.what)
        elif column.origin is not None:
            read = self._inputs.get(column.origin.what)
            yield from read(self.called(column), *column.origin.which) if read else ()

    def _stated(self, column: Column, figure: Figure) -> Valued:
        """Read a figure that the formula states: by kind, by partner, or one for the board."""
        assert column.values is not None  # noqa: S101  # only what has values comes here
        key = figure.what if figure.what in column.values else ""
        value = column.values.get(key)
        name = self.called(column)
        if key and column.by != "board":
            name = self._party(key) if column.by != "kind" else self._names.kind(key)
        return Valued(
            figure,
            name,
            "",
            "" if value is None else self._written(value, column.unit),
            self._ends(figure, column.unit),
        )

    def _party(self, who: str) -> str:
        if who == EVERYONE:
            return _("everyone")
        return self._names.partner(who) if self._names.is_partner(who) else self._names.kind(who)

    def _cost(self, _title: str, *pools: str) -> Iterator[Valued]:
        for line in self._board.costs:
            if pools and line.pool not in pools:
                continue
            name = self._names.board_called(line.item) or in_english(line.item)
            value, ends = self._money(line.amount[self._place]), self._ends(line.figure, "money")
            yield Valued(line.figure, name, "", value, ends)
            if line.index is not None:
                yield from self._index("", line.index.what)

    def _index(self, _title: str, name: str, *_years: str) -> Iterator[Valued]:
        index = self._board.indices[name]
        numbers = _listed((str(year), number) for year, number in index.values.items())
        yield Valued(index.figure, marked(index.title), "", numbers)

    def _reduction(self, title: str, _kind: str, name: str) -> Iterator[Valued]:
        amount = self._board.reduction_amounts[name][self._place]
        yield Valued(self._board.reduction_figures[name], title, "", self._money(amount))

    def _driver(self, _title: str, name: str) -> Iterator[Valued]:
        driver = self._board.drivers.get(name)
        if driver is not None:
            yield Valued(driver.figure, marked(driver.title), "", self._numbers(driver))

    def _offers(self, _title: str, *which: str) -> Iterator[Valued]:
        for each in self._board.offers:
            if (each.kind, each.pool) == which if which else each.pool is None:
                yield from self._offer(each)

    def _paid(self, title: str) -> Iterator[Valued]:
        for paid in self._board.arrears_paid:
            who, amount = self._names.partner(paid.partner), paid.amount[self._place]
            yield Valued(paid.figure, title, who, self._money(amount))

    def _least_reserves(self, title: str) -> Iterator[Valued]:
        yield from self._reserves(title, self._board.reserves.minimum)

    def _later_reserves(self, title: str) -> Iterator[Valued]:
        yield from self._reserves(title, self._board.reduction_amounts.get("reserves_use", ()))

    def _reserves(self, title: str, sums: ByYear) -> Iterator[Valued]:
        figure, amount = self._board.reserves.figure, sums[self._place] if sums else Fraction(0)
        if figure is not None:
            yield Valued(figure, title, "", self._money(amount))

    def _offer(self, offer: Offer) -> Iterator[Valued]:
        what = in_english(offer.meets) if offer.meets else _(offer.kind)
        worth = self._money(offer.worth[self._place])
        yield Valued(offer.figure, what, self._names.partner(offer.partner), worth)
        if offer.rate is not None:
            rate, unit = self._money(offer.rated[self._place]), in_english(offer.unit)
            value = _("{amount} per {unit}", amount=rate, unit=unit)
            yield Valued(offer.rate, in_english(offer.rate.what), "", value)

    def _opening(self, title: str, word: str) -> Iterator[Valued]:
        """Read what the first year opens with; a later one opens with what is worked out."""
        stated = self._board.openings.get(word, Fraction(0))
        for figure in self._board.opening_figures.get(word, ()):
            if isinstance(stated, Fraction):
                yield Valued(figure, title, "", self._money(stated))
            elif figure.partner is not None and figure.partner in stated:
                who = self._names.partner(figure.partner)
                yield Valued(figure, title, who, self._money(stated[figure.partner]))

    def _answers(self, _title: str) -> Iterator[Valued]:
        for party in self._run.parties:
            answer = party.answer
            if answer is not None and answer.figure is not None:
                # Beside it stands the status of the record: “refused” would look like no “agreed”.
                said = answer_said(answer, self._board.currency, self._place)
                value = _("recorded as: {answer}", answer=said)
                name = _("what it answered")
                if answer is not party.recorded and party.notice is not None:
                    name = _("its notice of {date}", date=party.notice.given)
                yield Valued(answer.figure, name, name_of(party.partner), value)

    def _numbers(self, driver: DriverFigures) -> str:
        """Write a driver's numbers, each with whose it is; of very many, the ends only."""
        found = [
            (name_of(each), driver.values[each.id])
            for each in self._board.partners
            if each.id in driver.values
        ]
        above = self._board.beneath
        unit: Unit = "share" if above is not None and above.by == "percentages" else "number"
        if len(found) <= MOST_NUMBERS:
            return _listed(found, unit)
        numbers = [number for _name, number in found]
        low, high = (self._written(end, unit) for end in (min(numbers), max(numbers)))
        return _("{number} figures, from {low} to {high}", number=len(found), low=low, high=high)

    def _ends(self, figure: Figure, unit: Unit) -> str:
        if not figure.ends:
            return ""
        low, high = (
            self._written(end[min(self._place, len(end) - 1)], unit) for end in figure.ends
        )
        return _("{low} to {high}", low=low, high=high)

    def _money(self, amount: Fraction) -> str:
        return self._written(amount, "money")

    def _written(self, amount: Fraction, unit: Unit) -> str:
        return written(amount, unit, self._board.currency)


def _listed(numbers: Iterable[tuple[str, Fraction]], unit: Unit = "number") -> str:
    return "; ".join(
        _("{name}: {value}", name=name, value=written(number, unit, "")) for name, number in numbers
    )
