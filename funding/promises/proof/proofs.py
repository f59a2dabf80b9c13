"""Every way of proving a promise, the one that says most first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from funding.language import N_, _, ngettext
from funding.promises.changes import Scales
from funding.promises.example import Subject
from funding.promises.promise import Promise
from funding.promises.proof.deciding import ClaimsNothing, Theory
from funding.promises.proof.identities import is_identity
from funding.promises.proof.order import knows_no_order
from funding.promises.proof.prover import OutOfTime
from funding.promises.scope import Seats, full_shape, unlike, usable
from funding.promises.seats import Reorders
from funding.scenario.model import Board

CLAIMS_NOTHING = N_("it claims nothing on any board: it divides by nothing")
EVERY_BOARD = N_("any board: no step of the formula knows a partner's place")


@dataclass(frozen=True)
class Attempt:
    """What came of proving a promise: of which boards it is proved, or why it is not."""

    came: Literal["proved", "not proved", "claims nothing"]
    words: str


def attempts(
    subject: Subject, promises: Sequence[Promise], boards: tuple[Board, ...], seconds: float
) -> Iterator[tuple[str, Attempt]]:
    """Try to prove promises; give each with what came of it.

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
            proved = knows_no_order(subject.worksheet(full_shape(subject.formula)))
            why = _("not proved: a step of the formula knows in which place a partner is listed")
            yield promise.name, _attempt(_(EVERY_BOARD) if proved else None, why)
        elif isinstance(promise.change, Scales):
            proved = all(is_identity(promise, subject, each) for each in differing)
            why = _("not proved: some column is not seen to be multiplied alike")
            yield promise.name, _attempt(scope_of(seats) if proved else None, why)
        elif promise.change is not None:
            yield promise.name, _attempt(None, _("not proved: of such a change nothing can be"))
        elif not any(promise.is_about(each.rows) for each in seats):  # of nobody anything is true
            why = _("not proved: nobody whom it is about sits on the boards of proofs")
            yield promise.name, _attempt(None, why)
        else:
            theories = theories or [Theory(subject, each, seconds) for each in differing]
            yield promise.name, _of_one_board(promise, theories, seats, seconds)


def _attempt(scope: str | None, why_not: str) -> Attempt:
    return Attempt("not proved", why_not) if scope is None else Attempt("proved", scope)


def _of_one_board(
    promise: Promise, theories: Sequence[Theory], seats: Sequence[Seats], seconds: float
) -> Attempt:
    """Prove a promise about one board of every one of some boards."""
    divides = False
    try:
        for theory in theories:
            if not theory.proves(promise):
                return _attempt(None, _("not proved: the solver did not settle it"))
            divides |= theory.claim_divides
    except OutOfTime:
        why = _("not proved in {seconds} seconds", seconds=f"{seconds:g}")
        return Attempt("not proved", why)
    except ClaimsNothing:
        return Attempt("claims nothing", _(CLAIMS_NOTHING))
    undivided = [name for theory in theories for name in theory.undivided()]
    if divides:
        undivided.append(_("the condition"))
    return Attempt("proved", scope_of(seats, undivided))


def scope_of(seats: Sequence[Seats], undivided: Sequence[str] = ()) -> str:
    """Say of which boards something is proved."""
    most = max(len(each.rows) for each in seats)
    names = ", ".join(each.board for each in seats)
    words = ngettext(
        "any figures on {boards} (up to {number} partner)",
        "any figures on {boards} (up to {number} partners)",
        most,
        boards=names,
    )
    if not undivided:
        return words
    columns = ", ".join(dict.fromkeys(undivided))
    return _("{words}; where {columns} divides by something", words=words, columns=columns)
