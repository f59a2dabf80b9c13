"""The words of a board that follow from others, as they are of one board."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.evaluation.batch.program import STATED
from funding.evaluation.exact import ZERO
from funding.evaluation.result import BOARD_WORDS, PARTNER_WORDS, BoardResult, PartnerResult

DERIVED = tuple(word for word in BOARD_WORDS if word not in STATED)


def derived(sums: Mapping[str, Any], board: Mapping[str, Any]) -> dict[str, Any]:
    """Work them out of the words of partners, summed over them, and of the board.

    They may be of one board, or arrays of many.
    """
    everybody = PartnerResult(
        "everybody", assessed_exact=ZERO, **{word: sums[word] for word in PARTNER_WORDS}
    )
    result = BoardResult(**{word: board[word] for word in STATED}, partners=(everybody,))
    return {word: getattr(result, word) for word in DERIVED}
