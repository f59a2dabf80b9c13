"""The whole flow on one page: read, compile, bind, evaluate, check, return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from funding.comparison.outcome import LeftOut, Outcome, Run
from funding.compiling.bind import Party, bind
from funding.compiling.cautions import cautions, idle_names
from funding.compiling.compile import compile_formula
from funding.compiling.objections import objections
from funding.data import wales
from funding.errors import Fault, InputError
from funding.evaluation.exact import CellFault, evaluate
from funding.evaluation.identities import check_identities
from funding.evaluation.result import read_result
from funding.formula.library import library_for
from funding.formula.model import Formula, named
from funding.formula.reading import known_kinds, read_formula
from funding.refusals import cell_fault, check_bills, check_reserves, plugins_of
from funding.rules.rule import Shape
from funding.scenario.model import Board, Scenario
from funding.scenario.opening import Changes, change, narrow, open_scenario
from funding.scenario.reading import scenario_of
from funding.worksheet.worksheet import Worksheet


def read_scenario(
    path: str | Path,
    *,
    changes: Changes | None = None,
    formulas: Iterable[str] = (),
    folders: Iterable[Path] = (),
) -> Scenario:
    """Read a scenario from a path, by a shipped name, or from standard input (`-`).

    `changes` are put in place of values of the file; `formulas`, if any, are run instead of its
    own; `folders` are further places to look for formulas in. Raise `InputError` with every fault
    of the file and of the formulas that it names.
    """
    document = open_scenario(str(path))
    library = library_for(document.origin, folders)
    document, unchanged = change(document, changes or {}, library.files)
    chosen = tuple(dict.fromkeys(formulas))
    if chosen:
        document = narrow(document, chosen)
    scenario = scenario_of(document, library)
    return replace(scenario, warnings=(*unchanged, *scenario.warnings))


def simulate(scenario: Scenario) -> Outcome:
    """Run every formula of a scenario on every board in every year.

    Raise `InputError` for a formula that cannot be used, unless all formulas were asked for: then
    it is left out with the reason. Raise `ConservationError` if a result does not add up.
    """
    kinds = known_kinds(scenario.formulas)
    runs: list[Run] = []
    left_out: list[LeftOut] = []
    faults: list[Fault] = []
    worksheets: dict[tuple[str, Shape], Worksheet] = {}
    for board in scenario.boards:
        for formula in scenario.formulas:
            if scenario.all_formulas and not formula.is_for(board.country):
                why = f"it is a formula for boards in {named(formula.file.country)}"
                left_out.append(LeftOut(formula.id, board.id, why))
                continue
            try:
                runs += _run(formula, board, scenario, board.shape(kinds), worksheets)
            except InputError as error:
                faults += error.faults
                left_out.append(LeftOut(formula.id, board.id, error.faults[0].message))
    if faults and not (scenario.all_formulas and runs):
        raise InputError(faults)
    order = {board.id: place for place, board in enumerate(scenario.boards)}
    runs.sort(key=lambda run: (order[run.board.id], run.year))
    idle = (words for each in scenario.formulas for words in idle_names(each, scenario.boards))
    return Outcome(scenario, tuple(runs), tuple(left_out), (*scenario.warnings, *idle))


def _run(
    formula: Formula,
    board: Board,
    scenario: Scenario,
    shape: Shape,
    worksheets: dict[tuple[str, Shape], Worksheet],
) -> Iterator[Run]:
    """Run one formula on one board, year after year; reserves close one year and open the next."""
    faults = [f for year in scenario.years for f in objections(formula, board, year)]
    if faults:
        raise InputError(faults)
    if (formula.id, shape) not in worksheets:
        worksheets[formula.id, shape] = compile_formula(formula, shape)
    worksheet = worksheets[formula.id, shape]
    opening = board.reserves.opening
    found = []
    for place, year in enumerate(scenario.years):
        what = f"{formula.id} on {board.id}, {year}"
        check_reserves(board, scenario, place, opening, what)
        try:
            sheet = evaluate(
                worksheet, bind(worksheet, formula, board, scenario.years, place, opening)
            )
        except CellFault as error:
            raise InputError([cell_fault(error, formula, board, what)]) from None
        check_bills(sheet, formula, what)
        result = read_result(sheet, opening)
        check_identities(result, f"{what}{plugins_of(formula)}")
        parties = tuple(Party(partner, formula, board, year) for partner in board.partners)
        warnings = tuple(cautions(formula, board, year, worksheet, parties, result, place))
        found.append(Run(formula, board, year, parties, sheet, result, warnings))
        opening = result.reserves_closing
    return iter(found)


def load_formula(name: str, folders: Iterable[Path] = ()) -> Formula:
    """Read a formula by its name, or from a file; raise `InputError` with its faults."""
    if name.endswith(".toml") or "/" in name:
        return read_formula(Path(name))
    return library_for(None, folders).load(name)


def nominal_worksheet(formula: Formula) -> Worksheet:
    """Compile a formula for a plain board, to show its columns: its own pools, or one of core.

    A name that is like none that the library knows is taken for a driver of a scenario's own.
    """
    covers = formula.file.covers
    pools = ("core",) if covers == "all" else tuple(covers)
    pools = tuple(dict.fromkeys((*pools, *formula.pools, *formula.file.paid_centrally)))
    shape = Shape(
        pools,
        offers=tuple((kind, pools[0]) for kind in ("accommodation", "staff")),
        drivers=frozenset(wales.measures()),
        any_driver=True,
        kinds=known_kinds([formula]),
    )
    return compile_formula(formula, shape)
