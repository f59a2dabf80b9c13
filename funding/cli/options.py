"""The options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from funding.cli.endings import OutputPath, form_by_ending
from funding.language import _, pgettext

Command = Callable[..., None]

FOLDERS = click.option(
    "--formulas",
    "folders",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Look for formulas in this folder too; may be repeated.",
)


def scenario_options(command: Command) -> Command:
    """Add what every command that runs a scenario takes; `run` takes it all."""
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
        FOLDERS,
        click.option("--strict", is_flag=True, help="Treat every warning as an error."),
    ):
        command = option(command)
    return command


def effort_options(examples: int) -> Callable[[Command], Command]:
    """Add how hard to look for a board that breaks a promise; on so many boards unasked."""

    def add(command: Command) -> Command:
        for option in (
            click.option(
                "--seconds",
                type=click.FloatRange(min=0.1),
                default=60,
                show_default=True,
                help="How long a proof, or the trying of a promise, may take.",
            ),
            click.option(
                "--examples",
                type=click.IntRange(1, 1_000_000),
                default=examples,
                show_default=True,
                help="How many boards to try each promise on.",
            ),
            click.option(
                "--prove", is_flag=True, help="Prove what can be proved, of every figure there is."
            ),
        ):
            command = option(command)
        return command

    return add


def format_option(
    *forms: str,
    words: str = "How to write the result.",
    **more: Any,
) -> Callable[[Command], Command]:
    """Add the choice of how to write; the first form is what is written unasked."""
    choice = click.Choice(forms)
    return click.option(
        "--format", "form", type=choice, default=forms[0], show_default=True, help=words, **more
    )


def result_options(
    *forms: str,
    words: str = "Write the result to a file, whole or not at all.",
    may_be_folder: bool = False,
) -> Callable[[Command], Command]:
    """Add how to write and where to: the ending of the file says how, where nothing else does."""

    def add(command: Command) -> Command:
        # Eager: it is known before the format is asked about.
        path = OutputPath(dir_okay=may_be_folder, path_type=Path)
        command = click.option("-o", "--output", type=path, is_eager=True, help=words)(command)
        by_ending = "How to write the result; unasked, as the ending of --output says."
        return format_option(*forms, words=by_ending, callback=form_by_ending)(command)

    return add


def setting(text: str) -> tuple[tuple[str | int, ...], tuple[object, str]]:
    """Read `key=value`: a dotted key, and a value as TOML has it, or else plain text."""
    import tomllib
    from decimal import Decimal

    key, equals, value = text.partition("=")
    parts = [part.strip() for part in key.split(".")]
    if not equals or not all(parts):
        raise click.BadParameter(
            _("'{text}' is not {form}", text=text, form=pgettext("a placeholder", "KEY=VALUE")),
            param_hint="--set",
        )
    try:
        read = tomllib.loads(f"value = {value}", parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ArithmeticError, ValueError, RecursionError):
        read = {}
    # `1\nother = 2` would be read as two keys: then it is text.
    return tuple(parts), (read["value"] if len(read) == 1 else value, f"--set {text}")
