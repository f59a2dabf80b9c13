"""The lines of a scenario file: costs, grants, gifts, answers, figures, each on its boards."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from funding.rules.in_kind import Kind as InKindKind
from funding.scenario.estimates import Estimate, Ranges, with_range
from funding.scenario.figures import (
    CalendarYear,
    Measured,
    Quantity,
    RateOrName,
    Rates,
    Uprating,
    Yearly,
    YearlySoFar,
)
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
    Year,
    misread,
)
from funding.toml.wording import shown


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
    outturn: YearlySoFar | None = None
    range: Ranges | None = None
    uprating: Uprating | None = None

    @model_validator(mode="before")
    @classmethod
    def _amount_with_its_range(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, dict):
            return value
        if info.context:  # the table as typed, for the words of a fault in it
            info.context["tried"].append((value, cls))
        return with_range(value)

    @model_validator(mode="after")
    def _range_holds_the_amount(self) -> CostFile:
        ranges = self.range or ()
        for year in range(max(len(self.amount), len(ranges)) if ranges else 0):
            low, high = ranges[min(year, len(ranges) - 1)]
            if not low <= self.amount[min(year, len(self.amount) - 1)] <= high:
                fix = "correct the amount or the range"
                raise misread("the amount lies outside its range", fix, "amount")
        return self

    def at(self, estimate: Estimate) -> tuple[Fraction, ...]:
        """Give what the line costs: at an end of its range, or what it says itself."""
        if self.range is None or estimate == "central":
            return self.amount
        return tuple(low if estimate == "low" else high for low, high in self.range)


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


class RateFile(Sourced):
    """`[[rate]]`: what a unit of something given is worth, by a name that offers use."""

    name: Slug
    rate: Rates


class InKindFile(Sourced):
    """`[[in_kind]]`: something given that is not money, and the cost line that it meets."""

    partner: str
    kind: InKindKind
    meets: Words | None = None
    value: Yearly | None = None
    quantity: Quantity | None = None
    rate: RateOrName | None = None
    part: Percent | None = None
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
            unit = rate.unit if isinstance(rate, Measured) else "fte"
            fix = f'add its quantity, for instance: quantity = "2 {unit}"'
            raise misread("the rate has no quantity", fix, "rate")
        if quantity is not None and isinstance(rate, Measured) and quantity.unit != rate.unit:
            message = f"the quantity is in '{quantity.unit}' and the rate is per '{rate.unit}'"
            raise misread(message, "use one unit for both", "rate")
        return self


def _boards(value: object) -> object:
    if isinstance(value, str) and value != "all boards":
        fix = f'put names in square brackets: ["{value}"]; or write "all boards"'
        raise misread(f'{shown(value)} is neither a list of boards nor "all boards"', fix)
    if value == []:
        raise misread("the limit is over no board", 'name them, or write "all boards"')
    return value


class AnswerFile(Sourced):
    """`[[answer]]`: what a partner said, to one formula or to all, with its evidence."""

    partner: str
    says: Literal["agreed", "refused", "no answer", "never asked"]
    formula: Slug | None = None
    take_up: Percent | None = None
    amount: Yearly | None = None
    over: Annotated[Literal["all boards"] | list[Slug], BeforeValidator(_boards)] | None = None
    while_duty: Literal["will", "may"] | None = None
    year: Year | None = None
    years: list[Year] | None = None
    date: Day | None = None
    evidence: Words | None = None

    @property
    def all_years(self) -> tuple[Year, ...] | None:
        """The years in which it counts; None for any."""
        return (self.year,) if self.year else tuple(self.years) if self.years else None

    @model_validator(mode="after")
    def _say_the_years_once(self) -> AnswerFile:
        if self.year is not None and self.years is not None:
            raise misread("the answer says both year and years", "keep one of them", "years")
        if self.years == []:
            fix = "name the years in which it counts, or leave the line out"
            raise misread("the answer counts in no year", fix, "years")
        return self

    @model_validator(mode="after")
    def _one_limit_over_boards(self) -> AnswerFile:
        if self.over is not None and self.board is not None:
            fix = "keep over for one limit on them all, or board for a limit on each"
            raise misread("the answer says both board and over", fix, "over")
        if self.over is not None and self.amount is None:
            fix = 'add the sum: says = "agreed", amount = "£10,000.00"'
            raise misread("one limit over several boards has no sum", fix, "over")
        return self

    def stands_on(self, board: str) -> bool:
        """Say whether it is about a board."""
        return board in self.over if isinstance(self.over, list) else super().stands_on(board)

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


class ArrearsPaidFile(Sourced):
    """`[[arrears_paid]]`: what a partner pays of what it owes from earlier years."""

    partner: str
    amount: Yearly
    formula: Slug | None = None
    date: Day | None = None
    evidence: Words | None = None


class AccountFile(Sourced):
    """`[[account]]`: what a partner was invoiced for a year, and what was received of it."""

    partner: str
    invoiced: YearlySoFar | None = None
    received: YearlySoFar | None = None
    formula: Slug | None = None
    date: Day | None = None

    @model_validator(mode="after")
    def _say_something(self) -> AccountFile:
        if self.invoiced is None and self.received is None:
            fix = 'add invoiced = "£5,000.00", or received = "£5,000.00"'
            raise misread("nothing is said of what was invoiced or received", fix)
        return self


class DriverFile(OnBoards):
    """`[[driver]]`: a measured quantity, one figure a partner."""

    name: Name
    title: Title | None = None
    year: CalendarYear
    source: Words
    status: Status | None = None
    values: dict[str, Number]


class BudgetFile(Table):
    """`[[budget]]`: the sum that a payer's cash is held against when formulas are compared."""

    payer: Slug
    amount: Yearly
    status: Status | None = None
    source: Words | None = None
