"""One board of a scenario, worked out for many sets of figures at once, to the same penny."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from sympy import Expr, Rational, Symbol

from funding.chaining.refusals import check_bills, check_reserves, plugins_of
from funding.comparison.run import Run
from funding.evaluation.batch.classes import Fixed
from funding.evaluation.batch.many import Many, Pence, prepare
from funding.evaluation.batch.numbers import Whole
from funding.evaluation.batch.program import Wanted
from funding.evaluation.exact import Sheet
from funding.evaluation.result import BOARD_WORDS, PARTNER_WORDS
from funding.language import _
from funding.scenario.model import Scenario
from funding.simulation import simulate
from funding.study.figures import SMALLEST
from funding.study.tables import figures_in
from funding.toml import did_you_mean
from funding.worksheet.column import Column, Role, Scope
from funding.worksheet.functions import both, choose, is_equal
from funding.worksheet.worksheet import Worksheet


@dataclass(frozen=True, eq=False)
class Batch:
    """A board, a formula and a year of a scenario, ready for many sets of figures.

    `parts` has what varies: of how many parts of 1 its whole numbers are counts. All else is as in
    the scenario, whose own result is `run`.
    """

    run_of_scenario: Run
    many: Many

    @property
    def parts(self) -> Mapping[str, int]:
        """What varies, each with the number of parts of 1 that its whole numbers count."""
        return self.many.parts

    @property
    def ranges(self) -> Mapping[str, int]:
        """Up to which figures of each, from nothing on and in its parts, the fast way is taken.

        A board with one outside is worked out in other ways: as exactly, and slower.
        """
        return self.many.ranges

    @property
    def partners(self) -> tuple[str, ...]:
        """The ids of the partners, in the order of rows of every array."""
        return tuple(row.id for row in self.many.rows)

    def run(self, figures: Any, *, compiled: bool | None = None) -> Pence:
        """Work out every board; give its sums in pence, and the fault of each that has none.

        `figures` has a figure of all that varies for each board: arrays by name, of boards or of
        partners by boards; or a table of pandas, polars or Arrow, with a column for each name, and
        for what partners have one each, `children_0_17.wrexham`. Whole numbers count parts, such as
        pence. Decimals are sums and figures themselves. Floats are refused.

        Raise `ValueError` for figures that are missing, not exact or of another shape.
        """
        known = figures_in(figures, self.many.worksheet, self.partners, self.parts)
        return self.many.run(known, compiled=compiled)

    def base(self, boards: int) -> dict[str, Whole]:
        """Give the figures of the scenario itself, of all that varies, so many times."""
        sheet = self.run_of_scenario.sheet
        found = {}
        for name, parts in self.parts.items():
            cells = [sheet.cell(name, row) * parts for row in range(len(sheet.rows))]
            if any(each.denominator != 1 for each in cells):
                raise ValueError(
                    _(
                        "'{name}' is not whole in {parts} parts of 1 in the scenario",
                        name=name,
                        parts=parts,
                    )
                )
            rows = np.array([int(each) for each in cells], dtype=np.int64)
            of_partners = self.many.worksheet[name].scope is Scope.PARTNER
            shape = (len(rows), boards) if of_partners else (boards,)
            found[name] = np.broadcast_to(rows[:, None] if of_partners else rows[0], shape).copy()
        return found


def prepare_batch(
    scenario: Scenario,
    varies: Iterable[str] | Mapping[str, int],
    *,
    board: str | None = None,
    formula: str | None = None,
    year: str | None = None,
    words: Iterable[str] = (*PARTNER_WORDS, *BOARD_WORDS),
    columns: Iterable[str] = (),
) -> Batch:
    """Make one board of a scenario ready to be worked out for many sets of figures.

    `varies` names inputs of its worksheet and parameters of its formula, as `funding show` prints
    them, with how many parts of 1 their whole numbers count: 100 for money (pence), 10,000 for
    shares, and else 1, if not stated. `board`, `formula` and `year` are needed where the scenario
    has several. Only the `words` of the result that are asked for are worked out, and any further
    `columns` of the worksheet that are whole pence.

    Raise `InputError` if the scenario itself has no result, `ValueError` for a name that is not
    there, and for a year that is cut in parts.
    """
    run = _run_of(scenario, board, formula, year)
    return batch_of(scenario, run, counted(varies), tuple(words), tuple(columns))


def counted(varies: Iterable[str] | Mapping[str, int]) -> dict[str, int]:
    """Give what varies with the parts of 1 that it counts; 0 where the usual ones are meant."""
    named = dict(varies) if isinstance(varies, Mapping) else dict.fromkeys(varies, 0)
    for name, stated in named.items():
        if not isinstance(stated, int) or stated < 0:
            raise ValueError(
                _("'{name}' counts parts of 1: state how many as a whole number", name=name)
            )
    return named


def batch_of(
    scenario: Scenario,
    run: Run,
    varies: Mapping[str, int],
    words: tuple[str, ...],
    columns: tuple[str, ...] = (),
) -> Batch:
    """Make a run of a scenario ready; raise as `prepare_batch` does."""
    if run.parts:
        board = run.board.id
        raise ValueError(_("{year} is cut in parts on board '{board}'", year=run.year, board=board))
    sheet = run.sheet
    for name in (*varies, *columns):
        if name not in sheet.worksheet:
            near = did_you_mean(name, [column.name for column in sheet.worksheet])
            raise ValueError(
                _(
                    "there is no column '{name}' on board '{board}': {fix}",
                    name=name,
                    board=run.board.id,
                    fix=near,
                )
            )
    parts = {name: stated or _usual_parts(sheet, name) for name, stated in varies.items()}
    lacking = {name for name, rows in sheet.binding.missing.items() if rows} - set(parts)
    if lacking := {n for n in lacking if sheet.worksheet[n].origin is not None}:
        names = ", ".join(sorted(lacking))
        raise ValueError(_("the scenario has no figures of {names}", names=names))
    for word in words:
        if word not in (*PARTNER_WORDS, *BOARD_WORDS):
            near = did_you_mean(word, [*PARTNER_WORDS, *BOARD_WORDS])
            raise ValueError(_("there is no word '{word}' in a result: {fix}", word=word, fix=near))
    wanted = Wanted(
        tuple(word for word in PARTNER_WORDS if word in words),
        tuple(word for word in BOARD_WORDS if word in words),
        columns,
    )
    fixed = {name: cells for name, cells in sheet.binding.values.items() if name not in parts}
    place = scenario.years.index(run.year)
    return Batch(run, prepare_run(scenario, run, place, sheet.worksheet, fixed, parts, wanted))


def prepare_run(
    scenario: Scenario,
    run: Run,
    place: int,
    worksheet: Worksheet,
    fixed: Fixed,
    parts: Mapping[str, int],
    wanted: Wanted,
    not_below: Iterable[Expr] = (),
    check: Callable[[Sheet], None] = lambda _: None,
) -> Many:
    """Make the worksheet of a run of a scenario ready for many boards.

    `place` is that of its year; `worksheet` may have further columns, `check` what is to be refused
    besides what a single board would be, where one of `not_below` is.
    """
    run_said = _(
        "{formula} on {board}, {year}", formula=run.formula.id, board=run.board.id, year=run.year
    )
    what = f"{run_said}{plugins_of(run.stands)}"

    def refuse(found: Sheet) -> None:
        check(found)
        check_reserves(run.board, scenario, place, found, what)
        check_bills(found, run.stands, what)

    bounds = [*_not_below(run.sheet, run.board.reserves.minimum[place]), *not_below]
    return prepare(worksheet, run.sheet.rows, fixed, parts, refuse, bounds, wanted, is_checked=True)


def _run_of(scenario: Scenario, board: str | None, formula: str | None, year: str | None) -> Run:
    """Give the one run that is meant."""
    formulas = tuple(each for each in scenario.formulas if formula in (None, each.id))
    every = simulate(replace(scenario, formulas=formulas or scenario.formulas)).runs
    asked = (board, formula, year)
    runs = [
        run
        for run in every
        if all(a in (None, b) for a, b in zip(asked, names_of(run), strict=True))
    ]
    if len(runs) != 1:
        said = "; ".join(", ".join(names_of(run)) for run in runs or every)
        raise ValueError(_("say which board, formula and year: there are {runs}", runs=said))
    return runs[0]


def names_of(run: Run) -> tuple[str, str, str]:
    """Give the board, the formula and the year of a run."""
    return run.board.id, run.formula.id, str(run.year)


def _usual_parts(sheet: Sheet, name: str) -> int:
    column: Column = sheet.worksheet[name]
    if column.origin is None and column.values is None:
        raise ValueError(_("'{name}' is worked out, and so cannot vary", name=name))
    return SMALLEST.get(column.unit, 1)


def _not_below(sheet: Sheet, minimum: Fraction) -> Iterable[Expr]:
    """Give what a formula is refused for where it is below nothing, as `check_bills` refuses it."""
    worksheet = sheet.worksheet
    names = {each.name for each in worksheet}
    yield from (Symbol(each.name) for each in worksheet if each.name.startswith("exact_"))
    yield -Symbol("excluded") * Symbol("charged_exact")
    for each in worksheet:
        pool = each.name.removeprefix("nearest_")
        if pool != each.name and {f"assessed_{pool}", f"shared_{pool}", "is_lead"} <= names:
            yield Symbol(f"assessed_{pool}")
            without = both(is_equal(Symbol("is_lead"), 1), is_equal(Symbol(f"exact_{pool}"), 0))
            yield choose(without, -Symbol(f"shared_{pool}"), 0)
    used = [Symbol(each.name) for each in worksheet.playing(Role.RESERVES_PLANNED)]
    kept = Rational(minimum.numerator, minimum.denominator)
    yield Symbol("reserves_opening") - kept - sum(used, start=Rational(0))
