"""What an output was made of: files and their hashes, versions, and the command that was asked.

It holds no clock, no place on a disk and no place where the output went: the same question of the
same files has the same record wherever it is asked.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from funding.errors import FundingError
from funding.language import Language, _

SCHEMA = "funding.record/1"
STDIN = "-"
"""How a scenario from standard input is named."""

BESIDE = ".record.json"
"""What the name of a file ends with that holds the record of the file beside it."""
ELEMENT = "funding-record"
"""The id of the element of a page that holds the record, and the name by which others hold it."""
COMMENT_BEGINS, COMMENT_ENDS = f"<!-- {ELEMENT} ", " -->"
"""Round the record in a paper in Markdown."""

HOWEVER_LONG = "--however-long"
"""The option by which whoever verifies lets a record ask for any amount of work."""


class NoRecord(FundingError):
    """There is no record, or none that can be read or run again; its text says what to do."""


@dataclass(frozen=True, order=True)
class Source:
    """A file that was read: its name as it was typed, never an absolute path, and its SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True, order=True)
class Plugin:
    """An installed package that brings rules or formulas, with one SHA-256 of all its files."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True)
class Record:
    """What made an output; the same things give the same record, to the byte.

    `command` is in words, without where the output goes, and `form` the format it was written in.
    Of two scenarios compared there are two; a study's own file comes before its scenario's.
    """

    command: tuple[str, ...]
    form: str
    language: Language
    scenarios: tuple[Source, ...]
    formulas: tuple[Source, ...]
    data: tuple[Source, ...]
    plugins: tuple[Plugin, ...]
    versions: tuple[tuple[str, str], ...]
    seed: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the record as plain values, as it stands in a file."""
        return {
            "schema": SCHEMA,
            "command": list(self.command),
            "format": self.form,
            "language": self.language,
            "seed": self.seed,
            "scenarios": [asdict(each) for each in self.scenarios],
            "formulas": [asdict(each) for each in self.formulas],
            "data": [asdict(each) for each in self.data],
            "plugins": [asdict(each) for each in self.plugins],
            "versions": dict(self.versions),
        }

    def to_json(self) -> str:
        """Write the record as one JSON object, keys sorted, ending with a line end."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"

    def rows(self) -> list[tuple[str, str]]:
        """Give the record for people, as labels and values in the language spoken.

        What cannot be printed stands as a sign for that: what was typed may be anything.
        """
        return [(_printable(label), _printable(value)) for label, value in self._rows()]

    def _rows(self) -> Iterator[tuple[str, str]]:
        yield _("Command"), shlex.join(("funding", *self.command))
        yield _("Format"), self.form
        yield _("Language"), _("Welsh") if self.language == "cy" else _("English")
        if self.seed is not None:
            yield _("Seed of the draws"), str(self.seed)
        for each in self.scenarios:
            name = _("standard input") if each.name == STDIN else each.name
            yield _("Scenario: {name}", name=name), _hashed(each)
        for each in self.formulas:
            yield _("Formula: {name}", name=each.name), _hashed(each)
        for each in self.data:
            yield _("Welsh reference data: {name}", name=each.name), _hashed(each)
        for plugin in self.plugins:
            label = _("Plugin: {name} {version}", name=plugin.name, version=plugin.version)
            yield label, _hashed(plugin)
        yield _("Versions"), ", ".join(f"{name} {version}" for name, version in self.versions)


def _hashed(of: Source | Plugin) -> str:
    return f"SHA-256 {of.sha256}"


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
