"""What inputs are made from: the files of the project, and words and signs that mean trouble."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tests.faults import test_never_a_traceback as everything

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"

FORMULAS = sorted(
    path
    for folder in (ROOT / "formulas", TESTS)
    for path in folder.rglob("*.toml")
    if path.parent.name in ("formulas", "formula", "right", "wrong") and "corpus" not in path.parts
)
SCENARIOS = sorted(
    path
    for folder in (ROOT / "scenarios", TESTS)
    for path in folder.rglob("*.toml")
    if path.parent.name not in ("formulas", "formula", "right", "wrong", "corpus")
    and "corpus" not in path.parts
    and "formulas" in path.read_text(encoding="utf-8")
)

SHIPPED = (
    "equal-shares",
    "national-percentage",
    "wrexham",
    "voluntary-national",
    "population-0-17",
)

SCENARIO = """\
id       = "fuzzed"
title    = "A board for whatever formula comes"
years    = ["2020-21"]
formulas = ["FORMULA"]

[[board]]
id          = "wrexham"
authorities = ["wrexham", "flintshire"]
lead        = "flintshire"
reserves    = { opening = "£9,000.00", use = "£500.00", minimum = "£100.00", reduces = ["core"] }

[[cost]]
pool   = "core"
item   = "coordinator"
amount = "£40,000.01"

[[cost]]
pool   = "training"
item   = "courses"
amount = "£5,000.00"

[[cost]]
pool   = "reviews"
item   = "a review"
amount = "£333.33"

[[in_kind]]
partner  = "police"
kind     = "staff"
meets    = "coordinator"
quantity = "0.5 fte"
rate     = "£30,000.00 per fte"

[[answer]]
partner = "police"
says    = "agreed"
take_up = "50%"

[[index]]
name   = "pay"
title  = "pay"
source = "words"
status = "assumed"
values = { "2019-20" = "100", "2020-21" = "102.5" }

[[driver]]
name   = "caseload"
year   = 2020
source = "a count"

[driver.values]
wrexham    = 30
flintshire = "5"
"""

NUMBERS = (
    *("0", "1", "-1", "-0", "0.0", "00", "1e15", "1e-15", "1e999", "9" * 15, "9" * 16, "9" * 99),
    *("1_000", "1__0", "0x1F", "0b1", "nan", "-inf", "+1", ".5", "5.", "1.0000000001", "£1", "1%"),
    *("100", "100.01", "99.99", "-100", "1/3", "2.5", "33.3333333333", "4503599627370497"),
)
VALUES = (
    *("true", "false", "[]", "{}", "[[]]", "[{}]", '""', '" "', '"x"', '"all"', '"rest"', '"lead"'),
    *('"100%"', '"-1%"', '"0%"', '"£0.00"', '"£0.01"', '"-£1.00"', '"£999,999,999,999.99"'),
    *('"2020-21"', '"1900-01"', '"2199-00"', '"2020-22"', '["2020-21", "2022-23"]'),
    *("2020-04-01", "0001-01-01", "9999-12-31", "2020-02-30", "12:00:00", "2020-04-01T00:00:00Z"),
    *(
        '["wrexham"]',
        '["x", 1]',
        '{ value = "1%" }',
        "{ value = 1, range = [1, 0] }",
        '"not known"',
    ),
    *('"police"', '"local_authority"', '"health_board"', '"wrexham"', '["police", "police"]'),
    *("'''x'''", '"""\nx\n"""', '"\\u0041"', '"\\ud800"', '"\\u202e"', '"=cmd()"', '"../../x"'),
    *('"x | y"', '"<b>"', '"{0}"', '"%s"', '"\\\\"', '{ en = "x" }', '{ cy = "x", en = "" }'),
)
CHARACTERS = (
    *("\x00", "\x1b", "\x7f", "\x85", "\u00a0", "\u00ad", "\u061c", "\u200b", "\u200d", "\u200f"),
    *("\u2028", "\u202e", "\u2066", "\u2069", "\u3000", "\ufeff", "\ufffd", "\ufffe", "\U000e0041"),
    *("\u0430", "\u0435", "\uff11", "\uff0e", "e\u0301", "\u0301", "\u0660", "\u00b2", "\u2160"),
    *("\ud800", "\udfff", "\U0001f4a9", "\U0010ffff", "\r", "\r\n", "\n", "\t", "\v", "\f"),
    *('"', "'", '"""', "'''", "\\", "#", "=", "[", "]", "{", "}", "[[", "]]", ",", ".", "-", "_"),
    *("%", "£", "(", ")", "*", "/", "+", "<", ">", "!", "?", ":", ";", "@", "$", "|", "~", "`"),
)
TOKENS = (
    *("base", "nil", "sharing", "population", "sparse", "debt", "part", "x", "children_0_17"),
    *("0", "1", "2", "3", "7", "0.5", "60%", "£5,000", "£0.01", "100", "999999999999999", "1000"),
    *("+", "-", "*", "/", "(", ")", ",", "==", "!=", "<", "<=", ">", ">=", "=", "and", "or", "not"),
    *("total(", "at_least(", "at_most(", "choose(", "per(", "round_to(", "round_to_total("),
    *("level(", "within=", "within=kind", "within=payer", "within=sector", "within=board"),
    *("down", "up", "half_up", "largest_remainder", "lead", "kind", "sector", "\n", "\t", " "),
    *("**", "%", "^", ".", "[", "]", "'", "lambda", "if", "else", "is", "in", "True", "_", ":="),
)


@lru_cache(maxsize=2)
def texts(kind: str) -> tuple[str, ...]:
    """Give the files that inputs of a kind are made from, a sound one three times out of four."""
    paths = SCENARIOS if kind == "scenario" else FORMULAS
    read = {path: path.read_text(encoding="utf-8") for path in paths}
    faulty = [text for path, text in read.items() if "faults" in path.parts]
    sound = [text for path, text in read.items() if "faults" not in path.parts]
    if kind == "scenario":
        own = [everything.SCENARIO, *(SCENARIO.replace("FORMULA", each) for each in SHIPPED)]
    else:
        own = [everything.FORMULA] * 4
    sound += own
    return (*faulty, *(sound * (3 * len(faulty) // len(sound))))
