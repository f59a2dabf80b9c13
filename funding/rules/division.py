"""How one sum is divided among several: by a driver, by several, equally, or by a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from funding.amounts import written_percent
from funding.language import _
from funding.rules.rule import Body, Path
from funding.toml.fields import Name, Percent, Slug, Stated, Table, misread

EQUAL = "equal"
A_TABLE, BY_DRIVERS = "{ table = { … } }", "{ by = { … } }"


def _sum_to_one(parts: dict[str, Stated[Fraction]]) -> dict[str, Stated[Fraction]]:
    """Refuse percentages that do not share out the whole, and no more."""
    total = sum((each.value for each in parts.values()), Fraction(0))
    if total != 1:
        message = _("the percentages sum to {total}, not 100%", total=written_percent(total))
        raise misread(message, _("make them sum to 100%"))
    return parts


MOST_DRIVERS = 40
"""Each is a term of one expression."""

DriverParts = Annotated[
    dict[Name, Stated[Percent]], AfterValidator(_sum_to_one), Field(max_length=MOST_DRIVERS)
]
"""A percentage for each of several drivers; they sum to 100 %."""


@dataclass(frozen=True)
class Belonging:
    """Those who may stand in a table, by kinds or ids; `not_one` says of another that it is not."""

    not_one: str
    name: str
    kinds: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()

    def __contains__(self, body: Body) -> bool:
        return body.kind in self.kinds or body.id in self.ids


class Division(Table):
    """`within` as a table: percentages of several drivers, or of partners by their ids."""

    is_section = False

    by: DriverParts | None = None
    table: Annotated[dict[Slug, Stated[Percent]], AfterValidator(_sum_to_one)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _say_percentages_of_what(cls, value: object) -> object:
        if isinstance(value, dict) and value and not value.keys() & cls.model_fields.keys():
            raise misread(
                _("it is not said whether these are partners or drivers"),
                _(
                    "write {table} for partners by their ids, {by} for drivers",
                    table=A_TABLE,
                    by=BY_DRIVERS,
                ),
            )
        return value

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Division:
        if (self.by is None) == (self.table is None):
            neither = _("it is divided by drivers or by a table: this says neither")
            both = _("it is divided by drivers or by a table: this says both")
            raise misread(
                neither if self.by is None else both,
                _("write {by} or {table}", by=BY_DRIVERS, table=A_TABLE),
            )
        return self

    def misfits(
        self, path: Path, present: Sequence[Body], sharing: Sequence[Body], belonging: Belonging
    ) -> Iterator[tuple[Path, str, str]]:
        """Give what of the table does not fit those who belong and share: path, message, fix."""
        table, here = self.table or {}, (*path, "table")
        members = [body for body in sharing if body in belonging]
        if not table or not members:
            return
        lacking = [body.id for body in members if body.id not in table]
        strangers = [body.id for body in present if body.id in table and body not in belonging]
        if lacking:
            fix = _('add it; with "0%" it is asked for nothing')
            yield (
                here,
                _("the table has no percentage for {lacking}", lacking=", ".join(lacking)),
                fix,
            )
        for who in strangers:
            yield (
                (*here, who),
                _(belonging.not_one, who=who, name=belonging.name),
                _("delete it from the table"),
            )
        rule = self.rule_for_absent()
        for who in self.absent(members) if rule else ():
            if who not in strangers:
                part = written_percent(table[who].value)
                message = _(
                    "the table gives {part} to '{who}', who does not share, and no rule says what "
                    "of that",
                    part=part,
                    who=who,
                )
                yield (*here, who), message, rule
        if not lacking and not any(table[body.id].value for body in members):
            message = _("those of the table who share have nothing of it")
            yield here, message, _("give one of them a percentage")

    def rule_for_absent(self) -> str:
        """Say what to add for those with a percentage who take no part; nothing if none is needed.

        Within a group none is: its members divide what is asked of the group, whoever they are.
        """
        return ""

    def absent(self, members: Sequence[Body]) -> list[str]:
        """Give those with a percentage who take no part."""
        there = {body.id for body in members}
        return [who for who, each in (self.table or {}).items() if each.value and who not in there]


class KindDivision(Division):
    """`within.KIND` as a table; `missing` says what of those in it who do not share."""

    missing: Literal["others pro rata", "uncovered"] | None = None

    @model_validator(mode="after")
    def _only_a_table_misses_somebody(self) -> KindDivision:
        if self.missing is not None and self.table is None:
            fix = _("delete it: a driver asks only those who share")
            raise misread(_("only a table has somebody missing"), fix, "missing")
        return self

    def rule_for_absent(self) -> str:
        """Say what to add for those with a percentage who do not share."""
        if self.missing:
            return ""
        return _("add for instance: {example}", example='missing = "others pro rata"')


Within = Name | Division
"""How several that are one payer divide its sum."""


def drivers_of(how: str | Division) -> Iterator[tuple[Path, str]]:
    """Give the drivers by which a sum is divided, each with its path."""
    if isinstance(how, Division):
        for driver in how.by or ():
            yield ("by", driver), driver
    elif how != EQUAL:
        yield (), how


def table_of(how: str | Division) -> Mapping[str, Stated[Any]]:
    """Give the percentages by partner's id by which a sum is divided; none if it is otherwise."""
    return (how.table or {}) if isinstance(how, Division) else {}
