"""Pages written out: one self-contained file each, every text escaped, the same bytes each time.

A template extends `base.html`. What is markup comes as `Markup`, made by escaping what went into
it; so no template says that a text is safe.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from funding.language import _, ngettext, pgettext, split_by_language, spoken, unmarked
from funding.record.model import ELEMENT
from funding.report.recorded import Rows

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Edition:
    """What a file has besides its words: the run record, and where the other language stands.

    `record` has labels and values for people, `record_json` the same for programs;
    `other_language` is the name of the file in the other language, beside this one.
    """

    record: Rows = ()
    record_json: str = ""
    other_language: str = ""


PLAIN = Edition()


class English:
    """Writes text, with English among Welsh in a `span`, and counts the texts that are English."""

    def __init__(self) -> None:
        self._found: set[str] = set()

    @property
    def count(self) -> int:
        """How many texts are English: one that stands in several places counts once."""
        return len(self._found)

    def written(self, value: object) -> object:
        """Give a text with its marks turned into elements; anything else as it is."""
        if not isinstance(value, str) or isinstance(value, Markup) or unmarked(value) == value:
            return value
        return Markup("").join(self._pieces(value))

    def _pieces(self, value: str) -> Iterator[str]:
        for piece, is_english in split_by_language(value):
            if is_english:
                self._found.add(piece)
            yield Markup('<span lang="en">{}</span>').format(piece) if is_english else piece


def page(
    folders: Sequence[Path], template: str, style: str, edition: Edition = PLAIN, **parts: Any
) -> str:
    """Write a template of some folders in the language spoken, in a style of theirs over ours."""
    english = English()
    environment = _environment([*folders, TEMPLATES], english)
    whole = Markup("\n").join(_style_of(each, folders) for each in ("base.css", style))
    return environment.get_template(template).render(
        language=spoken(),
        style=whole,
        policy=_allowing(whole),
        english=english,
        edition=edition,
        held=json.loads(edition.record_json) if edition.record_json else None,
        element=ELEMENT,
        **parts,
    )


def _environment(folders: Sequence[Path], english: English) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=english.written,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    numbers = count(1)
    said: dict[str, Any] = {"_": _, "ngettext": ngettext, "pgettext": pgettext}
    environment.globals.update(said, next_number=lambda: next(numbers))
    environment.filters["plain"] = unmarked
    # The filter `tojson` writes what could end an element as escapes of JSON.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return environment


def _style_of(name: str, folders: Sequence[Path]) -> Markup:
    """Read one of our own styles, where it is first found."""
    path = next(each / name for each in (*folders, TEMPLATES) if (each / name).is_file())
    return Markup(path.read_text(encoding="utf-8").rstrip("\n"))  # noqa: S704  # ours


def _allowing(style: Markup) -> Markup:
    """Say what a browser may do with a page: show it by this one style, and nothing else."""
    held = b64encode(sha256(f"\n{style}\n".encode()).digest()).decode()
    return _POLICY.format(held)


_POLICY = Markup("default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'")
