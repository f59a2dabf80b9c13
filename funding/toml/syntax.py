"""What `tomllib` says about a text that is not TOML, put into words for people who write one."""

from __future__ import annotations

import re
import tomllib

from funding.toml.limits import Trouble, Unclosed
from funding.toml.wording import shown

_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_LINE_KEY = re.compile(r"""[ \t]*((?:[^="'\n]|"[^"\n]*"|'[^'\n]*')*[^\s=])[ \t]*=""")
_QUOTE_IT = 'put text, money and percentages in quotes: "£58,000.00", "60%"'
_WRITE_PAIR = "write each line as: name = value, for instance population = 1_345_282"
_NOT_CLOSED = "the text that begins here has no closing quote"

_HEADING = "write a heading as [name], or [[name]] for one of several"
_BACKSLASH = (
    r"a '\' in double quotes begins a special character",
    r"write '\\' for a single '\', or put the text in single quotes",
)
_MESSAGES = (
    ("Invalid value", "there is no value after the '='", _WRITE_PAIR),
    ("Expected '=' after", "there is no '=' after the name", _WRITE_PAIR),
    ("Expected ']' at", "the heading is not closed with ']'", _HEADING),
    ("Expected ']]' at", "the heading is not closed with ']]'", _HEADING),
    ("Unclosed array", "a ',' or the closing ']' is missing", "write a list as [1, 2]"),
    ("Unclosed inline", "a ',' or the closing '}' is missing", "write a table as { a = 1, b = 2 }"),
    ("Unescaped", *_BACKSLASH),
    ("Invalid hex", *_BACKSLASH),
    ("Escaped character", *_BACKSLASH),
)
_BAD_KEYS = {
    "": ("a name is missing here", "a table in { } stands on one line; a heading is [name]"),
    "}": ("there is a ',' before the closing '}'", "delete the ','"),
    "]": ("there is no name in the heading", _HEADING),
    ".": ("there are two dots with no name between", "write the name, or delete a dot"),
    "=": ("there is no name before the '='", _WRITE_PAIR),
}


def explain(error: tomllib.TOMLDecodeError, text: str, unclosed: Unclosed) -> Trouble:
    """Turn an error of `tomllib` about this text with plain line ends into plain words.

    `unclosed` is what the scan before found open: `tomllib` reports that at the end of the file,
    but it is at its beginning that a reader can put it right.
    """
    match = _PLACE.fullmatch(str(error))
    said = match[1] if match else str(error)
    offset = _offset(text, int(match[2]), int(match[3])) if match and match[2] else _end(text)
    if said.startswith(("Unterminated string", "Expected \"'", "Illegal", "Found invalid")):
        opening = offset if unclosed.quote is None else unclosed.quote
        return Trouble(opening, _NOT_CLOSED, "end it with the quote it begins with")
    if said.startswith(("Cannot", "Duplicate")):
        return _repeated(said, text, offset)
    at_end = offset >= len(text.rstrip())
    is_open = at_end and not said.startswith("Expected ']")
    if unclosed.bracket is not None and (is_open or said.startswith("Unclosed")):
        bracket = text[unclosed.bracket]
        closing = "]" if bracket == "[" else "}"
        line = text.count("\n", 0, unclosed.bracket) + 1
        message = f"a ',' or the closing '{closing}' is missing"
        fix = f"close with '{closing}' what '{bracket}' opens on line {line}"
        return Trouble(unclosed.bracket if at_end else offset, message, fix)
    return _misplaced(said, text, offset)


def _misplaced(said: str, text: str, offset: int) -> Trouble:
    """Explain a sign where another was expected."""
    rest = text[offset:].partition("\n")[0]
    sign = rest[:1]
    if said == "Invalid value" and sign not in ("", "#"):
        word = _word(rest)
        return Trouble(offset, f"{shown(word)} is not a value", _QUOTE_IT, len(word))
    if said.startswith("Expected newline"):
        return _left_over(text, offset, rest)
    if said.startswith("Invalid initial"):
        other = f"a name cannot begin with {shown(sign)}", "put a name with spaces in quotes"
        return Trouble(offset, *_BAD_KEYS.get(sign, other))
    if said == "Invalid statement":
        return Trouble(offset, f"a line cannot begin with {shown(sign)}", _WRITE_PAIR)
    for beginning, message, fix in _MESSAGES:
        if said.startswith(beginning):
            return Trouble(offset, message, fix)
    return Trouble(offset, "this is not as TOML is written", _WRITE_PAIR)


def _left_over(text: str, offset: int, rest: str) -> Trouble:
    """Explain `x = 10%` and `x = 1,345`: a number was read, but the whole word is meant."""
    line_start = text.rfind("\n", 0, offset) + 1
    start = offset - len(re.split(r"[\s=]", text[line_start:offset])[-1])
    word = _word(text[start : offset + len(rest)])
    if start < offset and not any(sign in word for sign in "\"'[]{}"):
        message = f"{shown(word)} is neither a number nor a date"
        return Trouble(start, message, _QUOTE_IT, len(word))
    message = f"{shown(rest)} is left over at the end of the line"
    return Trouble(offset, message, _QUOTE_IT, len(rest))


def _repeated(said: str, text: str, offset: int) -> Trouble:
    """Explain a name that was given before, pointing at the name if it is on this line."""
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].partition("\n")[0]
    fix = "keep one of the two"
    if line.lstrip().startswith("["):
        column = len(line) - len(line.lstrip())
        heading = re.match(r"\[+[^\]]*\]*", line[column:])
        width = len(heading[0]) if heading else 1
        known = "is already given" if "twice" in said else "is, or is inside, a value given"
        message = f"{line[column:][:width]} {known} above"
        return Trouble(start + column, message, fix, width)
    inline = re.fullmatch(r"Duplicate inline table key '(.*)'", said, re.DOTALL)
    if inline is not None:
        # `tomllib` stops behind the value, so the name is the last such word before.
        found = text.rfind(inline[1], start, offset)
        message = f"{shown(inline[1])} is given twice in the same table"
        return Trouble(max(found, start), message, fix, len(inline[1]))
    key = _LINE_KEY.match(line)
    if key is None:
        return Trouble(offset, "a name is given twice", fix)
    return Trouble(
        start + key.start(1), f"{shown(key[1])} is already given above", fix, len(key[1])
    )


def _word(rest: str) -> str:
    """Take the first word, or what stands before the end of the value."""
    match = re.match(r"[^\s\]}#]+", rest)
    return match[0] if match else rest[:1]


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1


def _end(text: str) -> int:
    return len(text.rstrip())
