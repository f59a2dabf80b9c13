"""What a command gives: the result on standard output or in a file, everything else beside it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from funding.files import replace_file

DONE, ANSWER_IS_NO, INVALID_INPUT, UNDECIDED, INTERRUPTED = 0, 1, 3, 4, 130


def say(warnings: list[str], *, strict: bool) -> None:
    """Say every warning on standard error, and how many; stop there if they count as errors."""
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    if warnings:
        click.echo(f"{len(warnings)} warning{'s' if len(warnings) > 1 else ''}", err=True)
    if warnings and strict:
        stop("stopped: --strict treats a warning as an error", INVALID_INPUT)


def write(text: str | bytes, output: Path | None) -> None:
    """Write to standard output, or to a file that is whole or left as it was."""
    if output is None:
        try:
            click.echo(text, nl=False)
        except BrokenPipeError:
            raise  # whoever reads has read enough
        except OSError as error:
            close_output()
            stop(f"standard output: cannot be written: {error.strerror}", INVALID_INPUT)
        return
    if not output.name:
        raise click.BadParameter("a file needs a name", param_hint="--output")
    try:
        content = text if isinstance(text, bytes) else text.encode("utf-8")
        if output.exists() and not output.is_file():
            output.write_bytes(content)  # a device or a pipe is written to, and never replaced
        else:
            replace_file(output, content)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it has text that no file can hold"
        stop(f"{output}: cannot be written: {reason}", INVALID_INPUT)


def close_output() -> None:
    """Let nothing more be written: Python would complain once more while closing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def stop(message: str, status: int) -> NoReturn:
    """Say why on standard error, and end with a status."""
    click.echo(message, err=True)
    sys.exit(status)
