"""The whole flow on one page: read, compile, bind, evaluate, check, return."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from funding.chaining.chain import Chain, Worksheets
from funding.chaining.one_limit import parts_of, split_limits
from funding.chaining.structure import bring_together
from funding.comparison.outcome import Outcome
from funding.comparison.run import LeftOut, Run
from funding.compiling.carrying import idle_openings
from funding.compiling.cautions import idle_names
from funding.compiling.compile import compile_formula
from funding.compiling.dated_cautions import idle_amendments, idle_notices
from funding.data import wales
from funding.errors import Fault, InputError
from funding.formula.library import library_for, library_here
from funding.formula.model import Formula, named
from funding.formula.reading import known_kinds, read_formula
from funding.language import _
from funding.rules.work import Shape
from funding.scenario.model import Scenario
from funding.scenario.opening import Changes, change, measure_against, narrow, open_scenario
from funding.scenario.reading import scenario_of
from funding.worksheet.worksheet import Worksheet


def read_scenario(
    path: str | Path,
    *,
    changes: Changes | None = None,
    formulas: Iterable[str] = (),
    folders: Iterable[Path] = (),
    baseline: str | None = None,
    keep_baseline: bool = False,
) -> Scenario:
    """Read a scenario from a path, by a shipped name, or from standard input (`-`).

    `changes` are put in place of values of the file; `formulas`, if any, are run instead of its
    own; `folders` are further places to look for formulas in. A `baseline` is what changes are
    measured against, and is run besides the others; with `keep_baseline` so is the file's own.
    Raise `InputError` with every fault of the file and of the formulas that it names.
    """
    document = open_scenario(str(path))
    library = library_for(document.origin, folders)
    document, unchanged = change(document, changes or {}, library.files)
    chosen = tuple(dict.fromkeys(formulas))
    own = document.data.get("baseline")
    if chosen and keep_baseline and baseline is None and isinstance(own, str):
        chosen = tuple(dict.fromkeys([*chosen, own]))
    if chosen:
        document = narrow(document, chosen)
    if baseline is not None:
        document = measure_against(document, baseline, library.files)
    scenario = scenario_of(document, library)
    return replace(scenario, warnings=(*unchanged, *scenario.warnings))


def simulate(scenario: Scenario) -> Outcome:
    """Run every formula of a scenario on every board in every year.

    Raise `InputError` for a formula that cannot be used, unless all formulas were asked for: then
    it is left out with the reason. Raise `ConservationError` if a result does not add up.
    """
    chains: list[Chain] = []
    left_out: list[LeftOut] = []
    faults: list[Fault] = []
    worksheets: Worksheets = {}
    together = bring_together(scenario)
    scenario, above, partings = together.scenario, list[Run](), list(together.partings)
    for board in scenario.boards:
        for formula in scenario.formulas:
            if scenario.all_formulas and not formula.is_for(board.country):
                country = named(formula.file.country)
                why = _("it is a formula for boards in {country}", country=country)
                left_out.append(LeftOut(formula.id, board.id, why))
                continue
            if board.beneath is not None:
                above += together.runs_under(formula, board)
                continue
            chains.append(Chain(formula, board, scenario, worksheets))
    for place in range(len(scenario.years)):
        limits = list(split_limits(chains, place))
        partings += limits
        for chain in list(chains):
            try:
                chain.run_year(place, parts_of(chain, limits))
            except InputError as error:
                chains.remove(chain)
                faults += error.faults
                why = error.faults[0].message
                left_out.append(LeftOut(chain.formula.id, chain.board.id, why))
    if faults and not (scenario.all_formulas and chains):
        raise InputError(faults)
    runs = [*above, *(run for chain in chains for run in chain.runs)]
    order = {board.id: place for place, board in enumerate(scenario.boards)}
    models = {formula.id: place for place, formula in enumerate(scenario.formulas)}
    runs.sort(key=lambda run: (order[run.board.id], run.year, models[run.formula.id]))
    left_out.sort(key=lambda each: (order[each.board], models[each.formula]))
    split = tuple(replace(parting, currency=scenario.currency) for parting in partings)
    looked_at = (
        (board, [each for run in runs if run.board is board for each in run.worksheets])
        for board in scenario.boards
    )
    warnings = (*scenario.warnings, *_idle(scenario), *idle_openings(looked_at))
    return Outcome(scenario, tuple(runs), tuple(left_out), warnings, split)


def _idle(scenario: Scenario) -> tuple[str, ...]:
    """Warn of what has no effect in the formulas, those of a succession each by itself."""
    alone = dict.fromkeys(each for formula in scenario.formulas for each in formula.alone())
    return (
        *(words for each in alone for words in idle_names(each, scenario.boards)),
        *(words for each in alone for words in idle_amendments(each)),
        *(
            words
            for each in scenario.formulas
            for words in idle_notices(each, scenario.boards, scenario.years)
        ),
    )


def load_formula(name: str, folders: Iterable[Path] = ()) -> Formula:
    """Read a formula by its name, or from a file; raise `InputError` with its faults.

    A name is looked for as if a scenario in the working folder had asked for it.
    """
    if name.endswith(".toml") or "/" in name:
        return read_formula(Path(name))
    return library_here(folders).load(name)


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
    for _day, version in formula.changes:
        compile_formula(version, shape)
    return compile_formula(formula, shape)
