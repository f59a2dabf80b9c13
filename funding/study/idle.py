"""What is drawn or tried and has no effect: on some boards nobody's bill depends on it.

An officer who draws whether probation agrees, where the scenario has an answer of theirs that a
formula asks about first, would else read a chance that was never taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from funding.evaluation.batch.numbers import Whole
from funding.study.distribution import ONE
from funding.study.meant import applies, is_meant
from funding.study.model import Case
from funding.study.ready import Prepared, Ready, Whose
from funding.study.sampling import Sample
from funding.worksheet.expression import names_in

TRIALS = 16
STREAM = 2**20
"""Apart from the streams of a study's own draws."""


def idle(prepared: Prepared) -> Iterator[str]:
    """Warn of each draw and sweep that no bill depends on in some trials, and where."""
    without: dict[tuple[str, str], list[str]] = {}
    for ready in prepared.runs:
        for name in dict.fromkeys(ready.changed.names.values()):
            if _is_meant(prepared, ready, name) and not _has_effect(prepared, ready, name):
                without.setdefault((name, ready.formula), []).append(ready.board)
    for (name, formula), boards in without.items():
        every = [each.board for each in prepared.runs if each.formula == formula]
        where = "every board" if boards == every else ", ".join(boards)
        yield (
            f"{where}, {formula}: no bill depends on '{name}': what the formula asks first may be "
            "settled in the scenario, for instance by an answer"
        )


def _is_meant(prepared: Prepared, ready: Ready, name: str) -> bool:
    """Say whether an input that uses a name is meant for anybody on a board."""
    return any(
        name in names_in(file.expression)
        and applies(file, ready.run)
        and any(is_meant(file, row) for row in ready.many.rows)
        for _, file in prepared.study.inputs
    )


def _has_effect(prepared: Prepared, ready: Ready, name: str) -> bool:
    """Say whether what a run comes to is another for the least and the most of what is tried."""
    study, width = prepared.study, len(prepared.dimensions)
    uniform = Sample("random", study.file.seed, width, TRIALS, stream=STREAM).at(0, TRIALS)
    case = study.cases[0]
    sweep = next((each for each in study.sweeps if each.name == name), None)
    if sweep is not None:
        drawn = prepared.drawn(uniform)
        found = [_bills(prepared, ready, {**case, name: each}, drawn) for each in sweep.values]
    else:
        places = [place for whose, place in prepared.dimensions.items() if whose[0] == name]
        found = []
        for end in (0, ONE - 1):
            uniform[places] = end
            found.append(_bills(prepared, ready, case, prepared.drawn(uniform)))
    return len(found) == 1 or any(not np.array_equal(found[0], each) for each in found[1:])


def _bills(prepared: Prepared, ready: Ready, case: Case, drawn: Mapping[Whose, Whole]) -> Whole:
    """Give all that partners are told, and what is left, in some trials; -1 where nothing is."""
    found = ready.work_out(prepared.figures(ready, case, drawn, TRIALS), TRIALS)
    whole = np.concatenate([*found.partners.values(), np.stack(list(found.board.values()))])
    whole[:, list(found.faults)] = -1
    return whole
