"""Every position is checked by reading what stands there once more."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings

from funding.toml.positions import Place, locate
from funding.toml.wording import KeyPath
from tests.toml.writing import toml_texts

EXAMPLE = """\
# a comment = 1
title = "Swansea's fund"
'odd key'.inner = [ 1, # one ]
  { a = 'x', b.c = 2013-04-01 } ]
[costs.pay]
"£" = '''58'''
[[partner]]
id = "a"
[[partner]]
  id = "b\\n"
  [partner.percentages]
  police = 10.5
[[partner.member]]
n = true
"""


def _all_paths(data: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    inner: list[tuple[str | int, object]] = []
    if isinstance(data, dict):
        inner = list(data.items())
    elif isinstance(data, list):
        inner = list(enumerate(data))
    for key, value in inner:
        yield (*path, key), value
        yield from _all_paths(value, (*path, key))


def _slice(text: str, line: int, column: int, width: int) -> str:
    starts = [0]
    while "\n" in text[starts[-1] :]:
        starts.append(text.index("\n", starts[-1]) + 1)
    start = starts[line - 1] + column - 1
    return text[start : start + width]


def _check_place(text: str, path: KeyPath, value: object, place: Place) -> None:
    key = _slice(text, place.key_line, place.key_column, place.key_width)
    written = _slice(text, place.value_line, place.value_column, place.value_width)
    in_file = tuple(part for part in path if isinstance(part, str))
    if isinstance(value, dict | list) and key == written and not _reads_as(written, value):
        # A table by header or by a dotted key, or the list of such tables: its name stands there.
        if key.startswith("["):
            names = tuple(name for name, _ in _names(tomllib.loads(key)))
            assert names[: len(in_file)] == in_file
        else:
            assert tomllib.loads(f"{key} = 1") == {in_file[-1]: 1}
        return
    assert _reads_as(written, value)
    if isinstance(path[-1], str):
        assert tomllib.loads(f"{key} = 1") == {path[-1]: 1}
    else:
        assert key == written
    if place.content_offset is not None:
        assert isinstance(value, str)
        end = len(written) - place.content_offset
        assert written[place.content_offset : end] == value


def _reads_as(written: str, value: object) -> bool:
    try:
        return bool(tomllib.loads(f"x = {written}", parse_float=Decimal) == {"x": value})
    except tomllib.TOMLDecodeError:
        return False


def _names(data: object) -> Iterator[tuple[str, object]]:
    for path, value in _all_paths(data):
        if isinstance(path[-1], str):
            yield path[-1], value


@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(toml_texts())
def test_what_stands_at_a_place_reads_as_the_value_of_its_path(text: str) -> None:
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError:
        assume(False)
    places = locate(text)
    paths = dict(_all_paths(data))
    assert places.keys() == paths.keys()
    for path, value in paths.items():
        _check_place(text, path, value, places[path])


def test_the_check_itself_refuses_a_place_that_is_one_character_off() -> None:
    place = locate("a = 12")["a",]
    _check_place("a = 12", ("a",), 12, place)
    wrong = Place(1, 1, 1, 1, place.value_column, place.value_width - 1)
    with pytest.raises(AssertionError):
        _check_place("a = 12", ("a",), 12, wrong)
    with pytest.raises(AssertionError):
        _check_place("b = 12", ("a",), 12, place)


@pytest.mark.parametrize(
    ("path", "key", "value", "content"),
    [
        (("title",), (2, 1, 5), (2, 9, 16), 1),
        (("odd key",), (3, 1, 9), (3, 1, 9), None),
        (("odd key", "inner"), (3, 11, 5), (3, 19, 46), None),
        (("odd key", "inner", 0), (3, 21, 1), (3, 21, 1), None),
        (("odd key", "inner", 1, "b", "c"), (4, 16, 1), (4, 20, 10), None),
        (("costs",), (5, 2, 5), (5, 2, 5), None),
        (("costs", "pay", "£"), (6, 1, 3), (6, 7, 8), 3),
        (("partner",), (7, 1, 11), (7, 1, 11), None),
        (("partner", 0, "id"), (8, 1, 2), (8, 6, 3), 1),
        (("partner", 1), (9, 1, 11), (9, 1, 11), None),
        (("partner", 1, "id"), (10, 3, 2), (10, 8, 5), None),
        (("partner", 1, "percentages"), (11, 3, 21), (11, 3, 21), None),
        (("partner", 1, "percentages", "police"), (12, 3, 6), (12, 12, 4), None),
        (("partner", 1, "member", 0, "n"), (14, 1, 1), (14, 5, 4), None),
    ],
)
def test_places_count_lines_and_columns_from_one(
    path: KeyPath, key: tuple[int, int, int], value: tuple[int, int, int], content: int | None
) -> None:
    assert locate(EXAMPLE)[path] == Place(*key, *value, content)


def test_windows_line_ends_shift_no_column() -> None:
    assert locate("a = 1\r\n b = '''x\r\ny'''\r\nc = 3")["c",] == Place(4, 1, 1, 4, 5, 1)
