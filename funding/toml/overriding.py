"""Putting other values into the data of a file, as `--set` and sweeps do, without touching it."""

from __future__ import annotations

from dataclasses import replace

from funding.errors import Fault, InputError
from funding.language import N_, _
from funding.toml.nearest import did_you_mean, slug_of
from funding.toml.wording import KeyPath, describe, names_of


def put(
    data: dict[str, object], path: KeyPath, value: object, source: Fault
) -> tuple[dict[str, object], KeyPath]:
    """Give a copy of the data with the value at the path, and the path with entries as numbers.

    Only the tables and lists on the way are copied. A text that addresses an entry of a list
    matches its `id`, `item` or `name` by slug. Tables that are missing are made.

    Raise `InputError` at the place of `source` if there is no such entry.
    """
    if not path:
        raise _refusal(source, _("there is no name to set"), _("write it as name=value"))
    changed = dict(data)
    node: dict[str, object] | list[object] = changed
    found: KeyPath = ()
    for part in path[:-1]:
        key = _key_in(node, part, found, data, source)
        child = _get(node, key)
        found = (*found, key)
        if child is None:
            child = {}
        if not isinstance(child, dict | list):
            where = ".".join(str(each) for each in found)
            message = _("'{name}' is a single value and has nothing inside it", name=where)
            raise _refusal(source, message, _("set '{name}' itself", name=where))
        child = child.copy()
        _set(node, key, child)
        node = child
    key = _key_in(node, path[-1], found, data, source)
    _set(node, key, value)
    return changed, (*found, key)


def _key_in(
    node: dict[str, object] | list[object],
    part: str | int,
    found: KeyPath,
    data: dict[str, object],
    source: Fault,
) -> str | int:
    """Find the key or the index that a part of the path means in this table or list."""
    if isinstance(node, dict):
        return str(part)
    if isinstance(part, int) and 0 <= part < len(node):
        return part
    names = [names_of(entry) for entry in node]
    wanted = slug_of(str(part))
    for index, entry_names in enumerate(names):
        if wanted and wanted in map(slug_of, entry_names):
            return index
    known = [entry_names[0] for entry_names in names if entry_names]
    message = _("{table} has no entry '{entry}'", table=describe(found, data), entry=part)
    raise _refusal(source, message, did_you_mean(str(part), known, N_("it has")))


def _get(node: dict[str, object] | list[object], key: str | int) -> object:
    if isinstance(node, dict):
        return node.get(str(key))
    return node[int(key)]


def _set(node: dict[str, object] | list[object], key: str | int, value: object) -> None:
    if isinstance(node, dict):
        node[str(key)] = value
    else:
        node[int(key)] = value


def _refusal(source: Fault, message: str, fix: str) -> InputError:
    return InputError([replace(source, message=message, fix=fix)])
