"""Sums agreed with named partners, with no formula behind them: `[amounts]`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from funding.language import N_, _
from funding.rules.fixed_sum import draft_sums
from funding.rules.rule import Rule, Settings
from funding.rules.work import Work
from funding.toml.fields import Money, Stated, misread


class Amounts(Settings):
    """`[amounts]`: an agreed sum a year for each partner named."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Stated[Money]] = Field(init=False)

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.__pydantic_extra__:
            raise misread(
                _("no partner has a sum"),
                _("write for instance {example}", example='cardiff = "£5,000.00"'),
            )
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
    draft_sums(
        work,
        settings,
        settings.sums(),
        name="agreed_sum",
        title=_("agreed with the partner"),
        by="partner",
    )


RULE = Rule(
    "amounts",
    "sums",
    N_("ask a named partner for the sum agreed with it"),
    Amounts,
    columns,
    "docs/reference/formula-file.md",
)
