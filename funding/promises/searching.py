"""Looking for a board that breaks a promise: many are tried, and what is found is made small."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from funding.promises.confirming import confirmed
from funding.promises.drawing import examples
from funding.promises.example import Example, Subject
from funding.promises.keeping import Breach, Tried, breach_of, is_about
from funding.promises.promise import Promise
from funding.promises.shrinking import made_smaller

HOUR = 3_600.0


@dataclass
class Found:
    """What came of trying: on how many boards each promise was, and what broke it first."""

    tried: dict[str, int] = field(default_factory=dict)
    breaches: dict[str, Breach] = field(default_factory=dict)
    out_of_time: bool = False


class _Broken(Exception):
    """A board breaks a promise: raised so that a smaller one is looked for."""


def search(
    subject: Subject, promises: Sequence[Promise], most: int, seconds: float = HOUR
) -> Found:
    """Try every promise on up to `most` boards, the same ones each time; make breaches small.

    A breach counts only if a whole run from its file gives it too. No board is tried after
    `seconds`.
    """
    until = time.monotonic() + seconds
    also = sorted({who for each in promises for who in each.partners})
    found = Found(tried=dict.fromkeys((each.name for each in promises), 0))

    @_settings(most, shrinking=False)
    @given(st.data())
    def try_all(data: st.DataObject) -> None:
        example = data.draw(examples(subject, also=also))
        if time.monotonic() > until:
            found.out_of_time = True
            return
        if example.settled is None:
            return
        for promise in promises:
            # Drawn whether it is needed or not: what is drawn must not rest on what was found.
            tried = _changed(promise, example, data)
            if tried is None or promise.name in found.breaches or not is_about(promise, tried):
                continue
            found.tried[promise.name] += 1
            breach = _confirmed_breach(promise, tried)
            if breach is not None:
                found.breaches[promise.name] = breach

    try_all()
    for promise in promises:
        if promise.name in found.breaches:
            smaller = _smallest(subject, promise, most, also)
            found.breaches[promise.name] = smaller or found.breaches[promise.name]
    return found


def _smallest(subject: Subject, promise: Promise, most: int, also: Sequence[str]) -> Breach | None:
    """Find the smallest board that breaks a promise; None if none is found again."""
    last: list[Breach] = []

    @_settings(most, shrinking=True)
    @given(st.data())
    def attempt(data: st.DataObject) -> None:
        tried = _changed(promise, data.draw(examples(subject, also=also)), data)
        breach = None if tried is None else _confirmed_breach(promise, tried)
        if breach is not None:
            last[:] = [breach]
            raise _Broken

    try:
        attempt()
    except _Broken:
        return made_smaller(last[0], lambda tried: _confirmed_breach(promise, tried))
    return None


def _settings(most: int, *, shrinking: bool) -> settings:
    """Give the same boards on every machine and every day."""
    phases = [Phase.generate, *([Phase.shrink] if shrinking else [])]
    return settings(
        max_examples=most,
        derandomize=True,
        database=None,
        deadline=None,
        phases=phases,
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )


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
