"""Running a program over a block of boards with NumPy, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from funding.evaluation.batch import steps
from funding.evaluation.batch.guessing import claims_before, who_is_between
from funding.evaluation.batch.numbers import (
    FITS,
    NEAR,
    UNSIGNED,
    Claims,
    Flags,
    Held,
    Near,
    Numbers,
    Whole,
)
from funding.evaluation.batch.program import Program
from funding.evaluation.batch.ratios import Polynomial

Cell = TypeVar("Cell", np.int64, np.float64)


@dataclass(eq=False)
class _Rows:
    """Figures of every partner, class by class: remainders, and floats near them."""

    whole: Whole
    near: Near


class Block(Numbers):
    """One run of a program over some boards, given as whole numbers of parts by input."""

    def __init__(self, program: Program, figures: Mapping[str, Whole], boards: int) -> None:
        super().__init__(boards)
        self._program, self._figures = program, figures
        self._levels: dict[int, tuple[Held, Held]] = {}
        self._shares: dict[int, list[Held]] = {}
        with np.errstate(all="ignore"):
            for number, step in program.steps.items():
                self._run(number, step)
                # Room that is given back is taken again while it is still near the processor.
                for each in program.spent[number]:
                    self._forget(each)

    def pence(self, value: Polynomial) -> Whole:
        """Give a published polynomial; boards on which it does not fit are left."""
        if self.most(value) >= FITS:
            self.leave(~(self.near(value, sizes=True) < FITS / 2))
        return self.whole(value)

    def is_small(self) -> bool:
        """Say whether whatever is published is known to sum to what fits."""
        program = self._program
        total = sum(self.most(value) for value in program.board.values())
        for values in program.partners.values():
            pairs = zip(program.classes, values, strict=True)
            total += sum(len(those) * self.most(value) for those, value in pairs)
        return total < FITS

    def _forget(self, number: int) -> None:
        for kept in (self.held, self.holds, self._levels, self._shares):
            kept.pop(number, None)

    def _run(self, number: int, step: object) -> None:
        match step:
            case steps.Check():
                self._check(step)
            case steps.Level():
                self._levels[number] = self._level(step)
            case steps.Sharing():
                self._shares[number] = self._sharing(step)
            case steps.Above() | steps.Equal() | steps.Joined():
                self.holds[number] = self._condition(step)
            case _:
                self.held[number] = self._atom(step)

    def _atom(self, step: object) -> Held:
        match step:
            case steps.Input():
                return self._input(step)
            case steps.Worked():
                return self.held_of(step.value)
            case steps.Summed():
                return self._summed(step)
            case steps.Chosen():
                return self._chosen(step)
            case steps.Floored():
                return Held.seen(self.divided(step.value, step.path)[0])
            case steps.Levelled():
                return self._levels[step.level][step.below]
            case steps.Shared():
                return self._shares[step.sharing][step.whose]
        raise TypeError(type(step))

    def _condition(self, step: steps.Above | steps.Equal | steps.Joined) -> Flags:
        if isinstance(step, steps.Above):
            return self.above_nothing(step.value)
        if isinstance(step, steps.Equal):
            return self.equal_to_nothing(step.value)
        first, *rest = (self.holds[each] for each in step.parts)
        if step.how == "not":
            return ~first
        for part in rest:
            first = first & part if step.how == "all" else first | part
        return first

    def _check(self, step: steps.Check) -> None:
        keeps = self.above_nothing(step.value)
        if step.or_nothing:
            keeps = keeps | self.equal_to_nothing(step.value)
        self.leave(~keeps, step.path)

    def _input(self, step: steps.Input) -> Held:
        cells = self._figures[step.name]
        if step.whose is not None:
            rows = self._program.classes[step.whose]
            cells = cells[list(rows)] if step.of is not None else cells[rows[0]]
        return Held.seen(cells)

    def _summed(self, step: steps.Summed) -> Held:
        one = Polynomial({step.product: 1})
        people = len(self._program.classes[step.over])
        most = people
        for number, power in step.product:
            most *= self.held[number].most ** power
        whole = self.whole(one).sum(axis=0)
        if most < FITS:
            return Held.seen(whole)
        sizes = self.near(one, sizes=True)
        return Held(whole, most, self.near(one).sum(axis=0), sizes.sum(axis=0))

    def _chosen(self, step: steps.Chosen) -> Held:
        holds: Flags = self.holds[step.condition]
        both = (step.then, step.otherwise)
        whole = np.where(holds, *(self._number_or_whole(each) for each in both))
        most = max(map(self.most, both))
        if most < FITS:
            return Held(whole, most, is_signed=any(map(self.is_signed, both)))
        near, size = (
            np.where(
                holds,
                self.near(step.then, sizes=sizes),
                self.near(step.otherwise, sizes=sizes),
            )
            for sizes in (False, True)
        )
        return Held(whole, most, near, size)

    def _number_or_whole(self, value: Polynomial) -> Any:
        """Give one number where a polynomial is the same on all boards."""
        constant = value.constant
        fits = constant is not None and abs(constant) < FITS
        return np.int64(constant) if fits else self.whole(value)  # type: ignore[arg-type]  # it is there

    def _level(self, step: steps.Level) -> tuple[Held, Held]:
        """Guess with floats who is between the bounds at the level; add up exactly what is left."""
        weight, low, high, start = (
            self._in_rows(each) for each in (step.weight, step.low, step.high, step.start)
        )
        amount = np.broadcast_to(self.near(step.amount), (self.boards,))
        between, below = who_is_between(amount, *(each.near for each in (weight, low, high, start)))
        settled = np.where(below, low.whole, high.whole)
        taken = np.where(between, start.whole, settled).sum(axis=0)
        weighs = np.where(between, weight.whole, 0).sum(axis=0)
        left = self.whole(step.amount) - taken
        begins = np.clip(start.whole, low.whole, high.whole).sum(axis=0)
        at_once = begins == self.whole(step.amount)
        people = len(self._program.rows)
        too_much = people * max(
            self.most(each)
            for each in (step.amount, *step.weight, *step.low, *step.high, *step.start)
        )
        if too_much >= FITS:
            sizes = np.maximum.reduce(
                [
                    *(np.abs(each.near).max(axis=0) for each in (weight, low, high, start)),
                    np.abs(amount),
                ]
            )
            self.leave(~(sizes * people < FITS / 2))
        return Held.seen(np.where(at_once, 0, left)), Held.seen(np.where(at_once, 1, weighs))

    def _sharing(self, step: steps.Sharing) -> list[Held]:
        """Cut each part to whole units; give one more each to the largest remainders."""
        divided = [self.divided(part, step.path) for part in step.parts]
        found = self._stacked([quotient for quotient, _ in divided])
        self.leave(found < 0, step.path)
        left = self.whole(step.units) - found.sum(axis=0)
        if self.most(step.units) >= FITS:
            self.leave(~(self.near(step.units, sizes=True) < FITS / 2), step.path)
        claims = self._claims(step, [over for _, over in divided])
        # Who has nothing left over gets one more only after all others: the exact evaluation says.
        self.leave((left < 0) | (left > (claims > 0).sum(axis=0)), step.path)
        found += claims_before(claims, self._program.by_id) < left
        sizes = [len(those) for those in self._program.classes]
        shares = np.split(found, np.cumsum(sizes)[:-1])
        return [Held.seen(each if len(each) > 1 else each[0]) for each in shares]

    def _claims(self, step: steps.Sharing, overs: Sequence[Whole]) -> Claims:
        """Give what each row's claim to one more unit is: its remainder, over one line for all."""
        if self.most(step.line) >= UNSIGNED:
            self.leave(~(self.near(step.line) < UNSIGNED * (1 - NEAR)), step.path)
        claims = [
            over if more.constant == 1 else over * self._number_or_whole(more)
            for more, over in zip(step.times, overs, strict=True)
        ]
        return self._stacked(claims).view(np.uint64)

    def _in_rows(self, values: Sequence[Polynomial]) -> _Rows:
        whole = self._stacked([self.whole(each) for each in values])
        return _Rows(whole, self._stacked([self.near(each) for each in values]))

    def _stacked(self, cells: Sequence[NDArray[Cell]]) -> NDArray[Cell]:
        """Give figures of every partner, class by class, of those of the classes."""
        pairs = zip(self._program.classes, cells, strict=True)
        return np.concatenate([self.of_each(len(those), each) for those, each in pairs])

    def of_each(self, people: int, cells: NDArray[Cell]) -> NDArray[Cell]:
        """Give a figure of each of so many partners on each board: their own, or all the same."""
        if cells.shape == (people, self.boards):
            return cells
        if people == 1 and cells.shape == (self.boards,):
            return cells[None]
        return np.broadcast_to(cells, (people, self.boards))
