"""Papers written out as one self-contained file each: every text escaped, English marked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from funding.language import _, ngettext, pgettext, split_by_language, spoken, unmarked
from funding.report.recorded import Rows, in_markup

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Edition:
    """What a file has besides its words: the run record, and where the other language stands.

    `record` has labels and values for people, `record_json` the same for programs.
    """

    record: Rows = ()
    record_json: str = ""
    other_language: str = ""


PLAIN = Edition()


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
    record = in_markup(edition.record_json) if edition.record_json else ""
    return environment.get_template(template).render(
        language=spoken(),
        style=Markup((TEMPLATES / "paper.css").read_text(encoding="utf-8")),  # noqa: S704  # ours
        english=english,
        edition=edition,
        record_json=Markup(record),  # noqa: S704  # no markup is left in it
        **parts,
    )
