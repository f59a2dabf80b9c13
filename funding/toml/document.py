"""A TOML file as it was read, which can say where in it anything stands.

Every trouble with a file is an `InputError` with one `Fault`, in plain words and with a position.
"""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeAlias

from funding.errors import Fault
from funding.language import _
from funding.toml.limits import MOST_BYTES, Trouble, Unclosed, check_characters, check_size
from funding.toml.marking import error_at, fault_at, lines_of, unreadable
from funding.toml.nearest import nearest
from funding.toml.overriding import put
from funding.toml.positions import Place, locate
from funding.toml.syntax import explain
from funding.toml.wording import KeyPath


@dataclass(frozen=True)
class Document:
    """A TOML file: its text, its data (figures with a point are `Decimal`), and how to name it.

    `name` is how messages call the file: the path as the user gave it, or `<stdin>`. `sources`
    says for the path of each value that was put in later where that came from. `digest` is the
    SHA-256 of the bytes that were read, whatever was put in later.
    """

    name: str
    text: str
    data: dict[str, object]
    origin: Path | None = None
    sources: Mapping[KeyPath, Source] = field(default_factory=dict, repr=False)
    digest: str = ""

    @cached_property
    def overridden(self) -> Mapping[KeyPath, str]:
        """Where, in plain text, each value that was put in later came from, by its path."""
        return {path: _plain(_fault_at(source)) for path, source in self.sources.items()}

    def put_in(self, path: KeyPath) -> KeyPath | None:
        """Give the path of the value put in later that holds, or made, what is at a path."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.sources:
                return path[:length]
        if not path or not self.sources or path in self._places:
            return None
        # A table that exists only because a value was put into it.
        return next((each for each in self.sources if each[: len(path)] == path), None)

    def lines_under(self, path: KeyPath) -> set[int]:
        """Give the lines on which something stands that is at a path or below it."""
        under = [place for at, place in self._places.items() if at[: len(path)] == path]
        return {line for place in under for line in (place.key_line, place.value_line)}

    def fault(
        self,
        path: KeyPath,
        message: str,
        fix: str | None = None,
        *,
        at: Literal["key", "value"] = "value",
        offset: int = 0,
        width: int | None = None,
    ) -> Fault:
        """Make a fault at the key or value of a path, or at its table if it is not in the file.

        With an `offset` or a `width` it points inside the content of a text, for instance at one
        name of an expression; in a text of several lines or with escapes, at the whole text. For
        a value that was put in by `override`, the place is where that came from.
        """
        put_in = self.put_in(path)
        if put_in is not None:
            source = self.sources[put_in]
            if isinstance(source, str):
                return Fault(source, 0, 0, message, fix)
            document, start = source
            there = (*start, *path[len(put_in) :])[: len(start) + len(path) - len(put_in)]
            return document.fault(there, message, fix, at=at, offset=offset, width=width)
        place = self._places.get(path)
        if place is None:
            return self._fault_at_table(path[:-1], message, fix)
        if at == "key":
            return self._mark(place.key_line, place.key_column, place.key_width, message, fix)
        column, marked = place.value_column, place.value_width
        if place.content_offset is not None and (offset or width is not None):
            content = place.value_width - 2 * place.content_offset
            # An expression can end too early: then the place is the closing quote.
            inside = min(max(offset, 0), content)
            column += place.content_offset + inside
            marked = min(1 if width is None else width, max(content - inside, 1))
        return self._mark(place.value_line, column, marked, message, fix)

    def override(self, changes: Mapping[KeyPath, tuple[object, Source]]) -> Document:
        """Give a document with other values in its data; this one stays as it is.

        Each change is a value and its source. Raise `InputError` if a path leads to no entry of a
        list, or through a value that is no table.
        """
        data, sources = self.data, dict(self.sources)
        for path, (value, source) in changes.items():
            data, found = put(data, path, value, _fault_at(source))
            sources = {each: old for each, old in sources.items() if each[: len(found)] != found}
            sources[found] = source
        return replace(self, data=data, sources=sources)

    def _fault_at_table(self, path: KeyPath, message: str, fix: str | None) -> Fault:
        while path:
            place = self._places.get(path)
            if place is not None:
                return self._mark(
                    place.value_line, place.value_column, place.value_width, message, fix
                )
            path = path[:-1]
        return self._mark(1, 1, 1, message, fix)

    def _mark(self, line: int, column: int, width: int, message: str, fix: str | None) -> Fault:
        return fault_at(self.name, self._lines, line, column, Trouble(0, message, fix, width))

    @cached_property
    def _lines(self) -> list[str]:
        return lines_of(self.text)

    @cached_property
    def _places(self) -> dict[KeyPath, Place]:
        return locate(self.text)


Source: TypeAlias = str | tuple[Document, KeyPath]
"""Where a value came from: a text such as "--set a.b=8%", or what holds it in another document."""


def _fault_at(source: Source) -> Fault:
    if isinstance(source, str):
        return Fault(source, 0, 0, "")
    document, path = source
    return document.fault(path, "")


def _plain(place: Fault) -> str:
    return f"{place.file}:{place.line}:{place.column}" if place.line else place.file


def _named_nearly(path: Path) -> str:
    """Ask whether a file beside the one that is not there was meant; nothing if none is near."""
    try:
        beside = [each.name for each in path.parent.glob(f"*{path.suffix}") if each.is_file()]
    except (OSError, ValueError):
        return ""
    meant = nearest(path.name, beside)
    return _("did you mean '{meant}'?", meant=path.with_name(meant)) if meant else ""


def read_document(path: Path, name: str | None = None) -> Document:
    """Read a TOML file; raise `InputError` if it cannot be read or is not TOML."""
    shown_name = str(path) if name is None else name
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        message, fix = _("there is no such file"), _named_nearly(path) or _("check the name")
        raise unreadable(shown_name, message, fix) from None
    except IsADirectoryError:
        message, fix = _("this is a folder, not a file"), _("name a file in it")
        raise unreadable(shown_name, message, fix) from None
    except PermissionError:
        message, fix = _("the file may not be read"), _("ask its owner for the right to read it")
        raise unreadable(shown_name, message, fix) from None
    except (OSError, ValueError) as error:
        # What the system says of it is in the language of the system.
        reason = getattr(error, "strerror", None) or error
        message = _("the file cannot be read: {reason}", reason=reason)
        raise unreadable(shown_name, message) from error
    return parse_document(content, shown_name, path)


def parse_document(content: bytes | str, name: str, origin: Path | None = None) -> Document:
    """Parse TOML, as bytes or as text; raise `InputError` with one fault if it is not TOML."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(data) > MOST_BYTES:
        message = _("the file has more than {most} bytes", most=f"{MOST_BYTES:,}")
        raise unreadable(name, message, _("is it the right file? If so, split it"))
    text = _decode(data, name)
    trouble = check_characters(text)
    unclosed = Unclosed()
    if trouble is None:
        trouble, unclosed = check_size(text)
    if trouble is not None:
        raise error_at(name, text, trouble)
    found = _load(text, name, unclosed)
    return Document(name, text, found, origin, digest=sha256(data).hexdigest())


def _load(text: str, name: str, unclosed: Unclosed) -> dict[str, object]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        # tomllib counts with line ends of one character, and so must what explains its places.
        plain = text.replace("\r\n", "\n")
        moved = Unclosed(
            *(_without_returns(text, each) for each in (unclosed.quote, unclosed.bracket))
        )
        raise error_at(name, plain, explain(error, plain, moved)) from error
    except (ValueError, ArithmeticError) as error:
        message = _("a number or a date in the file is none that exists")
        raise unreadable(name, message) from error
    except RecursionError as error:
        raise unreadable(name, _("tables and lists are nested too deep")) from error


def _decode(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        fix = _("save it again with the encoding '{encoding}'", encoding="UTF-8")
        raise unreadable(name, _("the file is saved as UTF-16, not as UTF-8"), fix)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        readable = data.decode("utf-8", "replace")
        offset = len(data[: error.start].decode("utf-8"))
        byte = f"0x{data[error.start]:02X}"
        message = _("this is not UTF-8 text (byte {byte})", byte=byte)
        fix = _("save the file again with the encoding '{encoding}'", encoding="UTF-8")
        raise error_at(name, readable, Trouble(offset, message, fix)) from error


def _without_returns(text: str, offset: int | None) -> int | None:
    return None if offset is None else offset - text.count("\r\n", 0, offset)
