"""A study ready to be worked out: each formula on each board, and which draw is whose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from funding.amounts import pence
from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.errors import Fault, InputError
from funding.evaluation.batch.many import Many, Pence
from funding.evaluation.batch.numbers import Whole
from funding.evaluation.batch.program import Wanted
from funding.language import _, ngettext
from funding.simulation import simulate
from funding.study.batch import prepare_run
from funding.study.changed import Changed
from funding.study.changing import UNUSED, change
from funding.study.distribution import Uniform
from funding.study.meant import check_named, check_used
from funding.study.model import Case, Draw, Study
from funding.study.sampling import MOST_OF_SOBOL, Sample
from funding.worksheet.column import Scope

WORDS = ("assessed", "in_kind", "shortfall", "borne", "cash")
"""What is worked out of each partner."""
OF_BOARD = ("unfunded",)
"""And of each board: what nobody pays."""

Whose = tuple[str, str, str]
"""A draw by its name, the board, and the partner; empty where it is of all."""


@dataclass(frozen=True, eq=False)
class Ready:
    """A formula on a board of a study, ready for many draws.

    `bills` are what its partners pay in the scenario itself, in pence.
    """

    run: Run
    many: Many
    changed: Changed
    limits: Whole
    """What the bill of each must be above to have risen by more than each amount asked about."""

    @property
    def board(self) -> str:
        """The id of its board."""
        return self.run.board.id

    @property
    def formula(self) -> str:
        """The id of its formula."""
        return self.run.formula.id

    @cached_property
    def partners(self) -> tuple[str, ...]:
        """The ids of its partners, in the order of the board."""
        return tuple(row.id for row in self.many.rows)

    @cached_property
    def bills(self) -> Whole:
        """What its partners pay in cash in the scenario itself, in pence."""
        return np.array([pence(each.cash) for each in self.run.result.partners], dtype=np.int64)

    def work_out(self, figures: Mapping[str, Whole], draws: int) -> Pence:
        """Work it out for so many draws; where nothing changes, every draw is as the scenario."""
        if figures:
            return self.many.run(figures)
        result = self.run.result
        return Pence(
            {
                word: np.array([[pence(getattr(each, word))] * draws for each in result.partners])
                for word in WORDS
            },
            {word: np.full(draws, pence(getattr(result, word))) for word in OF_BOARD},
        )


@dataclass(frozen=True, eq=False)
class Prepared:
    """A study with every formula on every board that it can be used on.

    `dimensions` says which uniform numbers are whose draw.
    """

    study: Study
    outcome: Outcome
    runs: tuple[Ready, ...]
    dimensions: Mapping[Whose, int]

    @cached_property
    def sample(self) -> Sample:
        """The uniform numbers of the study's draws."""
        file = self.study.file
        return Sample(file.sampling, file.seed, len(self.dimensions), file.draws)

    @cached_property
    def places(self) -> tuple[slice, ...]:
        """Where the partners of each run stand among all partners of all runs."""
        ends = np.cumsum([0, *(len(each.partners) for each in self.runs)]).tolist()
        return tuple(slice(a, b) for a, b in pairwise(ends))

    @property
    def baseline(self) -> str | None:
        """The formula that others are measured against on each draw, if there is one."""
        return self.study.file.baseline or self.study.scenario.baseline

    def baseline_of(self, ready: Ready) -> Ready | None:
        """Give the baseline on the same board; None for the baseline itself."""
        others = (each for each in self.runs if each.board == ready.board)
        found = next((each for each in others if each.formula == self.baseline), None)
        return None if found is ready else found

    def drawn(self, uniform: Uniform) -> dict[Whose, Whole]:
        """Give what each draw comes to, above its lowest, for uniform numbers of its dimension."""
        known = {draw.name: draw for draw in self.study.draws}
        return {
            whose: known[whose[0]].distribution.at(uniform[place]) - known[whose[0]].lowest
            for whose, place in self.dimensions.items()
        }

    def figures(
        self, ready: Ready, case: Case, drawn: Mapping[Whose, Whole], count: int
    ) -> dict[str, Whole]:
        """Give the figures of a run, for so many draws: what is drawn, and what is tried."""
        draws = {draw.name: draw for draw in self.study.draws}
        sweeps = {sweep.name: sweep for sweep in self.study.sweeps}
        found = {UNUSED: np.zeros(count, dtype=np.int64)} if UNUSED in ready.changed.parts else {}
        for column, name in ready.changed.names.items():
            if name in sweeps:
                tried = sweeps[name].counted(case[name]) - sweeps[name].lowest
                found[column] = np.full(count, tried, dtype=np.int64)
            else:
                found[column] = drawn_for(draws[name], ready, drawn)
        return found


def whose_of(draw: Draw, board: str, partners: tuple[str, ...]) -> Iterator[Whose]:
    """Say whose draws are those that a board takes."""
    if draw.file.each == "study":
        yield draw.name, "", ""
    elif draw.file.each == "board":
        yield draw.name, board, ""
    else:
        for partner in partners:
            yield draw.name, board, partner


def drawn_for(draw: Draw, ready: Ready, drawn: Mapping[Whose, Whole]) -> Whole:
    """Give what a draw comes to for a run, above its lowest: of draws, or partners by draws."""
    each = [drawn[whose] for whose in whose_of(draw, ready.board, ready.partners)]
    return np.stack(each) if draw.scope is Scope.PARTNER else each[0]


def prepare_study(study: Study) -> Prepared:
    """Run a study's scenario, and make every formula on every board ready for its draws.

    Raise `InputError` if the scenario has no result, or the study does not fit it.
    """
    outcome = simulate(study.scenario)
    runs = [run for run in outcome.runs if run.year == study.year]
    check_used(study, runs)
    faults: list[Fault] = []
    ready = []
    place = study.scenario.years.index(study.year)
    for run in runs:
        if run.parts:
            message = _(
                "{year} is cut in parts on board '{board}', so it cannot be studied",
                year=run.year,
                board=run.board.id,
            )
            path = (*study.path, "year")
            faults.append(study.document.fault(path, message, _("study another year")))
            continue
        try:
            ready.append(_ready(study, run, place))
        except InputError as error:
            faults += error.faults
    if faults:
        # What several formulas and boards take amiss in one place is said once.
        raise InputError({(each.line, each.column): each for each in reversed(faults)}.values())
    # After the expressions: a name that is misspelt there leaves its draw unused.
    check_named(study)
    whose = [
        each
        for draw in study.draws
        for run in ready
        for each in whose_of(draw, run.board, run.partners)
    ]
    numbers = {each: place for place, each in enumerate(dict.fromkeys(whose))}
    width = len(numbers) * (2 if study.file.sensitivity else 1)
    if study.file.sampling == "sobol" and width > MOST_OF_SOBOL:
        message = ngettext(
            "{number} figure is drawn at once, and Sobol's sequence has {most}",
            "{number} figures are drawn at once, and Sobol's sequence has {most}",
            width,
            most=f"{MOST_OF_SOBOL:,}",
        )
        fix = _("write {code}", code='sampling = "latin-hypercube"')
        raise InputError([study.document.fault((*study.path, "sampling"), message, fix)])
    return Prepared(study, outcome, tuple(ready), numbers)


def _ready(study: Study, run: Run, place: int) -> Ready:
    changed = change(study, run)
    wanted = Wanted(WORDS, OF_BOARD)
    many = prepare_run(
        study.scenario,
        run,
        place,
        changed.worksheet,
        changed.fixed,
        changed.parts,
        wanted,
        changed.not_allowed(),
        changed.check,
    )
    bills = [pence(each.cash) for each in run.result.partners]
    limits = np.array([study.limits(bill) for bill in bills], dtype=np.int64)
    return Ready(run, many, changed, limits.reshape(len(bills), -1))
