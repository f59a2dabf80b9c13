"""A promise: what is claimed of every board, or of every two that differ by one change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from funding.formula.model import Formula
from funding.formula.promised import ANYTHING, PromiseFile, Whose
from funding.language import _
from funding.promises.changes import Change, Moves, matches
from funding.promises.claims import AFTER, BEFORE, Claim
from funding.promises.cliffs import Nudges
from funding.promises.members import kinds_asked_for
from funding.worksheet.column import Row
from funding.worksheet.expression import names_in
from funding.worksheet.worksheet import Worksheet

ClaimsOf = Callable[[Formula, Worksheet], Iterable[Claim]]
"""Gives what is claimed of a formula's boards of one shape; it may rest on the columns."""

For = Whose | Literal["the changed", "others"] | None


@dataclass(frozen=True)
class Promise:
    """What must always hold, in a sentence and as claims.

    With a `change` it is about two boards; `whose` narrows down the partners whom it is about.
    `words` are its sentence in English, or as a file has it.
    """

    name: str
    words: str
    claims: ClaimsOf
    change: Change | None = None
    whose: For = None
    asks_for: frozenset[str] = frozenset()
    """The kinds of partner of which its conditions ask who is one."""
    is_ours: bool = False
    """Whether its sentence is one of the library's own, and so has its Welsh."""

    @property
    def says(self) -> str:
        """Its sentence, in the language spoken if it is the library's."""
        return _(self.words) if self.is_ours else self.words

    @property
    def partners(self) -> set[str]:
        """The partners that it names by their ids."""
        return {each.partner for each in self._named() if each.partner is not None}

    @property
    def kinds(self) -> set[str]:
        """The kinds of partner that it names."""
        return {each.kind for each in self._named() if each.kind is not None} | self.asks_for

    def _named(self) -> Iterator[Whose]:
        of = self.change.of if isinstance(self.change, Moves | Nudges) else None
        yield from (each for each in (self.whose, of) if isinstance(each, Whose))

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
    words = file.says or claim.words
    asks_for = frozenset(kinds_asked_for(_names(claim)))
    return Promise(file.name, words, fixed(claim), change, file.whose, asks_for)


def _names(claim: Claim) -> set[str]:
    """Give the names in the conditions of a claim, of whichever of two boards they are."""
    found = {name for part in (claim.always, claim.when) if part for name in names_in(part)}
    return {name.removeprefix(BEFORE).removeprefix(AFTER) for name in found}


def fixed(*claims: Claim) -> ClaimsOf:
    """Claim the same of every board."""

    def claims_of(_formula: Formula, _worksheet: Worksheet) -> Sequence[Claim]:
        return claims

    return claims_of
