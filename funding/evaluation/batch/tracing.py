"""From the columns of a worksheet to steps in whole numbers: by classes of partners.

Each column is walked once for a class, as the exact evaluation walks it. Sums, products and
quotients make no steps: they are put together as ratios (`ratios.py`), and become steps where a
whole number is needed, or a condition decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sympy import Expr, Mul, Rational, Symbol

from funding.evaluation.batch import steps
from funding.evaluation.batch.classes import Fixed
from funding.evaluation.batch.levels import level
from funding.evaluation.batch.making import Condition, Making, NotInBatch
from funding.evaluation.batch.ratios import NONE, Ratio, atom, exactly, ratio, whole
from funding.worksheet import functions
from funding.worksheet.column import Column, Row, Scope
from funding.worksheet.expression import scope_of
from funding.worksheet.worksheet import Worksheet

ZERO = Fraction(0)


class Tracing:
    """The steps of a worksheet for certain partners, and the ratio of every cell.

    `fixed` has the inputs that are alike on all boards, `parts` the others: of how many parts of 1
    their figures are counts.
    """

    def __init__(
        self,
        worksheet: Worksheet,
        rows: Sequence[Row],
        classes: Sequence[tuple[int, ...]],
        fixed: Fixed,
        parts: Mapping[str, int],
    ) -> None:
        self.rows, self._fixed, self._parts = tuple(rows), fixed, parts
        self.making = Making(classes)
        self._scopes = {column.name: column.scope for column in worksheet}
        self._class_of = {row: n for n, those in enumerate(classes) for row in those}
        self._every = range(len(classes))
        self._cells: dict[str, list[Ratio]] = {}
        for column in worksheet:
            self._cells[column.name] = self._of_column(column)

    def cell(self, name: str, row: int) -> Ratio:
        """Give the ratio of a cell."""
        return self._cells[name][self._class_of[row]]

    def value(self, expression: Expr, row: int) -> Ratio:
        """Give the ratio of an expression over columns."""
        return self._value(expression, self._class_of[row])

    def _of_column(self, column: Column) -> list[Ratio]:
        if column.expression is not None:
            return [self._value(column.expression, each) for each in self._every]
        firsts = [those[0] for those in self.making.classes]
        if column.values is not None:
            values = column.values
            return [exactly(values.get(column.key_of(self.rows[row]), ZERO)) for row in firsts]
        if column.name in self._fixed:
            fixed = self._fixed[column.name]
            return [exactly(fixed[row] if isinstance(fixed, tuple) else fixed) for row in firsts]
        return [self._input(column, each) for each in self._every]

    def _input(self, column: Column, number: int) -> Ratio:
        whose = number if column.scope is Scope.PARTNER else None
        of = None if whose is None else self.making.of_class(whose)
        step = steps.Input(column.name, whose, of)
        return ratio(atom(self.making.step(step, step)), self._parts[column.name], NONE)

    def _value(self, node: Expr, number: int) -> Ratio:
        """Give the ratio of a part of an expression, for one class."""
        if isinstance(node, Rational):
            return exactly(Fraction(int(node.p), int(node.q)))
        if isinstance(node, Symbol):
            return self._cells[node.name][number]
        if isinstance(node, functions.choose):
            return self._choose(node, number)
        if isinstance(node, functions.total):
            return self._total(node, number)
        if isinstance(node, functions.round_to):
            x, unit, method = node.args
            return self._rounded(self._value(x, number), self._value(unit, number), method.name)
        if isinstance(node, functions.round_to_total):
            return self._rounded_to_total(node, number)
        if isinstance(node, functions.level):
            return self._level(node)
        return self._arithmetic(node, number)

    def _arithmetic(self, node: Expr, number: int) -> Ratio:
        making = self.making
        values = [self._value(each, number) for each in node.args]
        if isinstance(node, functions.per):
            return making.divided(*values)
        if isinstance(node, functions.at_least | functions.at_most):
            return making.bounded(*values, greater=isinstance(node, functions.at_least))
        return making.multiplied(values) if isinstance(node, Mul) else making.summed(values)

    def _of_all(self, node: Expr) -> list[Ratio]:
        """Walk for all classes what is worked out of all rows, whatever branch this one takes."""
        path, self.making.path = self.making.path, ()
        found = [self._value(node, each) for each in self._every]
        self.making.path = path
        return found

    def _total(self, node: Expr, number: int) -> Ratio:
        cells, which = self._of_all(node.args[0]), list(self._every)
        if len(node.args) > 1:
            firsts = [self.rows[those[0]] for those in self.making.classes]
            keys = [row.keys[node.args[1].name] for row in firsts]
            which = [each for each in which if keys[each] == keys[number]]
        return self.making.summed(self.making.over_class(cells[each], each) for each in which)

    def _choose(self, node: Expr, number: int) -> Ratio:
        making = self.making
        test, then, otherwise = node.args
        condition = self._condition(test, number)
        if isinstance(condition, bool):
            return self._value(then if condition else otherwise, number)
        path, found = making.path, []
        for branch, taken in ((then, True), (otherwise, False)):
            making.path = (*path, (condition, taken))
            found.append(self._value(branch, number))
        making.path = path
        return making.chosen(condition, *found)

    def _rounded(self, x: Ratio, unit: Ratio, method: str) -> Ratio:
        """Round a part that is not below nothing; boards on which it is are left to the exact."""
        self.making.check(unit.top, or_nothing=False)
        units = self.making.divided(x, unit)
        if units.count == 1 and not units.product:
            return x
        if method == "down":
            found = self.making.floored(units)
            self.making.check_sign(found)
            self.making.see_sign(units.top)
            return found * unit
        self.making.check_sign(x)
        line = whole(units.count).scaled(1, units.product)
        if method == "up":
            units = ratio(units.top + line + whole(-1), units.count, units.product)
        elif method == "half_up":
            units = ratio(units.top.scaled(2) + line, 2 * units.count, units.product)
        return self.making.floored(units) * unit

    def _rounded_to_total(self, node: Expr, number: int) -> Ratio:
        making = self.making
        x, amount, unit, method, *minimum = node.args
        if method.name != "largest_remainder" or minimum:
            raise NotInBatch(f"{method.name}{' with a minimum' if minimum else ''}")
        self._be_of_the_board(amount, unit)
        parts, (units, *_), (shared, *_) = map(self._of_all, (x, unit, amount))
        making.check(units.top, or_nothing=False)
        parts = [making.divided(each, units) for each in parts]
        if any(making.of(each) is not None for part in parts for each, _ in part.product):
            raise NotInBatch("parts that are shared stand over figures of each partner's own")
        to_share = making.divided(shared, units)
        if to_share.count != 1 or to_share.product:
            raise NotInBatch("what is shared is not seen to be whole units")
        # All rows are shared as soon as one takes the branch: what decides row by row is no excuse.
        path = tuple(each for each in making.path if making.of(each[0]) is None)
        summed = making.summed(map(making.over_class, parts, self._every))
        is_floor = to_share.key == making.floored(summed).key
        key = ("sharing", *(each.key for each in (*parts, to_share)), path)
        sharing = making.step(key, steps.Sharing(tuple(parts), to_share.top, path, is_floor))
        if not path:
            for part in parts:
                making.see_sign(part.top)
        mine = steps.Shared(sharing, number, making.of_class(number))
        found = atom(making.step(mine, mine))
        making.see_sign(found)
        return ratio(found, 1, NONE) * units

    def _be_of_the_board(self, *nodes: Expr) -> None:
        """Leave to the exact evaluation, which refuses it, a total of each partner's own."""
        if any(scope_of(each, self._scopes) is Scope.PARTNER for each in nodes):
            raise NotInBatch("what is shared is not one sum for the board")

    def _level(self, node: Expr) -> Ratio:
        self._be_of_the_board(node.args[0])
        (amount, *_), weight, low, high, *starts = map(self._of_all, node.args)
        start = starts[0] if starts else [exactly(ZERO) for _ in self._every]
        path, self.making.path = self.making.path, ()
        found = level(self.making, amount, weight, low, high, start)
        self.making.path = path
        return found

    def _condition(self, node: Expr, number: int) -> Condition:
        if isinstance(node, functions.is_equal | functions.is_less):
            x, y = (self._value(each, number) for each in node.args)
            kind = steps.Equal if isinstance(node, functions.is_equal) else steps.Above
            return self.making.compared(kind, y - x)
        parts = [self._condition(each, number) for each in node.args]
        if isinstance(node, functions.fails):
            (part,) = parts
            return not part if isinstance(part, bool) else self.making.join("not", [part])
        decides = isinstance(node, functions.either)
        if any(part is decides for part in parts):
            return decides
        unsettled = [part for part in parts if not isinstance(part, bool)]
        return (
            self.making.join("any" if decides else "all", unsettled) if unsettled else not decides
        )
