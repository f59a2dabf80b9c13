"""What a study came to: for each partner what its bill is likely to be, in exact pennies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from funding.language import _, here
from funding.study.model import Case
from funding.study.ready import Prepared, Ready
from funding.study.sensitivity import Indices, indices_of
from funding.study.tallies import NEVER, Tally, whole_sum
from funding.study.work import draws_of

PENCE = 100


@dataclass(frozen=True)
class Bill:
    """What one partner pays in cash over all draws that have a result; sums in pounds.

    `mean` may have parts of a penny. `rises` are the chances that the bill is higher than in the
    scenario by more than each amount asked about; `more` and `less` those that it is above and
    below the same partner's under the baseline, if there is one. `indices` are by draw.
    """

    partner: str
    name: str
    in_scenario: Fraction
    mean: Fraction
    least: Fraction
    most: Fraction
    percentiles: dict[int, Fraction]
    rises: tuple[Fraction, ...]
    short: Fraction
    more: Fraction | None
    less: Fraction | None
    indices: dict[str, Indices | None] | None = None


@dataclass(frozen=True)
class Summary:
    """What one formula came to on one board, in one case of what was tried.

    `draws` are those with a result, `without` those without one; `why` says why the first of them
    has none. `unfunded` is the chance that somebody's part is paid by nobody.
    """

    case: Case
    board: str
    board_name: str
    formula: str
    draws: int
    without: int
    why: str
    unfunded: Fraction
    bills: tuple[Bill, ...]


def summaries(prepared: Prepared, finished: Mapping[str, Tally]) -> Iterator[Summary]:
    """Give what each formula came to on each board, case by case."""
    for number, case in enumerate(prepared.study.cases):
        tally, sensed = finished[f"case-{number}"], finished.get(f"sensed-{number}")
        for place, ready in enumerate(prepared.runs):
            draws = int(tally["draws"][place])
            whole = prepared.study.file.draws
            first = int(tally["least_fault"][place])
            yield Summary(
                case,
                ready.board,
                here(ready.run.board.name),
                ready.formula,
                draws,
                whole - draws,
                "" if first == NEVER else _why(prepared, number, first, ready),
                Fraction(int(tally["unfunded"][place]), draws or 1),
                tuple(_bills(prepared, place, tally, sensed)) if draws else (),
            )


def _bills(prepared: Prepared, place: int, tally: Tally, sensed: Tally | None) -> Iterator[Bill]:
    ready, where = prepared.runs[place], prepared.places[place]
    draws = int(tally["draws"][place])
    file = prepared.study.file
    own = {name: each[where] for name, each in tally.items() if name not in _OF_RUNS}
    of_all = sensed and {name: each[where] for name, each in sensed.items()}
    names = [draw.name for draw in prepared.study.draws]
    for number, row in enumerate(ready.run.parties):
        compared = int(own["compared"][number])
        more, less = (
            Fraction(int(own[word][number]), compared) if compared else None
            for word in ("more", "less")
        )
        known = own["known"][number].tolist()
        yield Bill(
            partner=ready.partners[number],
            name=here(row.partner.name),
            in_scenario=Fraction(int(ready.bills[number]), PENCE),
            mean=Fraction(whole_sum(own["sum"][number]), draws * PENCE),
            least=Fraction(int(own["least"][number]), PENCE),
            most=Fraction(int(own["most"][number]), PENCE),
            percentiles={
                each: Fraction(pence, PENCE)
                for each, pence in zip(file.percentiles, known, strict=True)
            },
            rises=tuple(Fraction(each, draws) for each in own["rises"][number].tolist()),
            short=Fraction(int(own["short"][number]), draws),
            more=more,
            less=less,
            indices=dict(zip(names, indices_of(of_all, number), strict=True)) if of_all else None,
        )


_OF_RUNS = ("draws", "least_fault", "unfunded")
"""What has one figure a run, not one a partner."""


def _why(prepared: Prepared, case: int, draw: int, ready: Ready) -> str:
    """Say why a draw has no result, by working it out again."""
    block = draws_of(prepared, case, draw, 1, lambda each: each is ready)
    why = block.found[id(ready)].faults[0]
    return _("draw {number}: {why}", number=f"{draw + 1:,}", why=why)
