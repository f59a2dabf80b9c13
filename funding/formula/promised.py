"""What a formula or a scenario says must always hold: `promises`, and `[[promise]]` tables."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from funding.rules.rule import Distinct
from funding.toml.fields import Money, Name, Slug, Table, Words, misread
from funding.toml.nearest import did_you_mean
from funding.worksheet.expression import NO_CONDITION, names_in, parse_condition
from funding.worksheet.tokens import ExpressionFault

NAMED = (
    "conserved",
    "non-negative",
    "order-free",
    "scale-free",
    "homogeneous",
    "monotone-in-cost",
    "monotone-in-own-driver",
    "monotone-in-others-drivers",
    "symmetric",
    "within-bounds",
    "within-changes",
    "excluded-pay-nothing",
    "in-kind-neutral",
    "split-neutral",
    "continuous",
    "quota",
    "take-up-safe",
    "independent",
)
"""The promises that have a name of their own: `funding/promises/catalogue.py` says what each is."""

OF_EVERY_FORMULA = ("conserved", "non-negative")
"""What every formula promises, whether it says so or not."""


ANYTHING = "anything"
"""What `rises` where any figure does, by as little as can be typed: so cliffs are found."""
COMPARE = "compare two things, for instance: cash <= assessed"


def _check_condition(text: str) -> str:
    """Refuse what cannot be a condition whatever its names mean; say where in the text."""
    try:
        parse_condition(text, names_in(text))
    except ExpressionFault as fault:
        # What is advised there is about a condition within an expression.
        fix = COMPARE if fault.message == NO_CONDITION else fault.fix
        raise misread(fault.message, fix, offset=fault.offset, width=fault.width) from None
    return text


Condition = Annotated[str, AfterValidator(_check_condition)]


def _check_named(names: list[str]) -> list[str]:
    for place, name in enumerate(names):
        if name not in NAMED:
            raise misread(f"there is no promise '{name}'", did_you_mean(name, NAMED), place)
    return names


PromiseNames = Annotated[list[Slug], AfterValidator(_check_named), Distinct]


class Whose(Table):
    """Whose: the partners of a kind, one partner, or those of a sector."""

    kind: Name | None = None
    partner: Slug | None = None
    sector: Literal["devolved", "non-devolved"] | None = None

    @model_validator(mode="after")
    def _say_one(self) -> Whose:
        stated = [each for each in (self.kind, self.partner, self.sector) if each is not None]
        if len(stated) != 1:
            fix = 'write for instance { kind = "police" }'
            raise misread("it is not said whose in one way: kind, partner or sector", fix)
        return self


def _not_a_mere_word(value: object) -> object:
    """Refuse a word alone that is none of those that mean somebody."""
    if isinstance(value, str) and value not in ("the changed", "others"):
        fix = f'write {{ kind = "{value}" }}, or "the changed" or "others"'
        raise misread(f"it is not said whether '{value}' is a kind, a partner or a sector", fix)
    return value


class PromiseFile(Table):
    """`[[promise]]`: what must hold on every board that could exist.

    With `rises` or `falls` it is about two boards, alike but for one figure of one input: names
    that begin with `before_` are of the first, `after_` of the second.
    """

    name: Slug
    says: Words | None = None
    always: Condition
    when: Condition | None = None
    whose: Annotated[
        Whose | Literal["the changed", "others"] | None, BeforeValidator(_not_a_mere_word)
    ] = Field(default=None, alias="for")
    within: Money = Fraction(0)
    rises: Name | None = None
    falls: Name | None = None
    of: Whose | None = None
    source: Words | None = None

    @model_validator(mode="after")
    def _be_of_one_board_or_two(self) -> PromiseFile:
        if self.name in NAMED:
            fix = f'choose another name, or write promises = ["{self.name}"]'
            raise misread(f"'{self.name}' is the name of a promise of the library's", fix, "name")
        if self.rises is not None and self.falls is not None:
            raise misread("it both rises and falls", "make two promises of it", "falls")
        if self.falls == ANYTHING:
            fix = f'write rises = "{ANYTHING}": a cliff is looked for from both sides'
            raise misread(f"'{ANYTHING}' can only rise", fix, "falls")
        changed = self.rises or self.falls
        if changed is None and (self.of is not None or isinstance(self.whose, str)):
            key = "of" if self.of is not None else "for"
            raise misread("nothing changes", 'add for instance: rises = "cost"', key)
        return self


def _check_own_names(promises: list[PromiseFile]) -> list[PromiseFile]:
    names = [each.name for each in promises]
    for place, name in enumerate(names):
        if name in names[:place]:
            fix = "choose another name"
            raise misread(f"two promises are called '{name}'", fix, place, "name")
    return promises


Promises = Annotated[list[PromiseFile], AfterValidator(_check_own_names)]
"""Every `[[promise]]` of a file, each of a name of its own."""
