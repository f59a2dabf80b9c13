"""The command that writes the assurance statement of a scenario."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from funding.cli.options import effort_options, result_options, scenario_options
from funding.cli.recording import Delivered, recorded, remaking_in
from funding.cli.running import run
from funding.cli.speaking import LANG, Asked, Edition, give
from funding.cli.writing import ANSWER_IS_NO


@click.command()
@scenario_options
@effort_options(examples=20)
@result_options("markdown", "html", "json")
@LANG
def assure(
    form: str,
    output: Path | None,
    lang: Asked,
    prove: bool,  # noqa: FBT001  # click gives it by name
    examples: int,
    seconds: float,
    **asked: Any,
) -> None:
    """Write what was checked of SCENARIO and how, and on what its results rest.

    It is an assurance statement by the headings of the AQuA Book, with blanks for what only people
    can say. The promises of the formulas are tried, or proved, on the way.
    """
    from funding.assurance.statement import statement_of
    from funding.assurance.writing import WRITERS, as_html
    from funding.promises.checking import Effort
    from funding.promises.targets import checked_of

    broken: list[str] = []

    def work(edition: Edition) -> Delivered:
        outcome = run(**asked)
        effort = Effort(examples, prove, seconds)
        statement = statement_of(outcome, checked_of(outcome.scenario, effort), effort)
        broken.extend(statement.refuted)
        other = edition.other[1] if edition.other else ""
        writer = partial(as_html, other_language=other) if form == "html" else WRITERS[form]
        return recorded(writer, statement, [outcome.scenario], form)

    give(work, output, lang)
    if broken and remaking_in(click.get_current_context()) is None:
        sys.exit(ANSWER_IS_NO)
