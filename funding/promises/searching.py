"""Looking for a board that breaks a promise: many are tried, and what is found is made small."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NoReturn

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky

from funding.errors import FundingError
from funding.language import N_, _
from funding.promises.confirming import confirmed
from funding.promises.drawing import examples
from funding.promises.example import Example, Subject
from funding.promises.keeping import Breach, breach_of, is_about, is_claimed
from funding.promises.members import Rows
from funding.promises.pair import Tried, boards_in
from funding.promises.promise import Promise
from funding.promises.repeating import resting_on_no_module
from funding.promises.shrinking import made_smaller

HOUR = 3_600.0
FLAKY = N_("the search for a small board went wrong: please report it")


@dataclass
class Found:
    """What came of trying: on how many boards each promise claims something, and what breaks it."""

    tried: dict[str, int] = field(default_factory=dict)
    seated: dict[str, int] = field(default_factory=dict)
    """On how many of those the partners of a board that was given sit."""
    breaches: dict[str, Breach] = field(default_factory=dict)
    out_of_time: bool = False


class _Broken(Exception):
    """A board breaks a promise: raised so that a smaller one is looked for."""


class _Enough(BaseException):
    """No time is left, or nothing to look for: no more boards are drawn."""


def search(
    subject: Subject,
    promises: Sequence[Promise],
    most: int,
    seconds: float = HOUR,
    seated: Sequence[Rows] = (),
) -> Found:
    """Try every promise on up to `most` boards, the same ones each time; make breaches small.

    A breach counts only if a whole run from its file gives it too. No board is tried after
    `seconds`; what was found until then is as small as it could be made until then.

    Where the partners of some boards are `seated`, half of the tries are theirs, and come first:
    what is found there is a breach on a board that there is.
    """
    found = Found(tried=dict.fromkeys((each.name for each in promises), 0))
    until = time.monotonic() + seconds
    others = most // 2 if seated else most
    for count, rows in ((most - others, tuple(seated)), (others, ())):
        if not count:
            continue
        standing = [each for each in promises if each.name not in found.breaches]
        looking = _Looking(subject, standing, count, until, found, rows)
        looking.for_any_breach()
        for promise in standing:
            if promise.name in found.breaches:
                looking.for_a_small_breach_of(promise)
        if rows:
            found.seated = dict(found.tried)
    return found


@dataclass
class _Looking:
    """Draws boards, and keeps what is found.

    What is drawn rests on nothing that was found. So a board that broke a promise is drawn again
    when a smaller one is looked for.
    """

    subject: Subject
    promises: Sequence[Promise]
    most: int
    until: float
    found: Found
    seated: tuple[Rows, ...] = ()
    stopped: bool = False
    making_small: bool = False

    @cached_property
    def also(self) -> list[str]:
        """Partners and kinds that only a promise names."""
        return sorted({who for each in self.promises for who in each.partners | each.kinds})

    def for_any_breach(self) -> None:
        """Try every promise on the same boards, until all are broken."""

        def attempt(data: st.DataObject) -> None:
            if all(each.name in self.found.breaches for each in self.promises):
                self._stop()
            for promise, tried in self._drawn(data):
                if promise.name not in self.found.breaches and is_claimed(promise, tried):
                    self.found.tried[promise.name] += 1
                    self._keep_breach(promise, tried)

        self._run(attempt, shrinking=False)

    def for_a_small_breach_of(self, broken: Promise) -> None:
        """Find a breach again, and then ever smaller ones."""
        self.making_small = True

        def attempt(data: st.DataObject) -> None:
            for promise, tried in self._drawn(data):
                if promise is broken and self._keep_breach(promise, tried):
                    raise _Broken

        self._run(attempt, shrinking=True)
        found = self.found.breaches[broken.name]
        smaller = made_smaller(
            found, lambda tried: _confirmed_breach(broken, tried), all_stay=bool(self.seated)
        )
        self.found.breaches[broken.name] = smaller

    def _drawn(self, data: st.DataObject) -> Iterator[tuple[Promise, Tried]]:
        """Draw a board, and for each promise what it is about, if this board has that."""
        example = data.draw(examples(self.subject, also=self.also, seated=self.seated))
        if time.monotonic() > self.until:
            # What was looked through and then made small is not cut short.
            self.found.out_of_time |= not self.making_small
            self._stop()
        if example.settled is None:
            return
        for promise in self.promises:
            tried = _changed(promise, example, data)
            if tried is not None and is_about(promise, tried) and _has_results(tried):
                yield promise, tried

    def _keep_breach(self, promise: Promise, tried: Tried) -> bool:
        """Say whether it is a breach, in a whole run too; keep it if so."""
        real = _confirmed_breach(promise, tried)
        if real is not None:
            self.found.breaches[promise.name] = real
        return real is not None

    def _stop(self) -> NoReturn:
        self.stopped = True
        raise _Enough

    def _run(self, attempt: Callable[[st.DataObject], None], *, shrinking: bool) -> None:
        """Draw the same boards on every machine and every day."""
        self.stopped = False
        phases = [Phase.generate, *([Phase.shrink] if shrinking else [])]
        alike = settings(
            max_examples=self.most,
            derandomize=True,
            database=None,
            deadline=None,
            phases=phases,
            report_multiple_bugs=False,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        )
        try:
            with resting_on_no_module():
                seed(0)(alike(given(st.data())(attempt)))()
        except _Broken:
            return
        except (_Enough, Flaky) as error:
            # Hypothesis calls it flaky to stop where more was drawn before.
            if not self.stopped:
                raise FundingError(_(FLAKY)) from error


def _changed(promise: Promise, example: Example, data: st.DataObject) -> Tried | None:
    """Give the board, or draw the pair of boards that the promise is about."""
    if promise.change is None:
        return example
    return data.draw(_pairs(promise, example))


@st.composite
def _pairs(draw: st.DrawFn, promise: Promise, example: Example) -> Tried | None:
    return None if promise.change is None else promise.change.draw(draw, example)


def _confirmed_breach(promise: Promise, tried: Tried) -> Breach | None:
    breach = breach_of(promise, tried) if is_about(promise, tried) else None
    return None if breach is None else confirmed(breach)


def _has_results(tried: Tried) -> bool:
    """Say whether the formula gives a result of the board, or of both."""
    return all(board.settled is not None for board in boards_in(tried))
