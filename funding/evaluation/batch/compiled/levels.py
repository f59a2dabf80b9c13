"""A guess of a level as text; the steps after it check it."""

from __future__ import annotations

from funding.evaluation.batch import steps
from funding.evaluation.batch.compiled.facts import QUOTIENT
from funding.evaluation.batch.compiled.sharings import Sharings


class Levels(Sharings):
    """Lines about what is left for those between their bounds."""

    def _level(self, number: int, step: steps.Level) -> None:
        people = sum(self._sizes)
        whole, near, between, below = (f"{letter}{number}" for letter in "vzyx")
        self.scratch += [(whole, "int64", (4, people)), (near, "float64", (4, people))]
        self.scratch += [(between, "bool_", people), (below, "bool_", people)]
        size = self._new("s")
        self._write(f"{size} = {self._size(step.amount, None)}")
        place = 0
        for of, count in enumerate(self._sizes):
            for member in self._all_of(of):
                where = f"{place} + j" if member == "j" else f"{place + int(member or 0)}"
                for row, values in enumerate((step.weight, step.low, step.high, step.start)):
                    self._write(f"{whole}[{row}, {where}] = {self._whole(values[of], member)}")
                    self._write(f"{near}[{row}, {where}] = {self._near(values[of], member)}")
                    self._write(f"{size} += {self._size(values[of], member)}")
            place += count
        self._wrong(f"not ({size} < {float(QUOTIENT)!r})")
        amount = self._whole(step.amount, None), self._near(step.amount, None)
        self._write(f"settle({amount[1]}, {near}, {between}, {below})")
        called = f"level({amount[0]}, {whole}, {between}, {below})"
        self._write(f"u{number}, d{number} = {called}")
