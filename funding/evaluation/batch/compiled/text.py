"""A program as the text of one function, which works out one board after the other.

Each step becomes a few lines over 64-bit whole numbers and floats, as `numbers.py` has them for
many boards at once. The names in it are letters with the number of a step, and so no text of a
user is in it. A board on which anything is out of range is flagged, and what stands in its place
says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from funding.evaluation.batch import steps
from funding.evaluation.batch.compiled.lanes import Lanes
from funding.evaluation.batch.compiled.levels import Levels
from funding.evaluation.batch.compiled.lines import Member
from funding.evaluation.batch.numbers import FITS
from funding.evaluation.batch.program import Program
from funding.evaluation.batch.ratios import Polynomial


class Text(Levels):
    """The text of a program's function, and the order of its arguments."""

    def __init__(self, program: Program, ranges: Mapping[str, int]) -> None:
        super().__init__(program, ranges)
        self.inputs: list[str] = []
        self._lanes = Lanes(sum(self._sizes)) if self._is_straight() else None
        for number, step in program.steps.items():
            self._step(number, step)
        self._publish()

    def source(self) -> str:
        """Give the text of the function `kernel`."""
        names = ["start", "stop", "bad", *self._arguments(), *self._outputs()]
        room = [f"{name} = np.empty({size}, np.{kind})" for name, kind, size in self.scratch]
        out = [f"(np.uint64({bits}) > np.uint64({most}))" for most, bits in self._bits.items()]
        body = [
            "wrong = False",
            *(f"{bits} = 0" for bits in self._bits.values()),
            *self.lines,
            f"{self._place('bad', None)} = {' | '.join(['wrong', *out])}",
        ]
        if self._lanes is None:
            loop = ["for i in range(start, stop):", *(f"    {line}" for line in body)]
        else:
            loop = list(self._lanes.around(body))
        lines = [f"    {line}" for line in (*room, *loop)]
        return "\n".join([f"def kernel({', '.join(names)}):", *lines, ""])

    def _is_straight(self) -> bool:
        """Say whether the lines are all of one board, without a loop or a call in them."""
        has_level = any(isinstance(step, steps.Level) for step in self._program.steps.values())
        return self._is_ranked() and not has_level

    def _arguments(self) -> list[str]:
        """Name what is given: the order of the partners, the rows of loops, and figures."""
        rows = [f"rows_{n}" for n in self.loops]
        return ["order", *rows, *(f"a_{n}" for n in range(len(self.inputs)))]

    def _outputs(self) -> list[str]:
        """Name what is found, in the order in which it is published."""
        words, board = len(self._program.partners), len(self._program.board)
        return [*(f"p_{n}" for n in range(words)), *(f"b_{n}" for n in range(board))]

    def _step(self, number: int, step: object) -> None:
        if isinstance(step, steps.Sharing):
            self._sharing(number, step)
        elif isinstance(step, steps.Level):
            self._level(number, step)
        elif isinstance(step, steps.Check):
            for member in self._members(step.of, number, ""):
                self._check(step, member)
        elif isinstance(step, steps.Above | steps.Equal | steps.Joined):
            for member in self._members(step.of, number, "c"):
                self._write(f"{self._name('c', number, member)} = {self._condition(step, member)}")
        else:
            self._an_atom(number, step)

    def _an_atom(self, number: int, step: object) -> None:
        for member in self._members(self._facts.of(number), number):
            name = self._name("w", number, member)
            self._write(f"{name} = {self._made(step, member)}")
            if isinstance(step, steps.Input):
                self._in_range(name, step)
        if isinstance(step, steps.Summed) and step.over in self.loops:
            self._near_a_sum(number)

    def _near_a_sum(self, number: int) -> None:
        """Write the floats of a sum over a loop: here, and not in a loop that may use them."""
        self._near_of(number, None)
        if not self._facts.atom_never_below(number):
            self._size_of(number, None)

    def _in_range(self, name: str, step: steps.Input) -> None:
        """Flag figures that are out of range, or below nothing: those of one range together."""
        most = self._facts.ranges[step.name]
        if most & (most + 1):
            self._wrong(f"np.uint64({name}) > np.uint64({most})")
            return
        self._within(name, most)

    def _made(self, step: object, member: Member) -> str:
        match step:
            case steps.Input():
                return self._input(step, member)
            case steps.Worked():
                return self._whole(step.value, member)
            case steps.Summed():
                return self._summed("w", step)
            case steps.Chosen():
                if self._facts.holds_never(step.condition):
                    return self._whole(step.otherwise, member)
                then, other = (self._whole(each, member) for each in (step.then, step.otherwise))
                return self._picked(step.condition, then, other, member)
            case steps.Floored():
                return self._divided(step.value, step.path, member)[0]
            case steps.Levelled():
                return f"{'d' if step.below else 'u'}{step.level}"
            case steps.Shared():
                return self._units_of(step, member)
        raise TypeError(type(step))

    def _input(self, step: steps.Input, member: Member) -> str:
        if step.name not in self.inputs:
            self.inputs.append(step.name)
        array = f"a_{self.inputs.index(step.name)}"
        return self._place(array, None if step.whose is None else self._row(step.whose, member))

    def _row(self, of: int, member: Member) -> str:
        """Write the row of a partner of a class."""
        if isinstance(member, str):
            return f"rows_{of}[{member}]"
        return str(self._program.classes[of][member or 0])

    def _place(self, array: str, row: str | None) -> str:
        """Write where a figure of the board stands, or of one of its partners."""
        if self._lanes is not None:
            return self._lanes.place(array, row)
        return f"{array}[i]" if row is None else f"{array}[{row}, i]"

    def _check(self, step: steps.Check, member: Member) -> None:
        if step.or_nothing and self._facts.never_below(step.value):
            return
        whole = self._whole(step.value, member)
        if step.or_nothing and not step.path and self._facts.fits(step.value):
            self._not_negative(whole)
            return
        sign = ">=" if step.or_nothing else ">"
        self._wrong(f"not ({self._compared(step.value, whole, sign, member)})", step.path, member)

    def _condition(self, step: steps.Above | steps.Equal | steps.Joined, member: Member) -> str:
        if isinstance(step, steps.Joined):
            names = [f"({self._name('c', each, member)})" for each in step.parts]
            if step.how == "not":
                return f"not {names[0]}"
            return (" & " if step.how == "all" else " | ").join(names)
        sign = ">" if isinstance(step, steps.Above) else "=="
        return self._compared(step.value, self._whole(step.value, member), sign, member)

    def _publish(self) -> None:
        most = FITS // 2
        if self._program.is_summed:
            cells = sum(self._sizes) * len(self._program.partners) + len(self._program.board)
            most //= max(cells, 1)
        for n, values in enumerate(self._program.partners.values()):
            for of, value in enumerate(values):
                for member in self._all_of(of):
                    where = self._place(f"p_{n}", self._row(of, member))
                    self._publish_one(where, value, member, most)
        for n, value in enumerate(self._program.board.values()):
            self._publish_one(self._place(f"b_{n}", None), value, None, most)

    def _publish_one(self, where: str, value: Polynomial, member: Member, most: int) -> None:
        if not self._facts.is_below(value, most):
            self._wrong(f"not ({self._size(value, member)} < {float(most)!r})")
        self._write(f"{where} = {self._whole(value, member)}")
