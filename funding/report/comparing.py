"""Who pays more, who less, and why; then what every side comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from funding.amounts import named_currency, written_money, written_sum
from funding.comparison.bill import Change
from funding.comparison.changes import Row, Tally, by_board, by_payer, tally, total
from funding.comparison.compare import Comparison
from funding.comparison.pairing import Pair, Side
from funding.comparison.reasons import in_per_cent, reason, signed
from funding.comparison.run import Run, rests_on
from funding.comparison.words import which_in_words
from funding.language import N_, _, here, ngettext, pgettext
from funding.report.budgeting import budgeted
from funding.report.continuing import continued
from funding.report.grid import Style, cell, headed, left_out, listed, tabulated, warnings_counted
from funding.report.measuring import measured
from funding.report.writing import ILLUSTRATION

LEGEND = N_(
    "The last four figures of a row sum to its change: what is asked, what is borne for others, "
    "what is credited in kind and what goes unpaid; the last two lessen the cash. "
    "'new': nothing was paid before."
)


def comparison_in_words(comparison: Comparison, style: Style = "simple") -> str:
    """Write the changes of every pair, then the measures, then what is left out."""
    parts = [*_title(comparison, style)]
    for pair in comparison.pairs:
        parts += _pair(pair, style)
    if not comparison.pairs:
        parts.append(_("No other formula is run beside the baseline: there is no change to show."))
    parts += measured(comparison, style)
    parts += continued(comparison, style)
    for group in comparison.groups():
        parts += budgeted(group, style)
    without = left_out((each.formula, each.board, each.why) for each in comparison.left_out())
    parts += listed(_("Left out"), without, style)
    parts += warnings_counted(comparison.all_warnings(), style)
    return "\n\n".join(parts) + "\n"


def _title(comparison: Comparison, style: Style) -> Iterator[str]:
    first, last = comparison.outcomes[0].scenario, comparison.outcomes[-1].scenario
    if comparison.is_of_scenarios:
        heading = _("From {first} to {last}", first=first.id, last=last.id)
        yield headed(heading, 1, style)
        yield "\n".join(
            f"- {which_in_words(which)}: {cell(scenario.headline, style)}"
            for which, scenario in (("before", first), ("after", last))
        )
    else:
        heading = _(
            "{title}: changes against {baseline}",
            title=first.headline,
            baseline=comparison.baseline,
        )
        yield headed(heading, 1, style)
    if comparison.pairs:
        yield _(LEGEND)


def _pair(pair: Pair, style: Style) -> Iterator[str]:
    """Write one pair: the count, all payers, the sentences, then board by board."""
    payers, currency = by_payer(pair), pair.after.scenario.currency
    money = named_currency(currency)
    yield headed(_named(pair), 2, style)
    yield _counted(tally(payers), currency)
    boards = list(by_board(pair))
    runs = [*pair.before.runs, *pair.after.runs]
    if len(runs) > 2 or any(row.id != row.payer for each in boards for row in each.rows):
        yield headed(_("Every payer, over all its bills ({money})", money=money), 3, style)
        yield _table(payers, pair, style)
    yield from _reasons(payers, style)
    for each in boards:
        yield headed(f"{here(each.after.board.name)} ({money})", 3, style)
        yield _table(each.rows, pair, style)


def _named(pair: Pair) -> str:
    after, before = pair.after, pair.before
    parts = {"after": after.formula, "before": before.formula, "year": after.year}
    if not after.which:
        return _("{after} against {before}, {year}", **parts)
    places = {"there": _place(after), "first": _place(before)}
    if after.formula == before.formula:
        return _("{after}: {there}, against {first}", after=after.formula, **places)
    del parts["year"]
    return _("{after} in {there}, against {before} in {first}", **parts, **places)


def _place(side: Side) -> str:
    return f"{side.scenario.id}, {side.year}"


def _counted(found: Tally, currency: str) -> str:
    return _(
        "On all boards together, {more}; {less}; {same}.",
        more=ngettext(
            "{number} pays more, {amount} in all",
            "{number} pay more, {amount} in all",
            found.more,
            amount=written_sum(found.rises, currency),
        ),
        less=ngettext(
            "{number} pays less, {amount} in all",
            "{number} pay less, {amount} in all",
            found.less,
            amount=written_sum(found.falls, currency),
        ),
        same=ngettext("{number} pays the same", "{number} pay the same", found.same),
    )


def _reasons(rows: Sequence[Row], style: Style) -> Iterator[str]:
    """Write a sentence for each, those who change most first; the same order on every run."""
    by_size = sorted(rows, key=lambda row: -abs(row.change.amount))
    for heading, chosen in (
        (_("Who pays more"), [row for row in by_size if row.change.amount > 0]),
        (_("Who pays less"), [row for row in by_size if row.change.amount < 0]),
        (_("Who pays the same"), [row for row in by_size if row.change.amount == 0]),
    ):
        yield from listed(heading, [_marked(row) for row in chosen], style, level=3)


def _marked(row: Row) -> str:
    return f"{reason(row)} ({_(ILLUSTRATION)})" if rests_on(row.runs) else reason(row)


def _table(rows: Sequence[Row], pair: Pair, style: Style) -> str:
    heads = [
        pgettext("heads a column", "asked"),
        pgettext("heads a column", "borne"),
        pgettext("heads a column", "in kind"),
        pgettext("heads a column", "unpaid"),
    ]
    change = pgettext("heads a column", "change")
    body = [[row.name, *_cells(row.change), _note(row.runs)] for row in rows]
    every = [*pair.before.runs, *pair.after.runs]
    body.append([pgettext("heads a row", "All"), *_cells(total(rows)), _note(every)])
    sides = [pair.before.label, pair.after.label]
    return tabulated(body, [""], [*sides, change, "%", *heads], style)


def _cells(change: Change) -> list[str]:
    return [
        written_money(change.cash_before),
        written_money(change.cash),
        signed(change.amount),
        in_per_cent(change),
        *(signed(amount) for amount in change.why().values()),
    ]


def _note(runs: Sequence[Run]) -> str:
    return _(ILLUSTRATION) if rests_on(runs) else ""
