"""Faults with the line that they are about, made from a place in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from funding.errors import Fault, InputError

if TYPE_CHECKING:
    from funding.toml.limits import Trouble

LONGEST_SHOWN = 200
"""A line that is longer, up to what it is about, is not shown: nobody finds a caret in it."""


def lines_of(text: str) -> list[str]:
    """Split a text into its lines as TOML counts them, without their ends."""
    return [line.removesuffix("\r") for line in text.split("\n")]


def fault_at(name: str, lines: list[str], line: int, column: int, trouble: Trouble) -> Fault:
    """Make a fault with its line as typed, save what a terminal would take for a command."""
    typed = lines[line - 1]
    width = max(1, min(trouble.width, len(typed) - column + 1))
    shown = None
    if column + width <= LONGEST_SHOWN:
        seen = (each if each.isprintable() or each == "\t" else "\ufffd" for each in typed)
        shown = "".join(seen)[:LONGEST_SHOWN]
    return Fault(name, line, column, trouble.message, trouble.fix, shown, width)


def error_at(name: str, text: str, trouble: Trouble) -> InputError:
    """Make the error about one trouble at its offset in the text."""
    line = text.count("\n", 0, trouble.offset) + 1
    column = trouble.offset - text.rfind("\n", 0, trouble.offset)
    return InputError([fault_at(name, lines_of(text), line, column, trouble)])


def unreadable(name: str, message: str, fix: str | None = None) -> InputError:
    """Make the error about a file as a whole."""
    return InputError([Fault(name, 0, 0, message, fix)])
