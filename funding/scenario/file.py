"""A scenario file as an officer types it, section by section."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, model_validator

from funding.amounts import Misread, parse_money, parse_number
from funding.rules.in_kind import Kind as InKindKind
from funding.toml.fields import (
    Day,
    Name,
    Number,
    Percent,
    Slug,
    Status,
    Table,
    Title,
    Words,
    Year,
    misread,
)


def _one_or_each_year(value: object) -> tuple[Fraction, ...]:
    """Read one sum for every year, or a list with one a year."""
    parts = value if isinstance(value, list) else [value]
    try:
        return tuple(parse_money(part) for part in parts)
    except Misread as error:
        raise misread(error.message, error.fix) from None


Yearly = Annotated[tuple[Fraction, ...], PlainValidator(_one_or_each_year)]


class Measured(Table):
    """A figure with its unit, as typed: `0.8 fte`, `£48,750.00 per fte`."""

    figure: Fraction
    unit: str


def _quantity(value: object) -> Measured:
    match = re.fullmatch(r"\s*(\S+)\s+(\S.*?)\s*", value) if isinstance(value, str) else None
    if match is None:
        raise misread(f"'{value}' is not a quantity", "write a number and a unit: '0.8 fte'")
    try:
        return Measured(figure=parse_number(match[1]), unit=match[2])
    except Misread as error:
        raise misread(error.message, error.fix) from None


def _rate(value: object) -> Measured:
    match = re.fullmatch(r"\s*(.*?)\s+per\s+(\S.*?)\s*", value) if isinstance(value, str) else None
    if match is None:
        raise misread(f"'{value}' is not a rate", "write a sum and a unit: '£48,750.00 per fte'")
    try:
        return Measured(figure=parse_money(match[1]), unit=match[2])
    except Misread as error:
        raise misread(error.message, error.fix) from None


Quantity = Annotated[Measured, PlainValidator(_quantity)]
Rate = Annotated[Measured, PlainValidator(_rate)]


class ReservesFile(Table):
    """`reserves` of a board: what it opens with, plans to use and must keep."""

    opening: Yearly
    use: Yearly = (Fraction(0),)
    minimum: Yearly = (Fraction(0),)
    reduces: list[Slug] | None = None

    @model_validator(mode="after")
    def _say_which_pools(self) -> ReservesFile:
        if any(self.use) and not self.reduces:
            raise misread(
                "reserves are used, and it is not said which pools they reduce",
                'add the pools in order: reduces = ["core"]',
            )
        return self


class BoardFile(Table):
    """`[board]` or `[[board]]`: a shipped area, some of its authorities, or partners listed."""

    id: Slug | None = None
    name: Title | None = None
    area: str | None = None
    authorities: list[str] | None = None
    serves: Literal["children", "adults", "combined"] | None = None
    host: str | None = None
    lead: str | None = None
    reserves: ReservesFile | None = None
    source: Words | None = None


class OnBoards(Table):
    """Anything that stands on every board, or only on those named."""

    board: Slug | list[Slug] | None = None

    def stands_on(self, board: str) -> bool:
        """Say whether it stands on a board."""
        return self.board is None or board in (
            [self.board] if isinstance(self.board, str) else self.board
        )


class Sourced(OnBoards):
    """Anything with a figure: how sure it is, and where it is from."""

    status: Status = "agreed"
    source: Words | None = None


class PartnerFile(OnBoards):
    """`[[partner]]`: a body that sits on the board besides those of its area."""

    id: Slug
    name: Title | None = None
    kind: Name | None = None
    payer: Slug | None = None
    devolved: bool | None = None
    source: Words | None = None


class CostFile(Sourced):
    """`[[cost]]`: a line of the budget."""

    pool: Slug
    item: Words
    amount: Yearly
    range: list[Any] | None = None


class GrantFile(Sourced):
    """`[[grant]]`: money given for stated pools, in their order."""

    name: Words
    reduces: list[Slug]
    amount: Yearly
    unused: Literal["returned", "deferred"] = "returned"


class IncomeFile(Sourced):
    """`[[income]]`: money the board earns, and the pools it reduces."""

    name: Words
    reduces: list[Slug]
    amount: Yearly


class InKindFile(Sourced):
    """`[[in_kind]]`: something given that is not money, and the cost line that it meets."""

    partner: str
    kind: InKindKind
    meets: Words | None = None
    value: Yearly | None = None
    quantity: Quantity | None = None
    rate: Rate | None = None
    evidence: Words | None = None

    @model_validator(mode="after")
    def _worth_one_way(self) -> InKindFile:
        both = self.quantity is not None and self.rate is not None
        either = self.quantity is not None or self.rate is not None
        if (self.value is None) != both or (self.value is not None and either):
            raise misread(
                "what it is worth is not clear",
                'give a value, or a quantity and a rate: quantity = "0.8 fte", '
                'rate = "£48,750.00 per fte"',
            )
        if both and self.quantity.unit != self.rate.unit:  # type: ignore[union-attr]  # both
            raise misread(
                f"the quantity is in '{self.quantity.unit}' and the rate in '{self.rate.unit}'",  # type: ignore[union-attr]
                "use one unit for both",
            )
        return self


class AnswerFile(OnBoards):
    """`[[answer]]`: what a partner said, to one formula or to all, with its evidence."""

    partner: str
    says: Literal["agreed", "refused", "no answer", "never asked"]
    formula: Slug | None = None
    take_up: Percent | None = None
    amount: Yearly | None = None
    while_duty: Literal["will", "may"] | None = None
    date: Day | None = None
    evidence: Words | None = None

    @model_validator(mode="after")
    def _only_an_agreement_has_a_part(self) -> AnswerFile:
        if self.take_up is not None and self.amount is not None:
            raise misread("an answer has a part or a sum, not both", "keep take_up or amount")
        if self.says != "agreed" and (self.take_up is not None or self.amount is not None):
            raise misread(
                f"'{self.says}' has no part or sum",
                'say "agreed" with take_up or amount, or leave them out',
            )
        return self


class DriverFile(OnBoards):
    """`[[driver]]`: a measured quantity, one figure a partner."""

    name: Name
    title: Title | None = None
    year: Annotated[int, Field(ge=1900, le=2199)]
    source: Words
    status: Status = "published"
    values: dict[str, Number]


class KindFile(Table):
    """`[kinds.NAME]`: a kind of partner that the library does not know of itself."""

    title: Title
    devolved: bool


class ScenarioFile(Table):
    """Every key of a scenario file."""

    id: Slug | None = None
    title: Title
    notes: Words | None = None
    year: Year | None = None
    years: list[Year] | None = None
    formulas: Literal["all"] | list[Slug]
    baseline: Slug | None = None
    board: BoardFile | list[BoardFile]
    kinds: dict[Name, KindFile] = {}
    partner: list[PartnerFile] = []
    cost: list[CostFile]
    grant: list[GrantFile] = []
    income: list[IncomeFile] = []
    in_kind: list[InKindFile] = []
    answer: list[AnswerFile] = []
    driver: list[DriverFile] = []
    set: dict[str, dict[str, Any]] = {}

    @property
    def boards(self) -> list[BoardFile]:
        """Every board, whether written once or as a list."""
        return self.board if isinstance(self.board, list) else [self.board]

    @property
    def all_years(self) -> list[Year]:
        """Every year of the scenario, in order."""
        return sorted(self.years) if self.years else [self.year] if self.year else []
