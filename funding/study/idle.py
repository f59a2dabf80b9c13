"""What is drawn or tried and has no effect: on some boards nobody's bill depends on it.

An officer who draws whether probation agrees, where the scenario has an answer of theirs that a
formula asks about first, would else read a chance that was never taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from funding.evaluation.batch.numbers import Whole
from funding.language import _
from funding.study.distribution import ONE, Uniform
from funding.study.meant import applies, is_meant
from funding.study.model import Case
from funding.study.ready import Prepared, Ready, Whose
from funding.study.sampling import Sample
from funding.worksheet.expression import names_in

TRIALS = 16
STREAM = 2**20
"""Apart from the streams of a study's own draws."""
Figures = tuple[Case, Mapping[Whose, Whole]]
"""What is tried, and what is drawn."""


def idle(prepared: Prepared) -> Iterator[str]:
    """Warn of each draw and sweep that no bill depends on in some trials, and where."""
    without: dict[tuple[str, str], list[str]] = {}
    trials = _Trials(prepared)
    for ready in prepared.runs:
        for name in dict.fromkeys(ready.changed.names.values()):
            if _is_meant(prepared, ready, name) and not trials.have_effect(ready, name):
                without.setdefault((name, ready.formula), []).append(ready.board)
    for (name, formula), boards in without.items():
        every = [each.board for each in prepared.runs if each.formula == formula]
        where = _("every board") if boards == every else ", ".join(boards)
        yield _(
            "{where}, {formula}: no bill depends on '{name}': what the formula asks first may be "
            "settled in the scenario, for instance by an answer",
            where=where,
            formula=formula,
            name=name,
        )


def _is_meant(prepared: Prepared, ready: Ready, name: str) -> bool:
    """Say whether an input that uses a name is meant for anybody on a board."""
    return any(
        name in names_in(file.expression)
        and applies(file, ready.run)
        and any(is_meant(file, row) for row in ready.many.rows)
        for _, file in prepared.study.inputs
    )


@dataclass(frozen=True, eq=False)
class _Trials:
    """A few draws of a study, made once, in which one thing after another is moved end to end."""

    prepared: Prepared
    _ends: dict[str, list[Figures]] = field(default_factory=dict)

    def have_effect(self, ready: Ready, name: str) -> bool:
        """Say whether a run comes to something else where what a name stands for is another."""
        found = [_bills(self.prepared, ready, *each) for each in self._of(name)]
        return len(found) == 1 or any(not np.array_equal(found[0], each) for each in found[1:])

    def _of(self, name: str) -> list[Figures]:
        """Give the trials for each value that is tried, or for the least and most of a draw."""
        if name not in self._ends:
            case = self.prepared.study.cases[0]
            sweeps = {each.name: each.values for each in self.prepared.study.sweeps}
            if name in sweeps:
                self._ends[name] = [({**case, name: each}, self._drawn) for each in sweeps[name]]
            else:
                self._ends[name] = [(case, self._with(name, end)) for end in (0, ONE - 1)]
        return self._ends[name]

    def _with(self, name: str, end: int) -> Mapping[Whose, Whole]:
        """Give what is drawn where one draw's numbers are all at one end."""
        numbers = self.prepared.dimensions.items()
        moved = self._uniform.copy()
        moved[[place for whose, place in numbers if whose[0] == name]] = end
        return self.prepared.drawn(moved)

    @cached_property
    def _uniform(self) -> Uniform:
        seed, width = self.prepared.study.file.seed, len(self.prepared.dimensions)
        return Sample("random", seed, width, TRIALS, stream=STREAM).at(0, TRIALS)

    @cached_property
    def _drawn(self) -> Mapping[Whose, Whole]:
        return self.prepared.drawn(self._uniform)


def _bills(prepared: Prepared, ready: Ready, case: Case, drawn: Mapping[Whose, Whole]) -> Whole:
    """Give all that partners are told, and what is left, in some trials; -1 where nothing is."""
    found = ready.work_out(prepared.figures(ready, case, drawn, TRIALS), TRIALS)
    whole = np.concatenate([*found.partners.values(), np.stack(list(found.board.values()))])
    whole[:, list(found.faults)] = -1
    return whole
