"""A worksheet in which some figures are worked out of draws and of what is tried.

What a study says of a figure is one more column, like those of a formula: so every reader of the
worksheet takes it from there, and every penny of a study is what a single board would pay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from sympy import Expr, Integer, Rational, Symbol

from funding.comparison.run import Run
from funding.errors import Fault, FundingError, InputError
from funding.evaluation.exact import Sheet
from funding.study.file import InputFile
from funding.study.model import Draw, Study, Sweep
from funding.toml import KeyPath, did_you_mean
from funding.worksheet.column import Column, Origin, Row, Scope, Title
from funding.worksheet.expression import parse_expression, scope_of
from funding.worksheet.functions import choose, is_equal, per, plus, round_to
from funding.worksheet.tokens import ExpressionFault
from funding.worksheet.worksheet import Worksheet

Value = Fraction | tuple[Fraction, ...]
PENNY = Rational(1, 100)


@dataclass(frozen=True, eq=False)
class Changed:
    """A worksheet with the columns of a study, and the figures that it does not draw.

    `parts` has what is drawn or tried, with how many parts of 1 its figures are counts, from the
    lowest on: by the name of the column, of which `names` says whose it is. `columns` are those
    that were changed.
    """

    worksheet: Worksheet
    fixed: dict[str, Value]
    parts: dict[str, int]
    names: dict[str, str]
    columns: tuple[str, ...]

    def not_allowed(self) -> Iterator[Expr]:
        """Give what may not be below nothing: changed figures are none that a file could say."""
        for name in self.columns:
            yield Symbol(name)
            if self.worksheet[name].unit in ("share", "flag"):
                yield plus(Integer(1), -Symbol(name))

    def check(self, sheet: Sheet) -> None:
        """Refuse a board of which a changed figure is none that a file could say."""
        for name in self.columns:
            column = self.worksheet[name]
            for place, row in enumerate(sheet.rows):
                cell = sheet.cell(name, place)
                most = 1 if column.unit in ("share", "flag") else cell
                if not 0 <= cell <= most:
                    whose = f" of {row.id}" if column.scope is Scope.PARTNER else ""
                    wrong = "below nothing" if cell < 0 else "more than the whole"
                    raise FundingError(f"{name}{whose} comes to {wrong}: {float(cell):.6g}")


def stated_name(name: str) -> str:
    """Name the column of what the scenario itself says of a figure that is changed.

    Two such lines in a row are in no name that a person gives.
    """
    return f"stated__{name}"


def change(study: Study, run: Run) -> Changed:
    """Put the columns of a study into a run's worksheet; raise `InputError` with all faults."""
    return _Changing(study, run).changed()


def applies(file: InputFile, run: Run) -> bool:
    """Say whether an input is meant for a run, by its board and formula."""
    return run.board.id in (file.boards or [run.board.id]) and run.formula.id in (
        file.formulas or [run.formula.id]
    )


def is_meant(file: InputFile, row: Row) -> bool:
    """Say whether an input is meant for a partner, by its kind and name."""
    kind = row.keys["kind"]
    return kind in (file.kinds or [kind]) and row.id in (file.partners or [row.id])


def is_stated(name: str, worksheet: Worksheet) -> bool:
    """Say whether a worksheet has a figure of that name that the scenario or the formula states."""
    return name in worksheet and worksheet[name].expression is None


class _Changing:
    def __init__(self, study: Study, run: Run) -> None:
        self.study, self.run = study, run
        self.sheet = run.sheet.worksheet
        self.inputs = [
            (path, file)
            for path, file in study.inputs
            if applies(file, run) and is_stated(file.column, self.sheet)
        ]
        self.changed_names = tuple(dict.fromkeys(file.column for _, file in self.inputs))
        known: Iterable[Draw | Sweep] = (*study.draws, *study.sweeps)
        self.known = {each.name: each for each in known}
        self.drawn: dict[str, Column] = {}
        self.fixed: dict[str, Value] = {}
        self.parts: dict[str, int] = {}
        self.names: dict[str, str] = {}
        self.faults: list[Fault] = []

    def changed(self) -> Changed:
        stated = self._stated()
        made = [self._column(name, stated) for name in self.changed_names]
        if self.faults:
            raise InputError(self.faults)
        computed = [each for each in self.sheet if each.expression is not None]
        every = (*stated.values(), *self.drawn.values(), *made, *computed)
        worksheet = Worksheet(self.sheet.name, every, self.sheet.carried)
        values = self.run.sheet.binding.values
        held = {name: values[self._own(name)] for name in stated if self._own(name) in values}
        return Changed(
            worksheet, {**held, **self.fixed}, self.parts, self.names, self.changed_names
        )

    def _own(self, name: str) -> str:
        own = name.removeprefix("stated__")
        return own if own in self.changed_names and own != name else name

    def _stated(self) -> dict[str, Column]:
        """Give the inputs and parameters, those that are changed under another name."""
        found = {}
        for column in self.sheet:
            if column.expression is None:
                is_changed = column.name in self.changed_names
                name = stated_name(column.name) if is_changed else column.name
                found[name] = replace(column, name=name, role=None if is_changed else column.role)
        return found

    def _column(self, name: str, stated: Mapping[str, Column]) -> Column:
        """Make the column of a changed figure: each input that is meant for a row, in turn."""
        column = self.sheet[name]
        value: Expr = Symbol(stated_name(name))
        for number, (path, file) in enumerate(self.inputs):
            if file.column == name:
                expression = self._read(path, file, stated)
                if column.unit == "money":
                    expression = round_to(expression, PENNY, Symbol("half_up"))
                value = self._for_some(path, file, column, number, expression, value)
        return replace(
            column,
            expression=value,
            text=None,
            origin=None,
            values=None,
            by="board",
            figures=(),
            source=self.study.document.name,
        )

    def _for_some(
        self,
        path: KeyPath,
        file: InputFile,
        column: Column,
        number: int,
        then: Expr,
        otherwise: Expr,
    ) -> Expr:
        """Let an expression hold for the partners that are named, if any are."""
        if file.kinds is None and file.partners is None:
            return then
        if column.scope is Scope.BOARD:
            message = f"'{column.name}' is one figure for the whole board"
            self._fault(path, "column", message, "delete kinds and partners")
            return then
        flag = f"chosen__{number}"
        self.fixed[flag] = tuple(Fraction(is_meant(file, row)) for row in self.run.sheet.rows)
        self.drawn[flag] = self._new(flag, "flag", Scope.PARTNER)
        return choose(is_equal(Symbol(flag), Integer(1)), then, otherwise)

    def _read(self, path: KeyPath, file: InputFile, stated: Mapping[str, Column]) -> Expr:
        """Read an expression over draws, what is tried, and what the scenario says."""
        own = {name: name for name in stated}
        own |= {each: stated_name(each) for each in self.changed_names}
        # A column that is worked out has a name too, though no expression may use it.
        both = sorted({*own, *(each.name for each in self.sheet)} & set(self.known))
        if both:
            message = f"there is a column '{both[0]}' on board '{self.run.board.id}' already"
            self._fault(path, "expression", message, "call what is drawn or tried something else")
        aliases = {name: meant for name, meant in own.items() if name != meant}
        try:
            names = {*stated, *self.known}
            found = parse_expression(file.expression, names, aliases)
        except ExpressionFault as fault:
            where = f" on board '{self.run.board.id}' under {self.run.formula.id}"
            self.faults.append(
                self.study.document.fault(
                    (*path, "expression"),
                    fault.message + where,
                    fault.fix,
                    offset=fault.offset,
                    width=fault.width,
                )
            )
            return Integer(0)
        for symbol in sorted(found.free_symbols, key=str):
            if symbol.name in self.known and symbol.name not in own:
                self._draw(self.known[symbol.name])
        scopes = {name: each.scope for name, each in {**stated, **self.drawn}.items()}
        if self.sheet[file.column].scope is Scope.BOARD is not scope_of(found, scopes):
            message = (
                f"'{file.column}' is one figure for the whole board, and this is one a partner"
            )
            self._fault(path, "expression", message, "take the total(…) of what partners have")
        return found

    def _draw(self, known: Draw | Sweep) -> None:
        """Add the columns of what is drawn or tried: how far it is above its lowest, and itself."""
        if isinstance(known, Draw):
            unit, scope = known.distribution.unit, known.scope
            parts = known.distribution.parts
        else:
            unit, scope, parts = known.unit, Scope.BOARD, known.parts
        above = known.name if known.lowest == 0 else f"{known.name}__above_lowest"
        self.names[above] = known.name
        is_sum = unit == "money" and parts == 100
        self.parts[above] = parts if is_sum or known.lowest == 0 else 1
        self.drawn[above] = self._new(above, "money" if is_sum else unit, scope)
        if known.lowest == 0:
            return
        if not is_sum:
            self.drawn[above] = replace(self.drawn[above], unit="number")
        lowest = Rational(known.lowest, parts)
        value: Expr = Symbol(above) if is_sum else per(Symbol(above), Integer(parts))
        self.drawn[known.name] = replace(
            self._new(known.name, unit, scope), expression=plus(lowest, value), origin=None
        )

    def _new(self, name: str, unit: str, scope: Scope) -> Column:
        origin = Origin("study", (name,))
        title = Title(name.replace("_", " "))
        source = self.study.document.name
        return Column("", name, title, unit, scope, source, origin=origin)  # type: ignore[arg-type]  # a unit

    def _fault(self, path: KeyPath, key: str, message: str, fix: str) -> None:
        self.faults.append(self.study.document.fault((*path, key), message, fix))


def check_used(study: Study, runs: Iterable[Run]) -> None:
    """Refuse inputs that change nothing."""
    every, faults = list(runs), []
    for path, file in study.inputs:
        meant = [run.sheet.worksheet for run in every if applies(file, run)]
        if any(is_stated(file.column, worksheet) for worksheet in meant):
            rows = (row for run in every if applies(file, run) for row in run.sheet.rows)
            if not any(is_meant(file, row) for row in rows):
                message = "no partner is of these kinds and named here"
                fix = "delete kinds or partners, or name boards of theirs"
                faults.append(study.document.fault(path, message, fix))
            continue
        if any(file.column in worksheet for worksheet in meant):
            message = f"'{file.column}' is worked out, and so is no figure to change"
            fix = "change what it is worked out from: `funding show` lists the columns"
            faults.append(study.document.fault((*path, "column"), message, fix))
            continue
        stated = {c.name for each in meant for c in each if c.expression is None}
        fix = did_you_mean(file.column, stated) if stated else "name boards and formulas of it"
        message = f"no board and formula that it is meant for has a figure '{file.column}'"
        faults.append(study.document.fault((*path, "column"), message, fix))
    if faults:
        raise InputError(faults)
