"""The tables of a view: every sum to the penny, each row with whether it rests on assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from funding.comparison.bill import Bill, Change
from funding.comparison.reasons import in_per_cent
from funding.evaluation.exact import ZERO
from funding.evaluation.result import PARTNER_WORDS
from funding.language import N_, _
from funding.report.page.naming import money, with_sign
from funding.report.page.views import Result, View
from funding.report.wording import PLAIN_BOARD_LABELS, PLAIN_PARTNER_LABELS

ALWAYS = ("assessed", "cash")
BOARD_ALWAYS = ("cost", "unfunded")
BESIDE_COST = ("net_cost", "true_cost")
"""Said only where something given makes it another sum than the cost."""
WHY = {
    "assessed": N_("Of it: asked"),
    "borne": N_("Of it: borne for others"),
    "in_kind": N_("Of it: in kind"),
    "shortfall": N_("Of it: not paid"),
}
"""What a change is made of; those words that add nothing to any have no column."""


@dataclass(frozen=True)
class Row:
    """A row: what it is about, its figures, and whether they rest on assumptions."""

    head: str
    cells: tuple[str, ...]
    is_unsure: bool = False
    is_total: bool = False


@dataclass(frozen=True)
class Group:
    """Rows that belong together, under a heading of their own where they have one."""

    rows: tuple[Row, ...]
    head: str = ""


@dataclass(frozen=True)
class Table:
    """A table with its caption; the first head is of the rows, the others of the columns."""

    id: str
    caption: str
    heads: tuple[str, ...]
    groups: tuple[Group, ...]
    of_words: bool = False
    """Whether its cells are words and not figures."""
    note: str = ""
    """What a reader of it would get wrong, said below it."""

    @property
    def has_marks(self) -> bool:
        """Say whether any row rests on assumptions."""
        return any(row.is_unsure for group in self.groups for row in group.rows)


def head_of_rows(view: View) -> str:
    """Say what the rows of a view are."""
    return {
        "partner": _("Partner"),
        "payer": _("Who pays"),
        "kind": _("Kind of partner"),
    }[view.counted_by]


def tables_of(view: View, year: str) -> Iterator[Table]:
    """Give the tables of one year."""
    results = view.in_year(year)
    yield _cash(view, year, results)
    for result in results:
        if view.baseline_of(result) is not None:
            yield _changes(view, result)
    yield _every_sum(view, year, results)


def _cash(view: View, year: str, results: Sequence[Result]) -> Table:
    unsure = any(each.is_unsure for each in results)
    rows = [
        Row(who.name, tuple(_money(r.of(who.id, "cash"), view) for r in results), unsure)
        for who in view.who
        if any(who.id in r.partners for r in results)
    ]
    every = tuple(money(r.total("cash"), view.currency) for r in results)
    rows.append(Row(_("All"), every, unsure, is_total=True))
    board = [
        Row(_(label), tuple(money(r.board[word], view.currency) for r in results), unsure)
        for word, label in PLAIN_BOARD_LABELS.items()
        if word in BOARD_ALWAYS or any(r.board[word] for r in results)
        if word not in BESIDE_COST or any(r.board[word] != r.board["cost"] for r in results)
    ]
    caption = _("What each pays in cash: {board}, {year}", board=view.name, year=year)
    heads = (head_of_rows(view), *(each.model.name for each in results))
    groups = (Group(tuple(rows)), Group(tuple(board), _("The board")))
    return Table(f"t-{view.id}.{year}.cash", caption, heads, groups)


def _changes(view: View, result: Result) -> Table:
    changes, before = view.changes(result), view.baseline_of(result)
    unsure = result.is_unsure or (before is not None and before.is_unsure)
    words = [w for w in WHY if w == "assessed" or any(c.why()[w] for c in changes.values())]
    rows = [
        Row(view.name_of(who), _change_cells(change, words, view), unsure)
        for who, change in changes.items()
    ]
    whole = Change(_all(changes, "before"), _all(changes, "after"))
    rows.append(Row(_("All"), _change_cells(whole, words, view), unsure, is_total=True))
    heads = (
        head_of_rows(view),
        _("Before"),
        _("After"),
        _("Change"),
        _("In per cent"),
        *(_(WHY[word]) for word in words),
    )
    caption = _(
        "Who pays more and who less under “{model}”, and why: {board}, {year}",
        model=result.model.name,
        board=view.name,
        year=result.year,
    )
    name = f"t-{view.id}.{result.year}.change.{result.model.id}"
    return Table(name, caption, heads, (Group(tuple(rows)),))


def _all(changes: dict[str, Change], side: str) -> Bill:
    return sum((getattr(each, side) or Bill() for each in changes.values()), Bill())


def _change_cells(change: Change, words: Sequence[str], view: View) -> tuple[str, ...]:
    why = change.why()
    return (
        money(change.cash_before, view.currency),
        money(change.cash, view.currency),
        _signed(change.amount, view),
        in_per_cent(change).replace("-", "−"),
        *(_signed(why[word], view) for word in words),
    )


def _every_sum(view: View, year: str, results: Sequence[Result]) -> Table:
    groups = []
    for who in view.who:
        some = [each.partners.get(who.id) for each in results]
        rows = [
            Row(
                _(PLAIN_PARTNER_LABELS[word]),
                tuple("" if sums is None else money(sums[word], view.currency) for sums in some),
                any(each.is_unsure for each in results),
            )
            for word in PARTNER_WORDS
            if word in ALWAYS or any(sums and sums[word] for sums in some)
        ]
        if any(sums is not None for sums in some):
            groups.append(Group(tuple(rows), who.name))
    caption = _("Every sum of each: {board}, {year}", board=view.name, year=year)
    heads = (_("Sum"), *(each.model.name for each in results))
    return Table(f"t-{view.id}.{year}.sums", caption, heads, tuple(groups))


def boards_table(views: Iterable[View], year: str, models: Sequence[tuple[str, str]]) -> Table:
    """Give the cash of all partners on each board, and what nobody finds there."""
    rows = []
    for view in views:
        found = {each.model.id: each for each in view.in_year(year)}
        cells = [
            "" if model not in found else money(found[model].total("cash"), view.currency)
            for model, _title in models
        ]
        rows.append(Row(view.name, tuple(cells), any(r.is_unsure for r in found.values())))
    caption = _("What all partners of each board pay in cash, {year}", year=year)
    heads = (_("Board"), *(name for _id, name in models))
    return Table(f"t-boards.{year}", caption, heads, (Group(tuple(rows)),))


def shortfall_table(view: View) -> Table | None:
    """Say of each shortfall on a board who does not pay it, and who bears it."""
    groups = []
    for result in view.results:
        rows = tuple(_shortfalls(view, result))
        if rows:
            head = _("{model}, {year}", model=result.model.name, year=result.year)
            groups.append(Group(rows, head))
    if not groups:
        return None
    caption = _("Who does not pay, and who bears it: {board}", board=view.name)
    heads = (_("Who"), _("Not paid"), _("Borne for others"))
    return Table(f"t-{view.id}.shortfall", caption, heads, tuple(groups))


def _shortfalls(view: View, result: Result) -> Iterator[Row]:
    if not result.total("shortfall"):
        return
    for who in view.who:
        short, borne = (result.of(who.id, word) or ZERO for word in ("shortfall", "borne"))
        if short or borne:
            cells = tuple(money(each, view.currency) if each else "" for each in (short, borne))
            yield Row(who.name, cells, result.is_unsure)
    for word, label in (
        ("shortfall_from_reserves", _("The board's reserves")),
        ("shortfall_unfunded", _("Nobody")),
    ):
        if result.board[word]:
            yield Row(label, ("", money(result.board[word], view.currency)), result.is_unsure)
    borne = result.total("borne") + result.board["shortfall_from_reserves"]
    borne += result.board["shortfall_unfunded"]
    cells = (money(result.total("shortfall"), view.currency), money(borne, view.currency))
    yield Row(_("All"), cells, result.is_unsure, is_total=True)


def _money(amount: Fraction | None, view: View) -> str:
    return "" if amount is None else money(amount, view.currency)


def _signed(amount: Fraction, view: View) -> str:
    return with_sign(money(amount, view.currency), amount)
