"""A worksheet in which some figures are worked out of draws and of what is tried.

What a study says of a figure is one more column, like those of a formula: so every reader of the
worksheet takes it from there, and every penny of a study is what a single board would pay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from sympy import Expr, Integer, Rational, Symbol

from funding.comparison.run import Run
from funding.errors import Fault, InputError
from funding.language import _
from funding.study.changed import Changed, Value
from funding.study.file import InputFile
from funding.study.meant import applies, is_meant, is_stated
from funding.study.model import Draw, Study, Sweep
from funding.study.wholes import Left, is_for, left_of, left_of_columns, with_own
from funding.toml import KeyPath
from funding.worksheet.column import Column, Origin, Scope, Title
from funding.worksheet.expression import parse_expression, scope_of
from funding.worksheet.functions import choose, is_equal, per, plus, round_to
from funding.worksheet.tokens import ExpressionFault
from funding.worksheet.worksheet import Worksheet

Read = tuple[KeyPath, InputFile, Expr]
"""An input, with its path and its expression."""
PENNY = Rational(1, 100)
LETTER = "study"
"""What stands before such a column in a message, where others have their letter."""
UNUSED = "unused__"
"""A figure that nothing is made of."""


def stated_name(name: str) -> str:
    """Name the column of what the scenario itself says of a figure that is changed.

    Two such lines in a row are in no name that a person gives.
    """
    return f"stated__{name}"


def change(study: Study, run: Run) -> Changed:
    """Put the columns of a study into a run's worksheet; raise `InputError` with all faults."""
    return _Changing(study, run).changed()


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
        self.stated = self._stated()
        self.drawn: dict[str, Column] = {}
        self.fixed: dict[str, Value] = {}
        self.parts: dict[str, int] = {}
        self.names: dict[str, str] = {}
        self.wholes: list[Left] = []
        self.faults: list[Fault] = []

    def changed(self) -> Changed:
        stated = self.stated
        made = [self._column(name) for name in self.changed_names]
        if self.faults:
            raise InputError(self.faults)
        if made and not self.parts:
            # What is neither drawn nor tried is another board all the same, and not as it stands.
            self.drawn[UNUSED] = self._new(UNUSED, "number", Scope.BOARD)
            self.parts[UNUSED] = 1
        computed = [each for each in self.sheet if each.expression is not None]
        left = list(self._left_of_parts())
        every = (*stated.values(), *self.drawn.values(), *made, *left, *computed)
        worksheet = Worksheet(self.sheet.name, every, self.sheet.carried)
        values = self.run.sheet.binding.values
        own = {stated_name(name): name for name in self.changed_names}
        held = {n: values[own.get(n, n)] for n in stated if own.get(n, n) in values}
        fixed = {**held, **self.fixed}
        wholes = tuple(self.wholes)
        return Changed(
            worksheet,
            fixed,
            self.parts,
            self.names,
            self.changed_names,
            wholes,
            self.study.currency,
        )

    def _stated(self) -> dict[str, Column]:
        """Give the inputs and parameters, those that are changed under another name."""
        found = {}
        for column in self.sheet:
            if column.expression is None:
                is_changed = column.name in self.changed_names
                name = stated_name(column.name) if is_changed else column.name
                found[name] = replace(column, name=name, role=None if is_changed else column.role)
        return found

    def _column(self, name: str) -> Column:
        """Make the column of a changed figure: each input that is meant for a row, in turn."""
        column = self.sheet[name]
        value: Expr = Symbol(stated_name(name))
        changes: list[Read] = []
        for number, (path, file) in enumerate(self.inputs):
            if file.column == name:
                expression = self._read(path, file)
                if column.unit == "money":
                    expression = round_to(expression, PENNY, Symbol("half_up"))
                value = self._for_some(path, file, column, number, expression, value)
                changes.append((path, file, expression))
        if column.whole is not None and column.by != "board":
            value = self._as_whole(column, changes, value)
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

    def _left_of_parts(self) -> Iterator[Column]:
        """Let nothing be left of a whole whose parts are figures of the board, if some change."""
        changed = [self.sheet[name] for name in self.changed_names]
        for whole in dict.fromkeys(each.whole for each in changed if each.by == "board"):
            if whole is not None:
                left = f"left__{whole}"
                self.wholes.append(Left(left, is_taken=False))
                found = left_of_columns(whole, self.sheet)
                yield replace(self._new(left, "number", Scope.BOARD), expression=found, origin=None)

    def _as_whole(self, column: Column, changes: list[Read], value: Expr) -> Expr:
        """Let what is left of a whole be nothing, or be the part of the kind that takes it."""
        stated = stated_name(column.name)
        for path, file, expression in changes:
            if column.by == "kind" and file.partners is not None:
                message = _("'{name}' is one figure for all of a kind", name=column.name)
                fix = _("write {kinds} instead", kinds="kinds")
                self._fault(path, "partners", message, fix)
            itself = with_own(expression, stated, Integer(0))
            if scope_of(itself, self._scopes()) is Scope.PARTNER and not self.faults:
                message = _(
                    "'{name}' must make up a whole, and this is one a partner", name=column.name
                )
                fix = _("draw it for the study or each board")
                self._fault(path, "expression", message, fix)
        rest = column.rest
        if any(is_for(file, rest, column) for _path, file, _then in changes if rest is not None):
            rest = None
        left, flag = f"left__{column.name}", f"rest__{column.name}"
        rows = self.run.sheet.rows
        found = left_of(column, rows, rest, stated, [(file, then) for _, file, then in changes])
        new = self._new(left, "number", Scope.BOARD)
        self.drawn[left] = replace(new, expression=found, origin=None)
        self.wholes.append(Left(left, is_taken=rest is not None))
        if rest is None:
            return value
        self.fixed[flag] = tuple(Fraction(column.key_of(row) == rest) for row in rows)
        self.drawn[flag] = self._new(flag, "flag", Scope.PARTNER)
        return choose(is_equal(Symbol(flag), Integer(1)), Symbol(left), value)

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
            message = _("'{name}' is one figure for the whole board", name=column.name)
            fix = _("delete {kinds} and {partners}", kinds="kinds", partners="partners")
            self._fault(path, "column", message, fix)
            return then
        flag = f"chosen__{number}"
        self.fixed[flag] = tuple(Fraction(is_meant(file, row)) for row in self.run.sheet.rows)
        self.drawn[flag] = self._new(flag, "flag", Scope.PARTNER)
        return choose(is_equal(Symbol(flag), Integer(1)), then, otherwise)

    def _read(self, path: KeyPath, file: InputFile) -> Expr:
        """Read an expression over draws, what is tried, and what the scenario says."""
        inputs = [each.name for each in self.sheet if each.expression is None]
        own = {n: stated_name(n) if n in self.changed_names else n for n in inputs}
        # A column that is worked out has a name too, though no expression may use it.
        both = sorted({*own, *(each.name for each in self.sheet)} & set(self.known))
        if both:
            message = _(
                "there is a column '{name}' on board '{board}' already",
                name=both[0],
                board=self.run.board.id,
            )
            fix = _("call what is drawn or tried something else")
            self._fault(path, "expression", message, fix)
        aliases = {name: meant for name, meant in own.items() if name != meant}
        try:
            names = {*own.keys() - aliases.keys(), *self.known}
            found = parse_expression(file.expression, names, aliases)
        except ExpressionFault as fault:
            message = _(
                "{fault} on board '{board}' under {formula}",
                fault=fault.message,
                board=self.run.board.id,
                formula=self.run.formula.id,
            )
            self.faults.append(
                self.study.document.fault(
                    (*path, "expression"),
                    message,
                    fault.fix,
                    offset=fault.offset,
                    width=fault.width,
                )
            )
            return Integer(0)
        for symbol in sorted(found.free_symbols, key=str):
            if symbol.name in self.known and symbol.name not in own:
                self._draw(self.known[symbol.name])
        if self.sheet[file.column].scope is Scope.BOARD is not scope_of(found, self._scopes()):
            message = _(
                "'{name}' is one figure for the whole board, and this is one a partner",
                name=file.column,
            )
            fix = _("take the {function} of what partners have", function="total(…)")
            self._fault(path, "expression", message, fix)
        return found

    def _scopes(self) -> dict[str, Scope]:
        return {name: each.scope for name, each in {**self.stated, **self.drawn}.items()}

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
        return Column(LETTER, name, title, unit, scope, source, origin=origin)  # type: ignore[arg-type]  # a unit

    def _fault(self, path: KeyPath, key: str, message: str, fix: str) -> None:
        self.faults.append(self.study.document.fault((*path, key), message, fix))
