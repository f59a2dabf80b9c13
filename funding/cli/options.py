"""The options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from funding.language import _, pgettext

OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the result to a file, whole or not at all.",
)

FOLDERS = click.option(
    "--formulas",
    "folders",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Look for formulas in this folder too; may be repeated.",
)


def scenario_options(command: Callable[..., None]) -> Callable[..., None]:
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


def format_option(*forms: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add the choice of how to write; the first form is what is written unasked."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help="How to write the result.",
    )


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
