"""What one result comes to: per child, who is relied on, how few pay how much, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from funding.comparison.bill import Bill, bill_of, bills_by_payer
from funding.comparison.run import UNSURE, Run, rests_on
from funding.evaluation.exact import ZERO
from funding.language import _, here
from funding.scenario.model import Board, Partner

CHILDREN = "children_0_17"
COUNCIL = "local_authority"


@dataclass(frozen=True)
class Children:
    """How many children a board's local authorities have in a year, or `why_not`."""

    number: Fraction | None
    title: str = ""
    year: int | None = None
    why_not: str = ""
    is_unsure: bool = False


@dataclass(frozen=True)
class Measures:
    """Parts of one result, each exact; None where there is nothing to take a part of."""

    children: Children
    cash_per_child: Fraction | None
    assessed_per_child: Fraction | None
    local_authority: Fraction | None
    local_authority_with_in_kind: Fraction | None
    largest_payers: tuple[str, ...]
    largest_part: Fraction | None
    concentration: Fraction | None
    devolved: Fraction | None
    not_devolved: Fraction | None
    unfunded: Fraction | None


PARTS = (
    "local_authority",
    "local_authority_with_in_kind",
    "largest_part",
    "concentration",
    "devolved",
    "not_devolved",
    "unfunded",
)
"""The measures that are a part of a whole."""

PER_CHILD = ("cash_per_child", "assessed_per_child")


def measures_of(run: Run) -> Measures:
    """Work out the measures of one board under one formula in one year."""
    everyone = total_of(run, lambda _partner: True)
    councils = total_of(run, lambda partner: partner.kind == COUNCIL)
    devolved = total_of(run, lambda partner: partner.devolved)
    paid = {payer: bill.cash for payer, bill in bills_by_payer([run]).items()}
    most = max(paid.values(), default=ZERO)
    children = children_of(run.board)
    return Measures(
        children=children,
        cash_per_child=part_of(everyone.cash, children.number),
        assessed_per_child=part_of(everyone.assessed, children.number),
        local_authority=part_of(councils.cash, everyone.cash),
        local_authority_with_in_kind=part_of(
            councils.cash + councils.in_kind, everyone.cash + everyone.in_kind
        ),
        largest_payers=tuple(payer for payer, cash in paid.items() if most and cash == most),
        largest_part=part_of(most, everyone.cash),
        concentration=concentration(paid.values()),
        devolved=part_of(devolved.cash, everyone.cash),
        not_devolved=part_of(everyone.cash - devolved.cash, everyone.cash),
        unfunded=part_of(run.result.unfunded, run.result.cost),
    )


def rest_of_measures(run: Run) -> str:
    """Say what a result's measures rest on: the result, and the number of children."""
    said = rests_on([run])
    if not children_of(run.board).is_unsure:
        return said
    own = _("the number of children is assumed or unverified")
    return f"{said}; {own}" if said else _("illustration: {why}", why=own)


def total_of(run: Run, chosen: Callable[[Partner], bool]) -> Bill:
    """Sum the bills of some partners."""
    return sum((bill_of(found) for party, found in run.rows() if chosen(party.partner)), Bill())


def part_of(amount: Fraction, whole: Fraction | None) -> Fraction | None:
    """Give a part of a whole; None where the whole is nothing or not known."""
    return amount / whole if whole else None


def concentration(amounts: Iterable[Fraction]) -> Fraction | None:
    """Sum the squares of everybody's parts: 1 where one pays all, 1/n where n pay alike."""
    paid = list(amounts)
    whole = sum(paid, ZERO)
    return sum(((each / whole) ** 2 for each in paid), ZERO) if whole else None


def children_of(board: Board) -> Children:
    """Count the children of a board's local authorities, each once, if all have a figure."""
    if board.serves == "adults":
        return Children(None, why_not=_("the board serves adults"))
    councils = [partner.id for partner in board.partners if partner.kind == COUNCIL]
    if not councils:
        return Children(None, why_not=_("no local authority sits on the board"))
    figures = board.drivers.get(CHILDREN)
    known = figures.values if figures else {}
    unknown = [council for council in councils if council not in known]
    if figures is None or unknown:
        names = ", ".join(unknown)
        return Children(None, why_not=_("no figure of children is known for {names}", names=names))
    number = sum((known[council] for council in councils), ZERO)
    if not number:
        return Children(None, why_not=_("the figures of children come to 0"))
    unsure = figures.figure.status in UNSURE
    return Children(number, here(figures.title), figures.year, is_unsure=unsure)
