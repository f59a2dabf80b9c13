"""Leaving partners out of a board that breaks a promise, as long as it is broken without them."""

from __future__ import annotations

from dataclasses import replace

from funding.promises.confirming import confirmed
from funding.promises.example import Example
from funding.promises.keeping import Breach, Tried, breach_of
from funding.promises.seats import rearranged


def with_fewer(breach: Breach) -> Breach:
    """Give a breach from whose board nobody can be left out; each is left out in turn, if so.

    Whatever is drawn of a board is drawn for all its partners. So to leave one out is not among the
    ways in which what was drawn is made smaller.
    """
    row = 0
    while row < len(breach.tried.rows):
        left = without(breach.tried, row)
        smaller = breach_of(breach.promise, left) if left is not None else None
        found = None if smaller is None else confirmed(smaller)
        if found is None:
            row += 1
        else:
            breach = found
    return breach


def without(tried: Tried, row: int) -> Tried | None:
    """Leave a partner out of a board, or of both; none if nobody else is there, or it changed."""
    if len(tried.rows) == 1:
        return None
    order = [place for place in range(len(tried.rows)) if place != row]
    if isinstance(tried, Example):
        return rearranged(tried, tuple(order))
    if row in tried.changed:
        return None
    gone = set(tried.after_of(row))
    after = [place for place in range(len(tried.after.rows)) if place not in gone]
    places = tuple(tuple(after.index(each) for each in tried.after_of(old)) for old in order)
    return replace(
        tried,
        before=rearranged(tried.before, tuple(order)),
        after=rearranged(tried.after, tuple(after)),
        changed=frozenset(order.index(each) for each in tried.changed),
        places=places,
    )
