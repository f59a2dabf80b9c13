"""Whatever rules stand together, on whatever board, the engine gives what the oracle does."""

from __future__ import annotations

from hypothesis import given

from tests.properties.engine import Case, laws, settled
from tests.properties.judging import agrees_with_oracle
from tests.properties.strategies import cases, composed


@laws(200)
@given(composed())
def test_rules_that_stand_together_give_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)


@laws(200)
@given(composed(hostile=True))
def test_a_hostile_board_gives_what_the_oracle_works_out_or_is_refused(case: Case) -> None:
    agrees_with_oracle(settled, case)


@laws(150)
@given(cases(expressing=True, full=True))
def test_what_steps_and_expressions_say_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)
