"""What a partner counts for in a split, where some bodies are one payer and drivers are several.

A *condition* says of each row whether it takes part; `key` within which rows a total is taken:
nothing for the board, or `, within=kind`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from funding.language import N_, _
from funding.rules.division import EQUAL, Division
from funding.rules.rule import Path, Settings
from funding.rules.words import in_words
from funding.rules.work import Work, whole
from funding.toml.fields import Stated
from funding.worksheet.column import Unit

PAGE = "docs/reference/groups.md"
ONE_PAYER = N_("{page}: several bodies that are one payer")


def counted_once(work: Work, condition: str, key: str, suffix: str) -> str:
    """Draft what each counts for where all count alike, and give the column: a group counts once.

    Without groups there is nothing to draft, or to give.
    """
    if not work.groups:
        return ""
    text = "1"
    for group in reversed(work.groups):
        number = f"total(choose({group.member} == 1 and {condition}, 1, 0){key})"
        text = f"choose({group.member} == 1, 1 / {number}, {text})"
    return work.draft.column(
        f"counted{suffix}",
        f"choose({condition}, {text}, 0)",
        _("what a body counts for: several that are one payer count once"),
        unit="number",
        source=_("{page}: a group counts once", page=PAGE),
    )


def divided_again(work: Work, column: str, condition: str, suffix: str, unit: Unit) -> str:
    """Draft a column in which each group's sum is divided again among its members, and give it.

    Those of a group for whom the condition does not hold take no part.
    """
    if not work.groups:
        return column
    text = column
    for group in reversed(work.groups):
        weight = group.weight(f"{group.member} == 1 and {condition}", suffix)
        together = work.draft.column(
            f"sum_of_{group.name}{suffix}",
            f"total({group.member} * {column})",
            _("{group}: what all of them count for together", group=group.title),
            unit=unit,
            source=_(ONE_PAYER, page=PAGE),
        )
        text = f"choose({group.member} == 1, {together} * {weight} / total({weight}), {text})"
    return work.draft.column(
        f"grouped_{column}",
        f"choose({condition}, {text}, {column})",
        _("share, a group's divided again among its members")
        if unit == "share"
        else _("weight, a group's divided again among its members"),
        unit=unit,
        source=_(ONE_PAYER, page=PAGE),
    )


def figure_of_payer(work: Work, driver: str, condition: str, key: str, suffix: str) -> str:
    """Give what a partner's figure of a driver is, for rows where the condition holds.

    A measure of several that are one payer is that of their figures together; each has the part of
    it that its own figure is of theirs. Any other driver is simply added up over them.
    """
    if driver not in work.made or not work.groups:
        return work.driver(driver)
    base = driver
    while base in work.made:
        base = work.made[base].of
    text = own = work.driver(base)
    for group in reversed(work.groups):
        theirs = f"total(choose({group.member} == 1 and {condition}, {own}, 0){key})"
        text = f"choose({group.member} == 1, {theirs}, {text})"
    together = work.draft.column(
        f"{base}_together{suffix}",
        f"choose({condition}, {text}, 0)",
        _("{driver}, of several that are one payer together", driver=in_words(base)),
        unit="number",
        source=_(ONE_PAYER, page=PAGE),
    )
    measure = _measured(work, driver, together, suffix)
    return f"choose({together} == 0, 0, {measure} * {own} / {together})"


def _measured(work: Work, driver: str, figure: str, suffix: str) -> str:
    """Draft a measure, and those that it is made of, of a figure."""
    made = work.made[driver]
    if made.of in work.made:
        figure = _measured(work, made.of, figure, suffix)
    return made.over(figure, f"{driver}_of_payer{suffix}")


@dataclass(frozen=True)
class Dividing:
    """Those who divide something, and how what they count for is written.

    `one` is what each counts for where all count alike, for rows where the condition holds; `alike`
    the same with nothing for other rows. `figure` writes a figure of a driver; `path` is that of
    what the file says of the division.
    """

    work: Work
    settings: Settings
    condition: str
    key: str
    suffix: str
    path: Path
    nil: bool
    one: str = "1"
    alike: str = ""
    figure: Callable[[str], str] | None = None

    def cell(self, how: str | Division) -> str:
        """Write what one counts for, for rows where the condition holds."""
        if isinstance(how, Division):
            return self._by_table(how.table) if how.table else self.by_several(how.by or {})
        if how == EQUAL:
            return self.one
        figure = self._figure(how)
        if not self.nil:
            return figure
        among = f"choose({self.condition}, {figure}, 0)"
        return f"choose(total({among}{self.key}) == 0, {self.one}, {figure})"

    def by_driver(self, driver: str) -> str:
        """Write what everyone counts for by a driver: nothing, for rows that take no part."""
        weight = f"choose({self.condition}, {self._figure(driver)}, 0)"
        if not self.nil:
            return weight
        alike = self.alike or f"choose({self.condition}, {self.one}, 0)"
        return f"choose(total({weight}{self.key}) == 0, {alike}, {weight})"

    def by_several(self, parts: Mapping[str, Stated[Any]]) -> str:
        """Write it by several drivers: of each driver's total, its part."""
        terms = []
        for driver, part in parts.items():
            weight = self.work.draft.column(
                f"{driver}_weight{self.suffix}",
                self.by_driver(driver),
                _("weight: {driver} of those who share", driver=in_words(driver)),
                unit="number",
                source=self.work.note(self.settings),
            )
            share = self._part(driver, part)
            terms.append(f"{share} * {weight} / total({weight}{self.key})")
        return " + ".join(terms)

    def _figure(self, driver: str) -> str:
        return self.figure(driver) if self.figure else self.work.driver(driver)

    def _part(self, driver: str, part: Stated[Any]) -> str:
        """Draft the part that goes by one driver."""
        work, path = self.work, (*self.path, "by", driver)
        return work.draft.parameter(
            f"{driver}_part{self.suffix}",
            _("the part that goes by {driver}", driver=in_words(driver)),
            by="board",
            values={"": Fraction(part.value)},
            figures=[work.figure("driver percentages", driver, part, self.settings, path)],
            unit="share",
            source=work.note(self.settings),
            whole=f"drivers{self.suffix}",
        )

    def _by_table(self, table: Mapping[str, Stated[Any]]) -> str:
        """Give it as the formula states it for each partner."""
        work, path = self.work, (*self.path, "table")
        return work.draft.parameter(
            f"table{self.suffix}",
            _("percentage of the partner in its table"),
            by="partner",
            values=whole(table),
            figures=[
                work.figure("percentages", who, each, self.settings, (*path, who))
                for who, each in table.items()
            ],
            unit="share",
            source=work.note(self.settings),
            whole=f"table{self.suffix}",
        )
