"""Reading files, and making faults at places of a document."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from funding.errors import Fault, InputError
from funding.toml import Document, KeyPath, parse_document, read_document

TEXT = """\
year = "2013-14"
rule = 'a + b * c'
odd = "a\\tb"
[costs]
pay = 1.50
[[partner]]
id = "swansea"
name = "City and County of Swansea"
share = { value = "10%" }
[[partner]]
id = "wales-police"
\tnote = ""
"""


@pytest.fixture
def document() -> Document:
    return parse_document(TEXT, "f.toml")


def _only_fault(caught: pytest.ExceptionInfo[InputError]) -> Fault:
    (fault,) = caught.value.faults
    return fault


def _place(fault: Fault) -> tuple[int, int, int]:
    return fault.line, fault.column, fault.width


def test_figures_are_read_without_floats(document: Document) -> None:
    assert document.data["costs"] == {"pay": Decimal("1.50")}
    assert parse_document("x = 1e999", "f").data == {"x": Decimal("1e999")}


def test_a_file_is_named_as_the_user_named_it(tmp_path: Path) -> None:
    path = tmp_path / "f.toml"
    path.write_bytes(b"\xef\xbb\xbfx = 1\r\n")
    document = read_document(path, "<stdin>")
    assert (document.name, document.data, document.origin) == ("<stdin>", {"x": 1}, path)
    assert str(document.fault(("x",), "no")) == "<stdin>:1:5: no\n    x = 1\n        ^"
    assert read_document(path).name == str(path)


def test_a_file_that_is_not_there_is_one_fault(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_document(tmp_path / "none.toml", "none.toml")
    assert str(caught.value) == "none.toml: there is no such file\n  check the name"


def test_a_file_beside_the_one_that_is_not_there_is_suggested(tmp_path: Path) -> None:
    (tmp_path / "dyffryn.toml").write_text("")
    with pytest.raises(InputError) as caught:
        read_document(tmp_path / "dyfryn.toml", "dyfryn.toml")
    meant = tmp_path / "dyffryn.toml"
    assert str(caught.value).endswith(f"no such file\n  did you mean '{meant}'?")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_document(tmp_path, "here")
    assert _only_fault(caught).message == "this is a folder, not a file"


@pytest.mark.parametrize("name", ["f.toml/inside", "a\0b", "x" * 5_000])
def test_any_trouble_of_the_system_is_a_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / "f.toml").touch()
    with pytest.raises(InputError):
        read_document(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a = 1\nb = '\xe9'", "f.toml:2:6: this is not UTF-8 text (byte 0xE9)"),
        (b"\xff\xfea\0", "f.toml: the file is saved as UTF-16, not as UTF-8"),
        (b"x" * 1_000_001, "f.toml: the file has more than 1,000,000 bytes"),
        (
            b"a = '\x1b[31m'",
            "f.toml:1:6: there is an invisible character (a control character, U+001B) here",
        ),
        (
            "a = 1 # \u202e",
            "f.toml:1:9: there is an invisible character (right-to-left override, U+202E) here",
        ),
        (
            "\n a = '\u2066'",
            "f.toml:2:7: there is an invisible character (left-to-right isolate, U+2066) here",
        ),
        (
            r'a = "\\\u001B"',
            r"f.toml:1:8: '\u001B' stands for an invisible character (a control character, U+001B)",
        ),
        (
            "a = 1\rb",
            "f.toml:1:6: there is an invisible character (a control character, U+000D) here",
        ),
        ("a = '\ud800'", "f.toml:1:6: this is not UTF-8 text (byte 0xED)"),
        (f"\na = '{'x' * 20_000}'", "f.toml:2:1: the line has more than 20,000 characters"),
    ],
)
def test_what_is_not_plain_text_is_a_fault_at_its_place(
    content: bytes | str, expected: str
) -> None:
    with pytest.raises(InputError) as caught:
        parse_document(content, "f.toml")
    assert str(caught.value).partition("\n")[0] == expected
    assert str(caught.value).replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("path", "at", "place"),
    [
        (("year",), "key", (1, 1, 4)),
        (("year",), "value", (1, 8, 9)),
        (("costs",), "key", (4, 1, 7)),
        (("costs", "rent"), "value", (4, 1, 7)),
        (("costs", "rent", "of", "flats"), "key", (4, 1, 7)),
        (("partner", 1, "name"), "value", (10, 1, 11)),
        (("partner", 1, "note"), "key", (12, 2, 4)),
        (("partner", 0, "share", "status"), "value", (9, 9, 17)),
        (("partner", 7), "value", (6, 1, 11)),
        (("none",), "value", (1, 1, 1)),
        ((), "value", (1, 1, 1)),
    ],
)
def test_a_fault_stands_at_its_key_or_value_or_else_at_its_table(
    document: Document, path: KeyPath, at: str, place: tuple[int, int, int]
) -> None:
    fault = document.fault(path, "no", at="key" if at == "key" else "value")
    assert _place(fault) == place
    assert fault.source_line == TEXT.split("\n")[place[0] - 1]


def test_a_fault_can_stand_inside_a_text(document: Document) -> None:
    inside = document.fault(("rule",), "no", offset=4, width=5)
    assert str(inside) == "f.toml:2:13: no\n    rule = 'a + b * c'\n                ^^^^^"
    assert _place(document.fault(("rule",), "no", width=1)) == (2, 9, 1)
    assert _place(document.fault(("rule",), "no", offset=9)) == (2, 18, 1)
    assert _place(document.fault(("rule",), "no", offset=99, width=99)) == (2, 18, 1)


def test_a_fault_in_a_text_with_escapes_stands_at_the_text(document: Document) -> None:
    assert _place(document.fault(("odd",), "no", offset=2, width=1)) == (3, 7, 6)


def test_a_caret_of_a_long_value_ends_with_its_line() -> None:
    document = parse_document("a = [\n 1,\n 2]", "f.toml")
    assert str(document.fault(("a",), "no")) == "f.toml:1:5: no\n    a = [\n        ^"


def test_an_empty_file_has_a_first_line() -> None:
    assert str(parse_document("", "f").fault(("year",), "no")) == "f:1:1: no\n    \n    ^"


def test_an_override_leaves_the_document_as_it_was(document: Document) -> None:
    changed = document.override(
        {
            ("partner", "Wales Police", "percentages", "pay"): ("8%", "--set one"),
            ("partner", "CITY and county-of Swansea", "share", "value"): ("9%", "--set two"),
            ("year",): ("2014-15", "--set three"),
        }
    )
    assert document.data == parse_document(TEXT, "f.toml").data
    assert document.fault(("year",), "no").line == 1
    assert changed.data["year"] == "2014-15"
    partners = changed.data["partner"]
    assert isinstance(partners, list)
    assert partners[0]["share"] == {"value": "9%"}
    assert partners[1]["percentages"] == {"pay": "8%"}


def test_a_fault_of_an_overridden_value_names_where_it_came_from(document: Document) -> None:
    path = ("partner", "swansea", "share")
    changed = document.override({path: ({"value": "8"}, "--set share=8")})
    for inner in ((), ("value",), ("value", "deeper")):
        fault = changed.fault(("partner", 0, "share", *inner), "no", "do")
        assert str(fault) == "--set share=8: no\n  do"
    assert changed.fault(("partner", 0, "id"), "no").line == 7
    assert changed.fault(("partner", 0), "no").line == 6


def test_a_fault_of_a_value_from_another_document_stands_there() -> None:
    other = parse_document("[set.f]\nshare.pay = 'a + b'\nextra.rule = 'c'\n", "other.toml")
    document = parse_document("share.pay = '1'", "f.toml").override(
        {
            ("share", "pay"): ("a + b", (other, ("set", "f", "share", "pay"))),
            ("extra", "rule"): ("c", (other, ("set", "f", "extra", "rule"))),
        }
    )
    assert document.overridden == {
        ("share", "pay"): "other.toml:2:13",
        ("extra", "rule"): "other.toml:3:14",
    }
    inside = document.fault(("share", "pay"), "no", "do", offset=4, width=1)
    assert str(inside) == (
        "other.toml:2:18: no\n    share.pay = 'a + b'\n                     ^\n  do"
    )
    assert _place(document.fault(("share", "pay"), "no", at="key")) == (2, 7, 3)
    assert _place(document.fault(("extra",), "no", at="key")) == (3, 1, 5)
    assert _place(document.fault(("extra", "rule", "deeper"), "no")) == (3, 14, 3)
    assert document.fault(("share",), "no").file == "f.toml"


def test_a_value_from_another_document_that_was_put_in_there_keeps_its_first_source() -> None:
    other = parse_document("a = 1", "other.toml").override({("a",): (2, "--set a=2")})
    document = parse_document("b = 1", "f.toml").override({("b",): (2, (other, ("a",)))})
    assert str(document.fault(("b",), "no")) == "--set a=2: no"


def test_an_override_that_cannot_be_is_a_fault_where_it_stands() -> None:
    other = parse_document("set.b.c = 1", "other.toml")
    with pytest.raises(InputError) as caught:
        parse_document("b = 1", "f.toml").override({("b", "c"): (1, (other, ("set", "b", "c")))})
    assert str(caught.value).startswith("other.toml:1:11: 'b' is a single value")


def test_a_table_made_by_an_override_is_where_that_came_from(document: Document) -> None:
    changed = document.override({("new", "inner"): (1, "--set new.inner=1")})
    assert changed.fault(("new",), "no").file == "--set new.inner=1"
    assert changed.fault(("new", "other"), "no").file == "f.toml"


def test_the_last_of_two_overrides_holds(document: Document) -> None:
    once = document.override({("costs", "pay"): (2, "--set a")})
    twice = once.override({("costs",): ({"pay": 3}, "--set b")})
    assert twice.data["costs"] == {"pay": 3}
    assert twice.fault(("costs", "pay"), "no").file == "--set b"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            ("partner", "swansee", "share"),
            "--set x: 'partner' has no entry 'swansee'\n  did you mean 'swansea'?",
        ),
        (
            ("partner", "zzz"),
            "--set x: 'partner' has no entry 'zzz'\n  it has: swansea, wales-police",
        ),
        (
            ("partner", 2, "id"),
            "--set x: 'partner' has no entry '2'\n  it has: swansea, wales-police",
        ),
        (
            ("year", "of"),
            "--set x: 'year' is a single value and has nothing inside it\n  set 'year' itself",
        ),
        ((), "--set x: there is no name to set\n  write it as name=value"),
    ],
)
def test_an_override_of_nothing_that_exists_is_refused(
    document: Document, path: KeyPath, expected: str
) -> None:
    with pytest.raises(InputError) as caught:
        document.override({path: (1, "--set x")})
    assert str(caught.value) == expected
