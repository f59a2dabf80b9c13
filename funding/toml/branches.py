"""What in the data an error of pydantic is about, and the best of the forms a value may have.

pydantic's `loc` mixes real keys with the names of the forms that it tried (`Title`,
`function-after[…]`), and it reports the failure of every form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from funding.toml.complaints import expected_kinds
from funding.toml.nearest import nearest
from funding.toml.wording import KeyPath

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_Tag = tuple[KeyPath, str]


@dataclass(frozen=True)
class Finding:
    """One error: its kind, the real path it is about, and the forms that were tried on the way."""

    kind: str
    path: KeyPath
    tags: tuple[_Tag, ...]
    context: Mapping[str, Any]
    said: str
    value: object
    of_key: bool = False

    @property
    def is_about_keys(self) -> bool:
        """Whether a table has a key too many or too few."""
        return self.kind in ("extra_forbidden", "missing") and isinstance(self.path[-1], str)

    @property
    def expected(self) -> tuple[str, ...] | None:
        """The kinds of value that were expected; None if the kind is not what is wrong."""
        return expected_kinds(self.kind, self.context, self.value)


def find(error: ErrorDetails, data: object) -> Finding:
    """Find what in the data an error is about."""
    loc, kind, context = error["loc"], error["type"], error.get("ctx", {})
    of_key = loc[-1:] == ("[key]",)
    last: KeyPath = ()
    if of_key:
        loc = loc[:-1]
    elif kind == "missing":
        loc, last = loc[:-1], loc[-1:]
    elif kind == "union_tag_not_found":
        kind, last = "missing", (str(context["discriminator"]).strip("'"),)
    elif kind == "union_tag_invalid":
        last = (str(context["discriminator"]).strip("'"),)
    path, tags = _walk(data, loc, None if of_key else error["input"])
    last = (*last, *context.get("at", ()))
    return Finding(kind, (*path, *last), tags, context, error["msg"], error["input"], of_key)


def without_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """Drop "too few entries" of a list whose entries are there, but have faults of their own."""
    above = {each.path[:length] for each in findings for length in range(len(each.path))}
    return [each for each in findings if each.kind != "too_short" or each.path not in above]


def one_branch_each(findings: Sequence[Finding], level: int = 0) -> list[Finding]:
    """Keep, wherever a value may have several forms, only the findings of the best fitting one."""
    kept = [each for each in findings if len(each.tags) <= level]
    points: dict[KeyPath, dict[str, list[Finding]]] = {}
    for each in findings:
        if len(each.tags) > level:
            point, tag = each.tags[level]
            points.setdefault(point, {}).setdefault(tag, []).append(each)
    for point, by_tag in points.items():
        branches = [one_branch_each(branch, level + 1) for branch in by_tag.values()]
        kept += _best(point, branches)
    return kept


def _best(point: KeyPath, branches: list[list[Finding]]) -> list[Finding]:
    fitting = [branch for branch in branches if not _is_of_another_kind(point, branch)]
    if fitting:
        return min(fitting, key=_distance)
    first = branches[0][0]
    expected = (each.expected for branch in branches for each in branch)
    words = tuple(dict.fromkeys(word for words in expected for word in words or ()))
    fix = next((each.context["fix"] for each in chain(*branches) if "fix" in each.context), None)
    return [replace(first, kind="wrong_kind", context={"expected": words, "fix": fix})]


def _is_of_another_kind(point: KeyPath, branch: list[Finding]) -> bool:
    """Say whether a form expected, say, a table where there is a text."""
    return all(each.path == point and each.expected is not None for each in branch)


def _distance(branch: list[Finding]) -> tuple[int, int]:
    """Say how far a value is from a form: the fewer findings the nearer."""
    first = branch[0]
    if first.kind != "literal_error":
        return len(branch), 1
    choices = str(first.context.get("expected", "")).split("'")[1::2]
    is_near = isinstance(first.value, str) and nearest(first.value, choices) is not None
    return len(branch), 0 if is_near else 2


def _walk(data: object, loc: KeyPath, value: object) -> tuple[KeyPath, tuple[_Tag, ...]]:
    """Follow a `loc` through the data; what is no key there is the name of a form.

    A form may be called as a key is (`kind = "percentages"` beside a table `percentages`): of
    several readings the one that ends at the very value of the error is right.
    """
    walks = list(_walks(data, loc))
    path, tags, _ = next((each for each in walks if each[2] is value), walks[0])
    return path, tags


def _walks(
    node: object, loc: KeyPath, path: KeyPath = (), tags: tuple[_Tag, ...] = ()
) -> Iterator[tuple[KeyPath, tuple[_Tag, ...], object]]:
    if not loc:
        yield path, tags, node
        return
    part, rest = loc[0], loc[1:]
    match node, part:
        case dict(), str() if part in node:
            yield from _walks(node[part], rest, (*path, part), tags)
        case list() | tuple(), int() if part < len(node):
            yield from _walks(node[part], rest, (*path, part), tags)
    # An index is never a form's name, but a list may have been made of what is none in the file.
    new_tags = (*tags, (path, part)) if isinstance(part, str) else tags
    yield from _walks(node, rest, path, new_tags)
