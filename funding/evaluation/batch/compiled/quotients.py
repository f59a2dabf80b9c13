"""Quotients and signs as text: guessed with floats, and put right by what is left over."""

from __future__ import annotations

from dataclasses import dataclass

from funding.evaluation.batch import steps
from funding.evaluation.batch.compiled.facts import GUESSED, QUOTIENT
from funding.evaluation.batch.compiled.lines import Member, NotCompiled
from funding.evaluation.batch.compiled.sums import Sums
from funding.evaluation.batch.numbers import FITS, LINE, NEAR
from funding.evaluation.batch.ratios import Polynomial, Product, Ratio

WIDE = 2**106
"""Sums of terms below this are less than 2^62 from what a guess by floats makes of them."""


@dataclass(frozen=True)
class _Line:
    """What stands below a line: its whole number, 1 over a float near it, and whether it fits."""

    below: str
    inverse: str
    fits: str


class Quotients(Sums):
    """Lines about quotients, and about which side of nothing something is on."""

    def _compared(self, value: Polynomial, whole: str, sign: str, member: Member) -> str:
        """Compare a polynomial with nothing: by its remainder, but where only floats can tell."""
        if self._facts.fits(value):
            return f"{whole} {sign} 0"
        near, size, name = self._new("f"), self._new("s"), self._new("w")
        self._write(f"{name} = {whole}")
        self._write(f"{near} = {self._near(value, member)}")
        if not self._facts.is_below(value, FITS // 4 * int(1 / NEAR)):
            self._write(f"{size} = {self._size(value, member)}")
            self._wrong(f"not ({size} < {FITS / 4 / NEAR!r})")
        if sign == "==":
            return f"(abs({near}) < {FITS / 2!r}) & ({name} == 0)"
        return f"pick(abs({near}) >= {FITS / 2!r}, {near} > 0.0, {name} {sign} 0)"

    def _line(self, count: int, product: Product, member: Member) -> _Line:
        if not product:
            if count >= FITS // 2:
                raise NotCompiled("a line that is too large")
            return _Line(str(count), repr(1 / count), "")
        value = Polynomial({product: count})
        atoms = [number for number, _ in product]
        own = any(self._facts.of(each) is not None for each in atoms)
        key = (count, product, member if own else None)
        below = self._once(("below", *key), atoms, "w", self._whole(value, member))
        text, fits = self._near(value, member), ""
        size = ""
        if not self._facts.never_below(value):
            fits = f"({below} > 0)"
        if not self._facts.fits(value):
            if fits:
                # A difference may be far from the float near it, but where it is seen to fit.
                size = self._once(("size", *key), atoms, "s", self._size(value, member))
                text = f"pick({size} < {FITS / 2!r}, float({below}), {text})"
            near = self._once(("line", *key), atoms, "f", text)
            own_size = f" & (({size} < {FITS / 2!r}) | ({size} <= 2.0 * {near}))" if size else ""
            fits = f"{fits} & " * bool(fits) + f"({near} < {LINE!r}){own_size}"
        else:
            near = self._once(("line", *key), atoms, "f", text)
        if fits:
            fits = self._once(("fits", *key), atoms, "c", fits)
        inverse = self._once(("inverse", *key), atoms, "f", f"1.0 / {near}")
        return _Line(below, inverse, fits)

    def _divided(self, value: Ratio, path: steps.Path, member: Member) -> tuple[str, str]:
        """Write the whole quotient, and what is left over.

        A guess that is out by more than one is seen by what is left over, as long as that fits:
        and it does, if all that stands above the line is less than `WIDE`. That also holds of what
        stands below the line being nothing, or less.
        """
        whole, rest = self._facts.apart(value)
        if not rest.top.terms:
            return self._whole(whole, member), "0"
        quotient, over = self._guessed(rest, path, member)
        if whole.terms:
            name = self._new("w")
            self._write(f"{name} = {quotient} + {self._whole(whole, member)}")
            return name, over
        return quotient, over

    def _guessed(self, value: Ratio, path: steps.Path, member: Member) -> tuple[str, str]:
        """Guess a quotient, and put it right."""
        line = self._line(value.count, value.product, member)
        guess, whole, over, more = (self._new(letter) for letter in "fwwg")
        outside = self._outside(value, line, guess, over, member)
        self._write(f"{guess} = {self._near(value.top, member)} * {line.inverse}")
        # To cut is quicker than to look for the floor, and the same of what is not below nothing.
        # Of what is, it may be out by two, which what is left over shows; but not if it is small.
        may_be_below = not self._facts.never_below(value.top)
        cut = "math.floor" if may_be_below and self._facts.is_surely_guessed(value) else "cut"
        self._write(f"{whole} = {cut}({guess})")
        self._write(f"{over} = {self._whole(value.top, member)} - {whole} * {line.below}")
        self._write(f"{more} = np.int64({over} >= {line.below}) - np.int64({over} < 0)")
        self._write(f"{whole} += {more}")
        self._write(f"{over} -= {more} * {line.below}")
        if outside:
            self._wrong(" | ".join(outside), path, member)
        return whole, over

    def _outside(
        self, value: Ratio, line: _Line, guess: str, over: str, member: Member
    ) -> list[str]:
        """Say where a guess, put right by one, may not be the quotient."""
        outside = [f"(not {line.fits})"] if line.fits else []
        if self._facts.is_surely_guessed(value):
            return outside
        if self._facts.is_guess_bounded(value):
            return [*outside, f"(not ({guess} < {float(GUESSED)!r}))"]
        if not self._facts.is_below(value.top, WIDE):
            outside.append(f"(not ({self._size(value.top, member)} < {float(WIDE)!r}))")
        if not self._facts.is_below(value.top, QUOTIENT * value.count):
            outside.append(f"(not (abs({guess}) < {float(QUOTIENT)!r}))")
        return [*outside, f"(np.uint64({over}) >= np.uint64({line.below}))"]
