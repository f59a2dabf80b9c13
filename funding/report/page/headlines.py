"""The headline sentences: one comparison each, and no winner named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from funding.comparison.bill import Change
from funding.evaluation.exact import ZERO
from funding.language import _, ngettext
from funding.report.page.naming import money
from funding.report.page.views import Result, View


@dataclass(frozen=True)
class Headline:
    """What one comparison comes to: the sentence, what more is to be said, and its mark."""

    sentence: str
    further: tuple[str, ...]
    is_unsure: bool


def headlines_of(view: View) -> list[Headline]:
    """Give a headline for each model against the baseline, or for each where there is none."""
    compared = list(view.compared())
    if compared:
        return [_against(view, each) for each in compared]
    return [_alone(view, each) for each in view.last]


def _against(view: View, result: Result) -> Headline:
    before = view.baseline_of(result)
    assert before is not None  # noqa: S101  # only what is compared comes here
    changes = view.changes(result)
    rises = {who: each for who, each in changes.items() if each.amount > 0}
    falls = {who: each for who, each in changes.items() if each.amount < 0}
    models = {"model": result.model.name, "baseline": before.model.name}
    if not rises and not falls:
        sentence = _("Under “{model}” everybody pays the same as under “{baseline}”.", **models)
        return Headline(sentence, tuple(_unfunded(view, result, before)), _unsure(result, before))
    if rises:
        sentence = ngettext(
            "Under “{model}”, {number} of {all} pays more than under “{baseline}”: {amount} more.",
            "Under “{model}”, {number} of {all} pay more than under “{baseline}”: {amount} more.",
            len(rises),
            all=len(changes),
            **models,
            amount=_in_all(rises, view),
        )
    else:
        sentence = _("Under “{model}”, nobody pays more than under “{baseline}”.", **models)
    further = (
        *_falls(view, falls),
        *_largest(view, rises, falls),
        *_unfunded(view, result, before),
    )
    return Headline(sentence, further, _unsure(result, before))


def _falls(view: View, falls: dict[str, Change]) -> Iterator[str]:
    if not falls:
        yield _("Nobody pays less.")
        return
    yield ngettext(
        "{number} pays less: {amount} less.",
        "{number} pay less: {amount} less.",
        len(falls),
        amount=_in_all(falls, view),
    )


def _in_all(changes: dict[str, Change], view: View) -> str:
    return money(abs(sum((each.amount for each in changes.values()), ZERO)), view.currency)


def _largest(view: View, rises: dict[str, Change], falls: dict[str, Change]) -> Iterator[str]:
    if rises:
        who, amount = _most(rises, view)
        yield _("The largest rise is {amount}: {name}.", amount=amount, name=who)
    if falls:
        who, amount = _most(falls, view)
        yield _("The largest fall is {amount}: {name}.", amount=amount, name=who)


def _most(changes: dict[str, Change], view: View) -> tuple[str, str]:
    who = max(changes, key=lambda each: abs(changes[each].amount))
    return view.name_of(who), money(abs(changes[who].amount), view.currency)


def _unfunded(view: View, result: Result, before: Result) -> Iterator[str]:
    now, then = result.board["unfunded"], before.board["unfunded"]
    if now == then == 0:
        yield _("The whole cost is found under both.")
    elif now == then:
        yield _(
            "{amount} of the cost is found by nobody under both.", amount=money(now, view.currency)
        )
    else:
        yield _(
            "{amount} of the cost is found by nobody; under the baseline it is {before}.",
            amount=money(now, view.currency),
            before=money(then, view.currency),
        )


def _alone(view: View, result: Result) -> Headline:
    cash = result.total("cash")
    sentence = _(
        "Under “{model}”, {cash} is paid in cash of a cost of {cost}.",
        model=result.model.name,
        cash=money(cash, view.currency),
        cost=money(result.board["cost"], view.currency),
    )
    further = []
    who = max(result.partners, key=lambda each: result.partners[each]["cash"], default=None)
    if who is not None and cash and len(result.partners) > 1:
        most = money(result.partners[who]["cash"], view.currency)
        further.append(_("{name} pays most: {amount}.", name=view.name_of(who), amount=most))
    if result.board["unfunded"]:
        amount = money(result.board["unfunded"], view.currency)
        further.append(_("{amount} of the cost is found by nobody.", amount=amount))
    else:
        further.append(_("The whole cost is found."))
    return Headline(sentence, tuple(further), result.is_unsure)


def _unsure(*results: Result) -> bool:
    return any(each.is_unsure for each in results)
