"""The oracle as a judge of one board in one year."""

from __future__ import annotations

from funding.errors import InputError
from tests.oracle import Refused, boards_of, settle
from tests.properties.engine import Case, Engine, words_by_owner


def agrees_with_oracle(engine: Engine, case: Case) -> None:
    """Require every sum of a result, exact shares included, to be the oracle's.

    What the oracle refuses, the engine must refuse, and nothing else.
    """
    (board,) = boards_of(case.scenario, {})
    try:
        expected = settle(case.formula, board).published()
    except Refused:
        expected = {}
    try:
        found = words_by_owner(engine(case))
    except InputError:
        found = {}
    assert found == expected
