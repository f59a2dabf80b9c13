"""Sums agreed with named partners, with no formula behind them: `[amounts]`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from funding.rules.rule import Rule, Settings, Work, whole
from funding.toml.fields import Money, Stated, misread


class Amounts(Settings):
    """`[amounts]`: an agreed sum a year for each partner named."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Stated[Money]] = Field(init=False)

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.__pydantic_extra__:
            raise misread("no partner has a sum", 'write for instance cardiff = "£5,000.00"')
        return self

    def sums(self) -> dict[str, Stated[Money]]:
        """Give the sum agreed with each partner."""
        return dict(self.__pydantic_extra__ or {})

    def partners_named(self) -> Iterator[str]:
        """Give the partners with a sum."""
        yield from self.sums()

    def sets_sum_of(self, partner: str, kind: str) -> bool:  # noqa: ARG002  (of a partner)
        """Say whether the partner has a sum."""
        return partner in self.sums()


def columns(settings: Amounts, work: Work) -> None:
    """Draft each agreed sum; a partner with one takes no part in the split."""
    sums = settings.sums()
    note = work.note(settings)
    work.draft.parameter(
        "agreed_sum",
        "sum agreed with the partner",
        by="partner",
        values=whole(sums),
        figures=work.figures("agreed sums", settings, sums),
        source=note,
    )
    work.draft.parameter(
        "has_agreed_sum",
        "1 for a partner with an agreed sum, else 0",
        by="partner",
        values=dict.fromkeys(sums, Fraction(1)),
        unit="flag",
        source=note,
    )
    work.sums.append(("agreed_sum", "has_agreed_sum"))


RULE = Rule(
    "amounts",
    "sums",
    "ask a named partner for the sum agreed with it",
    Amounts,
    columns,
    "docs/reference/formula-file.md",
)
