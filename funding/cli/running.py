"""The commands that run a scenario."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funding.cli.options import result_options, scenario_options, setting
from funding.cli.recording import Delivered, recorded, remaking_in
from funding.cli.speaking import LANG, Asked, Edition, give
from funding.cli.writing import say
from funding.language import _

if TYPE_CHECKING:
    from funding.comparison.outcome import Outcome
    from funding.report.recorded import Rows, Writer
    from funding.scenario.model import Scenario


@click.command()
@scenario_options
@result_options("table", "csv", "json", "markdown", "html", "xlsx")
@LANG
def simulate(form: str, output: Path | None, lang: Asked, **asked: Any) -> None:
    """Run every formula of SCENARIO on every board and compare them.

    SCENARIO is a file, the name of a shipped scenario, or - for standard input.
    """
    is_shown = output is None and remaking_in(click.get_current_context()) is None
    if form == "xlsx" and is_shown and is_terminal():
        message = _("a workbook is no text for a terminal: write it to a file, -o FILE.xlsx")
        raise click.UsageError(message)

    def work(edition: Edition) -> Delivered:
        outcome = run(**asked)
        writer = _writer(form, outcome, edition, **asked)
        return recorded(writer, outcome, [outcome.scenario], form)

    give(work, output, lang)


def is_terminal() -> bool:
    """Say whether what is written is shown to somebody at once."""
    return sys.stdout.isatty()


def _writer(form: str, outcome: Outcome, edition: Edition, **asked: Any) -> Writer[Outcome]:
    """Give what writes an outcome; what a page and a workbook need besides is worked out first."""
    if form == "html":
        return _page_writer(outcome, edition, asked["folders"])
    if form == "xlsx":
        return partial(_write_workbook, strict=asked["strict"])
    from funding.report.documents import WRITERS

    return WRITERS[form]


def _page_writer(
    outcome: Outcome, edition: Edition, folders: tuple[Path, ...]
) -> Callable[..., str]:
    """Run the scenario again at each end of every range, fifty times at most, for the page."""
    from funding.report.page.writing import as_html
    from funding.study.ends import ends_of

    other = edition.other[1] if edition.other else ""
    ends = list(ends_of(outcome.scenario, folders))
    return partial(as_html, ends=ends, other_language=other)


def _write_workbook(
    outcome: Outcome, record: Rows = (), record_json: str = "", *, strict: bool
) -> bytes:
    """Write a workbook, and say which of its cells a spreadsheet gets wrong."""
    from funding.report.workbook.writing import as_workbook, told_apart

    content, apart = as_workbook(outcome, record, record_json)
    say(told_apart(apart), strict=strict)
    return content


@click.command()
@scenario_options
@click.argument("other", required=False)
@click.option(
    "--baseline",
    metavar="NAME",
    help="Measure changes against this formula instead of the scenario's own baseline.",
)
@result_options("table", "csv", "json", "markdown")
@LANG
def compare(
    scenario: str,
    other: str | None,
    baseline: str | None,
    form: str,
    output: Path | None,
    lang: Asked,
    strict: bool,  # noqa: FBT001  # click gives it by name
    **asked: Any,
) -> None:
    """Say who pays more, who less, and why.

    Every formula of SCENARIO is compared with its baseline, on every board and in every year. With
    OTHER, a second scenario, changes go from SCENARIO to OTHER, over all boards of each: before and
    after a merger, a boundary or a year.
    """
    from funding.comparison.compare import compare as side_by_side
    from funding.comparison.pairing import CannotCompare, check_comparable
    from funding.report.documents import COMPARISON_WRITERS
    from funding.simulation import simulate

    if scenario == other == "-":
        raise click.UsageError(_("standard input can be only one of the two scenarios"))

    def work(_edition: Edition) -> Delivered:
        first = read(scenario, **asked, baseline=baseline, keep_baseline=other is None)
        scenarios = [first] if other is None else [first, read(other, **asked)]
        measured_by = baseline or (first.baseline if other is None else None)
        try:
            check_comparable(scenarios, measured_by)
        except CannotCompare as error:
            raise click.UsageError(str(error)) from None
        compared = side_by_side(*map(simulate, scenarios), baseline=measured_by)
        say(compared.all_warnings(), strict=strict)
        return recorded(COMPARISON_WRITERS[form], compared, scenarios, form)

    give(work, output, lang)


def run(scenario: str, *, strict: bool, **asked: Any) -> Outcome:
    """Read and run a scenario; say every warning on standard error."""
    from funding.simulation import simulate

    outcome = simulate(read(scenario, **asked))
    say(outcome.all_warnings(), strict=strict)
    return outcome


def read(
    scenario: str,
    formulas: tuple[str, ...],
    settings: tuple[str, ...],
    folders: tuple[Path, ...],
    **more: Any,
) -> Scenario:
    """Read a scenario with what the command line changes in it."""
    from funding.simulation import read_scenario

    changes = dict(setting(text) for text in settings)
    return read_scenario(scenario, changes=changes, formulas=formulas, folders=folders, **more)
