"""What a central grant pays in some partners' place, taken off what is asked of them."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.asking import Asked
from tests.oracle.board import Board
from tests.oracle.pennies import money, percent
from tests.oracle.splits import Table


def match(formula: Table, board: Board, asked: Asked) -> int:
    """Take the grant off what is asked, and give what it pays in all."""
    table = formula.get("matched", {})
    grant = {}
    for partner in board.partners:
        part = percent(table.get(partner.id, table.get(partner.kind, "0%")))
        grant[partner.id] = int(part * asked.pence[partner.id])
    wanted = sum(grant.values())
    most = money(table["limit_amount"]) if "limit_amount" in table else wanted
    if wanted > most:
        grant = {who: pence * most // wanted for who, pence in grant.items()}
    if table:  # what a grant leaves of whole units are pennies again
        asked.unit = 1
    for who, pence in grant.items():
        asked.pence[who] -= pence
        asked.exact[who] = max(Fraction(0), asked.exact[who] - pence)
    return sum(grant.values())
