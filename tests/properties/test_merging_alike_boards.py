"""Two boards that are alike cost their payers what one board of both does, but for pennies.

Alike: the same pools and costs, partners of the same kinds with the same figures; a kind is either
one body for both boards or one of its own on each. The formula is of percentages, within a kind by
a driver or equally. Merged, the costs add up, and a body of both boards has the figures of both.

Then the exact amount of every payer is the same, and each rounding of a pool moves a part by less
than a penny. A payer with a bill of each board has two such parts before and one after: it moves by
less than three pennies for each pool, so by two at most. One with a bill of one board only has one
part before and one after: it moves by one penny at most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.amounts import PENNY
from funding.comparison.changes import by_payer
from funding.comparison.compare import compare
from tests.properties.comparing import outcome_of
from tests.properties.engine import Table, laws
from tests.properties.members import KINDS, POOLS, pence, text_of
from tests.properties.refuting import assert_refuted

Sums = dict[str, Fraction]


@dataclass(frozen=True)
class Alike:
    """What each of two alike boards costs by pool, in pence; who sits there; and the formula.

    `members` are (kind, figure) of one board; the kinds in `shared` sit on both as one body.
    """

    costs: dict[str, int]
    members: tuple[tuple[str, int], ...]
    shared: frozenset[str]
    formula: Table

    def figures(self, board: str) -> dict[str, int]:
        """Name those on a board, each with its figure."""
        return {
            f"{'both' if kind in self.shared else board}-{place}": figure
            for place, (kind, figure) in enumerate(self.members)
        }


@st.composite
def alike(draw: st.DrawFn) -> Alike:
    """Draw two alike boards and a formula of percentages."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=4, unique=True))
    figures = st.integers(1, 80_000)
    members = tuple((kind, draw(figures)) for kind in kinds for _ in range(draw(st.integers(1, 3))))
    pools = POOLS[: draw(st.integers(1, 3))]
    points = [draw(st.integers(0, 10_000 // len(kinds))) for _ in kinds[1:]]
    percent = {k: f"{p / 100:.2f}%" for k, p in zip(kinds[1:], points, strict=True)}
    within = {kind: draw(st.sampled_from(["children", "equal"])) for kind in kinds}
    table = {kinds[0]: "rest", **percent, "within": within}
    head = {"id": "drawn", "title": "Drawn", "source": "a test", "covers": "all"}
    shared = draw(st.frozensets(st.sampled_from(kinds)))
    costs = {pool: draw(pence()) for pool in pools}
    return Alike(costs, members, shared, {**head, "percentages": table})


def apart(drawn: Alike) -> Table:
    """Write the two boards as one scenario."""
    return _scenario(drawn, {name: drawn.figures(name) for name in ("one", "two")}, times=1)


def merged(drawn: Alike) -> Table:
    """Write one board of all of them, that costs as much as both."""
    one, two = drawn.figures("one"), drawn.figures("two")
    together = {who: one.get(who, 0) + two.get(who, 0) for who in [*one, *two]}
    return _scenario(drawn, {"merged": together}, times=2)


def _scenario(drawn: Alike, seats: dict[str, dict[str, int]], times: int) -> Table:
    """Write boards with the figure of each who sits there."""
    everybody = dict.fromkeys(who for figures in seats.values() for who in figures)
    return {
        "title": "Drawn",
        "year": "2020-21",
        "formulas": ["drawn"],
        "board": [{"id": name} for name in seats],
        "partner": [
            {
                "id": who,
                "kind": drawn.members[int(who.rpartition("-")[2])][0],
                "board": [name for name, figures in seats.items() if who in figures],
            }
            for who in everybody
        ],
        "cost": [
            {"pool": pool, "item": pool, "amount": text_of(amount * times)}
            for pool, amount in drawn.costs.items()
        ],
        "driver": [
            {"name": "children", "year": 2020, "source": "a test", "board": name, "values": figures}
            for name, figures in seats.items()
        ],
    }


Merger = Callable[[Alike], tuple[Table, Table]]


def rightly(drawn: Alike) -> tuple[Table, Table]:
    """Give the formula, and the merged board."""
    return drawn.formula, merged(drawn)


def moves_nobody(merger: Merger, drawn: Alike) -> None:
    """Require that no payer's cash moves by more than two pennies a pool, or by one."""
    formula, after = merger(drawn)
    comparison = compare(outcome_of(drawn.formula, apart(drawn)), outcome_of(formula, after))
    (pair,) = comparison.pairs
    pools = len(drawn.costs)
    for row in by_payer(pair):
        most = (2 if row.id.startswith("both") else 1) * pools * PENNY
        assert abs(row.change.amount) <= most


@laws(60)
@given(alike())
def test_merging_two_alike_boards_moves_no_payer_by_more_than_pennies(drawn: Alike) -> None:
    moves_nobody(rightly, drawn)


def shares_equally(drawn: Alike) -> tuple[Table, Table]:
    """Share the merged board equally: who was on both boards then has one part of more."""
    plain = {key: value for key, value in drawn.formula.items() if key != "percentages"}
    return {**plain, "equal": {}}, merged(drawn)


def loses_a_board(drawn: Alike) -> tuple[Table, Table]:
    """Let the merged board cost what one of the two did."""
    after = merged(drawn)
    after["cost"] = apart(drawn)["cost"]
    return drawn.formula, after


def counts_people_once(drawn: Alike) -> tuple[Table, Table]:
    """Give the first of one board's own the figures of both boards, and nobody else."""
    after = merged(drawn)
    (driver,) = after["driver"]
    values = dict(driver["values"])
    values[next(iter(values))] *= 2
    return drawn.formula, {**after, "driver": [{**driver, "values": values}]}


@pytest.mark.parametrize("wrong", [shares_equally, loses_a_board, counts_people_once])
def test_a_merger_that_moves_money_is_refuted(wrong: Merger) -> None:
    assert_refuted(moves_nobody, wrong, alike())
