"""The whole flow: what a formula promises, tried on boards made to break it, and proved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from funding.errors import Fault, InputError
from funding.formula.model import Formula
from funding.formula.promised import OF_EVERY_FORMULA, PromiseFile
from funding.language import N_, _, ngettext
from funding.promises.catalogue import CATALOGUE
from funding.promises.example import Subject
from funding.promises.keeping import Breach
from funding.promises.members import MADE
from funding.promises.promise import Promise, stated
from funding.promises.scope import seated
from funding.promises.searching import Found, search
from funding.promises.silence import says_nothing
from funding.scenario.model import Board
from funding.years import FinancialYear

if TYPE_CHECKING:
    from funding.promises.proof.proofs import Attempt

Word = Literal["proved", "tested", "refuted", "undecided"]
EXAMPLES, SECONDS = 200, 60.0
SILENT = N_("on no board has the formula what the promise is about")
INSTALLING = "pip install 'funding[prove]'"


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
    out_of_time: bool = False
    """Whether fewer boards were tried than asked for: how many then rests on the machine."""
    alike: tuple[FinancialYear, ...] = ()
    """The further years in which the formula is the same, so that all this holds of them too."""
    unchecked: tuple[date, ...] = ()
    """Days from which on the formula is another for less than a year: it is not checked so."""

    @property
    def years(self) -> str:
        """Name the years that it is about."""
        return ", ".join(map(str, (self.year, *self.alike)))

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
    *,
    are_meant: bool = False,
) -> Checked:
    """Try every promise of a formula on many boards; prove those that stand, if asked to.

    Proofs are about boards on which the same partners sit as on `boards`. If those `are_meant`
    themselves, the promises are tried on them first.
    """
    if effort.prove and find_spec("z3") is None:
        fix = _("install it: {command}", command=INSTALLING)
        raise InputError([Fault("--prove", 0, 0, _("no solver is installed"), fix)])
    subject = Subject(formula, year)
    seats = seated(subject, boards) if are_meant else []
    rows = [each.rows for each in seats]
    found = search(subject, promises, effort.examples, effort.seconds * len(promises), rows)
    standing = [each for each in promises if each.name not in found.breaches]
    proofs = _attempts(subject, standing, boards, effort) if effort.prove else {}
    silent = {each.name for each in promises if says_nothing(each, subject)}
    return Checked(
        formula,
        year,
        tuple(
            _decision(each, found, proofs.get(each.name), effort, silent=each.name in silent)
            for each in promises
        ),
        found.out_of_time,
    )


def _decision(
    promise: Promise, found: Found, attempt: Attempt | None, effort: Effort, *, silent: bool
) -> Decision:
    name = promise.name
    if name in found.breaches:
        breach = found.breaches[name]
        return Decision(promise, "refuted", _said_of(breach), breach)
    if attempt is not None and attempt.came == "proved":
        return Decision(promise, "proved", attempt.words)
    if silent:
        return Decision(promise, "proved", _(SILENT))
    tried = found.tried[name]
    if attempt is not None and attempt.came == "claims nothing" and not tried:
        return Decision(promise, "undecided", attempt.words)
    word: Word = "undecided"
    if tried:
        word, scope = "tested", _tried_on(promise, tried, found.seated.get(name, 0))
    elif found.out_of_time:
        seconds = f"{effort.seconds:g}"
        scope = _("no time was left in {seconds} seconds", seconds=seconds)
    else:
        most = effort.examples
        scope = _("on no board: none of {most} had what the promise is about", most=most)
    return Decision(promise, word, scope if attempt is None else f"{scope}; {attempt.words}")


def _tried_on(promise: Promise, tried: int, own: int) -> str:
    """Say on how many boards a promise was tried, on how many of them with `own` partners."""
    if promise.change is None:
        scope = ngettext("on {number} board", "on {number} boards", tried)
    else:
        scope = ngettext("on {number} pair of boards", "on {number} pairs of boards", tried)
    if not own:
        return scope
    return ngettext(
        "{scope}, {number} of them with the scenario's partners",
        "{scope}, {number} of them with the scenario's partners",
        own,
        scope=scope,
    )


def _said_of(breach: Breach) -> str:
    """Say which board breaks a promise: one that there is, or how large one that was made."""
    rows = breach.tried.rows
    board = rows[0].keys["board"]
    if board != MADE:
        return _("on {board}", board=board)
    return _("by a board of {number}", number=len(rows))


def _attempts(
    subject: Subject, promises: Sequence[Promise], boards: tuple[Board, ...], effort: Effort
) -> dict[str, Attempt]:
    """Try to prove promises; give what came of each."""
    from funding.promises.proof.proofs import attempts

    return dict(attempts(subject, promises, boards, effort.seconds))
