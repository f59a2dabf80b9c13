"""What a command gives: the result on standard output or in a file, everything else beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NoReturn

import click

from funding.files import is_file, is_there, replace_file
from funding.language import _, ngettext

DONE, ANSWER_IS_NO, INVALID_INPUT, UNDECIDED, INTERRUPTED = 0, 1, 3, 4, 130


_aside: ContextVar[bool] = ContextVar("aside", default=True)


@contextmanager
def saying_aside(*, is_wanted: bool) -> Iterator[None]:
    """Say warnings until the block ends, or none: they were said in another language."""
    before = _aside.set(is_wanted)
    try:
        yield
    finally:
        _aside.reset(before)


def say(warnings: list[str], *, strict: bool) -> None:
    """Say every warning on standard error, and how many; stop there if they count as errors."""
    if not _aside.get():
        return
    for warning in warnings:
        click.echo(_("warning: {warning}", warning=warning), err=True)
    if warnings:
        count = len(warnings)
        click.echo(ngettext("{number} warning", "{number} warnings", count), err=True)
    if warnings and strict:
        stop(_("stopped: --strict treats a warning as an error"), INVALID_INPUT)


def write(written: str | bytes, output: Path | None) -> None:
    """Write to standard output, or to a file that is whole or left as it was."""
    if output is None:
        try:
            click.echo(written, nl=False)
        except BrokenPipeError:
            raise  # whoever reads has read enough
        except OSError as error:
            close_output()
            reason = error.strerror
            stop(_("standard output: cannot be written: {reason}", reason=reason), INVALID_INPUT)
        return
    if not output.name:
        raise click.BadParameter(_("a file needs a name"), param_hint="--output")
    try:
        content = written.encode("utf-8") if isinstance(written, str) else written
        if is_there(output) and not is_file(output):
            output.write_bytes(content)  # a device or a pipe is written to, and never replaced
        else:
            replace_file(output, content)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or _("it has text that no file can hold")
        stop(_("{file}: cannot be written: {reason}", file=output, reason=reason), INVALID_INPUT)


def close_output() -> None:
    """Let nothing more be written: Python would complain once more while closing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def stop(message: str, status: int) -> NoReturn:
    """Say why on standard error, and end with a status."""
    click.echo(message, err=True)
    sys.exit(status)
