"""Every way of proving a promise, the one that says most first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from funding.promises.example import Subject
from funding.promises.promise import Promise
from funding.promises.proof.deciding import Theory
from funding.promises.proof.identities import is_identity
from funding.promises.proof.order import knows_no_order
from funding.promises.proof.prover import OutOfTime
from funding.promises.scope import Seats, full_shape, unlike, usable
from funding.promises.seats import Reorders
from funding.scenario.model import Board

EVERY_BOARD = "any board: no step of the formula knows a partner's place"


def proofs(
    subject: Subject, promises: Sequence[Promise], boards: tuple[Board, ...], seconds: float
) -> Iterator[tuple[str, str]]:
    """Give the promises that are proved, each with the boards of which it is.

    The boards are such as `boards`, on which the same partners sit, as far as the formula can be
    used there.
    """
    seats = usable(subject, boards, {kind for each in promises for kind in each.kinds})
    # Boards that the formula cannot tell apart a promise can, if it names a partner by its id.
    named = any(each.partners for each in promises)
    differing = list(seats) if named else unlike(subject.formula, seats)
    theories: list[Theory] = []
    for promise in promises:
        if isinstance(promise.change, Reorders):
            if knows_no_order(subject.worksheet(full_shape(subject.formula))):
                yield promise.name, EVERY_BOARD
        elif promise.change is not None:
            if all(is_identity(promise, subject, each) for each in differing):
                yield promise.name, _scope(seats)
        elif any(promise.is_about(each.rows) for each in seats):  # of nobody anything is true
            theories = theories or [Theory(subject, each, seconds) for each in differing]
            try:
                if all(theory.proves(promise) for theory in theories):
                    yield promise.name, _scope(seats, [n for t in theories for n in t.undivided()])
            except OutOfTime:
                continue


def _scope(seats: Sequence[Seats], undivided: Sequence[str] = ()) -> str:
    """Say of which boards something is proved."""
    most = max(len(each.rows) for each in seats)
    names = ", ".join(each.board for each in seats)
    words = f"any figures on {names} (up to {most} partners)"
    if undivided:
        words += f"; where {', '.join(dict.fromkeys(undivided))} divides by something"
    return words
