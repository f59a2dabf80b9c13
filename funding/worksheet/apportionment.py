"""Whole units that sum to a whole amount: `round_to_total`, and the methods it knows.

What each method promises, and what it cannot, is on `docs/reference/rounding.md`. Two promises are
at odds. *Quota*: nobody is a whole unit or more away from its exact part. *House-monotone*: a
larger amount takes a unit from nobody.

| method | quota | house-monotone |
|---|---|---|
| `largest_remainder` | yes | no |
| the six divisor methods | no (D'Hondt keeps the lower bound, Adams the upper) | yes |
| `quota` | yes | yes |

Whatever keeps quota can take a unit from a row whose weight grows faster, for one whose weight
grows more slowly; the divisor methods never do.

Under every method equal claims go to the id that comes first in the alphabet, and a row whose part
is nothing gets its minimum and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import floor, gcd

from funding.language import _
from funding.worksheet.primitives import level, over_one_line

MOST_STEPS = 200_000
"""The most units that the quota method may have to hand out one by one."""

Signpost = Callable[[int], Fraction]
"""The square of the part, in units, at which a row that has so many is given one more.

It lies between what the row has and one more. Squared, so that no root is needed.
"""


class Unshareable(ValueError):
    """A total cannot be shared in whole units; `about` is what to change: a setting, or x."""

    def __init__(self, message: str, fix: str, about: str) -> None:
        super().__init__(message)
        self.fix, self.about = fix, about


SIGNPOSTS: dict[str, Signpost] = {
    "dhondt": lambda units: Fraction((units + 1) ** 2),
    "sainte_lague": lambda units: Fraction((2 * units + 1) ** 2, 4),
    "modified_sainte_lague": lambda units: (
        Fraction((2 * units + 1) ** 2, 4) if units else Fraction(49, 100)
    ),
    "huntington_hill": lambda units: Fraction(units * (units + 1)),
    "adams": lambda units: Fraction(units**2),
    "dean": lambda units: Fraction(2 * units * (units + 1), 2 * units + 1) ** 2,
}
METHODS = ("largest_remainder", *SIGNPOSTS, "quota")


def round_to_total(
    x: Sequence[Fraction],
    amount: Fraction,
    unit: Fraction,
    ids: Sequence[str],
    method: str = "largest_remainder",
    minimum: Sequence[Fraction] | None = None,
) -> list[Fraction]:
    """Give each row whole units that sum to `amount`, which must be whole units.

    For `largest_remainder` the x must sum to the amount, to within the number of rows; for the
    others only their proportions count, and none may be below nothing. `minimum` is the least
    number of units for each row; the `quota` method has none. Raise `ValueError` if it cannot be.

    >>> round_to_total([Fraction(1, 3)] * 3, Fraction(1), Fraction(1, 100), ["b", "a", "c"])
    [Fraction(33, 100), Fraction(17, 50), Fraction(33, 100)]
    """
    if unit <= 0:
        raise ValueError(
            _("the unit to round to is {unit}, and must be more than nothing", unit=unit)
        )
    if (amount / unit).denominator != 1:
        raise ValueError(_("{amount} is not a whole number of {unit}", amount=amount, unit=unit))
    units, least = int(amount / unit), _least(minimum, len(x))
    if sum(least) > max(units, 0):
        raise Unshareable(
            _(
                "the minimums come to {minimums} units, and there are {units}",
                minimums=f"{sum(least):,}",
                units=f"{units:,}",
            ),
            _("lower the minimum, or round to a smaller unit"),
            "minimum",
        )
    if any(least) and sum(least) == units:
        found = least
    elif not any(least) and method == "largest_remainder":
        found = _largest_remainder([each / unit for each in x], units, None, ids)
    elif units < 0 or any(each < 0 for each in x):
        raise Unshareable(
            _("a part is below nothing, and {method} has no meaning for it", method=method),
            _("use {example}, so that nobody is paid by the formula", example="at_least(…, 0)"),
            "x",
        )
    elif units > sum(least) and not any(x):
        raise ValueError(_("there are {units} units to share, and nobody has a part", units=units))
    elif method == "largest_remainder":
        found = _largest_remainder([each / unit for each in x], units, least, ids)
    elif method == "quota":
        found = _by_quota(_coprime(x), units, least, ids)
    else:
        found = _by_divisors(_coprime(x), units, least, ids, SIGNPOSTS[method])
    return [each * unit for each in found]


def odd_units(
    x: Sequence[Fraction],
    amount: Fraction,
    unit: Fraction,
    ids: Sequence[str],
    minimum: Sequence[Fraction] | None = None,
) -> dict[int, Fraction]:
    """Give the rows to which `largest_remainder` gives a unit left over, each with its remainder.

    The remainder is a part of a unit. The arguments are those of `round_to_total`.

    >>> odd_units([Fraction(1, 3)] * 3, Fraction(1), Fraction(1, 100), ["b", "a", "c"])
    {1: Fraction(1, 3)}
    """
    units, least = int(amount / unit), _least(minimum, len(x))
    if any(least) and sum(least) == units:
        return {}
    return _cut([each / unit for each in x], units, least if any(least) else None, ids)[1]


def _least(minimum: Sequence[Fraction] | None, rows: int) -> list[int]:
    if minimum is None:
        return [0] * rows
    for each in minimum:
        if each < 0 or each.denominator != 1:
            raise ValueError(
                _("a minimum is {minimum}, and must be a whole number of units", minimum=each)
            )
    return [int(each) for each in minimum]


def _largest_remainder(
    x: Sequence[Fraction], units: int, least: Sequence[int] | None, ids: Sequence[str]
) -> list[int]:
    """Give each row its whole units, and one more to each of those with the largest remainders."""
    found, raised = _cut(x, units, least, ids)
    for row in raised:
        found[row] += 1
    return found


def _cut(
    x: Sequence[Fraction], units: int, least: Sequence[int] | None, ids: Sequence[str]
) -> tuple[list[int], dict[int, Fraction]]:
    """Cut each x to whole units; say which rows have one of those left over, and its remainder.

    They go to the largest remainders, the largest first; a row raised to its minimum gets none.
    Where whole parts and minimums come to more than there is, rows at their minimum keep it, and
    the others share the rest anew by their x.
    """
    parts, line = over_one_line(x)
    whole = [each // line for each in parts]
    if not 0 <= units - sum(whole) <= sum(map(bool, parts)):
        raise ValueError(
            _(
                "parts that sum to {sum} cannot be rounded to sum to {units} units",
                sum=sum(x),
                units=units,
            )
        )
    least = least or whole
    if sum(map(max, whole, least)) > units:
        height = level(Fraction(units), x, _fractions(least), [Fraction(units)] * len(x))
        x = [max(height * each, Fraction(lo)) for each, lo in zip(x, least, strict=True)]
        parts, line = over_one_line(x)
    found = [max(each // line, lo) for each, lo in zip(parts, least, strict=True)]

    def claim(row: int) -> tuple[bool, bool, int, str]:
        part = parts[row]
        return part == 0, part < least[row] * line, -(part % line), ids[row]

    raised = sorted(range(len(x)), key=claim)[: units - sum(found)]
    return found, {row: Fraction(parts[row] % line, line) for row in raised}


def _by_divisors(
    weight: Sequence[int], units: int, least: Sequence[int], ids: Sequence[str], signpost: Signpost
) -> list[int]:
    """Give unit after unit to the row whose signpost, for its weight, is the next to be passed.

    All but the last 2n units are given at once. Share `units - n` exactly, at one height, nobody
    below its minimum: whoever is above has `height * weight`. Each signpost lies between what a row
    has and one more; so the signposts that are passed at this height are each row's exact part,
    give or take one unit. Hence their number is between `units - 2n` and `units`, and since
    signposts are passed in the order of height they are the first that anybody passes.
    """
    rows = [row for row, each in enumerate(weight) if each]
    found = list(least)
    near = units - len(rows)
    if near > sum(least):
        height = level(
            Fraction(near), _fractions(weight), _fractions(least), [Fraction(near)] * len(weight)
        )
        for row in rows:
            found[row] = max(least[row], _passed(height * weight[row], signpost))

    def claim(row: int) -> tuple[Fraction, int, str, int]:
        needs = signpost(found[row]) / weight[row] ** 2
        # A first unit that is anybody's for the asking goes to the largest part.
        return needs, 0 if needs else -weight[row], ids[row], row

    claims = [claim(row) for row in rows]
    heapify(claims)
    for _one in range(units - sum(found)):
        row = heappop(claims)[-1]
        found[row] += 1
        heappush(claims, claim(row))
    return found


def _passed(part: Fraction, signpost: Signpost) -> int:
    """Give how many units a row has whose part has reached so far."""
    whole = floor(part)
    return whole + (signpost(whole) <= part**2)


def _by_quota(
    weight: Sequence[int], units: int, least: Sequence[int], ids: Sequence[str]
) -> list[int]:
    """Give unit after unit as D'Hondt does, but to nobody a whole unit above its exact part.

    By Balinski and Young. When as many units are given as the weights sum to, everyone has its
    weight; then all is as at the beginning. So whole periods are given at once.
    """
    if any(least):
        raise Unshareable(
            _("the quota method knows no minimum"), _("round by another method"), "minimum"
        )
    period = sum(weight) or 1
    periods, steps = divmod(units, period)
    if steps > MOST_STEPS:
        raise Unshareable(
            _(
                "the quota method would take {steps} steps here, and {most} is the most",
                steps=f"{steps:,}",
                most=f"{MOST_STEPS:,}",
            ),
            _("round to a larger unit, or by another method"),
            "method",
        )
    found = [0] * len(weight)
    # A row may have one unit more once its exact part is more than it has: not before that step.
    waiting = [(1, row) for row, each in enumerate(weight) if each]
    claims: list[tuple[Fraction, str, int]] = []
    for step in range(1, steps + 1):
        while waiting and waiting[0][0] <= step:
            row = heappop(waiting)[1]
            heappush(claims, (Fraction(found[row] + 1, weight[row]), ids[row], row))
        row = heappop(claims)[-1]
        found[row] += 1
        heappush(waiting, (found[row] * period // weight[row] + 1, row))
    return [periods * each + more for each, more in zip(weight, found, strict=True)]


def _coprime(x: Sequence[Fraction]) -> list[int]:
    """Give whole numbers in the same proportions, as small as can be."""
    whole, _ = over_one_line(x)
    return [each // (gcd(*whole) or 1) for each in whole]


def _fractions(counts: Sequence[int]) -> list[Fraction]:
    return [Fraction(each) for each in counts]
