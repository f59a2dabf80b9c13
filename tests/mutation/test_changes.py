"""What is changed in code, what in the text of a column, and what is left alone."""

from __future__ import annotations

import ast

import pytest

from tests.mutation.changes import changes
from tests.mutation.mutants import Tree, files, mutants


def made(source: str) -> set[str]:
    """Give every wrong version of a text of code, in one line each."""
    tree = ast.parse(source)
    before, found = ast.dump(tree), []
    for change in changes(tree):
        change.put(change.new)
        found.append("; ".join(ast.unparse(ast.fix_missing_locations(tree)).splitlines()))
        change.put(change.old)
        assert ast.dump(tree) == before
    return set(found)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("x < y", {"x <= y"}),
        ("x >= y", {"x > y"}),
        ("x == y", {"x != y"}),
        ("x in y", {"x not in y"}),
        ("x is y", {"x is not y"}),
        ("x < y < z", {"x <= y < z", "x < y <= z"}),
        ("x + y", {"x - y"}),
        ("x * y", {"x / y"}),
        ("x // y", {"x / y"}),
        ("x and y", {"x or y"}),
        ("not x", {"x"}),
        ("-x", {"x"}),
        ("7", {"8"}),
        ("True", {"False"}),
        ("min(x)", {"max(x)", "pass"}),
        ("y = sorted(x, key=k)", {"y = list(x)", "y = sorted(x)"}),
        ("y = x.startswith(z)", {"y = x.endswith(z)"}),
        ("y = ' + '.join(x)", {"y = ' - '.join(x)"}),
        ("x += y", {"x -= y"}),
        ("y = f(x, role=z)", {"y = f(x)"}),
        ("y = [a for a in x if a]", {"y = [a for a in x]"}),
        ("y = a if x else b", {"y = a if not x else b"}),
        ("y = a if x < z else b", {"y = a if x <= z else b", "y = a if not x < z else b"}),
        ("raise E(f'{x + 1} is wrong')", {"pass"}),
    ],
)
def test_a_piece_of_code_is_made_wrong_so(code: str, wrong: set[str]) -> None:
    assert made(code) == wrong


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("def f():\n return x", {"def f():;     return None"}),
        ("def f(x='a'):\n pass", {"def f(x='ax'):;     pass"}),
        ("while x:\n break", {"while not x:;     break", "while x:;     continue"}),
        ("def f(x: 1 = 2) -> 3:\n pass", {"def f(x: 1=3) -> 3:;     pass"}),
    ],
)
def test_a_statement_is_made_wrong_so(code: str, wrong: set[str]) -> None:
    assert made(code) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("'a + b'", {"'a - b'"}),
        ("'at_most(a, b)'", {"'at_least(a, b)'"}),
        ("'total(a)'", {"'a'"}),
        ("'total(a, within=kind)'", {"'total(a)'", "'a'"}),
        ("'choose(a == b, c, d)'", {"'choose(a != b, c, d)'", "'choose(a == b, d, c)'"}),
        ("'round_to(a, b, down)'", {"'round_to(a, b, up)'"}),
        ("f'{x} * total(y_{z})'", {"f'{x} / total(y_{z})'", "f'{x} * y_{z}'"}),
        ("f'a > {x + 1}'", {"f'a >= {x + 1}'", "f'a > {x - 1}'", "f'a > {x + 2}'"}),
    ],
)
def test_the_text_of_a_column_is_made_wrong_as_an_expression(text: str, wrong: set[str]) -> None:
    assert made(f"y = {text}") == {f"y = {each}" for each in wrong}


@pytest.mark.parametrize(
    "code",
    [
        "'''What it does: 1 + 2.'''",
        "y = 'what is left - and nothing else'",
        "y = 'half-way'",
        "y = 'met in kind'",
        "y: 'a + b'",
        "y = zip(x, z, strict=True)",
        "y = f(source='a + b', title='c + d')",
        "import x",
        "@dataclass(frozen=True)\nclass A:\n x: int",
    ],
)
def test_words_types_and_guards_of_the_code_are_left_alone(code: str) -> None:
    assert made(code) == set()


def test_every_mutant_of_the_engine_has_a_name_of_its_own_and_can_be_compiled() -> None:
    named = [mutant for path in files() for mutant in mutants(path)]
    assert len({mutant.identity for mutant in named}) == len(named) > 3_000
    tree = Tree("funding/amounts.py")
    right = tree.compiled(None)
    for mutant in mutants("funding/amounts.py"):
        assert tree.compiled(mutant.place) != right, mutant
    assert tree.compiled(None) == right
