"""Columns, their letters, and the keys by which a row finds its value."""

from __future__ import annotations

from fractions import Fraction

import pytest

from funding.worksheet.column import By, Column, Origin, Row, Scope, Title, letter_of
from funding.worksheet.drafting import Draft, NameTaken

ROW = Row("cardiff", {"kind": "council"})


def column(by: By, *keys: str) -> Column:
    values = dict.fromkeys(keys, Fraction(1))
    title = Title("a parameter")
    return Column("a", "it", title, "money", Scope.PARTNER, "a test", by=by, values=values)


def test_letters_go_on_as_in_a_spreadsheet() -> None:
    names = [letter_of(place) for place in range(26 + 26 * 26 + 1)]
    assert (names[0], names[25], names[26], names[51], names[52]) == ("a", "z", "aa", "az", "ba")
    assert names[-2:] == ["zz", "aaa"]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("by", "keys", "key"),
    [
        ("board", [""], ""),
        ("kind", ["council"], "council"),
        ("kind", [], "council"),
        ("partner", ["cardiff", "council"], "cardiff"),
        ("partner", ["council"], "cardiff"),
        ("party", ["everyone", "council", "cardiff"], "cardiff"),
        ("party", ["everyone", "council"], "council"),
        ("party", ["everyone"], "everyone"),
        ("party", [], "cardiff"),
    ],
)
def test_a_value_is_found_by_the_nearest_key(by: By, keys: list[str], key: str) -> None:
    assert column(by, *keys).key_of(ROW) == key


def test_the_same_column_twice_is_one_and_another_of_its_name_is_refused() -> None:
    draft = Draft("a draft")
    draft.input("x", "x", Origin("x"), scope=Scope.BOARD)
    assert draft.input("x", "again", Origin("x"), scope=Scope.BOARD) == "x"
    assert draft.column("y", "x + 1", "y") == draft.column("y", "x + 1", "y")
    assert draft.names() == ("x", "y")
    with pytest.raises(NameTaken, match="two columns are called 'y'"):
        draft.column("y", "x + 2", "y")
    with pytest.raises(NameTaken):
        draft.input("x", "x", Origin("z"), scope=Scope.BOARD)


def test_a_column_s_text_names_what_its_aliases_mean() -> None:
    draft = Draft("a draft")
    draft.input("base_core", "core", Origin("core"), scope=Scope.BOARD)
    draft.column("half", "base / 2", "half", aliases={"base": "base_core"})
    assert draft.finish()["half"].text == "base_core / 2"
