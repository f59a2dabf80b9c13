"""On each of some chosen boards the engine gives what the oracle works out."""

from __future__ import annotations

import pytest

from tests.properties.engine import settled
from tests.properties.judging import agrees_with_oracle
from tests.rules.chosen import BOARDS, FORMULAS, case


@pytest.mark.parametrize("board", BOARDS)
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_chosen_board_has_what_the_oracle_works_out(formula: str, board: str) -> None:
    """Two are refused by both: floors above what is asked, and a lead whose rest is too little."""
    agrees_with_oracle(settled, case(formula, board))
