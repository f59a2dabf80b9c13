"""The commands that tell a partner about its figure: why it is so, and what it is asked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funding.cli.options import OUTPUT, format_option, scenario_options
from funding.cli.running import run
from funding.cli.speaking import LANG, Asked, Edition, give
from funding.language import _

if TYPE_CHECKING:
    from funding.comparison.outcome import Outcome


@click.command()
@scenario_options
@click.option(
    "--partner",
    required=True,
    metavar="ID",
    help="Whose figure to explain: a partner's id, a payer's, or a kind of partner.",
)
@format_option("text", "markdown", "html")
@OUTPUT
@LANG
def explain(partner: str, form: str, output: Path | None, lang: Asked, **asked: Any) -> None:
    """Show every step of one partner's figure, with its numbers and sources."""
    from funding.report.explaining.writing import WRITERS

    def work(edition: Edition) -> str:
        outcome = run(**asked)
        check_known([partner], outcome)
        other = edition.other[1] if edition.other else ""
        return WRITERS[form](outcome, partner, other_language=other)

    give(work, output, lang)


def check_known(asked: Iterable[str], outcome: Outcome) -> None:
    """Refuse whoever is no partner, payer or kind of partner, and suggest one."""
    from funding.toml import did_you_mean

    partners = [party.partner for run in outcome.runs for party in run.parties]
    known = {name for p in partners for name in (p.id, p.payer, p.kind)}
    for partner in asked:
        if partner not in known:
            raise click.BadParameter(
                _(
                    "no partner is called '{partner}'; {suggestion}",
                    partner=partner,
                    suggestion=did_you_mean(partner, known),
                ),
                param_hint="--partner",
            )
