"""The headline sentences: one comparison each, and no winner named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from funding.comparison.bill import Change
from funding.evaluation.exact import ZERO
from funding.language import N_, _, ngettext
from funding.report.page.cash_charts import most_said
from funding.report.page.differing import differences, left_in_reserve, unfunded
from funding.report.page.naming import money
from funding.report.page.views import Result, View

NAMED = 3
"""So many of those who pay more, and of those who pay less, are named with their sums."""
RISES = (N_("The rises: {who}."), N_("The largest rises: {who}."))
UNPAID = (N_("Due and not paid: {who}."), N_("Due and not paid, the largest: {who}."))
FALLS = (N_("The falls: {who}."), N_("The largest falls: {who}."))


@dataclass(frozen=True)
class Headline:
    """What one comparison comes to: the sentence, what more is to be said, and its mark."""

    sentence: str
    further: tuple[str, ...]
    is_unsure: bool


def headlines_of(view: View) -> list[Headline]:
    """Give a headline for each model against the baseline, or for each where there is none.

    It is of the last year and says so; over several years it has the sums of all of them besides.
    """
    compared = list(view.compared())
    if compared:
        return [_against(view, each) for each in compared]
    return [_alone(view, each) for each in view.last]


def _against(view: View, result: Result) -> Headline:
    before = _baseline(view, result)
    changes = view.changes(result)
    rises = {who: each for who, each in changes.items() if each.amount > 0}
    falls = {who: each for who, each in changes.items() if each.amount < 0}
    models = {"model": result.model.name, "baseline": before.model.name}
    if rises:
        sentence = ngettext(
            "Under “{model}”, {number} of {all} pays more than under “{baseline}”: {amount} more.",
            "Under “{model}”, {number} of {all} pay more than under “{baseline}”: {amount} more.",
            len(rises),
            all=len(changes),
            **models,
            amount=_in_all(rises, view),
        )
    elif falls:
        sentence = _("Under “{model}”, nobody pays more than under “{baseline}”.", **models)
    else:
        sentence = _("Under “{model}” everybody pays the same as under “{baseline}”.", **models)
    further = (
        *_named(view, rises, RISES),
        *([_less(len(falls), _in_all(falls, view))] if rises or falls else []),
        *_named(view, falls, FALLS),
        *_same(len(changes) - len(rises) - len(falls), rises or falls),
        *differences(result, before, view.currency),
        *_unpaid(view, result),
        *_over_years(view, result),
    )
    return Headline(_of_year(view, sentence), further, _unsure(result, before))


def _baseline(view: View, result: Result) -> Result:
    before = view.baseline_of(result)
    assert before is not None  # noqa: S101  # only what is compared comes here
    return before


def _of_year(view: View, sentence: str) -> str:
    """Say of which year a sentence is, where there are several."""
    if len(view.years) == 1:
        return sentence
    return _("{year}: {sentence}", year=view.years[-1], sentence=sentence)


def _less(number: int, amount: str) -> str:
    if not number:
        return _("Nobody pays less.")
    return ngettext(
        "{number} pays less: {amount} less.",
        "{number} pay less: {amount} less.",
        number,
        amount=amount,
    )


def _same(number: int, changed: dict[str, Change]) -> Iterator[str]:
    """Count those whose cash stays as it is, where that of others does not."""
    if number and changed:
        yield ngettext("{number} pays the same.", "{number} pay the same.", number)


def _unpaid(view: View, result: Result) -> Iterator[str]:
    """Name who does not pay all that is due, with the sums; of many, those with the largest."""
    lacking = {who: sums["shortfall"] for who, sums in result.partners.items() if sums["shortfall"]}
    if lacking:
        yield _those(view, lacking, UNPAID)


def _in_all(changes: dict[str, Change], view: View) -> str:
    return _sum((each.amount for each in changes.values()), view)


def _sum(amounts: Iterable[Fraction], view: View) -> str:
    return money(abs(sum(amounts, ZERO)), view.currency)


def _named(view: View, changes: dict[str, Change], words: tuple[str, str]) -> Iterator[str]:
    """Name those who pay more, or less, with their sums; of many, those with the largest."""
    if changes:
        yield _those(view, {who: abs(each.amount) for who, each in changes.items()}, words)


def _those(view: View, sums: dict[str, Fraction], words: tuple[str, str]) -> str:
    order = sorted(sums, key=lambda who: -sums[who])
    said = "; ".join(
        _(
            "{name}, {amount}",
            name=view.name_of(who),
            amount=money(sums[who], view.currency),
        )
        for who in order[:NAMED]
    )
    every, largest = words
    return _(every if len(order) <= NAMED else largest, who=said)


def _over_years(view: View, result: Result) -> Iterator[str]:
    """Say what the years come to together, of those in which the two stand side by side."""
    pairs = [
        each
        for each in view.results
        if each.model == result.model and view.baseline_of(each) is not None
    ]
    if len(pairs) < 2:
        return
    moved: dict[str, Fraction] = {}
    for each in pairs:
        for who, change in view.changes(each).items():
            moved[who] = moved.get(who, ZERO) + change.amount
    rises = [amount for amount in moved.values() if amount > 0]
    falls = [amount for amount in moved.values() if amount < 0]
    years = {"first": pairs[0].year, "last": pairs[-1].year}
    more = _("Over the years from {first} to {last} together, nobody pays more.", **years)
    if rises:
        more = ngettext(
            "Over the years from {first} to {last} together, {number} pays more: {amount} more.",
            "Over the years from {first} to {last} together, {number} pay more: {amount} more.",
            len(rises),
            amount=_sum(rises, view),
            **years,
        )
    yield f"{more} {_less(len(falls), _sum(falls, view))}"
    now = sum((each.board["unfunded"] for each in pairs), ZERO)
    then = sum((_baseline(view, each).board["unfunded"] for each in pairs), ZERO)
    (lacking,) = unfunded(now, then, view.currency)
    yield _("{first} to {last}: {said}", said=lacking, **years)


def _alone(view: View, result: Result) -> Headline:
    cash = result.total("cash")
    sentence = _(
        "Under “{model}”, {cash} is paid in cash of a cost of {cost}.",
        model=result.model.name,
        cash=money(cash, view.currency),
        cost=money(result.board["cost"], view.currency),
    )
    further = []
    most = result.who_pays_most()
    if most and len(result.partners) > 1:
        amount = money(result.partners[most[0]]["cash"], view.currency)
        further.append(f"{most_said(view, most, amount)}.")
    if result.board["unfunded"]:
        amount = money(result.board["unfunded"], view.currency)
        further.append(_("{amount} of the cost is found by nobody.", amount=amount))
    else:
        further.append(_("All of the cost is found."))
    further += [*_unpaid(view, result), *left_in_reserve(result, view.currency)]
    same = [each for each in view.results if each.model == result.model]
    if len(same) > 1:
        over_all = _(
            "Over the years from {first} to {last} together, {cash} is paid in cash of a cost of "
            "{cost}.",
            first=same[0].year,
            last=same[-1].year,
            cash=money(sum((each.total("cash") for each in same), ZERO), view.currency),
            cost=money(sum((each.board["cost"] for each in same), ZERO), view.currency),
        )
        further.append(over_all)
        lacking = sum((each.board["unfunded"] for each in same), ZERO)
        if lacking:
            said = _(
                "{amount} of the cost is found by nobody.", amount=money(lacking, view.currency)
            )
            further.append(
                _("{first} to {last}: {said}", first=same[0].year, last=same[-1].year, said=said)
            )
    return Headline(_of_year(view, sentence), tuple(further), result.is_unsure)


def _unsure(*results: Result) -> bool:
    return any(each.is_unsure for each in results)
