"""Writing a file so that it is whole or as it was; and asking after files of any name."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path


def is_there(path: Path) -> bool:
    """Say whether there is such a file; no name is too long or too strange to be asked about."""
    return os.path.exists(path)  # noqa: PTH110  # Path's own raises for a name that is too long


def is_file(path: Path) -> bool:
    """Say whether there is such a file, and whether it is one that has a content."""
    return os.path.isfile(path)  # noqa: PTH113  # Path's own raises for a name that is too long


def is_folder(path: Path) -> bool:
    """Say whether there is such a folder."""
    return os.path.isdir(path)  # noqa: PTH112  # Path's own raises for a name that is too long


def replace_file(output: Path, content: bytes) -> None:
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
