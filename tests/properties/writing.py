"""A tiny writer of TOML, enough for formulas and scenarios."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def write_toml(data: Mapping[str, Any]) -> str:
    """Write a document: plain keys first, then a section for each table and list of tables."""
    plain = [f"{_key(k)} = {_value(v)}" for k, v in data.items() if not _is_section(v)]
    sections = [_section(k, v) for k, v in data.items() if _is_section(v)]
    return "\n".join([*plain, *sections]) + "\n"


def _is_section(value: object) -> bool:
    is_list = isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    return isinstance(value, dict) or is_list


def _section(name: str, value: Mapping[str, Any] | list[Mapping[str, Any]]) -> str:
    if isinstance(value, list):
        return "\n".join(f"\n[[{_key(name)}]]\n{_lines(each)}" for each in value)
    return f"\n[{_key(name)}]\n{_lines(value)}"


def _lines(table: Mapping[str, Any]) -> str:
    return "\n".join(f"{_key(k)} = {_value(v)}" for k, v in table.items())


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(_value(each) for each in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(k)} = {_value(v)}' for k, v in value.items())} }}"
    raise TypeError(f"{value!r} is not written")


def _text(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'
