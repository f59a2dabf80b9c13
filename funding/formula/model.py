"""A formula file as an officer types it, section by section."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal, Protocol

from pydantic import BeforeValidator, Field, create_model, model_validator

from funding.formula.promised import PromiseNames, Promises
from funding.language import N_, _
from funding.rules.registry import OF_POOLS, SECTIONS, SPLITS, SUMS
from funding.rules.rule import Expression, Settings
from funding.rules.work import Standing, in_identifier
from funding.toml import Document, KeyPath
from funding.toml.fields import (
    Day,
    Name,
    Number,
    Percent,
    Slug,
    Stated,
    Status,
    Table,
    Title,
    Words,
    all_or_listed,
    misread,
)
from funding.worksheet.column import Unit

Country = Literal["wales", "england", "scotland", "northern-ireland"]
"""Whose boards a formula is for."""


_COUNTRIES = {
    "wales": N_("Wales"),
    "england": N_("England"),
    "scotland": N_("Scotland"),
    "northern-ireland": N_("Northern Ireland"),
}


def named(country: Country | None) -> str:
    """Write a country's name."""
    return _("No Stated Country") if country is None else _(_COUNTRIES[country])


class InForce(Table):
    """`in_force`: from when until when; a status of `proposed` was never in force at all."""

    start: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    status: Status | None = None

    @model_validator(mode="after")
    def _end_after_the_beginning(self) -> InForce:
        if self.start is not None and self.until is not None and self.until < self.start:
            fix = _("correct one of the two days")
            raise misread(_("it ends before it begins"), fix, "until")
        return self


class KindDeclared(Table):
    """`[kinds.NAME]`: a kind of partner that the library does not know of itself."""

    title: Title
    devolved: bool


MOST_STEPS = 500
"""Each is a column, and every column is looked up by those after it."""


class StepFile(Settings):
    """`[[step]]`: a column in the author's own words and expression."""

    name: Name
    expression: Expression
    title: Title | None = None
    unit: Unit = "number"


class AmendmentFile(Table):
    """`[[amendment]]`: what an instrument changes in the formula, from a day on."""

    start: Day = Field(alias="from")
    source: Words
    status: Status | None = None
    set: dict[str, Any]

    @model_validator(mode="after")
    def _change_something(self) -> AmendmentFile:
        if not self.set:
            example = 'set.percentages.police = "12%"'
            fix = _("write what it changes, for instance {example}", example=example)
            raise misread(_("the amendment changes nothing"), fix, "set")
        return self


def _all_or_named(value: object) -> object:
    if value == []:
        fix = _("name its pools, or write {every}", every='"all"')
        raise misread(_("the formula covers no pool"), fix)
    return all_or_listed("pools")(value)


class FormulaBase(Table):
    """The keys of every formula file; the sections of the rules are added to them."""

    id: Slug
    title: Title
    source: Words
    status: Status = "assumed"
    notes: Words | None = None
    country: Country | None = None
    in_force: InForce | None = None
    review_by: Day | None = None
    covers: Annotated[Literal["all"] | list[Slug], BeforeValidator(_all_or_named)]
    rest: Literal["uncovered"] | None = None
    paid_centrally: list[Slug] = []
    kinds: dict[Name, KindDeclared] = {}
    parameters: dict[Name, Stated[Percent | Number]] = {}
    step: Annotated[list[StepFile], Field(max_length=MOST_STEPS)] = []
    amendment: list[AmendmentFile] = []
    promises: PromiseNames = []
    promise: Promises = []

    @model_validator(mode="after")
    def _say_what_happens_to_the_rest(self) -> FormulaBase:
        if self.covers != "all" and self.rest is None:
            raise misread(
                _("the formula covers some pools and does not say what of the rest"),
                _("add the line: {line}", line='rest = "uncovered"'),
                "covers",
            )
        return self


def _optional_sections(names: dict[str, Any]) -> dict[str, Any]:
    return {name: (rule.settings | None, None) for name, rule in names.items()}


PoolFile = create_model("PoolFile", __base__=Table, **_optional_sections(OF_POOLS))
FormulaFile = create_model(
    "FormulaFile",
    __base__=FormulaBase,
    pool=(dict[Slug, PoolFile], {}),
    **_optional_sections(SECTIONS),
)


class HasKind(Protocol):
    """Whoever sits on a board, as far as a formula needs to know."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, eq=False)
class Formula:
    """A formula read and found sound by itself; `document` is the text that it came from.

    `changes` has what it becomes, and from which day on: as amended, the earliest first. So a
    succession of formulas is a formula too: it becomes one formula after another. `members` are
    those. `amended` has the figures of such a version that an amendment set, and `from_outside`
    those that were put in place of the file's own from outside, whatever the day, each with what
    did so: None for all that were put in its document.
    """

    file: FormulaBase
    document: Document
    changes: tuple[tuple[date, Formula], ...] = ()
    members: tuple[Formula, ...] = ()
    amended: Mapping[KeyPath, Standing] = field(default_factory=dict)
    from_outside: Mapping[KeyPath, str] | None = None

    @property
    def id(self) -> str:
        """The formula's name."""
        return self.file.id

    @property
    def changed(self) -> Mapping[KeyPath, str]:
        """The figures that were put in place of the file's own from outside, and by what."""
        return self.document.overridden if self.from_outside is None else self.from_outside

    def on(self, day: date) -> Formula:
        """Give the formula as it stands on a day."""
        return next((each for start, each in reversed(self.changes) if start <= day), self)

    def alone(self) -> tuple[Formula, ...]:
        """Give the formulas of a succession, each once; of any other, the formula itself."""
        return tuple(dict.fromkeys(self.members)) or (self,)

    def is_for(self, country: Country | None) -> bool:
        """Say whether the formula is for boards of a country; not known is no reason against."""
        return all(
            None in (country, f.file.country) or country == f.file.country for f in self.alone()
        )

    def section(self, name: str) -> Any:
        """Give the settings of a rule's section; None where the file has none."""
        return getattr(self.file, name)

    def sections(self) -> Iterator[tuple[tuple[str, ...], Settings]]:
        """Give every section present with its path, those of single pools included."""
        for name in SECTIONS:
            if self.section(name) is not None:
                yield (name,), self.section(name)
        for pool in self.pools:
            for name in OF_POOLS:
                if (settings := self.section_of(pool, name)) is not None:
                    yield ("pool", pool, name), settings

    @property
    def pools(self) -> tuple[str, ...]:
        """The pools of which something is said in sections of their own."""
        return tuple(self.file.pool)  # type: ignore[attr-defined]  # added by create_model

    def pools_with(self, names: Collection[str]) -> frozenset[str]:
        """Give the pools that have a section of their own of one of some rules."""
        return frozenset(p for p in self.pools if any(self.section_of(p, n) for n in names))

    def section_of(self, pool: str, name: str) -> Any:
        """Give the settings of a pool's own section; None where it has none."""
        return getattr(self.file.pool.get(pool), name, None)  # type: ignore[attr-defined]

    def rounding_of(self, pool: str) -> tuple[KeyPath, Settings | None]:
        """Give what says how a pool is rounded, with its path; the pool as in a column's name."""
        for name in self.pools_with(["rounding"]):
            if in_identifier(name) == pool:
                return ("pool", name, "rounding"), self.section_of(name, "rounding")
        return ("rounding",), self.section("rounding")

    def splits_of(self, pool: str | None) -> list[tuple[str, Settings]]:
        """Give the splits stated for a pool, or (None) for all pools without one of their own."""
        found = [(n, self.section_of(pool, n) if pool else self.section(n)) for n in SPLITS]
        return [(name, settings) for name, settings in found if settings is not None]

    def sets_sum_of(self, partner: HasKind) -> bool:
        """Say whether a partner owes a fixed sum."""
        return any(each.sets_sum_of(partner.id, partner.kind) for _, each in self.sections())

    def drivers_made(self) -> dict[str, str]:
        """Give every driver that the formula makes of another, with that other."""
        return {
            name: other for _, each in self.sections() for _, name, other in each.drivers_made()
        }

    def base_of(self, driver: str) -> str:
        """Give the driver of which one is made, of which the board has figures; else itself."""
        made = self.drivers_made()
        while driver in made:
            driver = made[driver]
        return driver

    def has_sums(self) -> bool:
        """Say whether some partners owe a fixed sum."""
        return any(self.section(name) is not None for name in SUMS)
