"""Columns, their letters, and the keys by which a row finds its value."""

from __future__ import annotations

from fractions import Fraction

import pytest

from funding.worksheet.column import By, Column, Figure, Origin, Row, Scope, Title, letter_of
from funding.worksheet.drafting import Draft, NameTaken
from funding.worksheet.tokens import MOST_CHARACTERS, ExpressionFault

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


SURE = (Figure("sums", "x", "agreed", "a letter"),)


def test_what_is_not_said_of_a_column_is_that_it_is_money_in_no_role() -> None:
    draft = Draft("a draft")
    draft.input("x", "x", Origin("x"), scope=Scope.PARTNER)
    draft.opening("kept", "kept", scope=Scope.BOARD)
    draft.parameter("most", "most", by="kind", values={"police": Fraction(1)})
    draft.column("y", "x * most", "y")
    sheet = draft.finish()
    assert {column.unit for column in sheet} == {"money"}
    assert [column.scope for column in sheet] == [Scope.PARTNER, Scope.BOARD, *[Scope.PARTNER] * 2]
    assert {(column.role, column.source, column.figures) for column in sheet} == {(None, "", ())}
    assert sheet["kept_opening"].origin == Origin("opening", ("kept",))


def test_what_is_said_of_a_column_is_kept() -> None:
    draft = Draft("a draft")
    draft.input("x", "x", Origin("x"), scope=Scope.BOARD, unit="number", figures=SURE)
    draft.opening("kept", "kept", scope=Scope.BOARD, unit="flag")
    one = {"": Fraction(1)}
    draft.parameter("part", "part", by="board", values=one, figures=SURE, unit="share")
    draft.column("y", "x + part", "y", unit="share", scope=Scope.PARTNER)
    sheet = draft.finish()
    assert [column.unit for column in sheet] == ["number", "flag", "share", "share"]
    assert sheet["x"].figures == sheet["part"].figures == SURE
    assert sheet["part"].scope is Scope.BOARD
    assert sheet["y"].scope is Scope.PARTNER


def test_the_same_parameter_twice_is_one_and_other_figures_of_its_name_are_refused() -> None:
    draft = Draft("a draft")
    for _ in range(2):
        given = draft.parameter("most", "most", by="board", values={"": Fraction(1)}, figures=SURE)
        assert given == "most"
    assert draft.names() == ("most",)
    for other, figures in ((Fraction(2), SURE), (Fraction(1), ())):
        with pytest.raises(NameTaken):
            draft.parameter("most", "most", by="board", values={"": other}, figures=figures)
    with pytest.raises(NameTaken):
        draft.parameter("most", "most", by="kind", values={"": Fraction(1)}, figures=SURE)


def test_the_library_s_own_text_of_a_column_may_be_long_and_an_author_s_may_not() -> None:
    draft = Draft("a draft")
    draft.input("x", "x", Origin("x"), scope=Scope.BOARD)
    text = " + ".join(["x"] * (MOST_CHARACTERS // 4 + 1))
    draft.column("y", text, "y")
    with pytest.raises(ExpressionFault, match="longer than"):
        draft.check(text, {})
    with pytest.raises(ExpressionFault, match="there is no 'z' here"):
        draft.check("x + z", {})
    draft.check("x + z", {"z": "x"})
    assert draft.names() == ("x", "y")


def test_the_values_of_a_column_cannot_be_changed_once_it_is_there() -> None:
    values = {"": Fraction(1)}
    draft = Draft("a draft")
    draft.parameter("most", "most", by="board", values=values)
    values[""] = Fraction(2)
    kept = draft.finish()["most"].values
    assert kept == {"": Fraction(1)}
    with pytest.raises(TypeError):
        kept[""] = Fraction(2)  # type: ignore[index]


def test_a_row_may_have_no_keys() -> None:
    assert dict(Row("cardiff").keys) == {}


def test_what_passes_on_is_the_column_it_was_said_to_be() -> None:
    draft = Draft("a draft")
    draft.input("x", "x", Origin("x"), scope=Scope.BOARD)
    draft.closing("kept", "x")
    sheet = draft.finish()
    assert (sheet.name, dict(sheet.carried)) == ("a draft", {"kept": "x"})
    assert "x" in sheet
    assert "y" not in sheet
