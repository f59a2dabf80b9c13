"""The lines of a scenario file: costs, grants, gifts, answers, figures, each on its boards."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from funding.rules.in_kind import Kind as InKindKind
from funding.scenario.figures import CalendarYear, Quantity, Rate, Uprating, Yearly
from funding.toml.fields import (
    Day,
    Money,
    Name,
    Number,
    Percent,
    Slug,
    Status,
    Table,
    Title,
    Words,
    misread,
)


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

    status: Status | None = None
    source: Words | None = None


class PartnerFile(OnBoards):
    """`[[partner]]`: a body that sits on the board besides those of its area, in some days."""

    id: Slug
    name: Title | None = None
    kind: Name | None = None
    payer: Slug | None = None
    devolved: bool | None = None
    start: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    source: Words | None = None

    @model_validator(mode="after")
    def _leave_after_coming(self) -> PartnerFile:
        if self.start is not None and self.until is not None and self.until < self.start:
            raise misread("it leaves before it comes", "correct one of the two days", "until")
        return self


class CostFile(Sourced):
    """`[[cost]]`: a line of the budget."""

    pool: Slug
    item: Words
    amount: Yearly
    uprating: Uprating | None = None
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
        quantity, rate = self.quantity, self.rate
        if self.value is not None and (quantity is not None or rate is not None):
            given = "quantity" if quantity is not None else "rate"
            fix = "keep the value, or else the quantity and the rate"
            raise misread(f"it has both a value and a {given}", fix, given)
        if self.value is None and quantity is None and rate is None:
            fix = 'add a value, or a quantity and a rate: value = "£500.00"'
            raise misread("it is not said what it is worth", fix)
        if quantity is not None and rate is None:
            fix = f'add its rate, for instance: rate = "£40.00 per {quantity.unit}"'
            raise misread("the quantity has no rate", fix, "quantity")
        if rate is not None and quantity is None:
            fix = f'add its quantity, for instance: quantity = "2 {rate.unit}"'
            raise misread("the rate has no quantity", fix, "rate")
        if quantity is not None and rate is not None and quantity.unit != rate.unit:
            message = f"the quantity is in '{quantity.unit}' and the rate is per '{rate.unit}'"
            raise misread(message, "use one unit for both", "rate")
        return self


class AnswerFile(Sourced):
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
            fix = "keep take_up or amount"
            raise misread("an answer has a part or a sum, not both", fix, "amount")
        if self.says != "agreed" and (self.take_up is not None or self.amount is not None):
            given = "amount" if self.take_up is None else "take_up"
            fix = f'write says = "agreed", or delete the {given}'
            raise misread(f"an answer of '{self.says}' has no {given}", fix, given)
        return self


LAST_YEAR_WORDS = ("assessed", "cash", "arrears", "in_kind")


class LastYearFile(Sourced):
    """`[[last_year]]`: what is known of a partner from the year before the first."""

    partner: str
    assessed: Money | None = None
    cash: Money | None = None
    arrears: Money | None = None
    in_kind: Money | None = None

    @model_validator(mode="after")
    def _say_something(self) -> LastYearFile:
        if all(getattr(self, word) is None for word in LAST_YEAR_WORDS):
            fix = f'add for instance assessed = "£5,000.00" (or {", ".join(LAST_YEAR_WORDS[1:])})'
            raise misread("nothing is said of the year before", fix)
        return self


class DriverFile(OnBoards):
    """`[[driver]]`: a measured quantity, one figure a partner."""

    name: Name
    title: Title | None = None
    year: CalendarYear
    source: Words
    status: Status | None = None
    values: dict[str, Number]
