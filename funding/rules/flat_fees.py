"""The same sum from every partner of a kind: `[flat_fees]`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from funding.language import N_, _
from funding.rules.fixed_sum import draft_sums
from funding.rules.rule import Path, Rule, Settings
from funding.rules.work import Work
from funding.toml.fields import Money, Stated, misread


class FlatFees(Settings):
    """`[flat_fees]`: a sum for each kind of partner, due once a year from each of them."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Stated[Money]] = Field(init=False)

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.__pydantic_extra__:
            raise misread(
                _("no kind has a fee"),
                _("write for instance {example}", example='police = "£5,000.00"'),
            )
        return self

    def fees(self) -> dict[str, Stated[Money]]:
        """Give the fee of each kind."""
        return dict(self.__pydantic_extra__ or {})

    def sets_sum_of(self, partner: str, kind: str) -> bool:  # noqa: ARG002  (of a kind)
        """Say whether the partner's kind has a fee."""
        return kind in self.fees()

    def kinds_named(self) -> Iterator[tuple[Path, str]]:
        """Give the kinds with a fee."""
        for kind in self.fees():
            yield (kind,), kind


def columns(settings: FlatFees, work: Work) -> None:
    """Draft the fee of each partner; a partner with a fee takes no part in the split."""
    draft_sums(
        work, settings, settings.fees(), name="flat_fee", title=_("flat fee of its kind"), by="kind"
    )


RULE = Rule(
    "flat_fees",
    "sums",
    N_("ask the same sum of every partner of a kind"),
    FlatFees,
    columns,
    "docs/reference/formula-file.md",
)
