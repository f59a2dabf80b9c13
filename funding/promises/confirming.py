"""A breach is believed only when the whole library, from a file on, gives it too."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from funding.comparison.outcome import Outcome
from funding.errors import ConservationError, InputError, PluginError
from funding.formula.library import Library
from funding.formula.model import Formula
from funding.language import _
from funding.promises.claims import AFTER, BEFORE, STEP
from funding.promises.example import Example, Settled
from funding.promises.keeping import Breach, breaches
from funding.promises.pair import Pair
from funding.promises.written import scenario_toml
from funding.scenario.reading import scenario_of
from funding.simulation import simulate
from funding.toml import parse_document


def boards_of(breach: Breach) -> dict[str, Example]:
    """Give the boards of a breach by the ids that they have in its file."""
    if isinstance(breach.tried, Pair):
        return {"before": breach.tried.before, "after": breach.tried.after}
    return {"board": breach.tried}


def as_toml(breach: Breach) -> str:
    """Write a breach as a scenario that shows it when it is run."""
    promise = breach.promise
    notes = _("Breaks the promise '{name}': {sentence}.", name=promise.name, sentence=promise.says)
    if isinstance(breach.tried, Pair):
        notes = " ".join([notes, _("After: {change}.", change=breach.tried.what)])
    title = _("A board that breaks '{name}'", name=promise.name)
    return scenario_toml(title, boards_of(breach), notes)


def confirmed(breach: Breach) -> Breach | None:
    """Run a breach from its file; give it with the cells of that run, or nothing if it is none."""
    formula = next(iter(boards_of(breach).values())).subject.whole
    try:
        outcome = run_of(as_toml(breach), formula)
    except (ConservationError, PluginError):
        return breach
    runs = outcome.runs if outcome else ()
    boards = boards_of(breach)
    ran = {run.board.id: Settled(run.sheet, run.result) for run in runs}
    if any(board not in ran or _ids(ran[board]) != _ids(boards[board]) for board in boards):
        return None
    named = {name.removeprefix(BEFORE).removeprefix(AFTER) for name in breach.named} - {STEP}
    if any(not each.has(name) for each in ran.values() for name in named):
        return None  # what it names is nothing on this board, and so not stated there
    return next(breaches(breach.promise, breach.tried, [ran[board] for board in boards]), None)


def run_of(text: str, formula: Formula) -> Outcome | None:
    """Run a scenario's text with one formula, read from anywhere; None where it is refused."""
    try:
        document = parse_document(text, "counterexample.toml")
        return simulate(scenario_of(document, _Only((), formula)))
    except InputError:
        return None


def _ids(board: Example | Settled) -> list[str]:
    rows = board.rows if isinstance(board, Example) else board.sheet.rows
    return [row.id for row in rows]


@dataclass(frozen=True)
class _Only(Library):
    """A library of one formula, which may have been read from anywhere."""

    formula: Formula

    @property
    def files(self) -> dict[str, Path]:
        """The one formula."""
        return {self.formula.id: Path(self.formula.document.name)}

    def load(self, name: str) -> Formula:
        """Give it."""
        if name != self.formula.id:
            raise KeyError(name)
        return self.formula
