"""The run record in what is written: for people as a table, for programs as JSON that is read back.

A writer is given `record`, the labels and values, and `record_json`, the same for programs. JSON
can stand where `<`, `>` and `&` mean something else, once these are written as escapes of JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from funding.language import _
from funding.record.model import COMMENT_BEGINS, COMMENT_ENDS
from funding.report.grid import headed, laid_out

Rows = Sequence[tuple[str, str]]
Found = TypeVar("Found")
Asked = TypeVar("Asked", contravariant=True)


class Writer(Protocol[Asked]):
    """Writes what was found, with its run record for people and for programs."""

    def __call__(  # noqa: D102
        self, found: Asked, /, record: Rows = (), record_json: str = ""
    ) -> str | bytes: ...


_HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


def in_comment(record_json: str) -> str:
    """Write the record on one line so that no comment can end, or begin, in it; it stays JSON."""
    found = json.dumps(json.loads(record_json), ensure_ascii=False, sort_keys=True)
    return found.translate(_HARMLESS)


def in_markdown(record: Rows, record_json: str) -> str:
    """Write the last section of a paper in Markdown: a table, and a comment for programs."""
    body = [[label, value] for label, value in record]
    table = laid_out(body, [_("what"), _("which")], ["left", "left"], "pipe")
    comment = f"{COMMENT_BEGINS}{in_comment(record_json)}{COMMENT_ENDS}"
    return "\n\n".join([headed(_("Run record"), 2, "pipe"), table, comment]) + "\n"


def in_json(found: dict[str, Any], record_json: str) -> dict[str, Any]:
    """Give an object with the record as one more of its keys."""
    return {**found, "record": json.loads(record_json)} if record_json else found


def bare(write: Callable[[Found], str]) -> Writer[Found]:
    """Make a writer of a format that has no place for a record."""
    return lambda found, record=(), record_json="": write(found)  # noqa: ARG005  # see above


def ending(write: Callable[[Found], str]) -> Writer[Found]:
    """Make a writer of Markdown whose last section is the record, if it is given one."""

    def whole(found: Found, record: Rows = (), record_json: str = "") -> str:
        text = write(found)
        return f"{text}\n{in_markdown(record, record_json)}" if record_json else text

    return whole
