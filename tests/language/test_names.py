"""What the shipped files call formulas, boards, partners and figures stands in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from funding.data import wales
from funding.language import in_english, speaking
from funding.places import shipped_folder
from funding.rules.words import in_words

FILES = [
    path
    for each in ("formulas", "scenarios")
    for path in sorted(shipped_folder(each).glob("*.toml"))
]
NAMED = ("board", "partner")
"""The sections whose `name` people read; elsewhere a name is an id."""


def titles(node: Any, section: str = "") -> Iterator[object]:
    """Give every title of a file, and every name of a board or partner, as it stands."""
    if isinstance(node, list):
        for each in node:
            yield from titles(each, section)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "title" or (key == "name" and section in NAMED):
                yield value
            else:
                yield from titles(value, key)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_title_and_name_is_in_english_and_in_welsh(path: Path) -> None:
    found = list(titles(tomllib.loads(path.read_text(encoding="utf-8"))))
    assert found
    for each in found:
        assert isinstance(each, dict), each
        assert each.keys() == {"en", "cy"}, each
        assert all(each.values())


def test_a_name_without_welsh_is_seen() -> None:
    file = {"title": {"en": "a", "cy": "b"}, "board": [{"name": "c"}], "grant": [{"name": "d"}]}
    assert list(titles(file)) == [{"en": "a", "cy": "b"}, "c"]


def test_every_body_area_and_authority_of_wales_has_a_name_in_welsh() -> None:
    welsh = {each.id: each.name_cy for each in wales.bodies().values()}
    welsh |= {each.id: each.name_cy for each in wales.authorities().values()}
    for day in (date(2018, 4, 1), date(2021, 4, 1)):
        welsh |= {each.id: each.name_cy for each in wales.areas(day).values()}
    assert len(welsh) > 40
    assert not [name for name, called in welsh.items() if not called]


def test_a_shipped_driver_is_called_by_its_name_in_welsh_and_another_as_its_file_calls_it() -> None:
    assert [in_words(name) for name in ("children_0_17", "members_of_staff")] == [
        "children 0 17",
        "members of staff",
    ]
    with speaking("cy"):
        assert in_words("children_0_17") == "plant 0 i 17 oed"
        assert in_words("members_of_staff") == in_english("members of staff")
