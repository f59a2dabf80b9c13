"""The lines of a scenario file: costs, grants, gifts, answers, figures, each on its boards."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from funding.language import _
from funding.scenario.estimates import Estimate, Ranges, with_range
from funding.scenario.figures import (
    CalendarYear,
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
    ProperName,
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
    name: ProperName | None = None
    kind: Name | None = None
    payer: Slug | None = None
    devolved: bool | None = None
    start: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    source: Words | None = None

    @model_validator(mode="after")
    def _leave_after_coming(self) -> PartnerFile:
        if self.start is not None and self.until is not None and self.until < self.start:
            fix = _("correct one of the two days")
            raise misread(_("it leaves before it comes"), fix, "until")
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
                fix = _("correct the amount or the range")
                raise misread(_("the amount lies outside its range"), fix, "amount")
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


EVERY_BOARD = '"all boards"'


def _boards(value: object) -> object:
    if isinstance(value, str) and value != "all boards":
        fix = _(
            "put names in square brackets: {listed}; or write {every}",
            listed=f'["{value}"]',
            every=EVERY_BOARD,
        )
        message = _(
            "{given} is neither a list of boards nor {every}",
            given=shown(value),
            every=EVERY_BOARD,
        )
        raise misread(message, fix)
    if value == []:
        fix = _("name them, or write {every}", every=EVERY_BOARD)
        raise misread(_("the limit is over no board"), fix)
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
            fix = _("keep one of them")
            raise misread(_("the answer says both year and years"), fix, "years")
        if self.years == []:
            fix = _("name the years in which it counts, or leave the line out")
            raise misread(_("the answer counts in no year"), fix, "years")
        return self

    @model_validator(mode="after")
    def _one_limit_over_boards(self) -> AnswerFile:
        if self.over is not None and self.board is not None:
            keys = {"over": "over", "board": "board"}
            fix = _("keep {over} for one limit on them all, or {board} for a limit on each", **keys)
            raise misread(_("the answer says both {board} and {over}", **keys), fix, "over")
        if self.over is not None and self.amount is None:
            fix = _("add the sum: {line}", line='says = "agreed", amount = "£10,000.00"')
            raise misread(_("one limit over several boards has no sum"), fix, "over")
        return self

    def stands_on(self, board: str) -> bool:
        """Say whether it is about a board."""
        return board in self.over if isinstance(self.over, list) else super().stands_on(board)

    @model_validator(mode="after")
    def _only_an_agreement_has_a_part(self) -> AnswerFile:
        if self.take_up is not None and self.amount is not None:
            fix = _("keep {one} or {other}", one="take_up", other="amount")
            raise misread(_("an answer has a part or a sum, not both"), fix, "amount")
        if self.says != "agreed" and (self.take_up is not None or self.amount is not None):
            given = "amount" if self.take_up is None else "take_up"
            line = 'says = "agreed"'
            fix = _("write {line}, or delete the {key}", line=line, key=given)
            message = _("an answer of '{says}' has no {key}", says=self.says, key=given)
            raise misread(message, fix, given)
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
            fix = _(
                "add for instance {line} (or {others})",
                line='assessed = "£5,000.00"',
                others=", ".join(LAST_YEAR_WORDS[1:]),
            )
            raise misread(_("nothing is said of the year before"), fix)
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
            fix = _(
                "add {line}, or {other}",
                line='invoiced = "£5,000.00"',
                other='received = "£5,000.00"',
            )
            raise misread(_("nothing is said of what was invoiced or received"), fix)
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
