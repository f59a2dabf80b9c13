"""What the first year of a scenario opens with, and how sure the figures are."""

from __future__ import annotations

from fractions import Fraction

from funding.language import N_, _, in_english
from funding.scenario.file import BoardFile, ReservesFile, ScenarioFile
from funding.scenario.lines import LAST_YEAR_WORDS, Sourced
from funding.scenario.seating import Names
from funding.worksheet.column import Figure
from funding.worksheet.worksheet import Opening


def openings_of(
    file: ScenarioFile, board: BoardFile, name: str, named: Names
) -> dict[str, Opening]:
    """Give what the first year opens with; a partner of which nothing is stated has nothing."""
    reserves = board.reserves
    found: dict[str, Opening] = {"reserves": reserves.opening if reserves else Fraction(0)}
    for word in LAST_YEAR_WORDS:
        found[word] = {
            named.of(each.partner) or "": amount
            for each in file.last_year
            if each.stands_on(name) and (amount := getattr(each, word)) is not None
        }
    # What a transition starts from, and keeps while the year before moves on.
    found["historic"] = found["assessed"]
    return found


def opening_figures_of(
    file: ScenarioFile, board: BoardFile, name: str, named: Names
) -> dict[str, tuple[Figure, ...]]:
    """Say how sure the figures are that the first year opens with."""
    reserves = board.reserves
    found: dict[str, tuple[Figure, ...]] = {}
    group = N_("sums of the year before")
    if reserves:
        found["reserves"] = (figure_of(N_("reserves"), name, reserves),)
    for word in LAST_YEAR_WORDS:
        figures = tuple(
            figure_of(group, each.partner, each, partner=named.of(each.partner))
            for each in file.last_year
            if each.stands_on(name) and getattr(each, word) is not None
        )
        found[word] = figures
    found["historic"] = found["assessed"]
    return found


def figure_of(
    group: str,
    what: str,
    table: Sourced | ReservesFile,
    evidence: str | None = None,
    partner: str | None = None,
) -> Figure:
    """Give the standing of a table of the file, whose source is as it is shown."""
    source = table.source or in_english(evidence or "") or _("the scenario")
    return Figure(group, what, table.status or "assumed", source, partner)
