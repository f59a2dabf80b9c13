"""Warnings about duties: arrears, answers that are late or missing, bodies never consulted."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.amounts import written_sum
from funding.compiling.party import Party
from funding.evaluation.result import BoardResult
from funding.language import _


def of_duties(parties: tuple[Party, ...], result: BoardResult, currency: str) -> Iterator[str]:
    """Warn of what partners do not pay of what they must, and of what none has said."""
    asked = {partner.id: partner for partner in result.partners}
    silent = []
    for party in parties:
        for late in party.late:
            yield _(
                "{partner} answered on {date}, after the year: that does not count",
                partner=party.name,
                date=late.date,
            )
        partner, must = party.partner, party.duty == "will"
        recorded = party.stated.after is not None or party.stated.consulted is not None
        if must and not partner.devolved and not recorded:
            yield _(
                "{partner} is not devolved and must pay, with no consultation of the Secretary of "
                "State recorded",
                partner=party.name,
            )
        if must and asked[partner.id].shortfall:
            lacks = asked[partner.id].shortfall
            due = asked[partner.id].assessed - asked[partner.id].in_kind
            yield _in_arrears(party.name, due, lacks, asked[partner.id].arrears, currency)
        elif asked[partner.id].arrears:
            earlier = written_sum(asked[partner.id].arrears, currency)
            yield _(
                "{partner} is in arrears with {earlier} from before",
                partner=party.name,
                earlier=earlier,
            )
        if party.is_silent and asked[partner.id].assessed > 0:
            silent.append(party.name)
    if silent:
        yield _(
            "no answer is recorded of {silent}, who may contribute: taken as paying in full",
            silent=", ".join(silent),
        )


def _in_arrears(
    partner: str, due: Fraction, lacks: Fraction, arrears: Fraction, currency: str
) -> str:
    """Say what of what is due is in arrears, and what is in all if it owed more before."""
    sums = {
        "due": written_sum(due, currency),
        "pays": written_sum(due - lacks, currency),
        "lacks": written_sum(lacks, currency),
    }
    if arrears <= lacks:
        return _(
            "{partner} must pay {due} and pays {pays}: {lacks} is in arrears",
            partner=partner,
            **sums,
        )
    return _(
        "{partner} must pay {due} and pays {pays}: {lacks} is in arrears, and {arrears} in all "
        "with what is owed from before",
        partner=partner,
        arrears=written_sum(arrears, currency),
        **sums,
    )
