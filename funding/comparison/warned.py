"""Warnings about results, each said once for all the boards, years and formulas it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from funding.comparison.run import Run
from funding.language import _, marked

Titles = Mapping[tuple[str, str], str]


class Block(NamedTuple):
    """Results that have a warning in common: of these boards, in these years, by these formulas."""

    boards: tuple[str, ...]
    years: tuple[str, ...]
    formulas: tuple[str, ...]


def warned(runs: Sequence[Run], years: Sequence[str], *, titled: bool = False) -> Iterator[str]:
    """Give every warning, in the order in which it first comes, with what it is about.

    That is said by the ids of boards and formulas, or (`titled`) by their names.
    """
    boards = tuple(dict.fromkeys(run.board.id for run in runs))
    titles = _titles(runs) if titled else {}
    for warning, blocks in blocks_of(runs).items():
        for block in blocks:
            where = _place(block, boards, years, titles)
            yield f"{where}: {warning}"


def _titles(runs: Iterable[Run]) -> Titles:
    """Give what boards and formulas are called: either may have the id of the other."""
    found: dict[tuple[str, str], str] = {}
    for run in runs:
        found["board", run.board.id] = marked(run.board.name)
        name = marked(run.formula.file.title) or run.formula.id
        found["formula", run.formula.id] = _("“{name}”", name=name)
    return found


def blocks_of(runs: Iterable[Run]) -> dict[str, list[Block]]:
    """Give the results that each warning is about: each in one block, the blocks few."""
    found: dict[str, list[Block]] = {}
    for run in runs:
        block = Block((run.board.id,), (str(run.year),), (run.formula.id,))
        for warning in run.warnings:
            found.setdefault(warning, []).append(block)
    for way in Block._fields[::-1]:
        found = {warning: _joined(blocks, way) for warning, blocks in found.items()}
    return found


def _joined(blocks: Iterable[Block], way: str) -> list[Block]:
    """Join blocks that differ in one thing only."""
    found: dict[Block, list[str]] = {}
    for block in blocks:
        found.setdefault(block._replace(**{way: ()}), []).extend(getattr(block, way))
    return [alike._replace(**{way: tuple(each)}) for alike, each in found.items()]


def _place(block: Block, boards: Sequence[str], years: Sequence[str], titles: Titles) -> str:
    where = ", ".join(titles.get(("board", each), each) for each in block.boards)
    if len(boards) > 1 and block.boards == boards:
        where = _("every board")
    formulas = [titles.get(("formula", each), each) for each in block.formulas]
    return ", ".join([where, _span(block.years, years), *formulas])


def _span(some: Sequence[str], years: Sequence[str]) -> str:
    """Write years that follow one another as a span, others one by one."""
    first = years.index(some[0])
    if len(some) > 1 and tuple(years[first : first + len(some)]) == tuple(some):
        return _("{first} to {last}", first=some[0], last=some[-1])
    return ", ".join(some)
