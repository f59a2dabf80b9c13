"""The figures that results rest on, as data for every reader: values, ranges, and what for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from funding.comparison.naming import Names, formula_name
from funding.comparison.outcome import Outcome
from funding.comparison.run import ITSELF, UNSURE, Run
from funding.comparison.valued import Valued, figures_of
from funding.language import _, in_english, marked
from funding.worksheet.column import Figure
from funding.worksheet.figure_groups import said_group

MOST_YEARS = 6
"""So many years' values are written out; of more, the first and the last."""


@dataclass(frozen=True)
class Used:
    """A figure that results rest on; all but the first as people read them."""

    figure: Figure
    name: str
    whose: str
    value: str
    ends: str
    formulas: str
    boards: str

    @property
    def is_unsure(self) -> bool:
        """Say whether it is assumed or unverified."""
        return self.figure.status in UNSURE

    @property
    def group(self) -> str:
        """Say what kind of figure it is."""
        group = self.figure.group
        if group == ITSELF:
            return _("the formula itself")
        said = said_group(group)
        # A plugin's own groups are in English only.
        return in_english(said) if said == group else said


@dataclass
class Places:
    """Where something holds: on which boards and under which formulas, by their ids."""

    boards: dict[str, str] = field(default_factory=dict)
    formulas: dict[str, str] = field(default_factory=dict)

    def add(self, run: Run) -> None:
        """Let it hold for a run."""
        self.boards[run.board.id] = marked(run.board.name)
        self.formulas[run.formula.id] = formula_name(run.formula)

    def formulas_said(self, outcome: Outcome) -> str:
        """Name the formulas, or say that it is every one."""
        quoted = {each: _("“{name}”", name=name) for each, name in self.formulas.items()}
        return _all_or_some(quoted, outcome.formulas, _("every formula"))

    def boards_said(self, outcome: Outcome) -> str:
        """Name the boards, or say that it is every one."""
        whole = [run.board.id for run in outcome.runs]
        return _all_or_some(self.boards, whole, _("every board"))


class _Key(NamedTuple):
    """What stands in one row of the log, whatever it is used for."""

    figure: Figure
    name: str
    whose: str
    value: str = ""
    ends: str = ""


def figures_used(outcome: Outcome) -> list[Used]:
    """Give every figure that some result rests on, with its values and what it is used for.

    A figure that has another value on another board stands there once more.
    """
    names, years = Names(outcome), outcome.scenario.years
    of_runs: dict[tuple[str, str], list[Run]] = {}
    for run in outcome.runs:
        of_runs.setdefault((run.board.id, run.formula.id), []).append(run)
    found: dict[_Key, Places] = {}
    for runs in of_runs.values():
        over_time: dict[_Key, list[tuple[str, Valued]]] = {}
        for run in runs:
            for time, each in figures_of(run, years.index(run.year), names):
                key = _Key(each.figure, each.name, each.whose)
                over_time.setdefault(key, []).append((time, each))
        for key, valued in over_time.items():
            value = _over_time((time, each.value) for time, each in valued)
            ends = _over_time((time, each.ends) for time, each in valued)
            whole = key._replace(value=value, ends=ends)
            found.setdefault(whole, Places()).add(runs[0])
    return [
        Used(*key, where.formulas_said(outcome), where.boards_said(outcome))
        for key, where in found.items()
    ]


def _over_time(said: Iterable[tuple[str, str]]) -> str:
    """Say a value once if it is always the same; else year by year, or how it begins and ends."""
    by_time: dict[str, dict[str, None]] = {}
    for time, value in said:
        by_time.setdefault(time, {})[value] = None
    whole = {time: "; ".join(values) for time, values in by_time.items()}
    if len(set(whole.values())) == 1:
        return next(iter(whole.values()))
    each = [_("{name}: {value}", name=time, value=value) for time, value in whole.items()]
    if len(each) > MOST_YEARS:
        return _("{first} … {last}", first=each[0], last=each[-1])
    return "; ".join(each)


def _all_or_some(used: Mapping[str, str], whole: Iterable[str], every: str) -> str:
    """Name those that are used, or say that all are; `used` has names by ids."""
    ids = set(whole)
    return every if len(ids) > 1 and used.keys() >= ids else ", ".join(used.values())
