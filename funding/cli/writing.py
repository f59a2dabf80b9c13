"""What a command gives: the result on standard output or in a file, everything else beside it."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

DONE, ANSWER_IS_NO, INVALID_INPUT, UNDECIDED, INTERRUPTED = 0, 1, 3, 4, 130


def say(warnings: list[str], *, strict: bool) -> None:
    """Say every warning on standard error, and how many; stop there if they count as errors."""
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    if warnings:
        click.echo(f"{len(warnings)} warning{'s' if len(warnings) > 1 else ''}", err=True)
    if warnings and strict:
        stop("stopped: --strict treats a warning as an error", INVALID_INPUT)


def write(text: str, output: Path | None) -> None:
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
        content = text.encode("utf-8")
        if output.exists() and not output.is_file():
            output.write_bytes(content)  # a device or a pipe is written to, and never replaced
        else:
            _replace(output, content)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it has text that no file can hold"
        stop(f"{output}: cannot be written: {reason}", INVALID_INPUT)


def _replace(output: Path, content: bytes) -> None:
    """Write a file beside the old one, then put it in its place: there is always a whole one.

    Where the system can, the new file has no name until it is whole, so that a process which is
    killed leaves nothing behind. A name that somebody else made is never written through.
    """
    partial = output.with_name(f".{output.name}.{secrets.token_hex(4)}.part")
    unnamed = _open_unnamed(output.parent)
    new = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        with os.fdopen(os.open(partial, new, 0o666) if unnamed is None else unnamed, "wb") as file:
            if hasattr(os, "fchmod") and output.is_file() and not output.is_symlink():
                os.fchmod(file.fileno(), stat.S_IMODE(output.stat().st_mode))
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            if unnamed is not None:
                # With a folder to start from Python follows the link, as it says; else it does not.
                os.link(f"/proc/self/fd/{unnamed}", partial, src_dir_fd=unnamed)
        partial.replace(output)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _open_unnamed(folder: Path) -> int | None:
    """Open a file without a name in a folder; None where the system has no such thing."""
    if not hasattr(os, "O_TMPFILE") or not Path("/proc/self/fd").is_dir():
        return None
    with suppress(OSError):
        return os.open(folder, os.O_WRONLY | os.O_TMPFILE, 0o666)
    return None


def close_output() -> None:
    """Let nothing more be written: Python would complain once more while closing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def stop(message: str, status: int) -> NoReturn:
    """Say why on standard error, and end with a status."""
    click.echo(message, err=True)
    sys.exit(status)
