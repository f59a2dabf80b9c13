"""Charts of what everybody pays in cash, and of who pays more and who less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from funding.evaluation.exact import ZERO
from funding.language import _, ngettext
from funding.report.page.bars import Entry, span_of
from funding.report.page.figures import Figure, chosen, panel_of, place_of
from funding.report.page.naming import whole, with_sign
from funding.report.page.views import Result, View, Who


def cash_figure(view: View) -> Figure:
    """Draw what everybody pays in cash, a panel a model, all to one scale."""
    results = view.last
    sizes = {who.id: max(r.of(who.id, "cash") or ZERO for r in results) for who in view.who}
    who, notes = chosen(view, view.who, sizes)
    entries = [
        [_cash_entry(each, result, view.currency) for each in who if each.id in result.partners]
        for result in results
    ]
    span = span_of(entry for some in entries for entry in some)
    panels = [
        panel_of(view, "cash", result, some, span)
        for result, some in zip(results, entries, strict=True)
    ]
    shows = _("What each pays in cash under each model: {place}", place=place_of(view))
    return Figure(f"{view.id}.cash", _who_pays_most(view), shows, tuple(panels), notes=notes)


def _cash_entry(who: Who, result: Result, currency: str) -> Entry:
    cash = result.partners[who.id]["cash"]
    return Entry(who.name, whole(cash, currency), ((ZERO, cash, "one"),))


def _who_pays_most(view: View) -> str:
    """Say who pays most under how many of the models; who pays as much as another is not alone."""
    results = view.last
    found = [most for most in (each.who_pays_most() for each in results) if most]
    if not found:
        return _("Nobody pays anything in cash")
    if len(results) == 1:
        amount = whole(results[0].partners[found[0][0]]["cash"], view.currency)
        return most_said(view, found[0], amount)
    alone = Counter(most[0] for most in found if len(most) == 1)
    top, number = alone.most_common(1)[0] if alone else ("", 0)
    if number == len(results):
        return _("{name} pays most under every model", name=view.name_of(top))
    never_less = [each.id for each in view.who if all(each.id in most for most in found)]
    if never_less:
        return _("Nobody pays more than {name} under any model", name=view.name_of(never_less[0]))
    if not alone:
        return _("Nobody alone pays most under any model")
    return ngettext(
        "{name} pays most under {number} of {all} models",
        "{name} pays most under {number} of {all} models",
        number,
        name=view.name_of(top),
        all=len(results),
    )


def most_said(view: View, most: Sequence[str], amount: str) -> str:
    """Say who pays most, and how much; of several, how many."""
    if len(most) == 1:
        return _("{name} pays most: {amount}", name=view.name_of(most[0]), amount=amount)
    return ngettext(
        "{number} pays most: {amount}",
        "{number} pay most, all alike: {amount} each",
        len(most),
        amount=amount,
    )


def changes_figure(view: View) -> Figure:
    """Draw who pays more and who less than under the baseline."""
    results = list(view.compared())
    drawn: list[list[Entry]] = []
    sizes = {
        who.id: max(abs(view.changes(result)[who.id].amount) for result in results)
        for who in view.who
    }
    who, notes = chosen(view, view.who, sizes)
    for result in results:
        changes = view.changes(result)
        drawn.append([_change_entry(each, changes[each.id].amount, view.currency) for each in who])
    span = span_of(entry for entries in drawn for entry in entries)
    panels = [
        panel_of(view, "change", result, entries, span)
        for result, entries in zip(results, drawn, strict=True)
    ]
    baseline = next(each.model.name for each in view.last if each.model.is_baseline)
    shows = _(
        "Change in cash against the baseline, “{baseline}”: {place}",
        baseline=baseline,
        place=place_of(view),
    )
    key = (("less", _("Pays less")), ("more", _("Pays more")))
    name, message = f"{view.id}.change", _most_changed(view, results)
    return Figure(name, message, shows, tuple(panels), key, notes=notes)


def _change_entry(who: Who, amount: Fraction, currency: str) -> Entry:
    tone = "more" if amount > 0 else "less"
    return Entry(who.name, with_sign(whole(amount, currency), amount), ((ZERO, amount, tone),))


def _most_changed(view: View, results: Sequence[Result]) -> str:
    """Say the largest change of all, up or down."""
    found = [
        (abs(change.amount), change.amount, who)
        for result in results
        for who, change in view.changes(result).items()
    ]
    size, amount, who = max(found, key=lambda each: each[0], default=(ZERO, ZERO, ""))
    if not size:
        return _("Everybody pays the same as under the baseline")
    name, said = view.name_of(who), whole(size, view.currency)
    if amount > 0:
        return _("The largest change is a rise of {amount}: {name}", amount=said, name=name)
    return _("The largest change is a fall of {amount}: {name}", amount=said, name=name)
