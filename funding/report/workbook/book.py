"""A whole workbook before it is written: its pages, in order, every cell with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field

from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.compiling.parting import Parting
from funding.report.workbook.naming import Names
from funding.report.workbook.page import Page
from funding.report.workbook.parameters import Parameters
from funding.years import Part

Where = tuple[str, Part]


@dataclass(eq=False, repr=False)
class Book:
    """The pages of a workbook; `of_parts` has the page of each worksheet that is filled in."""

    outcome: Outcome
    names: Names
    parameters: Parameters
    partings: list[tuple[Parting, Page]] = field(default_factory=list)
    figures: dict[Where, Page] = field(default_factory=dict)
    of_parts: dict[int, Page] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)

    def parts_of(self, run: Run) -> list[tuple[Run, Page]]:
        """Give the parts of a run's year, each with its page."""
        return [(part, self.of_parts[id(part.sheet)]) for part in run.parts or (run,)]
