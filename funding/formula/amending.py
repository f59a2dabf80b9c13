"""What amendments make of a formula: the formula as it stands from each of their days on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from funding.errors import Fault, InputError
from funding.formula.model import AmendmentFile, Formula
from funding.language import N_, _, in_english
from funding.rules.work import Standing
from funding.toml import Document, KeyPath, did_you_mean
from funding.toml.wording import value_at

Values = Mapping[KeyPath, object]

FIXED = frozenset(
    ("id", "title", "source", "status", "notes", "country", "in_force", "review_by", "kinds")
) | {"amendment"}
"""What a formula says of itself, and no amendment changes."""


MOST_AMENDMENTS = 100
MOST_OF_A_SECTION = 2
"""How long a path is at most that leads to no further than a section's own keys."""


def with_amendments(formula: Formula, read: Callable[[Document], Formula]) -> Formula:
    """Give the formula with what it becomes from each amendment on.

    `read` checks the formula as amended. Raise `InputError` with the faults of the first amendment
    that has any: later ones rest on it.
    """
    entries = sorted(enumerate(formula.file.amendment), key=lambda each: each[1].start)
    _refuse([*_many(formula), *_same_day(formula, entries), *_fixed(formula)])
    stands, found = formula, []
    for place, amendment in entries:
        stands = _amended(formula, stands, place, amendment, read)
        found.append((amendment.start, stands))
    return replace(formula, changes=tuple(found))


def _amended(
    formula: Formula,
    stands: Formula,
    place: int,
    amendment: AmendmentFile,
    read: Callable[[Document], Formula],
) -> Formula:
    """Give what an amendment makes of a formula as it stands before it."""
    here: KeyPath = ("amendment", place, "set")
    original, before = formula.document, stands.document
    values = dict(_values(amendment.set, before.data))
    _refuse(_nothing_there(original, before, here, values))
    document = before.override({p: (each, (original, (*here, *p))) for p, each in values.items()})
    # What is set from outside holds whatever the day.
    outside = {_whole(path, original.data): by for path, by in original.sources.items()}
    document = document.override(
        {path: (value_at(original.data, path), by) for path, by in outside.items()}
    )
    try:
        version = read(document)
    except InputError as error:
        raise InputError(_placed(error.faults, original, place, values)) from None
    standing = _standing(original, place, amendment)
    amended = {**stands.amended, **dict.fromkeys(values, standing)}
    return replace(version, amended=amended, from_outside=original.overridden)


def _values(
    table: Mapping[str, Any], before: object, at: KeyPath = ()
) -> Iterator[tuple[KeyPath, Any]]:
    """Give each value that is set, by its path; a figure with its source is one value."""
    for key, value in table.items():
        path, there = (*at, key), before.get(key) if isinstance(before, dict) else None
        tables = isinstance(value, dict) and isinstance(there, dict)
        # A section is never a figure, whatever it is called.
        if tables and not (at and "value" in (*value, *there)):  # type: ignore[misc]  # a table
            yield from _values(value, there, path)
        else:
            yield path, value


def _whole(path: KeyPath, data: object) -> KeyPath:
    """Give the path of the figure that a path leads into, or the path itself."""
    figure = value_at(data, path[:-1])
    return path[:-1] if len(path) > MOST_OF_A_SECTION and _is_figure(figure) else path


def _is_figure(value: object) -> bool:
    return isinstance(value, dict) and "value" in value


def _many(formula: Formula) -> Iterator[Fault]:
    """Refuse more amendments than anybody can follow: the formula is checked at each."""
    if len(formula.file.amendment) > MOST_AMENDMENTS:
        yield formula.document.fault(
            ("amendment", MOST_AMENDMENTS),
            _("there are more amendments than {most}", most=MOST_AMENDMENTS),
            _("write what stands by now as a formula of its own"),
        )


def _same_day(formula: Formula, entries: list[tuple[int, AmendmentFile]]) -> Iterator[Fault]:
    days: dict[object, int] = {}
    for place, amendment in entries:
        if amendment.start in days:
            yield formula.document.fault(
                ("amendment", place, "from"),
                _("two amendments begin on {day}", day=amendment.start),
                _("put what they change into one of them"),
            )
        days[amendment.start] = place


def _fixed(formula: Formula) -> Iterator[Fault]:
    """Refuse to amend what the formula says of itself."""
    for place, amendment in enumerate(formula.file.amendment):
        for key in amendment.set:
            if key in FIXED:
                yield formula.document.fault(
                    ("amendment", place, "set", key),
                    _("an amendment cannot change '{key}'", key=key),
                    _("it changes figures and rules; leave this out"),
                    at="key",
                )


def _nothing_there(
    original: Document, before: Document, here: KeyPath, values: Values
) -> Iterator[Fault]:
    """Refuse to amend what the formula does not say: a name may be misspelt."""
    for path in values:
        for length in range(1, len(path) + 1):
            table = value_at(before.data, path[: length - 1])
            known = set(table) - FIXED if isinstance(table, dict) else set()
            if path[length - 1] not in known:
                name = ".".join(map(str, path[:length]))
                message = _("the formula says nothing of '{name}'", name=name)
                fix = did_you_mean(str(path[length - 1]), known, N_("it can change"))
                yield original.fault((*here, *path[:length]), message, fix, at="key")
                break


def _placed(
    faults: tuple[Fault, ...], original: Document, place: int, values: Values
) -> Iterator[Fault]:
    """Put the blame on what was changed: a formula that was sound is at fault by that.

    What stands in the amendment itself, or was set from outside, is in its place already.
    """
    here: KeyPath = ("amendment", place)
    lines = original.lines_under(here)
    for fault in faults:
        if fault.file != original.name or fault.line in lines:
            yield fault
            continue
        # In the section that is at fault, if it changes several.
        near = (
            p for p in values if fault.line in [original.fault(p[:n], "").line for n in (1, 2, 3)]
        )
        blamed = (*here, "set", *next(near, next(iter(values))))
        blamed = next(iter(original.sources)) if original.sources else blamed
        yield original.fault(blamed, _as_amended(fault, original, place), fault.fix)


def _as_amended(fault: Fault, original: Document, place: int) -> str:
    """Say what is wrong with a formula from the day of an amendment on."""
    day, name = value_at(original.data, ("amendment", place, "from")), original.data.get("id")
    if original.sources:
        return _(
            "with this in formula '{formula}', from {day}, {fault}",
            formula=name,
            day=day,
            fault=fault.message,
        )
    return _("from {day}, {fault}", day=day, fault=fault.message)


def _standing(original: Document, place: int, amendment: AmendmentFile) -> Standing:
    """Say how sure the figures are, and their source as it is shown.

    An amendment that was put in from outside is assumed.
    """
    outside = original.put_in(("amendment", place))
    if outside is not None:
        by = _("set by {place}", place=original.overridden[outside])
        return Standing(amendment.start, "assumed", by)
    return Standing(amendment.start, amendment.status, in_english(amendment.source))


def _refuse(faults: Iterator[Fault] | list[Fault]) -> None:
    found = list(faults)
    if found:
        raise InputError(found)
