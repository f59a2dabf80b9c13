"""How much one scenario may ask for: more is no board's business, and would take for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from funding.errors import Fault
from funding.language import _
from funding.scenario.model import Board
from funding.scenario.tables import Tables
from funding.toml import Document

MOST_BOARDS = 200
MOST_PARTNERS = 2_000
"""On one board. Wales has some fifty bodies that the Acts name, and fifteen hundred schools."""

MOST_ROWS = 20_000
"""A row is one partner on one board in one year under one formula; a result has some thirty sums
of it. The six regional boards of Wales over ten years under ten formulas have about 7,000."""


def check_sizes(tables: Tables) -> Iterator[Fault]:
    """Find too many boards, or too many partners on one, before anything goes through them."""
    boards = [path for path, _table in tables.boards.values()]
    if len(boards) > MOST_BOARDS:
        number = f"{len(boards):,}"
        message = _("there are {number} boards, more than {most}", number=number, most=MOST_BOARDS)
        fix = _("split them into several scenarios")
        yield tables.document.fault(boards[MOST_BOARDS], message, fix)
        return
    for board in tables.boards:
        partners = tables.of("partner", board)
        if len(partners) > MOST_PARTNERS:
            place = ("partner", partners[MOST_PARTNERS][0])
            message = _(
                "board '{board}' has {number} partners, more than {most}",
                board=board,
                number=f"{len(partners):,}",
                most=f"{MOST_PARTNERS:,}",
            )
            yield tables.document.fault(place, message, _("put together those that are alike"))
            return


def check_rows(
    document: Document, boards: Sequence[Board], years: Collection[object], formulas: int
) -> Iterator[Fault]:
    """Find a scenario whose boards, years and formulas together would be too long a result."""
    rows = sum(len(board.partners) for board in boards) * len(years) * formulas
    if rows > MOST_ROWS:
        message = _(
            "the result would have {rows} rows, more than {most}: one for each partner, "
            "board, year and formula",
            rows=f"{rows:,}",
            most=f"{MOST_ROWS:,}",
        )
        yield document.fault((), message, _("split it into several scenarios"))
