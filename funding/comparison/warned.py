"""Warnings about results, each said once for all the boards, years and formulas it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from funding.comparison.run import Run
from funding.language import _


class Block(NamedTuple):
    """Results that have a warning in common: of these boards, in these years, by these formulas."""

    boards: tuple[str, ...]
    years: tuple[str, ...]
    formulas: tuple[str, ...]


def warned(runs: Sequence[Run], years: Sequence[str]) -> Iterator[str]:
    """Give every warning, in the order in which it first comes, with what it is about."""
    boards = tuple(dict.fromkeys(run.board.id for run in runs))
    for warning, blocks in blocks_of(runs).items():
        for block in blocks:
            yield f"{_place(block, boards, years)}: {warning}"


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


def _place(block: Block, boards: Sequence[str], years: Sequence[str]) -> str:
    where = ", ".join(block.boards)
    if len(boards) > 1 and block.boards == boards:
        where = _("every board")
    return ", ".join([where, _span(block.years, years), *block.formulas])


def _span(some: Sequence[str], years: Sequence[str]) -> str:
    """Write years that follow one another as a span, others one by one."""
    first = years.index(some[0])
    if len(some) > 1 and tuple(years[first : first + len(some)]) == tuple(some):
        return _("{first} to {last}", first=some[0], last=some[-1])
    return ", ".join(some)
