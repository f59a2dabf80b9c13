"""Warnings about partners whom the Act of the day does not name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from funding.compiling.party import Party
from funding.data import wales
from funding.language import N_, _
from funding.scenario.model import Board
from funding.years import Part

NAMED = (
    N_("Children Act 2004"),
    N_("s.28"),
    N_("Social Services and Well-being (Wales) Act 2014"),
    N_("s.134(2)"),
)
"""The Acts and sections of `funding/data/acts.csv`."""


def of_acts(board: Board, part: Part, parties: Sequence[Party]) -> Iterator[str]:
    """Warn of partners that sit by agreement alone, and are bound or have not been heard to agree.

    They are of a kind that another Act names and the one in force on the last of its days does not:
    youth offending teams, since the 2014 Act took the place of the Children Act 2004. A kind that
    no Act names was never taken for a partner by law. Wales only.
    """
    acts = wales.acts()
    now = wales.in_force(acts, part.last_day)
    if board.country != "wales" or now is None:
        return
    elsewhere = frozenset().union(*(act.kinds for act in acts)) - now.kinds
    for party in parties:
        agreed = party.answer is not None and party.answer.says == "agreed"
        bound = party.duty == "will" or not agreed
        if party.partner.kind in elsewhere and bound and party.duty != "excluded":
            yield _(
                "{partner} is not a Safeguarding Board partner under {section} of the {act}; it "
                "sits by agreement",
                partner=party.name,
                section=_(now.section),
                act=_(now.name),
            )
