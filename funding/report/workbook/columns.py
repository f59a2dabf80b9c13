"""Columns of the pages that gather results: words live, as published, and what these differ by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from funding.comparison.run import Run
from funding.language import _
from funding.report.wording import word_titles
from funding.report.workbook.cells import Block
from funding.report.workbook.nodes import Node, as_node, call, sign
from funding.report.workbook.page import Line, Page
from funding.report.workbook.pence import Grain
from funding.report.workbook.resting import in_a_word, of_row

DIFFERS = "differs"
RESTS = "rests"


def add_words(page: Page, key: str, title: str, words: Sequence[str]) -> None:
    """Add a column of words that say whose a row is."""
    page.add(Line(page, key, "", title, "key", "text", wide=True, typed=tuple(words)))


def add_whose(page: Page, runs: Sequence[Run]) -> None:
    """Add whose each row is: board, year and formula; and in a word how sure."""
    add_words(page, "board", _("Id of the board"), [run.board.id for run in runs])
    add_words(page, "year", _("Year"), [str(run.year) for run in runs])
    add_words(page, "formula", _("Formula"), [run.formula.id for run in runs])
    add_words(page, "sure", _("How sure"), [in_a_word(run) for run in runs])


def add_rests(page: Page, runs: Sequence[Run]) -> None:
    """Add on what each row rests."""
    add_words(page, RESTS, _("What it rests on"), [of_row(run) for run in runs])


def add_sums(page: Page, key: str, title: str, nodes: Node | Sequence[Node]) -> Line:
    """Add a column of sums of money."""
    made = (
        call("ROUND", nodes, 2)
        if isinstance(nodes, Node)
        else [call("ROUND", each, 2) for each in nodes]
    )
    line = Line(page, key, "", title, "step", "money", wide=True, formulas=made)
    line.grain = Grain.PENCE
    return page.add(line)


def add_says(page: Page, key: str, title: str, nodes: Node | Sequence[Node]) -> None:
    """Add a column of words that are worked out."""
    page.add(Line(page, key, "", title, "step", "text", wide=True, formulas=nodes))


def add_both(
    page: Page, words: Sequence[str], live: Sequence[Any], published: Sequence[Any]
) -> None:
    """Add words live, then as the engine published them, then what they differ by in all."""
    titles = word_titles()
    now, then = [], []
    for word in words:
        nodes = [as_node(getattr(each, word)) for each in live]
        line = add_sums(page, word, titles[word], nodes)
        line.exact = tuple(getattr(each, word) for each in published)
        now.append(line)
    for word in words:
        figures = tuple(getattr(each, word) for each in published)
        title = _("{word}, as published", word=titles[word])
        line = Line(page, f"{word}.published", "", title, "fixed", "money", wide=True)
        line.typed, line.grain = figures, Grain.PENCE
        then.append(page.add(line))
    apart = sign(Block(tuple(now), is_own=True), "-", Block(tuple(then), is_own=True))
    title = _("Sum of the differences from what was published")
    add_sums(page, DIFFERS, title, call("SUMPRODUCT", call("ABS", apart)))
