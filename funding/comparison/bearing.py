"""Whose shortfall each bearer's money is for."""

from __future__ import annotations

from fractions import Fraction

from funding.amounts import PENNY
from funding.evaluation.result import BoardResult
from funding.worksheet.apportionment import round_to_total


def borne_for(result: BoardResult) -> dict[str, dict[str, Fraction]]:
    """Divide what each partner bears among the shortfalls, in proportion, by largest remainder.

    Each bearer's parts add to what it bears. What all bear for one partner can differ by pennies
    from its part of all that is borne: rows are rounded, and columns follow.
    """
    short = {each.id: each.shortfall for each in result.partners if each.shortfall}
    whole = sum(short.values())
    found: dict[str, dict[str, Fraction]] = {}
    for bearer in result.partners:
        if bearer.borne and whole:
            exact = [bearer.borne * each / whole for each in short.values()]
            parts = round_to_total(exact, bearer.borne, PENNY, list(short))
            shares = zip(short, parts, strict=True)
            found[bearer.id] = {who: part for who, part in shares if part}
    return found
