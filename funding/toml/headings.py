"""The heading under which a part of a file stands: `[board]`, `[[cost]]`, `[set.wrexham]`."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from pydantic import BaseModel

from funding.toml.table import Table
from funding.toml.wording import KeyPath


def section_heading(path: KeyPath, model: type[BaseModel] | None) -> str | None:
    """Give the heading of a field of a model, which stands at a path; None if it needs none."""
    fields = {} if model is None else model.model_fields
    field = next((each for name, each in fields.items() if (each.alias or name) == path[-1]), None)
    brackets = 0 if field is None else _brackets(field.annotation)
    return write_heading(path, brackets) if brackets else None


def write_heading(path: KeyPath, brackets: int = 1) -> str:
    """Write the heading of a table with one bracket, of a list's entry with two."""
    name = ".".join(part for part in path if isinstance(part, str))
    return f"{'[' * brackets}{name}{']' * brackets}"


def _brackets(form: Any) -> int:
    """Say how many brackets the heading of what has this type has; 0 if it has no heading.

    Of several forms the simplest counts.
    """
    inner = [found for each in get_args(form) if (found := _brackets(each))]
    if get_origin(form) in (list, tuple):
        return 2 if inner else 0
    if isinstance(form, type) and issubclass(form, Table):
        return int(form.is_section)
    return min(inner, default=0) if get_origin(form) is not dict else 0
