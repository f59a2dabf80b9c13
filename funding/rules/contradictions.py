"""Bounds that contradict each other, whoever sits on a board and whatever it costs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from funding.amounts import written_money, written_percent
from funding.language import N_, _
from funding.rules.rule import Path
from funding.toml.fields import Stated

Bounds = Mapping[str, Mapping[str, Stated[Fraction]]]
"""Every bound by its key, those of whom."""
Contradiction = tuple[Path, str, str]
"""The path in the section, what is wrong, what to do."""

EVERYONE = "everyone"
NAMES = {
    "fixed": N_("fixed share"),
    "fixed_amount": N_("fixed sum"),
    "floor": N_("floor"),
    "ceiling": N_("ceiling"),
}
CROSSING = (("floor", "ceiling"), ("floor", "fixed"), ("fixed", "ceiling"))


def crossed(stated: Bounds) -> Iterator[Contradiction]:
    """Find a lower bound above an upper one, of one name and in one unit."""
    for end, written in (("", written_percent), ("_amount", written_money)):
        for low, high in ((f"{low}{end}", f"{high}{end}") for low, high in CROSSING):
            for who in (each for each in stated[low] if each in stated[high]):
                least, most = stated[low][who].value, stated[high][who].value
                if least > most:
                    message = _(
                        "the {low} of {who}, {least}, is above its {high}, {most}",
                        low=_name(low),
                        who=who,
                        least=written(least),
                        high=_name(high),
                        most=written(most),
                    )
                    yield (low, who), message, _fix(low, high)


def above_everything(
    floors: Mapping[str, Stated[Fraction]], kinds: Collection[str], needed: Collection[str]
) -> Iterator[Contradiction]:
    """Find floors that come to more than there is, on any board: `needed` kinds sit on each.

    Of `kinds`, those that are known, a partner may be named by its id instead, and have another
    floor: then the least counts.
    """
    own = [each.value for who, each in floors.items() if who not in kinds and who != EVERYONE]
    by_kind = {kind: kind if kind in floors else EVERYONE for kind in sorted(needed)}
    least = {
        kind: min([floors[name].value, *own]) for kind, name in by_kind.items() if name in floors
    }
    in_all = sum(least.values(), Fraction(0))
    if in_all > 1:
        message = _(
            "the floors of {least} come to {in_all}, and every board that can use the formula "
            "has a partner of each",
            least=", ".join(least),
            in_all=written_percent(in_all),
        )
        path = ("floor", by_kind[[*least][-1]])
        yield path, message, _("lower them, so that they come to 100% or less")


def _name(key: str) -> str:
    name = NAMES.get(key) or NAMES[key.removesuffix("_amount")]
    return _(name)


def _fix(low: str, high: str) -> str:
    if low.startswith("fixed") or high.startswith("fixed"):
        return _("keep one of the two: what is fixed needs no other bound")
    return _("lower the one or raise the other; for exactly one sum or share use a fixed one")
