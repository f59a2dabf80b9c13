"""The checks of this folder can fail: each refuses a page that is wrong in its way."""

from __future__ import annotations

from pathlib import Path

import pytest

from funding.errors import InputError
from tests.docs import files, running
from tests.docs.pages import Block, blocks, links, prose, tables

PAGE = Path("invented.md")


def test_a_mark_belongs_to_the_block_right_after_it() -> None:
    text = "<!-- formula a.toml -->\n```toml\nx = 1\n```\n\n```toml\ny = 1\n```\n"
    assert [(each.mark, each.text) for each in blocks(PAGE, text)] == [
        ("formula a.toml", "x = 1\n"),
        ("", "y = 1\n"),
    ]


def test_a_mark_does_not_reach_over_words() -> None:
    assert blocks(PAGE, "<!-- formula -->\nwords\n```toml\n```\n")[0].mark == ""


@pytest.mark.parametrize("text", ["```\nx\n```\n", "```toml\nx\n"])
def test_a_block_without_a_language_or_an_end_is_refused(text: str) -> None:
    with pytest.raises(AssertionError):
        blocks(PAGE, text)


def test_a_table_gives_its_code_words_only() -> None:
    text = "<!-- keys X -->\n| key | b |\n|---|---|\n| `one` | `a\\|b` |\n| *a kind* | 2 |\n"
    (table,) = tables(PAGE, text)
    assert (table.mark, table.column(0), table.rows[0][1]) == ("keys X", ["one"], "`a|b`")


def test_what_stands_in_blocks_is_neither_prose_nor_link_nor_table() -> None:
    text = "[a](b.md) [c](https://d)\n```text\n| x |\n|---|\n| [e](f.md) |\n```\n"
    assert links(PAGE, text) == ["b.md"]
    assert "f.md" not in prose(PAGE, text)
    assert not list(tables(PAGE, text))


def test_what_was_not_printed_is_missing() -> None:
    assert running.missing("a\nb\n", "a\nb\n") == []
    assert running.missing("a\n…\nc\n", "a\nb\nc\n") == []
    assert running.missing("a\nc\n", "a\nb\nc\n") == ["a\nc"]
    assert running.missing("c\n…\na\n", "a\nb\nc\n") == ["a"]


def test_only_our_commands_are_run() -> None:
    text = "make check && .venv/bin/funding show a \\\n  --x  # why\nfunding formulas\nls\n"
    block = Block("sh", text, "", PAGE, 1)
    assert running.commands(block) == [["show", "a", "--x"], ["formulas"]]


def test_a_command_that_fails_gives_its_status() -> None:
    assert running.run(["show", "no-such-formula"])[0] == 3
    assert running.run(["nonsense"])[0] == 2


def test_a_wrong_part_of_a_formula_is_refused() -> None:
    whole = files.smallest(files.FORMULA_PAGE, "formula")
    block = Block("toml", '[percentages]\npolice = "90%"\n', "part of a formula", PAGE, 1)
    with pytest.raises(InputError):
        files.formula_from(files.with_part(whole, files.load(block)), block)


def test_a_wrong_part_of_a_scenario_is_refused() -> None:
    whole = files.smallest(files.SCENARIO_PAGE, "scenario")
    block = Block("toml", '[[cost]]\npool = "core"\n', "part of a scenario", PAGE, 1)
    with pytest.raises(InputError):
        files.simulated(files.with_part(whole, files.load(block)), block)
