"""What rules work with: the shape of the board, and the worksheet in the making."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from funding.language import _
from funding.rules.by_days import DAYS, PART, by_days, for_days, uprated
from funding.rules.rule import Path, Settings
from funding.rules.whole_money import PENNIES, HowToRound
from funding.rules.words import said_source
from funding.toml.fields import Stated
from funding.toml.nearest import did_you_mean, nearest
from funding.worksheet.column import Figure, Origin, Scope, Title
from funding.worksheet.drafting import Draft, Restated
from funding.worksheet.expression import names_in
from funding.worksheet.tokens import ExpressionFault


@dataclass(frozen=True)
class Reduction:
    """Something that reduces the bill before it is shared: which pools, in which order."""

    id: str
    kind: Literal["grants", "income", "reserves"]
    title: str
    pools: tuple[str, ...]


@dataclass(frozen=True)
class Shape:
    """All of a board that its worksheet depends on: no partner, no figure."""

    pools: tuple[str, ...]
    reductions: tuple[Reduction, ...] = ()
    offers: tuple[tuple[str, str], ...] = ()
    """Each kind of contribution offered, with the pool of the line that it meets."""
    drivers: frozenset[str] = frozenset()
    """The drivers that the board has figures for."""
    kinds: frozenset[str] = frozenset()
    """The kinds of partner that are known (not only those that sit on the board)."""
    arrears: bool = False
    """Whether the board has arrears of earlier years, or is paid any."""
    any_driver: bool = False
    """Whether a name like none that is known may be a driver too: on no board in particular."""
    two_leads: bool = False
    """Whether the board has two lead partners, who share what a lead takes on."""
    in_part: bool = False
    """Whether it is for a part of a year, in which sums a year count for its days."""


class Standing(NamedTuple):
    """How sure a figure is that an amendment set: from which day, by what instrument."""

    since: date
    status: str | None
    source: str


class Asked(NamedTuple):
    """The columns of what is asked of each partner so far: exact, and in whole pennies."""

    exact: str
    pence: str


class Bounds(NamedTuple):
    """How far down and up later steps may bring a partner, over columns; None for no bound."""

    lowest: str | None = None
    highest: str | None = None
    has_highest: str = ""

    def up_from(self, asked: str, otherwise: str) -> str:
        """Write how much more may be asked than a column says; `otherwise` of who has no bound."""
        return f"choose({self.has_highest} == 1, {self.highest} - {asked}, {otherwise})"

    def down_from(self, asked: str) -> str:
        """Write how much less may be asked than a column says."""
        return f"{asked} - {self.lowest}" if self.lowest else asked


UNBOUNDED = Bounds()

CHARGED = Asked("charged_exact", "charged")
"""What the pools put on each partner, before anything else changes it."""


@dataclass(frozen=True)
class Made:
    """A driver that the formula makes of another one.

    `own` drafts that of each partner's own figure; `over` that of any column, under a name. Each
    gives the column drafted.
    """

    of: str
    own: Callable[[], str]
    over: Callable[[str, str], str]


@dataclass(frozen=True)
class Group:
    """Several bodies that are one payer.

    `member` is the column that is 1 for each. `weight` drafts by what they divide their one sum
    again, of those for whom a condition holds, and gives the column; it takes the condition and the
    suffix of the split.
    """

    name: str
    title: str
    member: str
    weight: Callable[[str, str], str]


@dataclass
class Work:
    """The worksheet in the making, and what the rules may know of its formula and board.

    `covered` and `central` name pools: those shared by the formula, and those paid by a central
    grant. `shares` has the expression that shares each pool, with its section, and `rounding` how
    its parts become whole money, under None that of pools without a way of their own; `unit` names
    the column of which all parts are multiples. `asked` names the columns of what is asked of each
    partner so far, `bounds` those that later steps must keep it within, `unasked` those of cost
    that nobody is asked for. `sums` gathers the columns of sums that are due whatever the split
    says, each with the column that is 1 for partners that owe one; `own` the names that the formula
    gives to its steps and parameters; `made` the drivers that it makes, each drafted when it is
    first used; `groups` those who are one payer. `section` is the path of the section being
    drafted, `changed` has the paths of figures put in place of the file's own, each with what
    changed it, and `sections` the formula's own, for a rule that rests on what another says.
    `amended` has the figures that an amendment set, and `uprated` the sections whose sums rise by
    the index, each with how many sums it was found to have.
    """

    draft: Draft
    shape: Shape
    source: str
    status: str
    covered: tuple[str, ...]
    central: tuple[str, ...] = ()
    shares: Mapping[str, tuple[str, Settings]] = field(default_factory=dict)
    rounding: dict[str | None, HowToRound] = field(default_factory=dict)
    unit: str = PENNIES.unit
    asked: Asked = CHARGED
    bounds: Bounds = UNBOUNDED
    unasked: list[str] = field(default_factory=list)
    sums: list[tuple[str, str]] = field(default_factory=list)
    own: set[str] = field(default_factory=set)
    made: dict[str, Made] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    section: tuple[str, ...] = ()
    changed: Mapping[tuple[str | int, ...], str] = field(default_factory=dict)
    sections: Mapping[str, Settings] = field(default_factory=dict)
    amended: Mapping[tuple[str | int, ...], Standing] = field(default_factory=dict)
    uprated: dict[str, int] = field(default_factory=dict)

    def figures(
        self, group: str, settings: Settings, stated: Mapping[str, Stated[Any]]
    ) -> tuple[Figure, ...]:
        """Give the standing of each figure of a section: its own, else the section's."""
        return tuple(self.figure(group, what, each, settings) for what, each in stated.items())

    def figure(
        self, group: str, what: str, each: Stated[Any], settings: Settings, path: Path = ()
    ) -> Figure:
        """Give the standing of a figure, at `what` in its section or at a path of the file."""
        path = path or (*self.section, what)
        for changed, place in self.changed.items():
            if changed[: len(path)] == path:
                # Whatever the file says of it, a figure put in its place is an assumption.
                return Figure(group, what, "assumed", _("set by {place}", place=place))
        made = next((by for p, by in self.amended.items() if path[: len(p)] == p), None)
        status = each.status or (made and made.status) or settings.status or self.status
        written = said_source(each.source) if each.source else made and made.source
        ends = tuple((Fraction(end),) for end in each.range or ())
        return Figure(group, what, status, written or self.note(settings), ends=ends)

    def restated(self) -> list[Restated]:
        """Give what a sum that the section states goes through: uprating, the days of a part."""
        found = []
        if self.section and self.section[-1] in self.uprated:
            self.uprated[self.section[-1]] += 1
            found.append(uprated())
        if self.shape.in_part:
            for name, title in DAYS.items():
                self.draft.input(
                    name,
                    _(title),
                    Origin(name),
                    scope=Scope.BOARD,
                    unit="number",
                    source=by_days(),
                )
            found.append(for_days())
        return found

    def how_to_round(self, pool: str) -> HowToRound:
        """Give how the parts of a pool become whole money."""
        return self.rounding.get(pool, self.rounding.get(None, PENNIES))

    def note(self, settings: Settings | None) -> str:
        """Give the source of a section: its own, else the formula's."""
        return said_source((settings.source if settings else None) or "") or self.source

    def driver(self, name: str) -> str:
        """Give the column of a driver: a step, parameter or measure of the formula, or a figure.

        A figure that is called as another column is refused: it would be mistaken for that.
        """
        if name in self.own or (name in self.made and name in self.draft):
            return name
        if name in self.made:
            return self.made[name].own()
        return self.draft.input(
            name,
            Title(name.replace("_", " ")),
            Origin("driver", (name,)),
            scope=Scope.PARTNER,
            unit="number",
        )

    def is_kind(self, kind: str) -> str:
        """Give the column that is 1 for partners of a kind and 0 for others."""
        return self.draft.input(
            f"is_{kind}",
            _("1 for a partner of kind {kind}, else 0", kind=kind),
            Origin("is_kind", (kind,)),
            scope=Scope.PARTNER,
            unit="flag",
        )

    def sharing_among(self, kinds: Collection[str] | None) -> str:
        """Write who shares, of some kinds or of all."""
        if kinds is None:
            return "sharing"
        return f"sharing * ({added(self.is_kind(kind) for kind in kinds)})"

    def flag(self, name: str, title: str, source: str = "") -> str:
        """Give a column of ones and zeros that the board says of each partner."""
        return self.draft.input(
            name, title, Origin(name), scope=Scope.PARTNER, unit="flag", source=source
        )

    def prepare(self, text: str) -> None:
        """Draft the inputs that an author's expression names, before it is read.

        Raise `ExpressionFault` for a name that means nothing here.
        """
        for name in sorted(names_in(text)):
            if name in self.shape.drivers or name in self.made:
                self.driver(name)
            elif name.startswith("is_") and name.removeprefix("is_") in self.shape.kinds:
                self.is_kind(name.removeprefix("is_"))
            elif name == PART:
                title = _("part of the year that these days are")
                self.draft.input(PART, title, Origin(PART), scope=Scope.BOARD, unit="share")
            elif name not in self.draft and name != "base":
                self._unknown(name, text)

    def _unknown(self, name: str, text: str) -> None:
        """Refuse a name that means nothing here; what is called as a function is read later."""
        match = re.search(rf"\b{name}\b(?!\s*\()", text)
        if match is None:
            return
        kinds = (f"is_{kind}" for kind in self.shape.kinds)
        part = [PART] if nearest(name, [PART]) else []
        known = {*self.draft.names(), *self.shape.drivers, *self.made, *kinds, *part}
        if self.shape.any_driver and nearest(name, known) is None:
            self.driver(name)
            return
        fix = did_you_mean(name, known)
        raise ExpressionFault(
            _("there is no '{name}' here", name=name), fix, match.start(), len(name)
        )


def in_identifier(pool: str) -> str:
    """Write a pool's name as part of a column's name: `one-off` gives `one_off`."""
    return pool.replace("-", "_")


def added(names: Iterable[str]) -> str:
    """Write the sum of names, `a + b`; of none, `0`."""
    return " + ".join(names) or "0"


def without(first: str, taken: Collection[str]) -> str:
    """Write what is left of a name after others are taken off: `a - b - c`."""
    return " - ".join([first, *taken])


def whole(values: Mapping[str, Stated[Fraction]]) -> dict[str, Fraction]:
    """Give the bare values of stated figures."""
    return {name: each.value for name, each in values.items()}
