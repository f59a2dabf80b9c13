"""What the page shows sums of: one board, or all boards together, under every model and year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from funding.comparison.bill import Bill, Change
from funding.comparison.naming import Names, formula_name, name_of
from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.evaluation.exact import ZERO
from funding.evaluation.result import BILL_WORDS, BOARD_WORDS, PARTNER_WORDS
from funding.language import _, marked
from funding.scenario.model import Partner

Sums = Mapping[str, Fraction]
ALL = "all-boards"
"""The id of the view of all boards together."""
MOST_BARS = 12
"""Of more partners a chart is not read: then it has their kinds."""


@dataclass(frozen=True)
class Model:
    """A formula that was run, as the page calls it."""

    id: str
    name: str
    is_baseline: bool


@dataclass(frozen=True)
class Who:
    """A partner, a payer of several bills, or a kind of partner."""

    id: str
    name: str


@dataclass(frozen=True, eq=False)
class Result:
    """One model in one year: what everybody gives and pays, and what it comes to."""

    year: str
    model: Model
    runs: tuple[Run, ...]
    partners: Mapping[str, Sums]
    board: Sums

    @property
    def is_unsure(self) -> bool:
        """Say whether it rests on a figure that is assumed or unverified."""
        return any(run.illustration for run in self.runs)

    def total(self, word: str) -> Fraction:
        """Sum a word over everybody."""
        return sum((sums[word] for sums in self.partners.values()), ZERO)

    def of(self, who: str, word: str) -> Fraction | None:
        """Give one sum; None where somebody does not take part."""
        return self.partners[who][word] if who in self.partners else None

    def who_pays_most(self) -> tuple[str, ...]:
        """Give who pays the largest sum in cash; several, where they pay alike; nobody of none."""
        highest = max((sums["cash"] for sums in self.partners.values()), default=ZERO)
        if not highest:
            return ()
        return tuple(who for who, sums in self.partners.items() if sums["cash"] == highest)

    def bill(self, who: str) -> Bill | None:
        """Give somebody's bill."""
        sums = self.partners.get(who)
        return None if sums is None else Bill(**{word: sums[word] for word in BILL_WORDS})


@dataclass(frozen=True, eq=False)
class View:
    """A board, or all of them: who is on it, and every result.

    No two views have the same `id`, whatever boards are called. Ids of HTML elements are made of
    it, with dots between their parts: there is none in an id of a file.
    """

    id: str
    name: str
    currency: str
    who: tuple[Who, ...]
    years: tuple[str, ...]
    results: tuple[Result, ...]
    counted_by: str = "partner"
    """What its rows are: a partner, a payer, or a kind."""
    by_kind: View | None = field(default=None)
    """The same with a row for each kind, where there are too many for a chart."""

    def in_year(self, year: str) -> list[Result]:
        """Give the results of a year, in the order of the models."""
        return [each for each in self.results if each.year == year]

    @property
    def last(self) -> list[Result]:
        """Give the results of the last year."""
        return self.in_year(self.years[-1])

    @property
    def drawn(self) -> View:
        """Give what is drawn in charts: the view itself, or its kinds."""
        return self.by_kind or self

    def baseline_of(self, result: Result) -> Result | None:
        """Give the baseline's result of the same year; None for itself or where there is none."""
        if result.model.is_baseline:
            return None
        return next((r for r in self.in_year(result.year) if r.model.is_baseline), None)

    def changes(self, result: Result) -> dict[str, Change]:
        """Give everybody's change against the baseline; nothing where there is none."""
        before = self.baseline_of(result)
        if before is None:
            return {}
        return {who.id: Change(before.bill(who.id), result.bill(who.id)) for who in self.who}

    def compared(self) -> Iterator[Result]:
        """Give every result that stands beside the baseline's, in the last year."""
        return (each for each in self.last if self.baseline_of(each) is not None)

    def name_of(self, who: str) -> str:
        """Give somebody's name."""
        return next(each.name for each in self.who if each.id == who)


def models_of(outcome: Outcome) -> dict[str, Model]:
    """Give every formula that was run."""
    return {
        each.id: Model(each.id, formula_name(each), each.id == outcome.scenario.baseline)
        for each in outcome.scenario.formulas
        if each.id in outcome.formulas
    }


def views_of(outcome: Outcome) -> list[View]:
    """Give a view of each board, in their order."""
    models = models_of(outcome)
    found = []
    for board in outcome.scenario.boards:
        runs = [run for run in outcome.runs if run.board is board]
        if runs:
            groups = [((str(run.year), run.formula.id), (run,)) for run in runs]
            name = f"board.{board.id}"
            found.append(_view(name, marked(board.name), groups, models, _as_partner))
    return found


def view_of_all(outcome: Outcome) -> View | None:
    """Give all boards together, payer by payer; None where one board is all.

    A board above others is left out: what it has to find is a cost of those beneath. So is a model
    that could not be used on every board: its sums would not be of all of them.
    """
    runs = [run for run in outcome.runs if run.board.beneath is None]
    boards = {run.board.id for run in runs}
    groups: dict[tuple[str, str], list[Run]] = {}
    for run in runs:
        groups.setdefault((str(run.year), run.formula.id), []).append(run)
    whole = [(key, tuple(each)) for key, each in groups.items() if len(each) == len(boards)]
    if len(boards) < 2 or not whole:
        return None
    models, title, names = models_of(outcome), _("All boards together"), Names(outcome)

    def as_payer(partner: Partner) -> Who:
        return Who(partner.payer, names.payer(partner.payer))

    def as_kind(partner: Partner) -> Who:
        return Who(partner.kind, names.kind(partner.kind))

    payers = _view(ALL, title, whole, models, as_payer, counted_by="payer")
    if len(payers.who) <= MOST_BARS:
        return payers
    kinds = _view(ALL, title, whole, models, as_kind, counted_by="kind")
    return replace(payers, by_kind=kinds)


def _as_partner(partner: Partner) -> Who:
    return Who(partner.id, name_of(partner))


def _view(
    name: str,
    title: str,
    groups: Sequence[tuple[tuple[str, str], tuple[Run, ...]]],
    models: Mapping[str, Model],
    who_of: Callable[[Partner], Who],
    counted_by: str = "partner",
) -> View:
    everybody: dict[str, Who] = {}
    results = []
    for (year, model), runs in groups:
        partners: dict[str, dict[str, Fraction]] = {}
        for run in runs:
            for party, found in run.rows():
                who = who_of(party.partner)
                everybody.setdefault(who.id, who)
                sums = partners.setdefault(who.id, dict.fromkeys(PARTNER_WORDS, ZERO))
                for word in PARTNER_WORDS:
                    sums[word] += getattr(found, word)
        board = {
            word: sum((getattr(run.result, word) for run in runs), ZERO)
            for word in (*BOARD_WORDS, "unfunded")
        }
        results.append(Result(year, models[model], runs, partners, board))
    order = list(models)
    results.sort(key=lambda each: (each.year, order.index(each.model.id)))
    years = tuple(dict.fromkeys(each.year for each in results))
    currency = results[0].runs[0].currency
    members = tuple(everybody.values())
    return View(name, title, currency, members, years, tuple(results), counted_by)
