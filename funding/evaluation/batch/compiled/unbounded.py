"""A program as the text of one function over Python's own whole numbers, which have any size.

The lines are those of `text.py`, of the same steps, but for all that keeps 64 bits right: there is
no range, no float and no guess. The function works out one board, and gives nothing for one that
the exact evaluation may refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from funding.evaluation.batch import steps
from funding.evaluation.batch.compiled.executing import function_of
from funding.evaluation.batch.compiled.facts import Facts
from funding.evaluation.batch.compiled.lines import Member
from funding.evaluation.batch.compiled.text import Text
from funding.evaluation.batch.program import Program
from funding.evaluation.batch.ratios import Polynomial, Ratio
from funding.worksheet.primitives import level_of_whole

ANY = 2**63
"""No figure of 64 bits is above this. It only says that a figure may be something."""


class OfAnySize(Facts):
    """What is known of atoms, where all of them fit: that they are never below nothing."""

    def is_below(self, value: Polynomial, bound: int) -> bool:  # noqa: ARG002  # no bound matters
        """Say that it is small enough."""
        return True


class Unbounded(Text):
    """The text of a program's function for one board."""

    facts = OfAnySize

    def __init__(self, program: Program) -> None:
        super().__init__(program, _Any())

    def source(self) -> str:
        """Give the text of the function `board`."""
        people = sum(self._sizes)
        words = [f"    p_{n} = [0] * {people}" for n in range(len(self._program.partners))]
        room = [f"    {name} = [0] * {size}" for name, _, size in self.scratch]
        body = [f"    {line}" for line in self.lines]
        head = f"def board({', '.join(self._arguments())}):"
        last = f"    return {', '.join(self._outputs())},"
        return "\n".join([head, *words, *room, *body, last, ""])

    def function(self) -> Callable[..., tuple[Any, ...] | None]:
        """Let Python compile it."""
        names = {"one_more": one_more, "level_of_whole": level_of_whole}
        return function_of(self.source(), "board", names, where="a board")

    def _number(self, count: int) -> str:
        return str(count) if count >= 0 else f"({count})"

    def _picked(self, condition: int, then: str, otherwise: str, member: Member) -> str:
        return f"({then} if {self._name('c', condition, member)} else {otherwise})"

    def _claim(self, text: str) -> str:
        return text

    def _one_if(self, text: str) -> str:
        return f"({text})"

    def _place(self, array: str, row: str | None) -> str:
        return array if row is None else f"{array}[{row}]"

    def _is_ranked(self) -> bool:
        return False

    def _is_straight(self) -> bool:
        return False

    def _near_a_sum(self, number: int) -> None:
        pass

    def _in_range(self, name: str, step: steps.Input) -> None:  # noqa: ARG002  # all are
        """Flag figures that are below nothing."""
        self._not_negative(name)

    def _not_negative(self, text: str) -> None:
        self._write(f"if {text} < 0: return None")

    def _wrong(self, text: str, path: steps.Path = (), member: Member = None) -> None:
        self._write(f"if {self._on_path(text, path, member)}: return None")

    def _divided(self, value: Ratio, path: steps.Path, member: Member) -> tuple[str, str]:
        """Write the whole quotient, and what is left over; off its path a line may be nothing."""
        top = self._whole(value.top, member)
        if not value.product:
            return self._quotient(top, str(value.count)) if value.count > 1 else (top, "0")
        line = self._line_above_nothing(value, path, member)
        return self._quotient(top, f"({line} or 1)" if path else line)

    def _line_above_nothing(self, value: Ratio, path: steps.Path, member: Member) -> str:
        """Write what stands below a line, and its check, once for all that stand over it."""
        atoms = [number for number, _ in value.product]
        is_own = bool(path) or any(self._facts.of(each) is not None for each in atoms)
        key = (value.count, value.product, path, member if is_own else None)
        known = self._known(key, atoms)
        if known is not None:
            return known
        text = self._whole(value.line, member)
        line = self._once(key, atoms, "l", text)
        self._wrong(f"{line} <= 0", path, member)
        return line

    def _quotient(self, top: str, line: str) -> tuple[str, str]:
        whole, over = self._new("w"), self._new("w")
        self._write(f"{whole}, {over} = divmod({top}, {line})")
        return whole, over

    def _level(self, number: int, step: steps.Level) -> None:
        """Write a level as the library has it: bounds that cross are seen by the steps after it."""
        names = [f"v{number}_{n}" for n in range(4)]
        self.scratch += [(name, "", sum(self._sizes)) for name in names]
        place = 0
        for of, count in enumerate(self._sizes):
            for member in self._all_of(of):
                where = f"{place} + j" if member == "j" else f"{place + int(member or 0)}"
                for name, values in zip(
                    names, (step.weight, step.low, step.high, step.start), strict=True
                ):
                    self._write(f"{name}[{where}] = {self._whole(values[of], member)}")
            place += count
        found = self._new("v")
        cells = ", ".join([self._whole(step.amount, None), *names])
        self._write(f"{found}, _ = level_of_whole({cells})")
        self._write(f"if {found} is None: return None")
        self._write(f"u{number}, d{number} = {found}")


class _Any(dict[str, int]):
    """Ranges of inputs: any."""

    def __missing__(self, name: str) -> int:
        return ANY


def one_more(units: list[int], claims: Sequence[int], order: Sequence[int], left: int) -> None:
    """Give one more unit each to the greatest claims; of equal ones, in the order given."""
    if left > 0:
        for row in sorted(order, key=claims.__getitem__, reverse=True)[:left]:
            units[row] += 1
