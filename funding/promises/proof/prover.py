"""Proving conditions on the cells of a symbolic worksheet, column by column.

First what the solver must not assume: that nothing is divided by nothing on a branch that is taken.
Then a fact about each cell where it holds: it is not below nothing. Each is proved from the columns
near it and the facts before; so is every claim, from few columns first and from more if need be.
Rows that the worksheet cannot tell apart share their proofs.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence

import z3

from funding.promises.proof.known import Cells, Divisor
from funding.promises.proof.symbolic import Symbolic
from funding.promises.proof.terms import Linear, Term, as_fraction, conjoined

DEPTHS = (0, 1, 2, 3, 4, 6, 100)
"""How many columns back a proof may look, at each try."""
FACT_DEPTHS, HOPE_DEPTHS = (0, 1, 2, 3, 4), (0, 1)
LINEAR_WORK = 20_000_000
PRODUCTS_WORK = 5_000_000
"""How much the solver may do, as it counts itself: what is proved rests on no machine's speed."""


class OutOfTime(Exception):
    """The time given for a proof is over."""


class Prover:
    """Proves conditions about one symbolic worksheet, with the facts found so far."""

    def __init__(self, sheet: Symbolic, given: Iterable[tuple[frozenset[str], Term]], until: float):
        self._sheet, self.until = sheet, until
        self._given = list(given)
        self._linear = Linear()
        self._facts: dict[str, list[Term]] = {}
        self._alike = list(_first_alike(sheet))
        self.undivided: list[str] = []
        """The columns that may divide by nothing, as far as could be proved."""

    def learn(self) -> None:
        """Prove of each column in turn that its divisors are something, and its cells not below."""
        for name, known in self._sheet.known.items():
            for divisor in self._first_of(known.divisors):
                if not self._is_something(divisor, known.rests_on):
                    self.undivided.append(name)
            known.conditions += [
                z3.Implies(conjoined(each.path), each.divisor != 0) for each in known.divisors
            ]
            near = self._facts[name] = []
            for hope in known.hopes:
                near += self._proved(hope, [name], HOPE_DEPTHS)
            cells = self._sheet.cells[name]
            signs = [each >= 0 for each in cells] if isinstance(cells, list) else cells >= 0
            near += self._proved(signs, [name], FACT_DEPTHS)

    def proves(self, claim: Term, names: Iterable[str], more: Sequence[Term] = ()) -> bool:
        """Say whether a condition on the cells of some columns is proved, if `more` holds."""
        last: frozenset[str] | None = None
        names = list(names)
        for depth in DEPTHS:
            near = self._near(names, depth)
            if near == last:
                return False
            last = near
            if self._follows(claim, near, more):
                return True
        return False

    def rows_to_prove(self) -> list[int]:
        """Give one of each sort of rows that the worksheet cannot tell apart."""
        return sorted(set(self._alike))

    def _follows(self, claim: Term, near: frozenset[str], more: Sequence[Term] = ()) -> bool:
        denied = [*self._conditions(near), *more, z3.Not(claim)]
        linear = [self._linear.of(each) for each in denied]
        linear += self._linear.known_of_products(linear)
        return self._never(linear, LINEAR_WORK) or self._never(denied, PRODUCTS_WORK)

    def _never(self, conditions: Sequence[Term], work: int) -> bool:
        """Say whether the solver finds that conditions never hold together."""
        left = int(1_000 * (self.until - time.monotonic()))
        if left <= 0:
            raise OutOfTime
        solver = z3.Solver()
        solver.set("timeout", left)
        solver.set("rlimit", work)
        solver.add(*conditions)
        return bool(solver.check() == z3.unsat)

    def _conditions(self, near: frozenset[str]) -> Iterator[Term]:
        """Give what is known of some columns: how they are made, and facts of what they rest on."""
        edge = set(near)
        for name in sorted(near):
            known = self._sheet.known[name]
            yield from known.conditions
            edge |= known.rests_on
        for name in sorted(edge):
            yield from self._facts.get(name, ())
        for names, condition in self._given:
            if names <= edge:
                yield condition

    def _near(self, names: Iterable[str], depth: int) -> frozenset[str]:
        found = set(names)
        for _ in range(depth):
            more = {each for name in found for each in self._sheet.known[name].rests_on}
            if more <= found:
                break
            found |= more
        return frozenset(found)

    def _first_of(self, divisors: Sequence[Divisor]) -> Iterator[Divisor]:
        for divisor in divisors:
            if divisor.row is None or self._alike[divisor.row] == divisor.row:
                yield divisor

    def _is_something(self, divisor: Divisor, rests_on: frozenset[str]) -> bool:
        claim = z3.Implies(conjoined(divisor.path), divisor.divisor != 0)
        return self.proves(claim, rests_on)

    def _proved(self, conditions: Cells, names: Iterable[str], depths: Sequence[int]) -> list[Term]:
        """Prove of conditions, one or one a row, what can be; give those that hold."""
        proved: dict[int, bool] = {}
        facts: list[Term] = []
        for row, condition in enumerate(_each(conditions)):
            if z3.is_true(z3.simplify(condition)):
                continue
            first = self._alike[row] if isinstance(conditions, list) else 0
            if first not in proved:
                proved[first] = any(
                    self._follows(_each(conditions)[first], self._near(names, depth))
                    for depth in depths
                )
            if proved[first]:
                facts.append(condition)
        return facts


def _each(cells: Cells) -> list[Term]:
    return cells if isinstance(cells, list) else [cells]


def _first_alike(sheet: Symbolic) -> Iterator[int]:
    """Give for each row the first that is of its kind and sector and has the same figures known."""
    firsts: dict[tuple[object, ...], int] = {}
    columns = [cells for cells in sheet.cells.values() if isinstance(cells, list)]
    if any(row.keys["payer"] != row.id for row in sheet.rows):
        # Sums over a payer's rows tell rows apart that are alike otherwise.
        yield from range(len(sheet.rows))
        return
    for row, each in enumerate(sheet.rows):
        known = tuple(str(as_fraction(cells[row])) for cells in columns)
        key = (each.keys["kind"], each.keys["sector"], known)
        yield firsts.setdefault(key, row)
