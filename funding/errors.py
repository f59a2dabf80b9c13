"""The errors of this library: each says what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from funding.language import _, ngettext


class FundingError(Exception):
    """Anything this library refuses to do; its text is fit to show a finance officer."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place of a file (lines and columns count from 1; 0 is "no place").

    `source_line` is the line as typed, `width` how many characters of it are meant, and `fix`
    what to do about it, in words.
    """

    file: str
    line: int
    column: int
    message: str
    fix: str | None = None
    source_line: str | None = None
    width: int = 1

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        lines = [f"{place}: {self.message}"]
        if self.source_line is not None:
            before = self.source_line[: self.column - 1]
            # Tabs stay tabs, so that the caret stands below what it points at.
            indent = "".join(character if character == "\t" else " " for character in before)
            lines += [f"    {self.source_line}", f"    {indent}{'^' * max(1, self.width)}"]
        if self.fix:
            lines.append(f"  {self.fix}")
        return "\n".join(lines)


class InputError(FundingError):
    """One or more files cannot be used; `faults` holds every fault found, in file order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(
            sorted(set(faults), key=lambda f: (f.file, f.line, f.column, f.message))
        )
        super().__init__(self.summary())

    def summary(self, most: int = 100) -> str:
        """Write the first faults, and how many more there are."""
        shown = [str(fault) for fault in self.faults[:most]]
        if len(self.faults) > most:
            shown.append(
                ngettext(
                    "and {number} more: correct those above first",
                    "and {number} more: correct those above first",
                    len(self.faults) - most,
                )
            )
        return "\n".join(shown)


class ConservationError(FundingError):
    """A result does not add up to the penny: a rule is at fault, never the input."""


class PluginError(FundingError):
    """An installed plugin does not do what it must; `package` is its name."""

    def __init__(self, package: str, why: str) -> None:
        self.package = package
        super().__init__(_("the plugin '{package}': {why}", package=package, why=why))
