"""A scenario file as an officer types it, section by section."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, model_validator

from funding.amounts import POUNDS
from funding.formula.model import Country, KindDeclared
from funding.formula.promised import PromiseNames, Promises
from funding.language import _
from funding.rules.rule import Distinct
from funding.scenario.between import By, SharedCostFile, meant_as_costs
from funding.scenario.estimates import Estimate
from funding.scenario.figures import Currency, Yearly
from funding.scenario.gifts import InKindFile, RateFile
from funding.scenario.lines import (
    AccountFile,
    AnswerFile,
    ArrearsPaidFile,
    BudgetFile,
    CostFile,
    DriverFile,
    GrantFile,
    IncomeFile,
    LastYearFile,
    PartnerFile,
)
from funding.scenario.over_time import IndexFile, NoticeFile, SuccessionFile
from funding.toml.fields import (
    Money,
    Name,
    ProperName,
    Slug,
    Status,
    Table,
    Title,
    Words,
    Year,
    all_or_listed,
    misread,
)


class ReservesFile(Table):
    """`reserves` of a board: what it opens with, plans to use and must keep."""

    opening: Money
    status: Status | None = None
    source: Words | None = None
    use: Yearly = (Fraction(0),)
    minimum: Yearly = (Fraction(0),)
    reduces: list[Slug] | None = None

    @model_validator(mode="after")
    def _say_which_pools(self) -> ReservesFile:
        if any(self.use) and not self.reduces:
            raise misread(
                _("reserves are used, and it is not said which pools they reduce"),
                _("add the pools in order: {line}", line='reduces = ["core"]'),
                "use",
            )
        return self


def _one_or_two(names: list[str]) -> list[str]:
    """Refuse what the law does not know: one lead partner for children and one for adults.

    Social Services and Well-being (Wales) Act 2014, s.134(3)-(5).
    """
    if not 1 <= len(names) <= 2:
        fix = _("name one, or two: one for children and one for adults")
        message = _("a board has one lead partner or two, not {number}", number=len(names))
        raise misread(message, fix)
    return names


def _name_those_beneath() -> str:
    line = 'above = ["…"]'
    return _("name the boards beneath: {line}, or delete the line", line=line)


class BoardFile(Table):
    """`[board]` or `[[board]]`: a shipped area, some of its authorities, or partners listed."""

    id: Slug | None = None
    name: ProperName | None = None
    area: str | None = None
    authorities: list[str] | None = None
    above: Annotated[list[Slug], Distinct] | None = None
    by: By | None = None
    passes_to: Slug | None = None
    serves: Literal["children", "adults", "combined"] | None = None
    country: Country | None = None
    host: str | None = None
    lead: str | Annotated[list[str], AfterValidator(_one_or_two), Distinct] | None = None
    reserves: ReservesFile | None = None
    source: Words | None = None

    @model_validator(mode="after")
    def _say_all_of_what_is_above(self) -> BoardFile:
        if self.above == []:
            raise misread(_("it stands above no board"), _name_those_beneath(), "above")
        if self.above is not None and self.by is None:
            fix = _(
                "add for instance: {line} (or {equal}, or a percentage for each)",
                line='by = "population"',
                equal='"equal"',
            )
            message = _("it is not said how the boards beneath share its cost")
            raise misread(message, fix, "above")
        if self.above is not None and self.passes_to is None:
            fix = _(
                "add the pool that its cost is in there: {line}", line='passes_to = "strategic"'
            )
            message = _("it is not said which pool beneath its cost belongs to")
            raise misread(message, fix, "above")
        for key in ("by", "passes_to"):
            if self.above is None and getattr(self, key) is not None:
                message = _("'{key}' is for a board above others", key=key)
                raise misread(message, _name_those_beneath(), key)
        return self

    @property
    def leads(self) -> list[str]:
        """The lead partners, by the names that the file gives them."""
        return [self.lead] if isinstance(self.lead, str) else self.lead or []


class ScenarioFile(Table):
    """Every key of a scenario file."""

    id: Slug | None = None
    title: Title
    status: Status = "assumed"
    notes: Words | None = None
    currency: Currency = POUNDS
    year: Year | None = None
    years: list[Year] | None = None
    formulas: Annotated[Literal["all"] | list[Slug], BeforeValidator(all_or_listed("formulas"))]
    baseline: Slug | None = None
    estimate: Estimate = "central"
    board: BoardFile | list[BoardFile]
    kinds: dict[Name, KindDeclared] = {}
    partner: list[PartnerFile] = []
    cost: list[CostFile]
    shared_cost: list[SharedCostFile] = []
    grant: list[GrantFile] = []
    income: list[IncomeFile] = []
    rate: list[RateFile] = []
    in_kind: list[InKindFile] = []
    answer: list[AnswerFile] = []
    last_year: list[LastYearFile] = []
    arrears_paid: list[ArrearsPaidFile] = []
    account: list[AccountFile] = []
    driver: list[DriverFile] = []
    budget: list[BudgetFile] = []
    index: list[IndexFile] = []
    notice: list[NoticeFile] = []
    succession: list[SuccessionFile] = []
    promises: PromiseNames = []
    promise: Promises = []
    set: dict[str, dict[str, Any]] = {}
    study: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def _let_shared_costs_suffice(cls, value: Any) -> Any:
        """Take a file of shared costs as one without costs of its own: `cost` is not missing."""
        if not isinstance(value, dict) or "cost" in value:
            return value
        shared = "shared_cost" in meant_as_costs(value).values()
        return {**value, "cost": []} if shared else value

    @property
    def boards(self) -> list[BoardFile]:
        """Every board, whether written once or as a list."""
        return self.board if isinstance(self.board, list) else [self.board]

    @property
    def all_years(self) -> list[Year]:
        """Every year of the scenario, in order."""
        return sorted(self.years) if self.years else [self.year] if self.year else []
