"""Two records, or two outputs, compared: what is the same as then, and what is not, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from funding.language import _, ngettext
from funding.record.asking import asked_in
from funding.record.model import Plugin, Record, Source
from funding.record.workbooks import workbooks_differ
from funding.toml.wording import shown


@dataclass(frozen=True)
class Found:
    """One sentence about what made an output, and whether it is the same as then."""

    words: str
    is_same: bool


def compared(then: Record, now: Record) -> Iterator[Found]:
    """Say of the files, the data and the plugins whether they are as they were.

    The seed, the format and the language follow from the command, and the command that is asked
    again is the record's own: a record with others was written by hand.
    """
    yield from _asked(then, now)
    yield from _following(then, now)
    yield from _scenarios(then.scenarios, now.scenarios)
    yield from _formulas(then.formulas, now.formulas)
    yield _data(_by_name(then.data), _by_name(now.data))
    yield from _plugins(then.plugins, now.plugins)


def _asked(then: Record, now: Record) -> Iterator[Found]:
    """Say if the command is not as it was asked, but for where its files stand now."""
    was, is_now = asked_in(then.command), asked_in(now.command)
    if was.question != is_now.question:
        yield Found(
            _("command: it is not written as it was asked, and not all of it has an effect"),
            is_same=False,
        )
    known = {each.name for each in then.scenarios}
    for name in was.files:
        if known and name not in known:
            yield Found(
                _("command: it names {name}, and the record has no hash of it", name=shown(name)),
                is_same=False,
            )


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
    if then.language != now.language:
        yield Found(
            _("language: {was} in the record, and {now} when made again",
              was=shown(then.language), now=shown(now.language)),
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


Hashes = Mapping[str, Sequence[tuple[str, ...]]]
"""What there is of each name: two files may be called the same, from two libraries."""


def _by_name(all_of: Iterable[Source | Plugin]) -> Hashes:
    found: dict[str, list[tuple[str, ...]]] = {}
    for each in all_of:
        version = (each.version,) if isinstance(each, Plugin) else ()
        found.setdefault(each.name, []).append((*version, each.sha256))
    return {name: sorted(hashes) for name, hashes in found.items()}


Came = Literal["same", "new", "gone", "changed"]


def _one_by_one(then: Hashes, now: Hashes) -> Iterator[tuple[str, Came]]:
    """Give each name, as it may be shown, with what came of it since then."""
    for name in sorted(then.keys() | now.keys()):
        was, is_now = then.get(name), now.get(name)
        if was == is_now:
            yield shown(name), "same"
        else:
            yield shown(name), "new" if was is None else "gone" if is_now is None else "changed"


def _formulas(then: Sequence[Source], now: Sequence[Source]) -> Iterator[Found]:
    for name, came in _one_by_one(_by_name(then), _by_name(now)):
        words = {
            "same": _("formula {name}: the same as then", name=name),
            "new": _("formula {name}: used now, and not then", name=name),
            "gone": _("formula {name}: used then, and not now", name=name),
            "changed": _("formula {name}: changed since then", name=name),
        }
        yield Found(words[came], is_same=came == "same")


def _data(then: Hashes, now: Hashes) -> Found:
    changed = [name for name, came in _one_by_one(then, now) if came != "same"]
    if not changed:
        return Found(_("Welsh reference data: the same as then"), is_same=True)
    words = _("Welsh reference data: changed since then: {names}", names=", ".join(changed))
    return Found(words, is_same=False)


def _plugins(then: Sequence[Plugin], now: Sequence[Plugin]) -> Iterator[Found]:
    if not then and not now:
        yield Found(_("plugins: none, then and now"), is_same=True)
    for name, came in _one_by_one(_by_name(then), _by_name(now)):
        words = {
            "same": _("plugin {name}: the same as then", name=name),
            "new": _("plugin {name}: installed now, and not then", name=name),
            "gone": _("plugin {name}: installed then, and not now", name=name),
            "changed": _("plugin {name}: changed since then", name=name),
        }
        yield Found(words[came], is_same=came == "same")


def first_difference(then: bytes, now: bytes) -> Iterator[str]:
    """Say where two outputs differ first: a line of text, or a cell of a workbook."""
    if then.startswith(b"PK") and now.startswith(b"PK"):
        yield from workbooks_differ(then, now)
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
