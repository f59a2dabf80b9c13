"""Files made to take for ever, or to break the reader, are faults within two seconds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from funding.errors import Fault, InputError
from funding.toml import parse_document, validate
from funding.toml.fields import Table
from tests.alarm import alarm


@pytest.fixture(autouse=True)
def _two_seconds() -> Iterator[None]:
    with alarm():
        yield


def _lines(line: str, least: int = 990_000) -> str:
    return f"{line}\n" * (least // (len(line) + 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".".join("a" * 20_000) + " = 1", "f:1:1: the line has more than 20,000 characters"),
        (".".join("a" * 9_000) + " = 1", "f:1:22: tables and lists are nested more than 10 deep"),
        (f"[{'.'.join('a' * 9_000)}]", "f:1:23: tables and lists are nested more than 10 deep"),
        ("a = " + "[" * 5_000 + "]" * 5_000, "f:1:15: tables and lists are nested more than 10"),
        ("a = " + "[\n" * 300_000, "f:11:1: tables and lists are nested more than 10 deep"),
        ("a = " + "{a=" * 5_000 + "1", "f:1:35: tables and lists are nested more than 10 deep"),
        ("a = " + "9" * 10_000, "f:1:5: this is too long or too large to be a figure"),
        ("a = 1_" + "9_" * 9_000 + "9.5", "f:1:5: this is too long or too large to be a figure"),
        ("a = 1e99999999999999999999", "f:1:5: this is too long or too large to be a figure"),
        ("a = -1.5E-99999999999999999999", "f:1:8: this is too long or too large to be"),
        (
            "a = [\n" + _lines("1,") + "]",
            "f:50000:2: the file has more than 50,000 names and values",
        ),
        (_lines("[[a]]"), "f:25001:1: the file has more than 50,000 names and values"),
        (_lines("a = 1"), "f:50001:3: the file has more than 50,000 names and values"),
        ('a = """' + _lines('""'), "f:1:5: the text that begins here has no closing quote"),
        ("a = '''" + _lines("''"), "f:1:5: the text that begins here has no closing quote"),
        (_lines('"a' * 9_999), "f:1:4: there is no '=' after the name"),
        (_lines("\"'" * 9_999), "f:1:4: there is no '=' after the name"),
        (_lines("-" * 19_999), "f:1:1: this is too long or too large to be a figure"),
        ("a = 1" + "x" * 19_990, "f:1:5: this is too long or too large to be a figure"),
        ("x" * 19_990, "f:1:19991: there is no '=' after the name"),
        (
            "a = 1\na = '''" + "x" * 19_000 + "\n" + "x" * 19_000 + "'''",
            "f:3:19004: a name is given",
        ),
    ],
)
def test_a_hostile_text_is_one_fault_at_once(text: str, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_document(text, "f")
    assert str(caught.value).startswith(expected)
    assert len(str(caught.value)) < 1_000


@pytest.mark.parametrize(
    "text",
    [
        _lines(""),
        _lines(" \t"),
        _lines("#"),
        _lines("# " + "x" * 9_000),
        'a = """\n' + _lines("\\\\" * 9_000) + '"""',
        'a = """\n' + _lines('"x' * 9_000) + '"""',
        "a = '''\n" + _lines("'x" * 9_000) + "'''",
        "".join(f"a{'.a' * 9}.b{each} = 1\n" for each in range(4_500)),
        "".join(f"[a{'.a' * 9}.b{each}]\n" for each in range(4_500)),
        "".join(f"k{each} = [[[[[[[[[1]]]]]]]]]\n" for each in range(4_500)),
    ],
)
def test_a_large_text_is_read_and_its_places_found_at_once(text: str) -> None:
    document = parse_document(text, "f")
    document.fault(("none",), "no")


class _Small(Table):
    name: int = 0
    names: tuple[int, ...] = ()


def test_many_faults_are_cut_short() -> None:
    text = "".join(f"nam{each} = 1\n" for each in range(9_000))
    document = parse_document(text, "f")
    faults: list[Fault] = []
    assert validate(_Small, document.data, document, faults=faults) is None
    assert len(faults) == 101
    assert str(faults[-1]).startswith("f: there are more faults than the 100 shown here")


def test_a_long_list_of_wrong_entries_is_cut_short() -> None:
    document = parse_document("names = [\n" + '"x",\n' * 9_000 + "]", "f")
    faults: list[Fault] = []
    assert validate(_Small, document.data, document, faults=faults) is None
    assert len(faults) == 101


def test_a_long_unknown_key_is_not_compared() -> None:
    document = parse_document(f"{'n' * 19_000} = 1", "f")
    faults: list[Fault] = []
    validate(_Small, document.data, document, faults=faults)
    assert "".join(map(str, faults)).endswith("it may have: name, names")
