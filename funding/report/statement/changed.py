"""What changed for a partner since last year; where that is not known, since the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from funding.comparison.bill import Change, bill_of
from funding.comparison.run import Run
from funding.language import N_, _, marked
from funding.report.statement.model import Section
from funding.report.statement.place import Place
from funding.years import FinancialYear

WHY = {
    "assessed": (N_("{amount} more is asked of you"), N_("{amount} less is asked of you")),
    "borne": (N_("you bear {amount} more for others"), N_("you bear {amount} less for others")),
    "in_kind": (
        N_("{amount} less is credited to you in kind"),
        N_("{amount} more is credited to you in kind"),
    ),
    "shortfall": (
        N_("you leave {amount} less unpaid"),
        N_("you leave {amount} more unpaid"),
    ),
}
"""What is said of each word where it adds to the cash, and where it lessens it."""


def changed_for(place: Place) -> Section:
    """Say what changed, against the best that is known of the year before."""
    heading = _("What changed since last year")
    before = _year_before(place)
    if before is not None:
        return Section(heading, *_since(place, before))
    stated = tuple(_stated(place))
    if stated:
        return Section(heading, stated)
    return Section(heading, (_("Nothing is recorded of the year before."), *_baseline(place)))


def _year_before(place: Place) -> Run | None:
    """Give the run of the year before, if the partner was on the board then."""
    run = place.run
    return next(
        (
            other
            for other in place.outcome.runs
            if (other.board.id, other.formula.id) == (run.board.id, run.formula.id)
            and other.year.start == run.year.start - 1
            and any(each.id == place.partner.id for each in other.result.partners)
        ),
        None,
    )


def _since(place: Place, before: Run) -> tuple[tuple[str, ...], tuple[str, ...]]:
    change = _change(place, before)
    amount = place.sum(abs(change.amount))
    # The year before is worked out like this one: that it was paid is not known here.
    paid = _(
        "By these figures you paid {amount} in cash in {year}.",
        year=before.year,
        amount=place.sum(change.cash_before),
    )
    if not change.amount:
        now = _("You now pay the same.")
    elif change.part is None:
        now = _("You now pay {amount}.", amount=amount)
    elif change.amount > 0:
        now = _(
            "You now pay {amount} more ({part}).", amount=amount, part=place.percent(change.part)
        )
    else:
        now = _(
            "You now pay {amount} less ({part}).", amount=amount, part=place.percent(-change.part)
        )
    return (f"{paid} {now}",), tuple(_why(place, change))


def _why(place: Place, change: Change) -> Iterator[str]:
    for word, amount in change.why().items():
        if amount:
            adds, lessens = WHY[word]
            yield _(adds if amount > 0 else lessens, amount=place.sum(abs(amount)))


def _change(place: Place, before: Run) -> Change:
    own = next(each for each in before.result.partners if each.id == place.partner.id)
    return Change(bill_of(own), bill_of(place.result))


def _stated(place: Place) -> Iterator[str]:
    """Say what the file states of the year before its first."""
    if place.year:
        return
    year = FinancialYear(place.run.year.start - 1)
    cash, asked = (_opening(place, word) for word in ("cash", "assessed"))
    if cash is not None:
        yield _("In {year} you paid {amount} in cash.", year=year, amount=place.sum(cash))
        yield from _compared(place, place.result.cash - cash, in_cash=True)
    elif asked is not None:
        yield _("In {year} you were asked for {amount}.", year=year, amount=place.sum(asked))
        yield from _compared(place, place.result.assessed - asked, in_cash=False)


def _opening(place: Place, word: str) -> Fraction | None:
    found = place.run.board.openings.get(word)
    return found.get(place.partner.id) if isinstance(found, Mapping) else None


def _compared(place: Place, amount: Fraction, *, in_cash: bool) -> Iterator[str]:
    said = place.sum(abs(amount))
    if not amount:
        yield _("You now pay the same.") if in_cash else _("The same is asked of you now.")
    elif in_cash:
        words = N_("You now pay {amount} more.") if amount > 0 else N_("You now pay {amount} less.")
        yield _(words, amount=said)
    else:
        more, less = (
            N_("{amount} more is asked of you now."),
            N_("{amount} less is asked of you now."),
        )
        yield _(more if amount > 0 else less, amount=said)


def _baseline(place: Place) -> Iterator[str]:
    """Say what the partner would pay under the formula that others are measured against."""
    before = place.outcome.baseline_of(place.run)
    if before is None or before.formula.id == place.run.formula.id:
        return
    change = _change(place, before)
    parts = {
        "formula": marked(before.formula.file.title) or before.formula.id,
        "cash": place.sum(change.cash_before),
        "amount": place.sum(abs(change.amount)),
    }
    if change.amount > 0:
        yield _(
            "Under “{formula}”, the formula compared with, you would pay {cash} in cash: "
            "{amount} less than here.",
            **parts,
        )
    elif change.amount < 0:
        yield _(
            "Under “{formula}”, the formula compared with, you would pay {cash} in cash: "
            "{amount} more than here.",
            **parts,
        )
    else:
        del parts["amount"]
        yield _(
            "Under “{formula}”, the formula compared with, you would pay {cash} in cash, the same.",
            **parts,
        )
