"""The whole flow on one page: read, compile, bind, evaluate, check, return."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from funding.amounts import written_money
from funding.comparison.outcome import LeftOut, Outcome, Run
from funding.compiling.bind import PENNY, Party, bind
from funding.compiling.cautions import cautions
from funding.compiling.compile import compile_formula
from funding.compiling.objections import objections
from funding.data import wales
from funding.errors import Fault, InputError
from funding.evaluation.exact import CellFault, Sheet, evaluate
from funding.evaluation.identities import check_identities
from funding.evaluation.result import read_result
from funding.formula.library import Library, library_beside
from funding.formula.model import Formula
from funding.formula.reading import declared_kinds, formula_of, known_kinds, read_formula
from funding.rules.rule import Shape
from funding.scenario.model import Board, Scenario
from funding.scenario.reading import open_scenario, scenario_of
from funding.toml import Document, KeyPath, parse_document
from funding.worksheet.primitives import round_to
from funding.worksheet.worksheet import Worksheet

STDIN = "-"

Changes = Mapping[KeyPath, tuple[object, str]]
"""Values put in place of a file's own, by path, each with the place that changes it."""


def read_scenario(
    path: str | Path, *, changes: Changes | None = None, formulas: Iterable[str] = ()
) -> Scenario:
    """Read a scenario from a path, by a shipped name, or from standard input (`-`).

    `changes` override values of the file; `formulas`, if any, are run instead of the file's own.
    Raise `InputError` with every fault of the file.
    """
    if str(path) == STDIN:
        document = parse_document(sys.stdin.buffer.read(), "<stdin>")
    else:
        document = open_scenario(str(path))
    chosen = tuple(dict.fromkeys(formulas))
    library = library_beside(document.origin)
    changed, unchanged = _changed(document, changes or {}, library)
    if chosen:
        place = "--formula " + " --formula ".join(chosen)
        changed = changed.override({("formulas",): (list(chosen), place)})
        if changed.data.get("baseline") not in (None, *chosen):
            changed = replace(
                changed, data={k: v for k, v in changed.data.items() if k != "baseline"}
            )
    names = changed.data.get("formulas")
    wanted = library.files if names == "all" else names if isinstance(names, list) else ()
    loaded = [library.load(name) for name in wanted if name in library.files]
    scenario = scenario_of(changed, tuple(library.files), declared_kinds(loaded))
    return replace(scenario, warnings=unchanged)


def simulate(scenario: Scenario) -> Outcome:
    """Run every formula of a scenario on every board in every year.

    Raise `InputError` for a formula that cannot be used, unless all formulas were asked for: then
    it is left out with the reason. Raise `ConservationError` if a result does not add up.
    """
    library = library_beside(scenario.document.origin)
    formulas = {name: _with_settings(library.load(name), scenario) for name in scenario.formulas}
    kinds = known_kinds(formulas.values())
    runs: list[Run] = []
    left_out: list[LeftOut] = []
    faults: list[Fault] = []
    worksheets: dict[tuple[str, Shape], Worksheet] = {}
    for board in scenario.boards:
        for name, formula in formulas.items():
            try:
                runs += _run(formula, board, scenario, board.shape(kinds), worksheets)
            except InputError as error:
                faults += error.faults
                left_out.append(LeftOut(name, board.id, error.faults[0].message))
    if faults and not (scenario.all_formulas and runs):
        raise InputError(faults)
    order = {board.id: place for place, board in enumerate(scenario.boards)}
    runs.sort(key=lambda run: (order[run.board.id], run.year))
    return Outcome(scenario, tuple(runs), tuple(left_out), scenario.warnings)


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
        _check_reserves(board, scenario, place, opening, what)
        try:
            sheet = evaluate(
                worksheet, bind(worksheet, formula, board, scenario.years, place, opening)
            )
        except CellFault as error:
            raise InputError([Fault(formula.document.name, 0, 0, f"{what}: {error}")]) from None
        _check_bills(sheet, formula, what)
        result = read_result(sheet, opening)
        check_identities(result, what)
        parties = tuple(Party(partner, formula, board, year) for partner in board.partners)
        warnings = tuple(cautions(formula, board, year, worksheet, parties, result))
        found.append(Run(formula, board, year, parties, sheet, result, warnings))
        opening = result.reserves_closing
    return iter(found)


def _check_bills(sheet: Sheet, formula: Formula, what: str) -> None:
    """Refuse a formula of an author's own that asks for less than nothing."""
    for place, row in enumerate(sheet.rows):
        asked = sheet.cell("charged_exact", place)
        if asked < 0:
            shown = written_money(round_to(asked, PENNY, "half_up"))
            message = f"{what}: {row.id} is asked for less than nothing: {shown}"
            fix = "use at_least(…, 0), so that nobody is paid by the formula"
            path = ("charge", "expression") if formula.section("charge") else ()
            raise InputError([formula.document.fault(path, message, fix)])


def _check_reserves(
    board: Board, scenario: Scenario, place: int, opening: Fraction, what: str
) -> None:
    """Planned use may not take reserves below what must be kept."""
    use = board.reduction_amounts.get("reserves_use")
    planned = use[place] if use else Fraction(0)
    short = board.reserves.minimum[place] + planned - opening
    if short > 0 and (planned or place == 0):
        message = (
            f"{what}: reserves of £{written_money(opening)} cannot pay the planned use and "
            f"keep the minimum; they are £{written_money(short)} short"
        )
        raise InputError([scenario.document.fault(("board", "reserves"), message)])


def _changed(
    document: Document, changes: Changes, library: Library
) -> tuple[Document, tuple[str, ...]]:
    """Put changed values in; give the document, and a warning for each that changes nothing."""
    unchanged = []
    for path, (value, place) in changes.items():
        # The first name is a key of the scenario, or else a formula's.
        full = ("set", *path) if path[0] in library.files else path
        changed = document.override({full: (value, place)})
        if changed.data == document.data:
            unchanged.append(f"{place} changes nothing: the value is already that")
        document = changed
    return document, tuple(unchanged)


def _with_settings(formula: Formula, scenario: Scenario) -> Formula:
    """Give a formula with what the scenario sets in it."""
    settings = scenario.settings.get(formula.id)
    return formula_of(formula.document.override(settings)) if settings else formula


def load_formula(name: str) -> Formula:
    """Read a formula by its shipped name, or from a file; raise `InputError` with its faults."""
    if name.endswith(".toml") or "/" in name:
        return read_formula(Path(name))
    return library_beside(None).load(name)


def nominal_worksheet(formula: Formula) -> Worksheet:
    """Compile a formula for a plain board, to show its columns: its own pools, or one of core."""
    covers = formula.file.covers
    pools = ("core",) if covers == "all" else tuple(covers)
    pools = tuple(dict.fromkeys((*pools, *formula.pools, *formula.file.paid_centrally)))
    shape = Shape(
        pools,
        offers=tuple((kind, pools[0]) for kind in ("accommodation", "staff")),
        drivers=frozenset(wales.measures()),
        kinds=known_kinds([formula]),
    )
    return compile_formula(formula, shape)
