"""What `tomllib` says about a text that is not TOML, put into words for people who write one."""

from __future__ import annotations

import re
import tomllib

from funding.language import N_, _
from funding.toml.limits import Trouble, Unclosed
from funding.toml.wording import shown

_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_LINE_KEY = re.compile(r"""[ \t]*((?:[^="'\n]|"[^"\n]*"|'[^'\n]*')*[^\s=])[ \t]*=""")
_QUOTE_IT = N_('put text, money and percentages in quotes: "£58,000.00", "60%"')
_WRITE_PAIR = N_("write each line as: name = value, for instance {pair}")
_CLOSING = N_("a ',' or the closing '{sign}' is missing")

_HEADING = N_("write a heading as [name], or [[name]] for one of several")
_BACKSLASH = (
    N_(r"a '\' in double quotes begins a special character"),
    N_(r"write '\\' for a single '\', or put the text in single quotes"),
)
_MESSAGES = (
    ("Invalid value", N_("there is no value after the '='"), _WRITE_PAIR),
    ("Expected '=' after", N_("there is no '=' after the name"), _WRITE_PAIR),
    ("Expected ']' at", N_("the heading is not closed with ']'"), _HEADING),
    ("Expected ']]' at", N_("the heading is not closed with ']]'"), _HEADING),
    ("Unclosed array", _CLOSING, N_("write a list as [1, 2]")),
    ("Unclosed inline", _CLOSING, N_("write a table as {table}")),
    ("Unescaped", *_BACKSLASH),
    ("Invalid hex", *_BACKSLASH),
    ("Escaped character", *_BACKSLASH),
)
"""How `tomllib` begins, what is wrong, and what to do; `_EXAMPLES` go into it."""
_BAD_KEYS = {
    "": (
        N_("a name is missing here"),
        N_("a table in {braces} stands on one line; a heading is [name]"),
    ),
    "}": (N_("there is a ',' before the closing '{sign}'"), N_("delete the ','")),
    "]": (N_("there is no name in the heading"), _HEADING),
    ".": (N_("there are two dots with no name between"), N_("write the name, or delete a dot")),
    "=": (N_("there is no name before the '='"), _WRITE_PAIR),
}
_EXAMPLES = {
    "pair": "population = 1_345_282",
    "table": "{ a = 1, b = 2 }",
    "braces": "{ }",
}
"""What stands in these sentences and is no language's."""


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
        message = _("the text that begins here has no closing quote")
        return Trouble(opening, message, _("end it with the quote it begins with"))
    if said.startswith(("Cannot", "Duplicate")):
        return _repeated(said, text, offset)
    at_end = offset >= len(text.rstrip())
    is_open = at_end and not said.startswith("Expected ']")
    if unclosed.bracket is not None and (is_open or said.startswith("Unclosed")):
        bracket = text[unclosed.bracket]
        closing = "]" if bracket == "[" else "}"
        line = text.count("\n", 0, unclosed.bracket) + 1
        message = _(_CLOSING, sign=closing)
        fix = _(
            "close with '{closing}' what '{opening}' opens on line {line}",
            closing=closing,
            opening=bracket,
            line=line,
        )
        return Trouble(unclosed.bracket if at_end else offset, message, fix)
    return _misplaced(said, text, offset)


def _misplaced(said: str, text: str, offset: int) -> Trouble:
    """Explain a sign where another was expected."""
    rest = text[offset:].partition("\n")[0]
    sign = rest[:1]
    if said == "Invalid value" and sign not in ("", "#"):
        word = _word(rest)
        message = _("{given} is not a value", given=shown(word))
        return Trouble(offset, message, _(_QUOTE_IT), len(word))
    if said.startswith("Expected newline"):
        return _left_over(text, offset, rest)
    if said.startswith("Invalid initial"):
        if sign in _BAD_KEYS:
            message, fix = _BAD_KEYS[sign]
            return Trouble(offset, _with_examples(message), _with_examples(fix))
        message = _("a name cannot begin with {sign}", sign=shown(sign))
        return Trouble(offset, message, _("put a name with spaces in quotes"))
    if said == "Invalid statement":
        message = _("a line cannot begin with {sign}", sign=shown(sign))
        return Trouble(offset, message, _with_examples(_WRITE_PAIR))
    for beginning, message, fix in _MESSAGES:
        if said.startswith(beginning):
            sign = "]" if beginning == "Unclosed array" else "}"
            return Trouble(offset, _with_examples(message, sign), _with_examples(fix))
    message = _("this is not as TOML is written")
    return Trouble(offset, message, _with_examples(_WRITE_PAIR))


def _with_examples(sentence: str, sign: str = "}") -> str:
    return _(sentence, sign=sign, **_EXAMPLES)


def _left_over(text: str, offset: int, rest: str) -> Trouble:
    """Explain `x = 10%` and `x = 1,345`: a number was read, but the whole word is meant."""
    line_start = text.rfind("\n", 0, offset) + 1
    start = offset - len(re.split(r"[\s=]", text[line_start:offset])[-1])
    word = _word(text[start : offset + len(rest)])
    if start < offset and not any(sign in word for sign in "\"'[]{}"):
        message = _("{given} is neither a number nor a date", given=shown(word))
        return Trouble(start, message, _(_QUOTE_IT), len(word))
    message = _("{given} is left over at the end of the line", given=shown(rest))
    return Trouble(offset, message, _(_QUOTE_IT), len(rest))


def _repeated(said: str, text: str, offset: int) -> Trouble:
    """Explain a name that was given before, pointing at the name if it is on this line."""
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].partition("\n")[0]
    fix = _("keep one of the two")
    if line.lstrip().startswith("["):
        column = len(line) - len(line.lstrip())
        heading = re.match(r"\[+[^\]]*\]*", line[column:])
        width = len(heading[0]) if heading else 1
        known = line[column:][:width]
        message = _("{given} is, or is inside, a value given above", given=known)
        if "twice" in said:
            message = _("{given} is already given above", given=known)
        return Trouble(start + column, message, fix, width)
    inline = re.fullmatch(r"Duplicate inline table key '(.*)'", said, re.DOTALL)
    if inline is not None:
        # `tomllib` stops behind the value, so the name is the last such word before.
        found = text.rfind(inline[1], start, offset)
        message = _("{given} is given twice in the same table", given=shown(inline[1]))
        return Trouble(max(found, start), message, fix, len(inline[1]))
    key = _LINE_KEY.match(line)
    if key is None:
        return Trouble(offset, _("a name is given twice"), fix)
    message = _("{given} is already given above", given=shown(key[1]))
    return Trouble(start + key.start(1), message, fix, len(key[1]))


def _word(rest: str) -> str:
    """Take the first word, or what stands before the end of the value."""
    match = re.match(r"[^\s\]}#]+", rest)
    return match[0] if match else rest[:1]


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _unused in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1


def _end(text: str) -> int:
    return len(text.rstrip())
