"""Expressions that would run, stall, blow up or deceive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from funding.worksheet.expression import parse_expression
from funding.worksheet.tokens import ExpressionFault
from tests.attack.defence import FORMULA, refused, run, write

HOSTILE = {
    "a call that runs code": "__import__('os').system('touch pwned')",
    "an attribute": "base.__class__",
    "an attribute of a call": "total(base).__class__.__mro__",
    "an evaluation": "eval(base)",
    "a name of SymPy's": "base * E",
    "an imaginary unit": "base * I",
    "SymPy's own function": "Symbol(base)",
    "a captured letter": "base + Q",
    "a power": "base ** 2",
    "powers upon powers": "9**9**9",
    "a power by hand": "9^9",
    "a lambda": "lambda: base",
    "a comprehension": "[base for base in base]",
    "a subscript": "base[0]",
    "a dictionary": "{base: base}",
    "a text": "'base'",
    "a formatted text": "f'{base}'",
    "an assignment": "(x := base)",
    "a conditional": "base if base else base",
    "two statements": "base; base",
    "a comment": "base # and nothing else",
    "a star": "total(*base)",
    "named arguments": "at_least(x=base, y=base)",
    "a keyword within the wrong one": "total(base, within=__class__)",
    "a bit shift": "base << 99999999",
    "a remainder": "base % 7",
    "a whole division": "base // 7",
    "a matrix product": "base @ base",
    "a number of many digits": "9" * 10_000,
    "a number with an exponent": "1e999999999",
    "a hexadecimal number": "0xFFFF",
    "an underscore number": "1_000_000",
    "a hundred thousand characters": "base + " * 15_000 + "base",
    "a chain of many signs": "-" * 5_000 + "base",
    "brackets within brackets": "(" * 5_000 + "base" + ")" * 5_000,
    "calls within calls": "at_least(" * 500 + "base" + ", 0)" * 500,
    "a look-alike letter": "b\u0430se",
    "full-width digits": "base * \uff11\uff12",
    "a full-width digit in a name": "base\uff11",
    "a digit that looks like another": "base * 1\u09ea",
    "an invisible space": "base\u200b",
    "a right-to-left override": "base \u202e + 1",
    "a null": "base\\u0000",
    "a name of Python's": "True",
    "an ellipsis": "...",
    "nothing": "",
    "spaces": "   ",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_expression_is_refused_in_words(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = json.dumps(HOSTILE[kind], ensure_ascii=False).replace("\\\\u", "\\u")
    write(tmp_path, FORMULA.format(expression=text))
    said = refused(run("simulate", "scenario.toml"))
    assert "formulas/hostile.toml:" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["formulas", "scenario.toml"]


def test_literal_sums_as_large_as_allowed_stay_cheap(tmp_path: Path) -> None:
    """The worst arithmetic that passes the bounds: fifteen digits, as often as there is room."""
    text = " * ".join(["999999999999999"] * 50)
    scenario = write(tmp_path, FORMULA.format(expression=f'"base * (1 / ({text})) + base / 2"'))
    assert run("simulate", str(scenario)).exit_code == 0


def test_an_expression_that_divides_by_nothing_is_a_fault_not_a_figure(tmp_path: Path) -> None:
    scenario = write(tmp_path, FORMULA.format(expression='"base / (base - base)"'))
    assert "divided by nothing" in refused(run("simulate", str(scenario)))


def test_a_name_is_not_read_where_a_look_alike_of_it_stands() -> None:
    assert parse_expression("x1 + 1", ["x1"])
    for look_alike in ("x\uff11", "\uff58\uff11", "x\u00b9", "x\u0661"):
        with pytest.raises(ExpressionFault, match="is not allowed in an expression"):
            parse_expression(f"{look_alike} + 1", ["x1"])
