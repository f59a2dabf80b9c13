"""What pydantic says about a single value, put into words for people who write a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from funding.language import N_, _, ngettext, pgettext, spoken
from funding.toml.nearest import nearest
from funding.toml.wording import LIST, TABLE, TEXT, WHOLE_NUMBER, any_of, kind_of, shown, written

_EXPECTED = {
    "string_type": TEXT,
    "int_type": WHOLE_NUMBER,
    "bool_type": N_("true or false"),
    "date_type": N_("a date"),
    "list_type": LIST,
    "tuple_type": LIST,
    "frozen_set_type": LIST,
    "set_type": LIST,
    "dict_type": TABLE,
    "model_type": TABLE,
}
_BOUNDS = {
    "greater_than": ("gt", N_("{key} should be more than {bound}, not {given}")),
    "greater_than_equal": ("ge", N_("{key} should be at least {bound}, not {given}")),
    "less_than": ("lt", N_("{key} should be less than {bound}, not {given}")),
    "less_than_equal": ("le", N_("{key} should be at most {bound}, not {given}")),
}


class Complaint(NamedTuple):
    """What is wrong with a value, and what to do about it."""

    message: str
    fix: str | None = None


def expected_kinds(kind: str, context: Mapping[str, Any], value: object) -> tuple[str, ...] | None:
    """Name the kinds of value that were expected; None if the kind is not what is wrong.

    They are named in English, for `_`, or are values as they may be written.
    """
    if kind in ("literal_error", "enum") and not isinstance(value, str):
        return (any_of(_choices(context["expected"])),)
    if kind == "wrong_kind":
        expected = context["expected"]
        return (expected,) if isinstance(expected, str) else tuple(expected)
    return (_EXPECTED[kind],) if kind in _EXPECTED else None


def complain(
    kind: str, context: Mapping[str, Any], said: str, value: object, key: str
) -> Complaint:
    """Word an error of pydantic, with its kind, context and text, about a value of a key."""
    expected = expected_kinds(kind, context, value)
    if expected is not None:
        complaint = _wrong_kind(expected, value, key)
        return Complaint(complaint.message, context.get("fix") or complaint.fix)
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        choices = str(context.get("expected") or context.get("expected_tags"))
        return _not_a_choice(choices, context.get("tag", value))
    if kind in _BOUNDS:
        bound, words = _BOUNDS[kind]
        return Complaint(_(words, key=key, bound=context[bound], given=shown(value)))
    if kind in _LENGTHS:
        return Complaint(_LENGTHS[kind](key, context))
    raised = context.get("error")
    if isinstance(raised, Exception):
        return Complaint(str(raised), getattr(raised, "fix", None))
    return Complaint(str(context.get("message") or _verbatim(said)), context.get("fix"))


def _at_least_entries(key: str, context: Mapping[str, Any]) -> str:
    return ngettext(
        "{key} should have at least {number} entry",
        "{key} should have at least {number} entries",
        context["min_length"],
        key=key,
        number=context["min_length"],
    )


def _at_most_entries(key: str, context: Mapping[str, Any]) -> str:
    return ngettext(
        "{key} should have at most {number} entry",
        "{key} should have at most {number} entries",
        context["max_length"],
        key=key,
        number=context["max_length"],
    )


def _at_least_characters(key: str, context: Mapping[str, Any]) -> str:
    return ngettext(
        "{key} should have at least {number} character",
        "{key} should have at least {number} characters",
        context["min_length"],
        key=key,
        number=context["min_length"],
    )


def _at_most_characters(key: str, context: Mapping[str, Any]) -> str:
    return ngettext(
        "{key} should have at most {number} character",
        "{key} should have at most {number} characters",
        context["max_length"],
        key=key,
        number=context["max_length"],
    )


_LENGTHS = {
    "too_short": _at_least_entries,
    "too_long": _at_most_entries,
    "string_too_short": _at_least_characters,
    "string_too_long": _at_most_characters,
}


def _verbatim(said: str) -> str:
    """Pass on what pydantic says, which it says in English."""
    if spoken() == "en":
        return said[:1].lower() + said[1:]
    return _("this value is not as it should be: {said}", said=said)


def _wrong_kind(expected: tuple[str, ...], value: object, key: str) -> Complaint:
    kind = kind_of(value)
    # The value itself where "a number" was given and "a number" of another form is meant.
    given = shown(value) if isinstance(value, bool) or expected == (kind,) else _(kind)
    fix, single = None, not isinstance(value, Mapping | list | tuple)
    if expected[0].startswith(TEXT) and single:
        text = written(value)
        fix = _('put it in quotes: "{given}"', given=text) if text else _("put it in quotes")
    elif expected == (WHOLE_NUMBER,) and isinstance(value, str):
        fix = _("write it without quotes")
    elif expected == (LIST,) and single:
        fix = _("put it in square brackets: […]")
    *first, these = map(_, expected)
    if first:
        joined = ", ".join(first)
        these = pgettext("kinds of value", "{first} or {last}", first=joined, last=these)
    return Complaint(
        _("{key} should be {expected}, not {given}", key=key, expected=these, given=given), fix
    )


def _choices(said: object) -> list[str]:
    """Take apart the choices, which pydantic gives as `'a', 'b' or 'c'`."""
    return [each for each in re.findall(r"'[^']*'|[^\s',]+", str(said)) if each != "or"]


def _not_a_choice(choices: str, value: object) -> Complaint:
    """List the choices."""
    known = [each.strip("'") for each in _choices(choices)]
    if "'" not in choices or not isinstance(value, str):
        these = any_of(_choices(choices))
        return Complaint(_("{given} is not one of {choices}", given=shown(value), choices=these))
    these = ", ".join(known)
    message = _("{given} is not one of {choices}", given=shown(value), choices=these)
    meant = nearest(value, known)
    if meant is not None:
        return Complaint(message, _("did you mean '{meant}'?", meant=meant))
    return Complaint(message, _("write one of {choices}", choices=these))
