"""The whole flow: what a formula promises, tried on boards made to break it, and proved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal

from funding.errors import Fault, InputError
from funding.formula.model import Formula
from funding.formula.promised import OF_EVERY_FORMULA, PromiseFile
from funding.promises.catalogue import CATALOGUE
from funding.promises.example import Subject
from funding.promises.keeping import Breach
from funding.promises.promise import Promise, stated
from funding.promises.searching import Found, search
from funding.scenario.model import Board
from funding.years import FinancialYear

Word = Literal["proved", "tested", "refuted", "undecided"]
EXAMPLES, SECONDS = 200, 60.0
SOLVER = "install it: pip install 'funding[prove]'"


@dataclass(frozen=True)
class Effort:
    """How hard to look: on how many boards, whether to prove, and for how many seconds each."""

    examples: int = EXAMPLES
    prove: bool = False
    seconds: float = SECONDS


@dataclass(frozen=True, eq=False)
class Decision:
    """What came of one promise of one formula, and about which boards that is said."""

    promise: Promise
    decision: Word
    scope: str
    breach: Breach | None = None


@dataclass(frozen=True, eq=False)
class Checked:
    """What came of the promises of one formula."""

    formula: Formula
    year: FinancialYear
    decisions: tuple[Decision, ...]

    @property
    def words(self) -> set[Word]:
        """The words that were said."""
        return {each.decision for each in self.decisions}


def promises_of(
    formula: Formula, names: Iterable[str] = (), files: Iterable[PromiseFile] = ()
) -> list[Promise]:
    """Give what a formula promises: what every one does, what it says, and what is said besides."""
    named = dict.fromkeys([*OF_EVERY_FORMULA, *formula.file.promises, *names])
    return [CATALOGUE[name] for name in named] + [
        stated(each) for each in (*formula.file.promise, *files)
    ]


def check(
    formula: Formula,
    promises: Sequence[Promise],
    boards: tuple[Board, ...],
    year: FinancialYear,
    effort: Effort,
) -> Checked:
    """Try every promise of a formula on many boards; prove those that stand, if asked to.

    Proofs are about boards on which the same partners sit as on `boards`.
    """
    if effort.prove and find_spec("z3") is None:
        raise InputError([Fault("--prove", 0, 0, "no solver is installed", SOLVER)])
    subject = Subject(formula, year)
    found = search(subject, promises, effort.examples, effort.seconds * len(promises))
    standing = [each for each in promises if each.name not in found.breaches]
    proved = _proved(subject, standing, boards, effort) if effort.prove else {}
    return Checked(
        formula, year, tuple(_decision(each, found, proved, effort) for each in promises)
    )


def _decision(promise: Promise, found: Found, proved: dict[str, str], effort: Effort) -> Decision:
    name = promise.name
    if name in found.breaches:
        breach = found.breaches[name]
        return Decision(promise, "refuted", f"by a board of {len(breach.tried.rows)}", breach)
    if name in proved:
        return Decision(promise, "proved", proved[name])
    tried = found.tried[name]
    if not tried and found.out_of_time:
        return Decision(promise, "undecided", f"no time was left in {effort.seconds:g} seconds")
    if not tried:
        scope = f"on no board: none of {effort.examples} had what the promise is about"
        return Decision(promise, "tested", scope)
    what = "boards" if promise.change is None else "pairs of boards"
    return Decision(promise, "tested", f"on {tried} {what}")


def _proved(
    subject: Subject, promises: Sequence[Promise], boards: tuple[Board, ...], effort: Effort
) -> dict[str, str]:
    """Give the promises that are proved, each with the boards of which it is."""
    from funding.promises.proof.proofs import proofs

    return dict(proofs(subject, promises, boards, effort.seconds))
