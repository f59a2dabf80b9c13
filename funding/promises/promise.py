"""A promise: what is claimed of every board, or of every two that differ by one change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from funding.formula.model import Formula
from funding.formula.promised import ANYTHING, PromiseFile, Whose
from funding.promises.changes import Change, Moves, matches
from funding.promises.claims import Claim
from funding.promises.cliffs import Nudges
from funding.worksheet.column import Row
from funding.worksheet.worksheet import Worksheet

ClaimsOf = Callable[[Formula, Worksheet], Iterable[Claim]]
"""Gives what is claimed of a formula's boards of one shape; it may rest on the columns."""

For = Whose | Literal["the changed", "others"] | None


@dataclass(frozen=True)
class Promise:
    """What must always hold, in a sentence and as claims.

    With a `change` it is about two boards; `whose` narrows down the partners whom it is about.
    """

    name: str
    says: str
    claims: ClaimsOf
    change: Change | None = None
    whose: For = None

    @property
    def partners(self) -> set[str]:
        """The partners that it names by their ids."""
        of = self.change.of if isinstance(self.change, Moves | Nudges) else None
        named = [each for each in (self.whose, of) if isinstance(each, Whose)]
        return {each.partner for each in named if each.partner is not None}

    def is_about(self, rows: Iterable[Row]) -> bool:
        """Say whether anybody sits on a board whom it is about."""
        whose = None if isinstance(self.whose, str) else self.whose
        return any(matches(row, whose) for row in rows)


def stated(file: PromiseFile) -> Promise:
    """Make a promise of a table in a file."""
    claim = Claim(file.always, file.when, file.within)
    what = file.rises or file.falls
    change: Change | None = None
    if what == ANYTHING:
        change = Nudges(file.of)
    elif what is not None:
        change = Moves(what, up=file.rises is not None, of=file.of)
    says = file.says or claim.words
    return Promise(file.name, says, fixed(claim), change, file.whose)


def fixed(*claims: Claim) -> ClaimsOf:
    """Claim the same of every board."""

    def claims_of(_formula: Formula, _worksheet: Worksheet) -> Sequence[Claim]:
        return claims

    return claims_of
