"""A study: a scenario, what is not known in it, what is tried, and what is asked of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from funding.scenario.model import Scenario
from funding.study.distribution import Distribution
from funding.study.figures import Figure, parts_of
from funding.study.file import DrawFile, InputFile, StudyFile
from funding.toml import Document, KeyPath
from funding.worksheet.column import Scope, Unit
from funding.years import FinancialYear

MOST_PENCE = 2**63 - 1
"""No bill is above this."""


@dataclass(frozen=True, eq=False)
class Draw:
    """A figure that is not known: one for the whole study, or one of each board or partner."""

    name: str
    file: DrawFile
    distribution: Distribution
    lowest: int
    """Nothing, or how far below it can come, in parts."""

    @property
    def scope(self) -> Scope:
        """Whether partners have one each."""
        return Scope.PARTNER if self.file.each == "partner" else Scope.BOARD


@dataclass(frozen=True, eq=False)
class Sweep:
    """A figure that is tried at several values."""

    name: str
    values: tuple[Figure, ...]

    @property
    def unit(self) -> Unit:
        """What its values are."""
        return self.values[0].unit

    @cached_property
    def parts(self) -> int:
        """Of how many parts of 1 its values are counts."""
        return parts_of(self.values)

    @cached_property
    def lowest(self) -> int:
        """Nothing, or what is tried below it, in parts."""
        return min(int(min(each.value for each in self.values) * self.parts), 0)

    def counted(self, value: Figure) -> int:
        """Give one of its values in parts."""
        return int(value.value * self.parts)


Case = Mapping[str, Figure]
"""What is tried together: a value of everything that is swept."""


@dataclass(frozen=True, eq=False)
class Study:
    """A study as it was read, with its scenario; nothing of it is worked out yet.

    `inputs` are the places at which draws and what is tried take effect, with the path of each in
    the `document`, which is the study's file or its scenario's.
    """

    id: str
    file: StudyFile
    document: Document
    scenario: Scenario
    year: FinancialYear
    draws: tuple[Draw, ...]
    sweeps: tuple[Sweep, ...]
    inputs: tuple[tuple[KeyPath, InputFile], ...]
    path: KeyPath = ()
    """Where it stands in the document."""

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Every combination of what is tried; one of nothing if nothing is."""
        values = [[(sweep.name, value) for value in sweep.values] for sweep in self.sweeps]
        return tuple(dict(each) for each in product(*values))

    @property
    def draws_in_all(self) -> int:
        """Count the draws over all that is tried, those for sensitivity too."""
        each, asked = self.file.draws, self.file.sensitivity
        if asked is not None:
            each += asked.draws * asked.repeats * (len(self.draws) + 2)
        return each * len(self.cases)

    @property
    def currency(self) -> str:
        """What its sums are in."""
        return self.scenario.currency

    def limits(self, bill: int) -> list[int]:
        """Give what a bill, in pence, must be above to have risen by more than each amount.

        Bills are whole pence: above a limit with a part of a penny is above its whole pence.
        """
        return [
            min(bill + int(each.value * (100 if each.unit == "money" else bill)), MOST_PENCE)
            for each in self.file.rises
        ]
