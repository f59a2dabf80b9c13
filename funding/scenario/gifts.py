"""What is given that is not money, as a scenario file has it: offers, and the rates they use."""

from __future__ import annotations

from pydantic import model_validator

from funding.language import _
from funding.rules.in_kind import Kind as InKindKind
from funding.scenario.figures import Measured, Quantity, RateOrName, Rates, Yearly
from funding.scenario.lines import Sourced
from funding.toml.fields import Percent, Slug, Words, misread


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
            fix = _("keep the value, or else the quantity and the rate")
            if quantity is not None:
                raise misread(_("it has both a value and a quantity"), fix, "quantity")
            raise misread(_("it has both a value and a rate"), fix, "rate")
        if self.value is None and quantity is None and rate is None:
            fix = _("add a value, or a quantity and a rate: {line}", line='value = "£500.00"')
            raise misread(_("it is not said what it is worth"), fix)
        if quantity is not None and rate is None:
            line = f'rate = "£40.00 per {quantity.unit}"'
            fix = _("add its rate, for instance: {line}", line=line)
            raise misread(_("the quantity has no rate"), fix, "quantity")
        if rate is not None and quantity is None:
            line = f'quantity = "2 {rate.unit if isinstance(rate, Measured) else "fte"}"'
            fix = _("add its quantity, for instance: {line}", line=line)
            raise misread(_("the rate has no quantity"), fix, "rate")
        if quantity is not None and isinstance(rate, Measured) and quantity.unit != rate.unit:
            message = _(
                "the quantity is in '{unit}' and the rate is per '{other}'",
                unit=quantity.unit,
                other=rate.unit,
            )
            raise misread(message, _("use one unit for both"), "rate")
        return self
