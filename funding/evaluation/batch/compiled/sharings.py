"""Whole units by largest remainder as text."""

from __future__ import annotations

from collections.abc import Iterator

from funding.evaluation.batch import steps
from funding.evaluation.batch.compiled.lines import Member
from funding.evaluation.batch.compiled.quotients import Quotients
from funding.evaluation.batch.numbers import FITS, NEAR, UNSIGNED
from funding.evaluation.batch.ratios import Polynomial, Ratio

RANKED = 16
"""The claims of no more partners are compared two by two."""


class Sharings(Quotients):
    """Lines about who gets how many units."""

    def _is_ranked(self) -> bool:
        return not self.loops and sum(self._sizes) <= RANKED

    def _claim(self, text: str) -> str:
        return f"np.uint64({text})"

    def _one_if(self, text: str) -> str:
        return f"np.int64({text})"

    def _units_of(self, step: steps.Shared, member: Member) -> str:
        start = sum(self._sizes[: step.whose])
        if self._is_ranked():
            return f"q{step.sharing}_{start + (member if isinstance(member, int) else 0)}"
        return f"q{step.sharing}[{start} + {member or 0}]"

    def _sharing(self, number: int, step: steps.Sharing) -> None:
        units = self._new("u")
        self._write(f"{units} = {self._whole(step.units, None)}")
        if not self._facts.fits(step.units):
            self._wrong(f"not ({self._size(step.units, None)} < {FITS / 2!r})", step.path)
        claimed = self._claims(number, step, units)
        if not step.is_floor:
            self._wrong(f"({units} < 0) | ({units} > {claimed})", step.path)
        if self._is_ranked():
            self._rank(number, step, units)
        else:
            self._write(f"one_more(q{number}, k{number}, order, {units})")

    def _claims(self, number: int, step: steps.Sharing, units: str) -> str:
        """Write each part's whole units, and its claim to one more; give who has something over."""
        if not self._facts.fits(step.line):
            # By the sizes: a float near a line that is a difference says nothing of it.
            self._wrong(
                f"not ({self._size(step.line, None)} < {UNSIGNED * (1 - NEAR)!r})", step.path
            )
        claimed = self._new("n")
        self._write(f"{claimed} = 0")
        if not self._is_ranked():
            total = sum(self._sizes)
            self.scratch += [(f"q{number}", "int64", total), (f"k{number}", "uint64", total)]
        for place, member, part, more in self._parts(step):
            quotient, over = self._divided(part, step.path, member)
            where = f"{number}_{place}" if self._is_ranked() else f"{number}[{place}]"
            self._write(f"q{where} = {quotient}")
            self._write(f"k{where} = {self._claim(f'{over} * {self._whole(more, member)}')}")
            self._write(f"{units} -= {quotient}")
            if not self._facts.never_below(part.top):
                if step.path:
                    self._wrong(f"{quotient} < 0", step.path)
                else:
                    self._not_negative(quotient)
            if not step.is_floor:
                self._write(f"{claimed} += {self._one_if(f'{over} > 0')}")
        return claimed

    def _parts(self, step: steps.Sharing) -> Iterator[tuple[str, Member, Ratio, Polynomial]]:
        """Give each partner's place among all, its part, and how often its line goes into all's.

        Lines written meanwhile are of it.
        """
        place = 0
        for of, (size, part) in enumerate(zip(self._sizes, step.parts, strict=True)):
            for member in self._all_of(of):
                where = f"{place} + j" if member == "j" else str(place + int(member or 0))
                yield where, member, part, step.times[of]
            place += size

    def _rank(self, number: int, step: steps.Sharing, left: str) -> None:
        """Write who gets one more: count for each the claims that come before its own."""
        has_part = [
            bool(self._facts.most(part.top))
            for size, part in zip(self._sizes, step.parts, strict=True)
            for _ in range(size)
        ]
        places = [place for place in self._program.by_id if has_part[place]]
        for place in places:
            self._write(f"r{number}_{place} = 0")
        for n, one in enumerate(places):
            for other in places[n + 1 :]:
                more = self._new("g")
                greater = f"k{number}_{other} > k{number}_{one}"
                self._write(f"{more} = {self._one_if(greater)}")
                self._write(f"r{number}_{one} += {more}")
                self._write(f"r{number}_{other} += 1 - {more}")
        for place in places:
            self._write(f"q{number}_{place} += {self._one_if(f'r{number}_{place} < {left}')}")
