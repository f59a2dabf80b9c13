"""What becomes of what a partner offers for lines of the budget, as sums that add up.

Each is a cell of the worksheet, or what two cells differ by: the rule stands in `funding/rules`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from fractions import Fraction

from funding.comparison.run import Run
from funding.compiling.counting import counted
from funding.report.statement.place import Place
from funding.rules.in_kind import KINDS, InKind
from funding.scenario.entries import Offer

NOTHING = Fraction(0)


@dataclass(frozen=True)
class Crediting:
    """What is offered is what is credited and the six sums after it, each cut for its own reason.

    Of what is not credited the board takes `taken` all the same. `most` is the most that may be
    credited, `asked` what is asked before others' gifts relieve anybody.
    """

    offered: Fraction = NOTHING
    credited: Fraction = NOTHING
    unmentioned: Fraction = NOTHING
    of_another_kind: Fraction = NOTHING
    unshared: Fraction = NOTHING
    not_needed: Fraction = NOTHING
    above_its_kind: Fraction = NOTHING
    above_the_ceiling: Fraction = NOTHING
    taken: Fraction = NOTHING
    most: Fraction = NOTHING
    asked: Fraction = NOTHING

    def __add__(self, other: Crediting) -> Crediting:
        words = (field.name for field in fields(self))
        return Crediting(*(getattr(self, word) + getattr(other, word) for word in words))


def crediting_of(place: Place) -> Crediting:
    """Add up what became of a partner's offers over the parts of the year."""
    return sum((_in_part(place, run, row) for run, row in place.parts), Crediting())


def offers_of(place: Place) -> Iterator[tuple[Offer, Fraction]]:
    """Give what a partner offers, with what that is worth for the days that it is there."""
    parts = [run for run, _row in place.parts]
    for offer in _own(place, place.run):
        worth = sum((counted(run.part, offer.worth[place.year]) for run in parts), NOTHING)
        if worth:
            yield offer, worth


def in_kind_of(run: Run) -> InKind | None:
    """Give what the formula of a part of a year says of things given; None if nothing."""
    settings = run.stands.section("in_kind")
    return settings if isinstance(settings, InKind) else None


def _own(place: Place, run: Run) -> list[Offer]:
    return [each for each in run.board.offers if each.partner == place.partner.id]


def _in_part(place: Place, run: Run, row: int) -> Crediting:
    def worth(offers: Iterable[Offer]) -> Fraction:
        return sum((counted(run.part, each.worth[place.year]) for each in offers), NOTHING)

    own = [each for each in _own(place, run) if each.pool is not None]
    result, settings = run.result.partners[row], in_kind_of(run)
    offered, credited = worth(own), result.in_kind
    if settings is None:
        return Crediting(offered, credited, unmentioned=offered - credited)
    counting = _counting(run)
    uncounted = [each for each in own if (each.kind, each.pool) not in counting]
    of_kinds = [each for each in uncounted if each.kind in settings.eligible]
    unshared, in_all = worth(of_kinds), worth(uncounted)
    eligible = run.sheet.cell("eligible_offers", row)
    above_its_kind = _above_its_kind(run, row)
    return Crediting(
        offered,
        credited,
        of_another_kind=in_all - unshared,
        unshared=unshared,
        not_needed=offered - in_all - above_its_kind - eligible,
        above_its_kind=above_its_kind,
        above_the_ceiling=eligible - credited,
        taken=result.in_kind_free,
        most=run.sheet.cell("most_credited", row),
        asked=result.assessed + relief(run, row),
    )


def relief(run: Run, row: int) -> Fraction:
    """Give what others' gifts take off what is asked of a partner."""
    return run.sheet.cell("relief", row) if _relieves(run) else NOTHING


def relief_of_others(place: Place) -> Fraction:
    """Give what gifts that are not credited, the partner's among them, take off others' bills.

    Only what meets the covered cost is in excess, and whoever has an excess is not relieved.
    """
    cells = (
        run.sheet.cell("relief_in_all", row)
        for run, row in place.parts
        if _relieves(run) and run.sheet.cell("excess", row)
    )
    return sum(cells, NOTHING)


def _relieves(run: Run) -> bool:
    settings = in_kind_of(run)
    return settings is not None and settings.excess == "shared"


def _counting(run: Run) -> Collection[tuple[str, ...]]:
    """Give the kinds and pools whose offers count: those that the sum of them is made of.

    How much of an offer is needed rests on all offers, and is a share: the way does not go there.
    """
    worksheet = run.sheet.worksheet
    wanted = {"eligible_offers"}
    found = set()
    for column in reversed(worksheet.columns):
        if column.name not in wanted or column.unit != "money":
            continue
        if column.expression is not None:
            wanted |= {each.name for each in column.expression.free_symbols}
        elif column.origin is not None and column.origin.what == "offer":
            found.add(column.origin.which)
    return found


def _above_its_kind(run: Run, row: int) -> Fraction:
    """Give what offers of kinds with a ceiling of their own are worth above it."""
    kinds = (kind.replace(" ", "_") for kind in KINDS)
    pairs = ((f"{kind}_offers", f"{kind}_counting") for kind in kinds)
    return sum(
        (
            run.sheet.cell(worth, row) - run.sheet.cell(counts, row)
            for worth, counts in pairs
            if counts in run.sheet.worksheet and worth in run.sheet.worksheet
        ),
        NOTHING,
    )
