"""A board that breaks a promise made smaller still: whoever and whatever is not needed left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from funding.errors import InputError
from funding.promises.cliffs import Nudges
from funding.promises.example import Example
from funding.promises.inputs import inputs_of
from funding.promises.keeping import Breach
from funding.promises.pair import Pair, Tried
from funding.promises.seats import rearranged
from funding.rules.work import Shape


def made_smaller(
    breach: Breach, breaks: Callable[[Tried], Breach | None], *, all_stay: bool = False
) -> Breach:
    """Leave out one thing after another, as long as what is left breaks the promise.

    Partners are left out too, but where they `all_stay`.
    """
    for smaller in _with_less(breach, all_stay=all_stay):
        found = breaks(smaller)
        if found is not None:
            return made_smaller(found, breaks, all_stay=all_stay)
    return breach


def _with_less(breach: Breach, *, all_stay: bool) -> Iterator[Tried]:
    tried = breach.tried
    if isinstance(tried, Example):
        if not all_stay:
            yield from (_left_out(tried, row) for row in reversed(range(len(tried.rows))))
        for (smaller,) in _in_smaller_shapes([tried]):
            yield smaller
        return
    for before, after in _in_smaller_shapes([tried.before, tried.after]):
        if before.rows != after.rows or before.values != after.values:
            yield replace(tried, before=before, after=after)
    # The step of a nudge is in all the money of a board.
    if not (all_stay or isinstance(breach.promise.change, Nudges)):
        rows = [row for row in range(len(tried.rows)) if row not in tried.changed]
        yield from (_left_out_of_both(tried, row) for row in reversed(rows))


def _left_out(example: Example, *rows: int) -> Example:
    return rearranged(example, tuple(r for r in range(len(example.rows)) if r not in rows))


def _left_out_of_both(pair: Pair, row: int) -> Pair:
    """Leave a partner out before the change and after it."""
    gone = pair.after_of(row)
    kept = [each for each in range(len(pair.rows)) if each != row]
    places = tuple(
        tuple(place - sum(each < place for each in gone) for place in pair.after_of(each))
        for each in kept
    )
    changed = frozenset(kept.index(each) for each in pair.changed)
    before, after = _left_out(pair.before, row), _left_out(pair.after, *gone)
    return replace(pair, before=before, after=after, places=places, changed=changed)


def _in_smaller_shapes(boards: list[Example]) -> Iterator[list[Example]]:
    """Give boards without one of the pools, reductions or offers that they have."""
    for shape in _smaller(boards[0].shape):
        try:
            names = [c.name for c, _ in inputs_of(boards[0].subject.worksheet(shape))]
        except InputError:
            continue  # the formula needs what was left out
        if all(name in boards[0].values for name in names):
            yield [
                replace(each, shape=shape, values={name: each.values[name] for name in names})
                for each in boards
            ]


def _smaller(shape: Shape) -> Iterator[Shape]:
    for pool in shape.pools if len(shape.pools) > 1 else ():
        yield replace(
            shape,
            pools=tuple(each for each in shape.pools if each != pool),
            offers=tuple(each for each in shape.offers if each[1] != pool),
            reductions=tuple(
                replace(each, pools=tuple(p for p in each.pools if p != pool))
                for each in shape.reductions
                if each.pools != (pool,)
            ),
        )
    for one in shape.reductions:
        yield replace(shape, reductions=tuple(each for each in shape.reductions if each != one))
    for offer in shape.offers:
        yield replace(shape, offers=tuple(each for each in shape.offers if each != offer))
