"""What several boards share, worked out before them: costs split, boards that stand above others.

What comes of it are further lines in the budgets of the boards, in whole pennies. A board above
others is a board like any other: the boards beneath are its partners, and what it asks of them is
what they must find.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter
from typing import Any

from funding.chaining.chain import Chain
from funding.comparison.run import Run
from funding.compiling.parting import Parting, part_cost
from funding.formula.model import Formula
from funding.formula.reading import formula_of
from funding.language import N_, _, here, spoken
from funding.rules.words import THE_SCENARIO
from funding.rules.work import in_identifier
from funding.scenario.between import EQUAL
from funding.scenario.entries import ByYear, CostLine
from funding.scenario.model import Board, Scenario
from funding.scenario.splits import KIND
from funding.scenario.standing import least_sure
from funding.toml import Document, KeyPath
from funding.worksheet.column import Figure

HOW = N_("How boards share what a board above them costs")


@dataclass(frozen=True, eq=False)
class Together:
    """A scenario whose boards have their parts of what they share, and how these came about.

    `above` has the runs of each board above others, year by year; they are the same under every
    formula, since a scenario says how boards share, and a formula how partners do.
    """

    scenario: Scenario
    partings: tuple[Parting, ...]
    above: Mapping[str, tuple[Run, ...]]

    def runs_under(self, formula: Formula, board: Board) -> Iterator[Run]:
        """Give the runs of a board above others, as of one formula."""
        for run in self.above[board.id]:
            words = {"id": formula.id, "title": formula.file.title}
            file = run.formula.file.model_copy(update=words)
            yield replace(run, formula=Formula(file, run.formula.document))


def bring_together(scenario: Scenario) -> Together:
    """Split what boards share, from the top: each board above others before those beneath it.

    Raise `InputError` for what a board above others cannot pay, `ConservationError` for what does
    not add up.
    """
    partings = tuple(_partings(scenario))
    boards = {board.id: _with_shared(scenario, board, partings) for board in scenario.boards}
    above: dict[str, tuple[Run, ...]] = {}
    for board in _from_the_top(boards.values()):
        chain = Chain(_between(scenario, board), boards[board.id], scenario, {})
        for place in range(len(scenario.years)):
            chain.run_year(place)
        above[board.id] = tuple(chain.runs)
        for place, partner in enumerate(board.partners):
            line = _passed_on(board, above[board.id], place)
            beneath = boards[partner.id]
            boards[partner.id] = replace(beneath, costs=(*beneath.costs, line))
    warnings = (*scenario.warnings, *_cautions(scenario))
    whole = replace(scenario, boards=tuple(boards.values()), warnings=warnings)
    return Together(whole, partings, above)


def _partings(scenario: Scenario) -> Iterator[Parting]:
    """Split each shared cost, in each year."""
    for cost in scenario.shared_costs:
        into = f"cost_{in_identifier(cost.pool)}"
        for year, amount in zip(scenario.years, cost.amount, strict=True):
            yield part_cost(cost, into, year, amount)


def _cautions(scenario: Scenario) -> Iterator[str]:
    """Warn of drivers by which boards share, as of those by which partners do."""
    adults = {board.id for board in scenario.boards if board.serves == "adults"}
    for cost in scenario.shared_costs:
        driver, figures = cost.split.by, cost.split.figures
        for year in scenario.years:
            if figures.year not in (None, year.start):
                yield _(
                    "{item}: driver '{driver}' has figures of {year}, and the year is {now}",
                    item=cost.item,
                    driver=driver,
                    year=figures.year,
                    now=year,
                )
        if driver == "children_0_17" and adults & figures.values.keys():
            yield _(
                "{item}: children aged 0 to 17 drive shares of an adults' board", item=cost.item
            )


def _with_shared(scenario: Scenario, board: Board, partings: Iterable[Parting]) -> Board:
    """Give a board its parts of shared costs, as lines after its own."""
    lines = []
    for cost in scenario.shared_costs:
        parts = [
            each.part(row)
            for each in partings
            if each.cost is cost and (row := each.row_of(board.id, "")) is not None
        ]
        if parts:
            sure = [cost.figure.status, cost.split.figures.figure.status]
            lines.append(_line(cost.item, cost.pool, tuple(parts), sure, cost.figure.source))
    return replace(board, costs=(*board.costs, *lines)) if lines else board


def _passed_on(board: Board, runs: tuple[Run, ...], place: int) -> CostLine:
    """Give what a board above others asks of one beneath, as a line of that one's budget."""
    parts = tuple(run.result.partners[place].assessed for run in runs)
    sure = [figure.status for run in runs for figure in run.figures]
    line = _line(
        here(board.name),
        board.passes_to,
        parts,
        sure,
        _("the cost of board {board}", board=board.id),
    )
    came_to = tuple(run.year_end.partners[place].outturn if run.year_end else None for run in runs)
    return replace(line, outturn=came_to) if any(each is not None for each in came_to) else line


def _line(item: str, pool: str, parts: ByYear, sure: Iterable[str], source: str) -> CostLine:
    """Make a line that is no surer than the least sure of the figures that it rests on."""
    source = _("its part, split between boards; {source}", source=source)
    figure = Figure("costs", item, least_sure(sure), source)
    return CostLine(item, pool, parts, figure)


def _from_the_top(boards: Iterable[Board]) -> Iterator[Board]:
    """Give the boards above others, none before one that stands above it."""
    above = {board.id: board for board in boards if board.beneath}
    over = {
        board: [each.id for each in above.values() if board in {p.id for p in each.partners}]
        for board in above
    }
    yield from (above[board] for board in TopologicalSorter(over).static_order())


def _between(scenario: Scenario, board: Board) -> Formula:
    """Give the formula that a board above others stands for; its faults lie in the scenario."""
    split = board.beneath
    if split is None:
        raise TypeError(f"board {board.id} stands above no other")
    data: dict[str, Any] = {
        "id": "between-boards",
        "title": {"en": HOW, **({"cy": _(HOW)} if spoken() == "cy" else {})},
        "source": THE_SCENARIO,
        "status": split.status,
        "covers": "all",
        "duty": {KIND: "will"},
        **({EQUAL: {}} if split.by == EQUAL else {"driver": {"by": split.by}}),
    }
    document = Document("between-boards", "", data)
    if split.by != EQUAL:
        typed = isinstance(scenario.document.data.get("board"), list)
        place = [each.id for each in scenario.boards].index(board.id)
        path: KeyPath = ("board", place, "by") if typed else ("board", "by")
        document = document.override({("driver", "by"): (split.by, (scenario.document, path))})
    return formula_of(document)
