"""A scenario file as an officer types it, section by section."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from funding.formula.model import Country, KindDeclared
from funding.scenario.figures import Yearly
from funding.scenario.lines import (
    AnswerFile,
    CostFile,
    DriverFile,
    GrantFile,
    IncomeFile,
    InKindFile,
    LastYearFile,
    PartnerFile,
)
from funding.scenario.over_time import IndexFile, NoticeFile, SuccessionFile
from funding.toml.fields import (
    Money,
    Name,
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
                "reserves are used, and it is not said which pools they reduce",
                'add the pools in order: reduces = ["core"]',
                "use",
            )
        return self


class BoardFile(Table):
    """`[board]` or `[[board]]`: a shipped area, some of its authorities, or partners listed."""

    id: Slug | None = None
    name: Title | None = None
    area: str | None = None
    authorities: list[str] | None = None
    serves: Literal["children", "adults", "combined"] | None = None
    country: Country | None = None
    host: str | None = None
    lead: str | None = None
    reserves: ReservesFile | None = None
    source: Words | None = None


class ScenarioFile(Table):
    """Every key of a scenario file."""

    id: Slug | None = None
    title: Title
    status: Status = "assumed"
    notes: Words | None = None
    year: Year | None = None
    years: list[Year] | None = None
    formulas: Annotated[Literal["all"] | list[Slug], BeforeValidator(all_or_listed("formulas"))]
    baseline: Slug | None = None
    board: BoardFile | list[BoardFile]
    kinds: dict[Name, KindDeclared] = {}
    partner: list[PartnerFile] = []
    cost: list[CostFile]
    grant: list[GrantFile] = []
    income: list[IncomeFile] = []
    in_kind: list[InKindFile] = []
    answer: list[AnswerFile] = []
    last_year: list[LastYearFile] = []
    driver: list[DriverFile] = []
    index: list[IndexFile] = []
    notice: list[NoticeFile] = []
    succession: list[SuccessionFile] = []
    set: dict[str, dict[str, Any]] = {}

    @property
    def boards(self) -> list[BoardFile]:
        """Every board, whether written once or as a list."""
        return self.board if isinstance(self.board, list) else [self.board]

    @property
    def all_years(self) -> list[Year]:
        """Every year of the scenario, in order."""
        return sorted(self.years) if self.years else [self.year] if self.year else []
