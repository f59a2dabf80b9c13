"""Making an input: a file of the project with some edits, an expression, or plain nonsense.

Everything is drawn from a `Random` that is given, so that a seed says all, and Hypothesis, which
has a `Random` of its own, can make inputs smaller.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.fuzz.sources import CHARACTERS, NUMBERS, TOKENS, VALUES, texts
from tests.fuzz.target import KINDS, Kind

MOST_EDITS = 6
_FIGURE = re.compile(r"\d[\d_,.]*")
_EXPRESSION = re.compile(r'^((?:expression|always|when)\s*=\s*)".*"$')
_OF_EACH = (2, 3, 15)
"""How many of each kind: expressions are read ten times as fast as files."""


def an_input(random: Random) -> tuple[Kind, bytes]:
    """Draw an input of any kind, most of them expressions."""
    (kind,) = random.choices(KINDS, _OF_EACH)
    return kind, content(random, kind)


def content(random: Random, kind: Kind) -> bytes:
    """Draw an input of a kind."""
    nonsense = random.randrange(40)
    if nonsense == 0:
        return bytes(random.randrange(256) for _ in range(random.randrange(60)))
    if nonsense == 1:
        return encoded(_characters(random))
    if kind == "expression":
        return encoded(expression(random))
    return encoded(edited(random, kind))


def encoded(text: str) -> bytes:
    """Write a text as a file has it; half a character stays what it is."""
    return text.encode("utf-8", "surrogatepass")


def expression(random: Random) -> str:
    """Draw an expression: sound, sound but for an edit, or any words in a row."""
    form = random.randrange(4)
    if form == 0:
        return " ".join(random.choice(TOKENS) for _ in range(random.randrange(1, 24)))
    text = _sound(random, random.randrange(1, 5))
    for _ in range(random.randrange(3) if form == 1 else 0):
        text = _other_word(random, text)
    return text


def _other_word(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(TOKENS + CHARACTERS) + text[at + random.randrange(3) :]


def _sound(random: Random, depth: int) -> str:
    """Draw an expression that can be read."""
    if depth == 0:
        return random.choice(TOKENS[:20])
    x, y, z, w = (_sound(random, random.randrange(depth)) for _ in range(4))
    forms: tuple[str, ...] = (
        *(f"{x} {sign} {y}" for sign in "+-*/"),
        *(f"({x})", f"-{x}", f"total({x})", f"per({x}, {y})"),
        f"total({x}, within={random.choice(('kind', 'sector', 'payer', 'board'))})",
        *(f"at_least({x}, {y})", f"at_most({x}, {y})"),
        f"choose({x} {random.choice(TOKENS[28:34])} {y}, {z}, {w})",
        f"choose(not {x} < {y} and {z} == {w}, {x}, {y})",
        f"round_to({x}, {random.choice(('1', '0.01', y))}, {random.choice(('down', 'half_up'))})",
        f"round_to_total({x}, total({x}), {random.choice(('1', '0.01'))}, largest_remainder)",
        f"level(total({x}), {y}, {z}, {w})",
    )
    return random.choice(forms)


def edited(random: Random, kind: Kind) -> str:
    """Draw a file of the project, with a few edits."""
    text = random.choice(texts(kind))
    # Few edits mostly: of many, the first that is refused hides what the others would do.
    for _ in range(min(random.randrange(MOST_EDITS), random.randrange(MOST_EDITS)) or 1):
        text = random.choice(EDITS)(random, text.split("\n"), kind)
    return text


def changed(random: Random, kind: Kind, content: bytes) -> bytes:
    """Change an input that there is already, in one place."""
    text = content.decode("utf-8", "replace")
    if kind == "expression":
        return encoded(_other_word(random, text))
    return encoded(random.choice(EDITS)(random, text.split("\n"), kind))


def _lines(random: Random, lines: list[str]) -> tuple[int, int]:
    start = random.randrange(len(lines))
    return start, start + random.randrange(1, 8)


def _delete(random: Random, lines: list[str], _kind: Kind) -> str:
    start, end = _lines(random, lines)
    return "\n".join(lines[:start] + lines[end:])


def _delete_one(random: Random, lines: list[str], _kind: Kind) -> str:
    start = random.randrange(len(lines))
    return "\n".join(lines[:start] + lines[start + 1 :])


def _double(random: Random, lines: list[str], _kind: Kind) -> str:
    start, end = _lines(random, lines)
    times = random.choice((1, 1, 1, 2, 30))
    return "\n".join(lines[:end] + lines[start:end] * times + lines[end:])


def _move(random: Random, lines: list[str], _kind: Kind) -> str:
    start, end = _lines(random, lines)
    rest, at = lines[:start] + lines[end:], random.randrange(len(lines))
    return "\n".join(rest[:at] + lines[start:end] + rest[at:])


def _splice(random: Random, lines: list[str], kind: Kind) -> str:
    """Put a section of another file in, before a section of this one."""
    other = random.choice(texts(kind)).split("\n\n")
    sections = "\n".join(lines).split("\n\n")
    at = random.randrange(len(sections) + 1)
    return "\n\n".join([*sections[:at], random.choice(other), *sections[at:]])


def _splice_lines(random: Random, lines: list[str], kind: Kind) -> str:
    other = random.choice(texts(kind)).split("\n")
    start, end = _lines(random, other)
    at = random.randrange(len(lines) + 1)
    return "\n".join(lines[:at] + other[start:end] + lines[at:])


def _value(random: Random, lines: list[str], kind: Kind) -> str:
    """Put another value in place of one: of the file, of another file, or one of the hostile."""
    pairs = [place for place, line in enumerate(lines) if "=" in line]
    if not pairs:
        return random.choice(VALUES)
    place = random.choice(pairs)
    key = lines[place].partition("=")[0]
    sort = random.randrange(4)
    if sort == 0:
        value = lines[random.choice(pairs)].partition("=")[2].strip()
    elif sort == 1:
        value = random.choice(texts(kind)).rpartition("=")[2].strip()
    elif sort == 2:
        value = random.choice(NUMBERS)
    else:
        value = random.choice(VALUES)
    lines[place] = f"{key}= {value}"
    return "\n".join(lines)


def _key(random: Random, lines: list[str], kind: Kind) -> str:
    """Call a value by a name that another has, here or in another file."""
    pairs = [place for place, line in enumerate(lines) if "=" in line]
    other = [line for line in random.choice(texts(kind)).split("\n") if "=" in line]
    if pairs and other:
        place = random.choice(pairs)
        key = random.choice(other).partition("=")[0]
        lines[place] = f"{key}={lines[place].partition('=')[2]}"
    return "\n".join(lines)


def _number(random: Random, lines: list[str], _kind: Kind) -> str:
    text = "\n".join(lines)
    figures = list(_FIGURE.finditer(text))
    if not figures:
        return text
    one = random.choice(figures)
    return text[: one.start()] + random.choice(NUMBERS) + text[one.end() :]


def _expressions(random: Random, lines: list[str], _kind: Kind) -> str:
    """Put an expression in place of one, or a step of its own at the end."""
    places = [place for place, line in enumerate(lines) if _EXPRESSION.match(line)]
    words = expression(random).replace('"', "'").replace("\\", "/").replace("\n", " ")
    words = words.replace("population", "population_all").replace("debt", "caseload")
    if places:
        place = random.choice(places)
        lines[place] = _EXPRESSION.sub(lambda match: f'{match[1]}"{words}"', lines[place])
    else:
        lines += ["", "[[step]]", f'name = "s{random.randrange(9)}"', f'expression = "{words}"']
    return "\n".join(lines)


def _character(random: Random, lines: list[str], _kind: Kind) -> str:
    text = "\n".join(lines)
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(CHARACTERS) + text[at + random.choice((0, 0, 1, 2)) :]


def _drop(random: Random, lines: list[str], _kind: Kind) -> str:
    text = "\n".join(lines)
    at = random.randrange(len(text) + 1)
    return text[:at] + text[at + random.randrange(1, 4) :]


def _cut(random: Random, lines: list[str], _kind: Kind) -> str:
    text = "\n".join(lines)
    at = random.randrange(len(text) + 1)
    return random.choice((text[:at], text[at:])) if random.randrange(4) == 0 else text


def _words(random: Random, lines: list[str], kind: Kind) -> str:
    """Put a word of some file in place of one of this."""
    text = "\n".join(lines)
    quoted = list(re.finditer(r'"[^"\n]*"', text))
    others: list[str] = re.findall(r'"[^"\n]*"', random.choice(texts(kind)))
    if not (quoted and others):
        return text
    one = random.choice(quoted)
    return text[: one.start()] + random.choice(others) + text[one.end() :]


def _characters(random: Random) -> str:
    pieces = (
        random.choice(CHARACTERS) if random.randrange(2) else chr(random.randrange(0x20, 0x3000))
        for _ in range(random.randrange(40))
    )
    return "".join(pieces)


EDITS: tuple[Callable[[Random, list[str], Kind], str], ...] = (
    *(_delete, _delete_one, _double, _move, _splice, _splice_lines, _key, _number, _character),
    *(_drop, _cut, _expressions, _value, _value, _value, _words, _words, _number, _expressions),
)
