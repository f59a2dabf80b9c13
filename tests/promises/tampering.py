"""An engine that publishes something other than it worked out: what no formula can make it do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from funding.evaluation.exact import Sheet
from funding.evaluation.result import BoardResult, PartnerResult, read_result

PENNY = Fraction(1, 100)
Tamper = Callable[[BoardResult], BoardResult]


def tamper_with(monkeypatch: pytest.MonkeyPatch, tamper: Tamper) -> None:
    """Let every result be spoiled as it is read, of boards that are tried and of whole runs.

    Small boards are not looked for: that is slow, and whatever is found will do.
    """

    def spoiled(sheet: Sheet) -> BoardResult:
        return tamper(read_result(sheet))

    for module in ("funding.promises.example", "funding.chaining.chain"):
        monkeypatch.setattr(f"{module}.read_result", spoiled)
    small = "funding.promises.searching._Looking.for_a_small_breach_of"
    monkeypatch.setattr(small, lambda *_: None)


def _first(result: BoardResult, change: Callable[[PartnerResult], PartnerResult]) -> BoardResult:
    first, *others = result.partners
    return replace(result, partners=(change(first), *others))


def _each(result: BoardResult, change: Callable[[PartnerResult], PartnerResult]) -> BoardResult:
    return replace(result, partners=tuple(map(change, result.partners)))


def drops_a_penny(result: BoardResult) -> BoardResult:
    return _first(result, lambda one: replace(one, cash=one.cash - PENNY))


def hides_what_nobody_pays(result: BoardResult) -> BoardResult:
    return replace(result, shortfall_unfunded=Fraction(0))


def closes_with_a_penny_more(result: BoardResult) -> BoardResult:
    return replace(result, reserves_closing=result.reserves_closing + PENNY)


def owes_less_than_nothing(result: BoardResult) -> BoardResult:
    return _first(result, lambda one: replace(one, arrears=-PENNY))


def favours_the_last_listed(result: BoardResult) -> BoardResult:
    """Let the first pay a penny for the last: all still adds up."""
    first, *_, last = result.partners * 2
    if first is last or not last.cash or not last.assessed:
        return result
    more = replace(first, assessed=first.assessed + PENNY, cash=first.cash + PENNY)
    less = replace(last, assessed=last.assessed - PENNY, cash=last.cash - PENNY)
    return replace(result, partners=(more, *result.partners[1:-1], less))


def asks_all_of_the_first(result: BoardResult) -> BoardResult:
    """Let the first be asked for everything: all still adds up."""
    asked = result.total("assessed")
    return _first(
        _each(result, lambda one: replace(one, assessed=Fraction(0), cash=one.cash - one.assessed)),
        lambda one: replace(one, assessed=asked, cash=one.cash + asked),
    )


def asks_everybody_for_a_penny_more(result: BoardResult) -> BoardResult:
    return _each(
        result, lambda one: replace(one, assessed=one.assessed + PENNY, cash=one.cash + PENNY)
    )


def asks_for_no_more_than_is_paid(result: BoardResult) -> BoardResult:
    """Let there be no shortfall: what is not paid was never asked."""
    return _each(
        result,
        lambda one: replace(one, assessed=one.assessed - one.shortfall, shortfall=Fraction(0)),
    )
