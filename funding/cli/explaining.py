"""The commands that tell a partner about its figure: why it is so, and what it is asked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from funding.cli.options import result_options, scenario_options
from funding.cli.recording import Delivered, recorded, remaking_in
from funding.cli.running import run
from funding.cli.speaking import LANG, Asked, Edition, give
from funding.files import is_folder
from funding.language import Language, _, spoken

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
@result_options("text", "markdown", "html")
@LANG
def explain(partner: str, form: str, output: Path | None, lang: Asked, **asked: Any) -> None:
    """Show every step of one partner's figure, with its numbers and sources."""
    from funding.report.explaining.writing import writer

    def work(edition: Edition) -> Delivered:
        outcome = run(**asked)
        check_known([partner], outcome)
        write = writer(form, partner, edition.other[1] if edition.other else "")
        return recorded(write, outcome, [outcome.scenario], form)

    give(work, output, lang)


@click.command()
@scenario_options
@click.option(
    "--partner",
    "partners",
    multiple=True,
    metavar="ID",
    help="Whose statement to write: a partner's id, a payer's, or a kind of partner; may be "
    "repeated. Else everybody's.",
)
@result_options(
    "html",
    "markdown",
    words="Write one file, a page for each statement; or, in a folder, a file for each partner.",
    may_be_folder=True,
)
@LANG
def statement(
    partners: tuple[str, ...], form: str, output: Path | None, lang: Asked, **asked: Any
) -> None:
    """Write a statement for each partner, on one page: what it is asked, why, and what changed.

    There is one for each board, year and formula that a partner is part of.
    """
    from funding.report.statement.making import ids_of
    from funding.report.statement.writing import SUFFIXES, writer

    outcomes: dict[Language, Outcome] = {}

    def outcome_in(language: Language) -> Outcome:
        if language not in outcomes:
            outcomes[language] = run(**asked)
            check_known(partners, outcomes[language])
        return outcomes[language]

    def work(edition: Edition, whose: tuple[str, ...] = partners) -> Delivered:
        outcome = outcome_in(edition.language)
        ids = ids_of(outcome, whose)
        write = writer(form, ids, edition.other[1] if edition.other else "")
        return recorded(write, outcome, [outcome.scenario], form)

    if output is None or not is_folder(output):
        give(work, output, lang)
        if len(ids_of(next(iter(outcomes.values())), partners)) > 1:
            _hint_at_a_folder(output)
        return
    context = click.get_current_context()
    context.set_parameter_source("partners", ParameterSource.COMMANDLINE)
    for partner in ids_of(outcome_in(spoken()), partners):
        # Each file is what the command gives for this partner alone, and its record says so.
        context.params["partners"] = (partner,)
        file = output / f"{partner}{SUFFIXES[form]}"
        give(partial(work, whose=(partner,)), file, lang)


def _hint_at_a_folder(output: Path | None) -> None:
    """Say what was written where a folder may have been meant: a name without an ending."""
    context = click.get_current_context()
    if output is None or output.suffix or not output.is_file() or remaking_in(context) is not None:
        return
    hint = _(
        "{file} is one file, with the statements of several partners: for a file for each, make a "
        "folder first, and name it",
        file=output,
    )
    click.echo(hint, err=True)


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
