"""Where a difference goes: when less is paid in cash than under the baseline, what is lacking."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.evaluation.exact import ZERO
from funding.language import N_, _
from funding.report.page.naming import money
from funding.report.page.views import Result

IN_KIND = (N_("{amount} more is met in kind."), N_("{amount} less is met in kind."))
REDUCED = (
    N_("{amount} more is met by grants, income and reserves."),
    N_("{amount} less is met by grants, income and reserves."),
)
SURPLUS = (N_("{amount} more is left over."), N_("{amount} less is left over."))
REDUCE = ("grants", "income", "reserves_used")


def differences(result: Result, before: Result, currency: str) -> Iterator[str]:
    """Say what all the cash together comes to more or less, and what stands against that.

    Cost and surplus are paid by cash, gifts in kind, grants, income and reserves; the rest is
    unfunded. So the sums said here account for the whole change in cash.
    """
    cash = result.total("cash") - before.total("cash")
    if cash:
        amount = money(abs(cash), currency)
        if cash > 0:
            yield _("All together pay {amount} more in cash.", amount=amount)
        else:
            yield _("All together pay {amount} less in cash.", amount=amount)
    yield from unfunded(result.board["unfunded"], before.board["unfunded"], currency)
    for change, (more, less) in (
        (_given(result) - _given(before), IN_KIND),
        (_reduced(result) - _reduced(before), REDUCED),
        (result.board["surplus"] - before.board["surplus"], SURPLUS),
    ):
        if change:
            yield _(more if change > 0 else less, amount=money(abs(change), currency))
    yield from left_in_reserve(result, currency, before)


def left_in_reserve(result: Result, currency: str, before: Result | None = None) -> Iterator[str]:
    """Say what the year ends with in reserve, where there is or was anything."""
    words = ("reserves_opening", "reserves_closing")
    if not any(each.board[word] for each in (result, before) if each for word in words):
        return
    amount = money(result.board["reserves_closing"], currency)
    if before is None:
        yield _("{amount} is left in reserve at the end of the year.", amount=amount)
    elif result.board["reserves_closing"] == before.board["reserves_closing"]:
        yield _("{amount} is left in reserve at the end of the year under both.", amount=amount)
    else:
        yield _(
            "{amount} is left in reserve at the end of the year; under the baseline, {before}.",
            amount=amount,
            before=money(before.board["reserves_closing"], currency),
        )


def unfunded(now: Fraction, then: Fraction, currency: str) -> Iterator[str]:
    """Say what nobody finds of the cost, beside the baseline; one sentence."""
    amounts = {"amount": money(now, currency), "before": money(then, currency)}
    if now == then == 0:
        yield _("All of the cost is found under both.")
    elif now == then:
        yield _("{amount} of the cost is found by nobody under both.", **amounts)
    elif not now:
        yield _("All of the cost is found; under the baseline {before} is lacking.", **amounts)
    elif not then:
        yield _(
            "{amount} of the cost is found by nobody; under the baseline all of it is found.",
            **amounts,
        )
    else:
        yield _(
            "{amount} of the cost is found by nobody; under the baseline it is {before}.",
            **amounts,
        )


def _given(result: Result) -> Fraction:
    return result.total("in_kind") + result.total("in_kind_free")


def _reduced(result: Result) -> Fraction:
    return sum((result.board[word] for word in REDUCE), ZERO)
