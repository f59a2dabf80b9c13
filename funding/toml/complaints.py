"""What pydantic says about a single value, put into words for people who write a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from funding.toml.nearest import did_you_mean
from funding.toml.wording import kind_of, shown

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date",
    "list_type": "a list",
    "tuple_type": "a list",
    "frozen_set_type": "a list",
    "set_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
}
_BOUNDS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}
_LENGTHS = {
    "too_short": ("min_length", "at least", "entry", "entries"),
    "too_long": ("max_length", "at most", "entry", "entries"),
    "string_too_short": ("min_length", "at least", "character", "characters"),
    "string_too_long": ("max_length", "at most", "character", "characters"),
}


class Complaint(NamedTuple):
    """What is wrong with a value, and what to do about it."""

    message: str
    fix: str | None = None


def expected_kind(kind: str, context: Mapping[str, Any], value: object) -> str | None:
    """Name the kind of value that was expected; None if the kind is not what is wrong."""
    if kind in ("literal_error", "enum") and not isinstance(value, str):
        return str(context["expected"])
    return context["expected"] if kind == "wrong_kind" else _EXPECTED.get(kind)


def complain(
    kind: str, context: Mapping[str, Any], said: str, value: object, key: str
) -> Complaint:
    """Word an error of pydantic, with its kind, context and text, about a value of a key."""
    expected = expected_kind(kind, context, value)
    if expected is not None:
        complaint = _wrong_kind(expected, value, key)
        return Complaint(complaint.message, context.get("fix") or complaint.fix)
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        choices = str(context.get("expected") or context.get("expected_tags"))
        return _not_a_choice(choices, context.get("tag", value))
    if kind in _BOUNDS:
        bound, words = _BOUNDS[kind]
        return Complaint(f"{key} should be {words} {context[bound]}, not {shown(value)}")
    if kind in _LENGTHS:
        bound, words, one, many = _LENGTHS[kind]
        count = context[bound]
        return Complaint(f"{key} should have {words} {count} {one if count == 1 else many}")
    raised = context.get("error")
    if isinstance(raised, Exception):
        return Complaint(str(raised), getattr(raised, "fix", None))
    message = context.get("message", said[:1].lower() + said[1:])
    return Complaint(str(message), context.get("fix"))


def _wrong_kind(expected: str, value: object, key: str) -> Complaint:
    given = shown(value) if isinstance(value, bool) else kind_of(value)
    if expected == given:  # "a number" was given where "a number" of another form is meant
        given = shown(value)
    fix = None
    if expected.startswith("text") and given not in ("a table", "a list"):
        fix = "put it in quotes" + ("" if shown(value) == kind_of(value) else f': "{shown(value)}"')
    elif expected == "a whole number" and isinstance(value, str):
        fix = "write it without quotes"
    elif expected == "a list" and given not in ("a table", "a list"):
        fix = "put it in square brackets: […]"
    return Complaint(f"{key} should be {expected}, not {given}", fix)


def _not_a_choice(choices: str, value: object) -> Complaint:
    """List the choices; pydantic gives them as `'a', 'b' or 'c'`."""
    known = re.findall(r"'([^']*)'", choices)
    if not known or not isinstance(value, str):
        return Complaint(f"{shown(value)} is not one of {choices}")
    message = f"{shown(value)} is not one of {', '.join(known)}"
    meant = did_you_mean(value, known)
    return Complaint(
        message, meant if meant.startswith("did") else f"write one of {', '.join(known)}"
    )
