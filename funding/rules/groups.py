"""Several bodies that are one payer: `[groups.NAME]`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, ConfigDict, Field, PlainValidator, model_validator

from funding.language import N_, _, in_english
from funding.rules.division import EQUAL, Belonging, Division, drivers_of, table_of
from funding.rules.rule import Body, Distinct, Path, Rule, Settings, among, check_names
from funding.rules.weighing import PAGE, Dividing
from funding.rules.words import in_words
from funding.rules.work import Group, Work, added
from funding.toml.fields import Name, misread
from funding.toml.readers import read_name, read_slug

NO_MEMBER = N_("'{who}' is not a member of the group '{name}'")
MOST_GROUPS = 40
"""In an expression each stands within the one before."""


def _id_or_kind(value: object) -> str:
    """Read a partner's id or a kind: only a kind has a `_`."""
    return read_name(value) if isinstance(value, str) and "_" in value else read_slug(value)


def _somebody(members: list[str]) -> list[str]:
    if not members:
        raise misread(
            _("the group has no member"),
            _("name them: {example}", example='members = ["wrexham", "flintshire"]'),
        )
    return members


Members = Annotated[
    list[Annotated[str, PlainValidator(_id_or_kind)]], Distinct, AfterValidator(_somebody)
]


class GroupFile(Settings):
    """`[groups.NAME]`: who is one payer, and how they divide what is asked of it."""

    members: Members
    within: Name | Division = EQUAL


class Groups(Settings):
    """`[groups]`: each group by its name; `when_nil` is for a driver that totals nothing."""

    joins: ClassVar[bool] = True
    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, GroupFile] = Field(init=False)
    when_nil: Literal["equal"] | None = None

    @model_validator(mode="after")
    def _named(self) -> Groups:
        groups = self.__pydantic_extra__ or {}
        check_names(
            groups,
            _("no group is named"),
            _("write for instance {example}", example="[groups.north]"),
            MOST_GROUPS,
        )
        return self

    def each(self) -> dict[str, GroupFile]:
        """Give each group by its name, with the section's status and source where it has none."""
        return {
            name: group.model_copy(
                update={
                    "status": group.status or self.status,
                    "source": group.source or self.source,
                }
            )
            for name, group in (self.__pydantic_extra__ or {}).items()
        }

    def kinds_named(self) -> Iterator[tuple[Path, str]]:
        """Give the members that can only be kinds."""
        for name, group in self.each().items():
            for place, member in enumerate(group.members):
                if "_" in member:
                    yield (name, "members", place), member

    def partners_named(self) -> Iterator[str]:
        """Give the members, and those whom a table names."""
        for group in self.each().values():
            yield from group.members
            yield from (who for who in table_of(group.within) if who not in group.members)

    def drivers_needed(self) -> Iterator[tuple[Path, str, Collection[str] | None]]:
        """Give the drivers by which members divide their sum."""
        for name, group in self.each().items():
            for path, driver in drivers_of(group.within):
                yield (name, "within", *path), driver, group.members

    def has_nil_rule(self) -> bool:
        """Say whether equal shares take the place of a driver that totals nothing."""
        return self.when_nil is not None

    def misfits(
        self, present: Sequence[Body], sharing: Sequence[Body]
    ) -> Iterator[tuple[Path, str, str]]:
        """Give the partners that are in two groups, and what of a table fits no member."""
        groups = self.each()
        for (first, one), (second, other) in combinations(groups.items(), 2):
            both = [b.id for b in present if among(b, one.members) and among(b, other.members)]
            if both:
                message = _(
                    "two groups, '{first}' and '{second}', have {both}",
                    first=first,
                    second=second,
                    both=", ".join(both),
                )
                yield (second, "members"), message, _("let everybody be in one group")
        for name, group in groups.items():
            if isinstance(group.within, Division):
                names = frozenset(group.members)
                belonging = Belonging(NO_MEMBER, name, names, names)
                yield from group.within.misfits((name, "within"), present, sharing, belonging)


def columns(settings: Groups, work: Work) -> None:
    """Draft who is a member of which group; the splits do the rest."""
    for name, group in settings.each().items():
        member = _member(work, name, group)
        work.groups.append(_group(settings, work, name, group, member))


def _member(work: Work, name: str, group: GroupFile) -> str:
    """Draft the column that is 1 for a member."""
    kinds = [member for member in group.members if member in work.shape.kinds]
    ids = [member for member in group.members if member not in kinds]
    note = work.note(group)
    title = _("1 for a member of the group {name}, else 0", name=in_english(name))
    column = f"in_group_{name}"
    named = column if not kinds else f"named_{column}"
    if ids:
        work.draft.parameter(
            named,
            title,
            by="partner",
            values=dict.fromkeys(ids, Fraction(1)),
            unit="flag",
            source=note,
        )
    if kinds:
        parts = [*([named] if ids else []), *(work.is_kind(kind) for kind in kinds)]
        # Somebody may be named by its id, and its kind too.
        text = f"at_most({added(parts)}, 1)" if ids else added(parts)
        work.draft.column(column, text, title, unit="flag", source=note)
    return column


def _group(settings: Groups, work: Work, name: str, group: GroupFile, member: str) -> Group:
    words = in_words(name)

    def weight(condition: str, suffix: str) -> str:
        label = f"_in_group_{name}{suffix}"
        dividing = Dividing(
            work,
            group,
            condition,
            key="",
            suffix=label,
            path=("groups", name, "within"),
            nil=settings.has_nil_rule(),
        )
        return work.draft.column(
            f"weight{label}",
            f"choose({condition}, {dividing.cell(group.within)}, 0)",
            _("{words}: weight of a member that shares, within the group", words=words),
            unit="number",
            source=_("{page}: how a group's sum is divided again", page=PAGE),
        )

    return Group(name, words, member, weight)


RULE = Rule(
    "groups",
    "sharing",
    N_("let several bodies be one payer, whose sum they divide again"),
    Groups,
    columns,
    PAGE,
)
