"""Drafting a worksheet: rules add columns one after another, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from funding.language import _, marked, spoken
from funding.worksheet.column import By, Column, Figure, Origin, Role, Scope, Title, Unit, letter_of
from funding.worksheet.expression import parse_expression, scope_of
from funding.worksheet.worksheet import Worksheet


class NameTaken(ValueError):
    """Two columns would have one name."""

    def __init__(self, name: str) -> None:
        super().__init__(_("two columns are called '{name}'", name=name))
        self.name = name


@dataclass(frozen=True)
class Restated:
    """What becomes of a sum a year before it counts: `text` is of the sum before, called `sum`.

    The column before it has its name with `before` at the end.
    """

    before: str
    text: str
    title: str
    source: str


class Draft:
    """Columns so far; each gets the next letter, and may use only names drafted before it.

    `restating` says what a sum of money that a formula states for a year goes through before it
    counts: it is then the last of several columns that has the name asked for.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.restating: Callable[[], Sequence[Restated]] = tuple
        self._columns: dict[str, Column] = {}
        self._carried: dict[str, str] = {}
        self.section: tuple[str, ...] = ()

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def playing(self, role: Role) -> tuple[str, ...]:
        """Give the names of the columns of a role drafted so far."""
        return tuple(name for name, column in self._columns.items() if column.role is role)

    def names(self) -> tuple[str, ...]:
        """Give the names drafted so far."""
        return tuple(self._columns)

    def column(
        self,
        name: str,
        text: str,
        title: str | Title,
        *,
        unit: Unit = "money",
        role: Role | None = None,
        source: str = "",
        scope: Scope | None = None,
        aliases: Mapping[str, str] | None = None,
        without: str | None = None,
        remedy: str | None = None,
        figure_of: str | None = None,
    ) -> str:
        """Add a step computed from earlier columns, written as an expression; give its name.

        The same step asked for twice is one column.

        The expression says whether there is a cell a partner, unless `scope` does.

        `aliases` are further names for earlier columns, as `base` is for the pool being shared;
        `without` says what is wrong if a cell is divided by nothing, and `remedy` what to do if one
        has no value.
        """
        aliases = aliases or {}
        # What an author wrote was bounded when its file was read.
        expression = parse_expression(text, self._columns, aliases, bounded=False)
        for alias, meant in aliases.items():
            text = re.sub(rf"\b{alias}\b", meant, text)
        found = self._columns.get(name)
        if found is not None and (found.text, found.role) == (text, role):
            return name
        scopes = {known.name: known.scope for known in self._columns.values()}
        scope = scope or scope_of(expression, scopes)
        return self._add(
            name,
            title,
            unit,
            scope,
            source,
            role=role,
            text=text,
            expression=expression,
            without=without,
            remedy=remedy,
            figure_of=figure_of,
        )

    def check(self, text: str, aliases: Mapping[str, str]) -> None:
        """Raise `ExpressionFault` if a text could not be a column yet to come."""
        parse_expression(text, self._columns, aliases)

    def parameter(
        self,
        name: str,
        title: str | Title,
        *,
        by: By,
        values: Mapping[str, Fraction],
        figures: Iterable[Figure] = (),
        unit: Unit = "money",
        source: str = "",
        a_year: bool = True,
        whole: str | None = None,
        rest: str | None = None,
    ) -> str:
        """Add figures that the formula states, by kind, by partner's id, or one for the board.

        A sum of money is one for a year, unless `a_year` says not. The same figures stated twice,
        under one name, are one column. `whole` names what they are parts of, 100 % together; the
        part under the key `rest` is what the others leave.
        """
        figures = tuple(figures)
        scope = Scope.BOARD if by == "board" else Scope.PARTNER
        steps = self.restating() if unit == "money" and a_year else ()
        names = [*(f"{name}_{step.before}" for step in steps), name]
        found = self._columns.get(names[0])
        if found is not None and (found.by, found.values, found.figures) == (by, values, figures):
            return name
        told = {"by": by, "values": values, "figures": figures, "whole": whole, "rest": rest}
        self._add(names[0], title, unit, scope, source, **told)
        for step, before, after in zip(steps, names, names[1:], strict=False):
            words = marked(title) if isinstance(title, Title) else title
            self.column(
                after,
                step.text,
                _("{title}, {change}", title=words, change=step.title),
                source=step.source,
                aliases={"sum": before},
            )
        return name

    def input(
        self,
        name: str,
        title: str | Title,
        origin: Origin,
        *,
        scope: Scope,
        unit: Unit = "money",
        role: Role | None = None,
        source: str = "",
        figures: Iterable[Figure] = (),
    ) -> str:
        """Add figures of the board; the same input asked for twice is one column.

        `figures` are those of the formula that it rests on besides.
        """
        if name in self._columns and self._columns[name].origin == origin:
            return name
        return self._add(
            name, title, unit, scope, source, role=role, origin=origin, figures=tuple(figures)
        )

    def opening(self, name: str, title: str | Title, *, scope: Scope, unit: Unit = "money") -> str:
        """Add what the year before closed with, called `<name>_opening`; see `closing`."""
        origin = Origin("opening", (name,))
        return self.input(f"{name}_opening", title, origin, scope=scope, unit=unit)

    def closing(self, name: str, column: str) -> None:
        """Let a column be what the next year opens with."""
        self._carried[name] = column

    def finish(self) -> Worksheet:
        """Give the worksheet drafted."""
        return Worksheet(self.name, tuple(self._columns.values()), dict(self._carried))

    def _add(
        self,
        name: str,
        title: str | Title,
        unit: Unit,
        scope: Scope,
        source: str,
        **more: object,
    ) -> str:
        if name in self._columns:
            raise NameTaken(name)
        self._columns[name] = Column(
            letter_of(len(self._columns)),
            name,
            title if isinstance(title, Title) else _titled(title),
            unit,
            scope,
            source,
            section=self.section,
            **more,  # type: ignore[arg-type]  # each caller above passes the fields it names
        )
        return name


def _titled(words: str) -> Title:
    """Make a title of what was said just now, in the language spoken."""
    return Title(words) if spoken() == "en" else Title(words, words)
