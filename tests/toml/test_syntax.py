"""Each syntax error has its place and says in plain words what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funding.errors import Fault, InputError
from funding.toml import parse_document
from tests.toml.writing import toml_texts

PLAIN = [
    ("a", "1:2: there is no '=' after the name"),
    ("a =", "1:4: there is no value after the '='"),
    ("a = # none", "1:5: there is no value after the '='"),
    ("a = 1 b = 2", "1:7: 'b = 2' is left over at the end of the line"),
    ('a = "x"y', "1:8: 'y' is left over at the end of the line"),
    ("a = 10%", "1:5: '10%' is neither a number nor a date"),
    ("a = 1,345,282", "1:5: '1,345,282' is neither a number nor a date"),
    ("a = 2013-13-45", "1:5: '2013-13-45' is neither a number nor a date"),
    ("a = 08", "1:5: '08' is neither a number nor a date"),
    ("a = £5", "1:5: '£5' is not a value"),
    ("a = Swansea's fund", "1:5: 'Swansea's' is not a value"),
    ("a = [nope, 1]", "1:6: 'nope,' is not a value"),
    ("= 1", "1:1: a line cannot begin with '='"),
    ("a. = 1", "1:4: there is no name before the '='"),
    ("a..b = 1", "1:3: there are two dots with no name between"),
    ("é = 1", "1:1: a line cannot begin with 'é'"),
    ("a = { é = 1 }", "1:7: a name cannot begin with 'é'"),
    ("a = { b = 1, }", "1:14: there is a ',' before the closing '}'"),
    ("a = {\nb = 1 }", "1:6: a name is missing here"),
    ("[]", "1:2: there is no name in the heading"),
    ("[a", "1:3: the heading is not closed with ']'"),
    ("[[a]", "1:4: the heading is not closed with ']]'"),
    ("a = [1 2]", "1:8: a ',' or the closing ']' is missing"),
    ("a = {b = 1 c = 2}", "1:12: a ',' or the closing '}' is missing"),
    ("a = [1,\n2", "1:5: a ',' or the closing ']' is missing"),
    ("a = [\n 1\n\n[b]", "4:1: a ',' or the closing ']' is missing"),
    ("a = {b = 1", "1:5: a ',' or the closing '}' is missing"),
    ("a = 'x", "1:5: the text that begins here has no closing quote"),
    ('a = "x\nb = "y"', "1:5: the text that begins here has no closing quote"),
    ("x = 1\r\na = '''x\r\n\r\n", "2:5: the text that begins here has no closing quote"),
    ('a = """x\n\n', "1:5: the text that begins here has no closing quote"),
    (r'a = "C:\qqq"', r"1:10: a '\' in double quotes begins a special character"),
    (r'a = "\uD800"', r"1:12: a '\' in double quotes begins a special character"),
    (r'a = "\u12"', r"1:8: a '\' in double quotes begins a special character"),
    ("a = 1\nb = 2\n a = 3", "3:2: 'a' is already given above"),
    ("a.b = 1\r\na.b = 3\r\nc = 1", "2:1: 'a.b' is already given above"),
    ("a = {b = 1, b = 2}", "1:13: 'b' is given twice in the same table"),
    ("[a]\n[b]\n[a]", "3:1: [a] is already given above"),
    ("a = 1\n[a.b]", "2:1: [a.b] is, or is inside, a value given above"),
    ("[a.b]\n[[a]]", "2:1: [[a]] is, or is inside, a value given above"),
    ("a = [1]\n[[a]]", "2:1: [[a]] is, or is inside, a value given above"),
    ("a = {b = 1}\na.c = 2", "2:1: 'a.c' is already given above"),
    ("a = 1e99999", "1:5: this is too long or too large to be a figure"),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_a_syntax_error_has_its_place_and_plain_words(text: str, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_document(text, "f.toml")
    assert str(caught.value).partition("\n")[0] == f"f.toml:{expected}"
    assert caught.value.faults[0].fix


def test_an_error_shows_its_line_and_what_to_do() -> None:
    with pytest.raises(InputError) as caught:
        parse_document("year = '2013-14'\nshare = 10% # of all\n", "f.toml")
    assert str(caught.value) == (
        "f.toml:2:9: '10%' is neither a number nor a date\n"
        "    share = 10% # of all\n"
        "            ^^^\n"
        '  put text, money and percentages in quotes: "£58,000.00", "60%"'
    )


@settings(max_examples=300, deadline=None)
@given(toml_texts(), st.text("[]{}=.,'\"\\#\n\r aA1-:é", max_size=30), st.integers(0, 100))
def test_no_text_ends_in_anything_but_a_document_or_one_fault(
    text: str, added: str, place: int
) -> None:
    faults: tuple[Fault, ...] = ()
    try:
        parse_document(text[:place] + added + text[place:], "f.toml")
    except InputError as error:
        faults = error.faults
    assert len(faults) <= 1
    for fault in faults:
        assert fault.line >= 1
        assert fault.column >= 1
        assert fault.message != "this is not as TOML is written"
