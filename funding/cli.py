"""The command line: arguments in, exit status out; no arithmetic."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from funding import __version__
from funding.errors import ConservationError, FundingError, InputError, PluginError

if TYPE_CHECKING:
    from funding.comparison.outcome import Outcome
    from funding.scenario.model import Scenario

DONE, ANSWER_IS_NO, INVALID_INPUT, INTERRUPTED = 0, 1, 3, 130


class _Guarded(click.Group):
    """The commands, with every error of this library turned into words and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InputError as error:
            _stop(error.summary(), INVALID_INPUT)
        except ConservationError as error:
            _stop(f"a result does not add up, and is not shown: {error}", ANSWER_IS_NO)
        except PluginError as error:
            _stop(str(error), ANSWER_IS_NO)
        except FundingError as error:
            _stop(str(error), INVALID_INPUT)
        except KeyboardInterrupt:
            _stop("interrupted", INTERRUPTED)
        except BrokenPipeError:
            # Whoever reads has read enough; Python would complain once more while closing.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(DONE)


@click.group(cls=_Guarded, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="funding")
def main() -> None:
    """Split the costs of a public board across the bodies that must pay for it.

    Exactly, by a formula written in a file; and show why.
    """


_OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the result to a file, whole or not at all.",
)

_FOLDERS = click.option(
    "--formulas",
    "folders",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Look for formulas in this folder too; may be repeated.",
)


def _scenario_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what every command that runs a scenario takes; `_run` takes it all."""
    for option in (
        click.argument("scenario"),
        click.option(
            "--formula",
            "formulas",
            multiple=True,
            metavar="NAME",
            help="Run this formula instead of the scenario's; may be repeated.",
        ),
        click.option(
            "--set",
            "settings",
            multiple=True,
            metavar="KEY=VALUE",
            help="Change a value of the scenario, or of a formula: "
            "wrexham.percentages.police=8%. May be repeated.",
        ),
        _FOLDERS,
        click.option("--strict", is_flag=True, help="Treat every warning as an error."),
    ):
        command = option(command)
    return command


def _format_option(*forms: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add the choice of how to write; the first form is what is written unasked."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help="How to write the result.",
    )


@main.command()
@_scenario_options
@_format_option("table", "csv", "json", "markdown")
@_OUTPUT
def simulate(form: str, output: Path | None, **asked: Any) -> None:
    """Run every formula of SCENARIO on every board and compare them.

    SCENARIO is a file, the name of a shipped scenario, or - for standard input.
    """
    from funding.report.documents import WRITERS

    _write(WRITERS[form](_run(**asked)), output)


@main.command()
@_scenario_options
@click.argument("other", required=False)
@click.option(
    "--baseline",
    metavar="NAME",
    help="Measure changes against this formula instead of the scenario's own baseline.",
)
@_format_option("table", "csv", "json", "markdown")
@_OUTPUT
def compare(
    scenario: str,
    other: str | None,
    baseline: str | None,
    form: str,
    output: Path | None,
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
        raise click.UsageError("standard input can be only one of the two scenarios")
    first = _read(scenario, **asked, baseline=baseline, keep_baseline=other is None)
    scenarios = [first] if other is None else [first, _read(other, **asked)]
    measured_by = baseline or (first.baseline if other is None else None)
    try:
        check_comparable(scenarios, measured_by)
    except CannotCompare as error:
        raise click.UsageError(str(error)) from None
    compared = side_by_side(*map(simulate, scenarios), baseline=measured_by)
    _say(compared.all_warnings(), strict=strict)
    _write(COMPARISON_WRITERS[form](compared), output)


@main.command()
@_scenario_options
@click.option(
    "--partner",
    required=True,
    metavar="ID",
    help="Whose figure to explain: a partner's id, a payer's, or a kind of partner.",
)
def explain(partner: str, **asked: Any) -> None:
    """Show every step of one partner's figure, with its numbers and sources."""
    from funding.report.explanation import explain_partner
    from funding.toml import did_you_mean

    outcome = _run(**asked)
    partners = [party.partner for run in outcome.runs for party in run.parties]
    known = {name for p in partners for name in (p.id, p.payer, p.kind)}
    if partner not in known:
        raise click.BadParameter(
            f"no partner is called '{partner}'; {did_you_mean(partner, known)}",
            param_hint="--partner",
        )
    _write(explain_partner(outcome, partner), None)


@main.command()
@_FOLDERS
@_format_option("table", "json")
def formulas(form: str, folders: tuple[Path, ...]) -> None:
    """List the formulas that can be used by name, with where each is from."""
    from funding.formula.library import library_for
    from funding.report.catalogue import formulas_as_json, formulas_as_table

    library = library_for(None, folders)
    found = [library.load(name) for name in sorted(library.files)]
    _write(formulas_as_json(found) if form == "json" else formulas_as_table(found), None)


@main.command()
@_format_option("table", "json")
def rules(form: str) -> None:
    """List the rules that a formula can use, one line each, with the page that explains it."""
    from funding.report.catalogue import rules_as_json, rules_as_table

    _write(rules_as_json() if form == "json" else rules_as_table(), None)


@main.command()
@click.argument("name")
@_FOLDERS
def show(name: str, folders: tuple[Path, ...]) -> None:
    """Show one formula: its figures, how sure each is, where it is from, and its columns.

    NAME is a formula's name or a file.
    """
    from funding.report.catalogue import formula_in_full
    from funding.simulation import load_formula, nominal_worksheet

    formula = load_formula(name, folders)
    _write(formula_in_full(formula, nominal_worksheet(formula)), None)


def _run(scenario: str, *, strict: bool, **asked: Any) -> Outcome:
    """Read and run a scenario; say every warning on standard error."""
    from funding.simulation import simulate

    outcome = simulate(_read(scenario, **asked))
    _say(outcome.all_warnings(), strict=strict)
    return outcome


def _read(
    scenario: str,
    formulas: tuple[str, ...],
    settings: tuple[str, ...],
    folders: tuple[Path, ...],
    **more: Any,
) -> Scenario:
    """Read a scenario with what the command line changes in it."""
    from funding.simulation import read_scenario

    changes = dict(_setting(text) for text in settings)
    return read_scenario(scenario, changes=changes, formulas=formulas, folders=folders, **more)


def _say(warnings: list[str], *, strict: bool) -> None:
    """Say every warning on standard error, and how many; stop there if they count as errors."""
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    if warnings:
        click.echo(f"{len(warnings)} warning{'s' if len(warnings) > 1 else ''}", err=True)
    if warnings and strict:
        _stop("stopped: --strict treats a warning as an error", INVALID_INPUT)


def _setting(text: str) -> tuple[tuple[str | int, ...], tuple[object, str]]:
    """Read `key=value`: a dotted key, and a value as TOML has it, or else plain text."""
    import tomllib
    from decimal import Decimal

    key, equals, value = text.partition("=")
    parts = [part.strip() for part in key.split(".")]
    if not equals or not all(parts):
        raise click.BadParameter(f"'{text}' is not KEY=VALUE", param_hint="--set")
    try:
        read = tomllib.loads(f"value = {value}", parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ArithmeticError, ValueError, RecursionError):
        read = {}
    # `1\nother = 2` would be read as two keys: then it is text.
    return tuple(parts), (read["value"] if len(read) == 1 else value, f"--set {text}")


def _write(text: str, output: Path | None) -> None:
    """Write to standard output, or to a file that is whole or left as it was."""
    if output is None:
        click.echo(text, nl=False)
        return
    if not output.name:
        raise click.BadParameter("a file needs a name", param_hint="--output")
    partial = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        partial.write_text(text, encoding="utf-8", newline="")
        partial.replace(output)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it has text that no file can hold"
        _stop(f"{output}: cannot be written: {reason}", INVALID_INPUT)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _stop(message: str, status: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(status)
