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
from funding.report.budgeting import budgeted
from funding.report.continuing import continued
from funding.report.grid import Style, cell, headed, left_out, listed, tabulated, warnings_counted
from funding.report.measuring import measured
from funding.report.writing import ILLUSTRATION

LEGEND = (
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
        parts.append("No other formula is run beside the baseline: there is no change to show.")
    parts += measured(comparison, style)
    parts += continued(comparison, style)
    for group in comparison.groups():
        parts += budgeted(group, style)
    without = left_out((each.formula, each.board, each.why) for each in comparison.left_out())
    parts += listed("Left out", without, style)
    parts += warnings_counted(comparison.all_warnings(), style)
    return "\n\n".join(parts) + "\n"


def _title(comparison: Comparison, style: Style) -> Iterator[str]:
    first, last = comparison.outcomes[0].scenario, comparison.outcomes[-1].scenario
    if comparison.is_of_scenarios:
        yield headed(f"From {first.id} to {last.id}", 1, style)
        yield "\n".join(
            f"- {which}: {cell(scenario.headline, style)}"
            for which, scenario in (("before", first), ("after", last))
        )
    else:
        yield headed(f"{first.headline}: changes against {comparison.baseline}", 1, style)
    if comparison.pairs:
        yield LEGEND


def _pair(pair: Pair, style: Style) -> Iterator[str]:
    """Write one pair: the count, all payers, the sentences, then board by board."""
    payers, currency = by_payer(pair), pair.after.scenario.currency
    money = named_currency(currency)
    yield headed(_named(pair), 2, style)
    yield f"On all boards together, {_counted(tally(payers), currency)}."
    boards = list(by_board(pair))
    runs = [*pair.before.runs, *pair.after.runs]
    if len(runs) > 2 or any(row.id != row.payer for each in boards for row in each.rows):
        yield headed(f"Every payer, over all its bills ({money})", 3, style)
        yield _table(payers, pair, style)
    yield from _reasons(payers, style)
    for each in boards:
        yield headed(f"{each.after.board.name.en} ({money})", 3, style)
        yield _table(each.rows, pair, style)


def _named(pair: Pair) -> str:
    after, before = pair.after, pair.before
    if not after.which:
        return f"{after.formula} against {before.formula}, {after.year}"
    if after.formula == before.formula:
        return f"{after.formula}: {_place(after)}, against {_place(before)}"
    return f"{after.formula} in {_place(after)}, against {before.formula} in {_place(before)}"


def _place(side: Side) -> str:
    return f"{side.scenario.id}, {side.year}"


def _counted(found: Tally, currency: str) -> str:
    return (
        f"{found.more} {_pay(found.more)} more, {written_sum(found.rises, currency)} in all; "
        f"{found.less} {_pay(found.less)} less, {written_sum(found.falls, currency)} in all; "
        f"{found.same} {_pay(found.same)} the same"
    )


def _pay(number: int) -> str:
    return "pays" if number == 1 else "pay"


def _reasons(rows: Sequence[Row], style: Style) -> Iterator[str]:
    """Write a sentence for each, those who change most first; the same order on every run."""
    by_size = sorted(rows, key=lambda row: -abs(row.change.amount))
    for heading, chosen in (
        ("Who pays more", [row for row in by_size if row.change.amount > 0]),
        ("Who pays less", [row for row in by_size if row.change.amount < 0]),
        ("Who pays the same", [row for row in by_size if row.change.amount == 0]),
    ):
        yield from listed(heading, [_marked(row) for row in chosen], style, level=3)


def _marked(row: Row) -> str:
    return f"{reason(row)} ({ILLUSTRATION})" if rests_on(row.runs) else reason(row)


def _table(rows: Sequence[Row], pair: Pair, style: Style) -> str:
    heads = ["asked", "borne", "in kind", "unpaid"]
    body = [[cell(row.name, style), *_cells(row.change), _note(row.runs)] for row in rows]
    every = [*pair.before.runs, *pair.after.runs]
    body.append(["All", *_cells(total(rows)), _note(every)])
    sides = [pair.before.label, pair.after.label]
    return tabulated(body, [""], [*sides, "change", "%", *heads], style)


def _cells(change: Change) -> list[str]:
    return [
        written_money(change.cash_before),
        written_money(change.cash),
        signed(change.amount),
        in_per_cent(change),
        *(signed(amount) for amount in change.why().values()),
    ]


def _note(runs: Sequence[Run]) -> str:
    return ILLUSTRATION if rests_on(runs) else ""
