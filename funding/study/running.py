"""Working a study out: every case, task by task, with what is done kept on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from funding.evaluation.batch.numbers import Whole
from funding.language import _
from funding.study.crew import Crew
from funding.study.crew import Task as AnyTask
from funding.study.keeping import Keeping
from funding.study.percentiles import first_windows, narrowed, passes_left
from funding.study.ready import Prepared
from funding.study.sensitivity import Sensing
from funding.study.tallies import NEVER, Tally, Windows, put_together
from funding.study.work import BLOCK, Task, block_of, pieces_of

PASSES = 2
"""So many times the draws of a case are worked out, it is supposed before it is known."""


@dataclass(frozen=True)
class Progress:
    """How far a study is: pieces done of how many there are, as far as that can be known.

    `draws` is how many draws a piece has.
    """

    done: int
    of: int
    what: str
    draws: int


@dataclass(eq=False)
class Running:
    """A study being worked out by a crew, with what it keeps; `said` is told how far it is."""

    prepared: Prepared
    crew: Crew
    keeping: Keeping
    said: Callable[[Progress], None]
    has_rows: bool = False
    passes: int = PASSES
    """How many times the draws of a case are worked out, to find their percentiles."""

    def run(self) -> dict[str, Tally]:
        """Work everything out that is not done yet; give what came of each case and of all."""
        for case in range(len(self.prepared.study.cases)):
            if f"case-{case}" not in self.keeping.finished:
                self._run_case(case)
            sensed = f"sensed-{case}"
            if self.prepared.study.file.sensitivity and sensed not in self.keeping.finished:
                self.keeping.finish(sensed, self._do(Sensing(case), sensed, _("sensitivity")))
        return self.keeping.finished

    def _run_case(self, case: int) -> None:
        finished = self.keeping.finished
        if f"pass-{case}-0" not in finished:
            self._first(case)
        turn = 0
        while (finished[f"pass-{case}-{turn}"]["shift"] >= 0).any():
            before = finished[f"pass-{case}-{turn}"]
            turn += 1
            if (name := f"pass-{case}-{turn}") not in finished:
                windows = Windows(before["start"], before["shift"])
                counted = self._do(Task(case, windows, is_first=False), name, _("percentiles"))
                self._narrow(name, counted, finished[f"pass-{case}-0"], windows, before["known"])
        first = finished[f"pass-{case}-0"]
        whole = {key: each for key, each in first.items() if key not in ("start", "shift")}
        whole["known"] = finished[f"pass-{case}-{turn}"]["known"]
        for number in range(turn + 1):
            finished.pop(f"pass-{case}-{number}")
        self.keeping.finish(f"case-{case}", whole)

    def _first(self, case: int) -> None:
        """Work a case out for the first time; a piece of it says where bills are."""
        trial = block_of(self.prepared, case, 0)
        each = [trial.found[id(ready)].partners["cash"] for ready in self.prepared.runs]
        least = np.concatenate([cash.min(axis=1) for cash in each])
        most = np.concatenate([cash.max(axis=1) for cash in each])
        windows = first_windows(least, most)
        name = f"pass-{case}-0"
        counted = self._do(Task(case, windows, has_rows=self.has_rows), name, _("draws"))
        count = len(self.prepared.study.file.percentiles)
        self._narrow(name, counted, counted, windows, np.full((len(least), count), NEVER))

    def _narrow(
        self, name: str, counted: Tally, first: Tally, windows: Windows, known: Whole
    ) -> None:
        """Find the percentiles that the counts give, and keep where the others must be."""
        widths = [len(each.partners) for each in self.prepared.runs]
        both = {**first, "counts": counted["counts"]}
        percentiles = self.prepared.study.file.percentiles
        draws = np.repeat(first["draws"], widths)
        known, left = narrowed(both, windows, percentiles, draws, known)
        kept = {key: each for key, each in counted.items() if key != "counts"}
        done = int(name.rpartition("-")[2]) + 1
        self.passes = done + passes_left(left)
        found = {"known": known, "start": left.start, "shift": left.shift}
        self.keeping.finish(name, kept | found)

    def _do(self, task: AnyTask, name: str, what: str) -> Tally:
        """Do the pieces of a task that are not done yet."""
        current = self.keeping.begin(name, task.pieces(self.prepared))
        left = np.flatnonzero(~current.done).tolist()
        self._say(what)
        try:
            for number, piece in self.crew.do(task, left):
                if piece.rows:
                    self.keeping.keep_rows(task.case, number, piece.rows)
                put_together(current.tally, piece.tally)
                current.done[number] = True
                self.keeping.keep_if_due()
                self._say(what)
        except BaseException:  # an interruption too: what is done need not be done again
            self.keeping.keep()
            raise
        return current.tally

    def _say(self, what: str) -> None:
        """Say how many pieces are done, of as many as there will be as a rule."""
        cases = range(len(self.prepared.study.cases))
        draws = pieces_of(self.prepared)
        sensed = Sensing(0).pieces(self.prepared)
        done = 0
        for case in cases:
            names = self.keeping.finished
            passes = sum(f"pass-{case}-{n}" in names for n in range(self.passes))
            done += draws * (self.passes if f"case-{case}" in names else passes)
            done += sensed * (f"sensed-{case}" in names)
        if self.keeping.current is not None:
            done += int(self.keeping.current.done.sum())
        whole = len(cases) * (self.passes * draws + sensed)
        each = min(BLOCK, self.prepared.study.file.draws)
        self.said(Progress(done, max(whole, done), what, each))
