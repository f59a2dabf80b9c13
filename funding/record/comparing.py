"""Two records, or two outputs, compared: what is the same as then, and what is not, in words."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from funding.language import _, ngettext
from funding.record.model import Plugin, Record, Source
from funding.toml.wording import shown


@dataclass(frozen=True)
class Found:
    """One sentence about what made an output, and whether it is the same as then."""

    words: str
    is_same: bool


def compared(then: Record, now: Record) -> Iterator[Found]:
    """Say of the files, the data and the plugins whether they are as they were.

    The seed and the format follow from the command: a record with others was written by hand.
    """
    yield from _following(then, now)
    yield from _scenarios(then.scenarios, now.scenarios)
    yield from _formulas(_by_name(then.formulas), _by_name(now.formulas))
    yield _data(_by_name(then.data), _by_name(now.data))
    yield from _plugins(then.plugins, now.plugins)


def _following(then: Record, now: Record) -> Iterator[Found]:
    if then.seed != now.seed:
        was, is_now = (_("none") if each.seed is None else each.seed for each in (then, now))
        yield Found(
            _("seed: {was} in the record, and {now} when made again", was=was, now=is_now),
            is_same=False,
        )
    if then.form != now.form:
        yield Found(
            _("format: {was} in the record, and {now} when made again",
              was=shown(then.form), now=shown(now.form)),
            is_same=False,
        )  # fmt: skip


def versions_compared(then: Record, now: Record) -> Iterator[str]:
    """Say which versions are not those of then; such a difference alone changes no figure."""
    before, after = dict(then.versions), dict(now.versions)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            was, is_now = (shown(each.get(name) or _("none")) for each in (before, after))
            yield _("version of {name}: {was} then, {now} now", name=name, was=was, now=is_now)
    if before == after:
        yield _("versions: the same as then")


def _scenarios(then: Sequence[Source], now: Sequence[Source]) -> Iterator[Found]:
    if len(then) != len(now):
        yield Found(_("scenarios: another number of them than then"), is_same=False)
        return
    for was, each in zip(then, now, strict=True):
        if was.sha256 == each.sha256:
            yield Found(_("scenario {name}: the same as then", name=shown(each.name)), is_same=True)
        else:
            yield Found(
                _("scenario {name}: changed since then", name=shown(each.name)), is_same=False
            )


def _by_name(sources: Sequence[Source]) -> dict[str, str]:
    return {each.name: each.sha256 for each in sources}


def _formulas(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Found]:
    for key in sorted(then.keys() | now.keys()):
        name, was, is_now = shown(key), then.get(key), now.get(key)
        if was == is_now:
            yield Found(_("formula {name}: the same as then", name=name), is_same=True)
        elif was is None:
            yield Found(_("formula {name}: used now, and not then", name=name), is_same=False)
        elif is_now is None:
            yield Found(_("formula {name}: used then, and not now", name=name), is_same=False)
        else:
            yield Found(_("formula {name}: changed since then", name=name), is_same=False)


def _data(then: Mapping[str, str], now: Mapping[str, str]) -> Found:
    if then == now:
        return Found(_("Welsh reference data: the same as then"), is_same=True)
    changed = [
        shown(key) for key in sorted(then.keys() | now.keys()) if then.get(key) != now.get(key)
    ]
    words = _("Welsh reference data: changed since then: {names}", names=", ".join(changed))
    return Found(words, is_same=False)


def _plugins(then: Sequence[Plugin], now: Sequence[Plugin]) -> Iterator[Found]:
    before, after = ({each.name: each for each in found} for found in (then, now))
    if not before and not after:
        yield Found(_("plugins: none, then and now"), is_same=True)
    for key in sorted(before.keys() | after.keys()):
        name, was, is_now = shown(key), before.get(key), after.get(key)
        if was == is_now:
            yield Found(_("plugin {name}: the same as then", name=name), is_same=True)
        elif was is None:
            yield Found(_("plugin {name}: installed now, and not then", name=name), is_same=False)
        elif is_now is None:
            yield Found(_("plugin {name}: installed then, and not now", name=name), is_same=False)
        else:
            yield Found(_("plugin {name}: changed since then", name=name), is_same=False)


def first_difference(then: bytes, now: bytes) -> Iterator[str]:
    """Say where two outputs differ first: a line of text, or a part of a workbook."""
    if then.startswith(b"PK") and now.startswith(b"PK"):
        yield _part_of_workbook(then, now)
        return
    before, after = (each.decode("utf-8", "replace").split("\n") for each in (then, now))
    for number, (was, is_now) in enumerate(zip(before, after, strict=False), start=1):
        if was != is_now:
            yield _("the output differs, first in line {number}:", number=number)
            yield _("  in the file: {text}", text=shown(_around(was, is_now)))
            yield _("  made again:  {text}", text=shown(_around(is_now, was)))
            return
    yield _(
        "the output differs: the file has {then}, and made again it has {now}",
        then=ngettext("{number} line", "{number} lines", len(before) - 1),
        now=ngettext("{number} line", "{number} lines", len(after) - 1),
    )


def _around(line: str, other: str) -> str:
    """Give a line from a little before the place where it differs from another."""
    pairs = enumerate(zip(line, other, strict=False))
    place = next((at for at, (one, two) in pairs if one != two), min(len(line), len(other)))
    start = max(0, place - 30)
    return ("…" if start else "") + line[start:]


def _part_of_workbook(then: bytes, now: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(then)) as one, zipfile.ZipFile(BytesIO(now)) as two:
            before, after = (
                {each.filename: (each.CRC, each.file_size) for each in book.infolist()}
                for book in (one, two)
            )
    except zipfile.BadZipFile:
        return _("the output differs: the file is no whole workbook")
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            return _("the output differs, first in the part {name}", name=shown(name))
    return _("the output differs, but no part of the workbook does: it was packed otherwise")
