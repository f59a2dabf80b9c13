"""What a formula or a scenario says must always hold: `promises`, and `[[promise]]` tables."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from funding.language import N_, _
from funding.rules.rule import Distinct
from funding.toml.fields import Money, Name, Slug, Table, Words, misread
from funding.toml.nearest import did_you_mean
from funding.toml.wording import any_of
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
COMPARE = N_("compare two things, for instance: {example}")


def _check_condition(text: str) -> str:
    """Refuse what cannot be a condition whatever its names mean; say where in the text."""
    try:
        parse_condition(text, names_in(text))
    except ExpressionFault as fault:
        # What is advised there is about a condition within an expression.
        is_no_condition = fault.message == _(NO_CONDITION)
        fix = _(COMPARE, example="cash <= assessed") if is_no_condition else fault.fix
        raise misread(fault.message, fix, offset=fault.offset, width=fault.width) from None
    return text


Condition = Annotated[str, AfterValidator(_check_condition)]


def _check_named(names: list[str]) -> list[str]:
    for place, name in enumerate(names):
        if name not in NAMED:
            message = _("there is no promise '{name}'", name=name)
            raise misread(message, did_you_mean(name, NAMED), place)
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
            fix = _("write for instance {example}", example='{ kind = "police" }')
            message = _(
                "it is not said whose in one way: {keys}",
                keys=any_of(("kind", "partner", "sector")),
            )
            raise misread(message, fix)
        return self


def _not_a_mere_word(value: object) -> object:
    """Refuse a word alone that is none of those that mean somebody."""
    if isinstance(value, str) and value not in ("the changed", "others"):
        fix = _(
            "write {kind}, or {changed} or {others}",
            kind=f'{{ kind = "{value}" }}',
            changed='"the changed"',
            others='"others"',
        )
        message = _(
            "it is not said whether '{given}' is a kind, a partner or a sector", given=value
        )
        raise misread(message, fix)
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
            line = f'promises = ["{self.name}"]'
            fix = _("choose another name, or write {line}", line=line)
            message = _("'{name}' is the name of a promise of the library's", name=self.name)
            raise misread(message, fix, "name")
        if self.rises is not None and self.falls is not None:
            raise misread(_("it both rises and falls"), _("make two promises of it"), "falls")
        if self.falls == ANYTHING:
            line = f'rises = "{ANYTHING}"'
            fix = _("write {line}: a cliff is looked for from both sides", line=line)
            raise misread(_("'{name}' can only rise", name=ANYTHING), fix, "falls")
        changed = self.rises or self.falls
        if changed is None and (self.of is not None or isinstance(self.whose, str)):
            key = "of" if self.of is not None else "for"
            fix = _("add for instance: {line}", line='rises = "cost"')
            raise misread(_("nothing changes"), fix, key)
        return self


def _check_own_names(promises: list[PromiseFile]) -> list[PromiseFile]:
    names = [each.name for each in promises]
    for place, name in enumerate(names):
        if name in names[:place]:
            message = _("two promises are called '{name}'", name=name)
            raise misread(message, _("choose another name"), place, "name")
    return promises


Promises = Annotated[list[PromiseFile], AfterValidator(_check_own_names)]
"""Every `[[promise]]` of a file, each of a name of its own."""
