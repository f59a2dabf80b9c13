"""Papers written out as one self-contained file each: every text escaped, English marked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from funding.language import _, ngettext, pgettext, split_by_language, spoken, unmarked

TEMPLATES = Path(__file__).parent / "templates"
_HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}

Rows = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Edition:
    """What a file has besides its words: the run record, and where the other language stands.

    `record` has labels and values for people, `record_json` the same for programs.
    """

    record: Rows = ()
    record_json: str = ""
    other_language: str = ""


class English:
    """Writes text, with English among Welsh in a `span`, and counts how often there is some."""

    def __init__(self) -> None:
        self.count = 0

    def written(self, value: object) -> object:
        """Give a text with its marks turned into elements; anything else as it is."""
        if not isinstance(value, str) or isinstance(value, Markup) or unmarked(value) == value:
            return value
        pieces = []
        for piece, is_english in split_by_language(value):
            self.count += is_english
            wrap = Markup('<span lang="en">{}</span>') if is_english else Markup("{}")
            pieces.append(wrap.format(piece))
        return Markup("").join(pieces)


def paper(folder: Path, template: str, edition: Edition, **parts: Any) -> str:
    """Write a template of a folder, which extends `paper.html`, in the language spoken."""
    english = English()
    environment = Environment(
        loader=FileSystemLoader([folder, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=english.written,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = unmarked
    # What `algebra` writes escapes the words in it.
    environment.filters["markup"] = Markup
    environment.globals.update({"_": _, "ngettext": ngettext, "pgettext": pgettext})
    return environment.get_template(template).render(
        language=spoken(),
        style=Markup((TEMPLATES / "paper.css").read_text(encoding="utf-8")),  # noqa: S704  # ours
        english=english,
        edition=edition,
        record_json=Markup(_inert(edition.record_json)),  # noqa: S704  # no markup is left in it
        **parts,
    )


def _inert(record_json: str) -> str:
    """Write the record on one line so that no part of it can end its element; it stays JSON."""
    if not record_json:
        return ""
    found = json.dumps(json.loads(record_json), ensure_ascii=False, sort_keys=True)
    return found.translate(_HARMLESS)
