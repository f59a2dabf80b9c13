"""A settlement of several years, walked through day by day.

Every day has its state: which formula holds and how it has been amended, who sits on the board,
what each must, and who has withdrawn. Days that follow one another and are alike make a part, and
each part is settled by itself, from tables with the sums of its days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tests.oracle.board import WORDS_BEFORE, Board, WholeYear
from tests.oracle.cutting import for_days, of_days, sums_for, uprated
from tests.oracle.days import (
    Days,
    Formulas,
    Typed,
    amended,
    answers,
    board_of,
    days_of_year,
    holding,
    parts_of,
    with_notices,
)
from tests.oracle.pennies import money
from tests.oracle.settle import Settlement, reduce, settle


@dataclass(frozen=True)
class Year:
    """One year: its parts, each with its days, and all of them added up."""

    parts: tuple[tuple[Days, Settlement], ...]
    whole: Settlement


LEFT = ("arrears", "in_kind_carried")
"""Words that say what is left, and not what happened."""


@dataclass
class Passed:
    """What passes from day to day or year to year, of the board and of each partner by its word.

    What was assessed and paid is of the last whole year; `history` is of the year before the first.
    """

    reserves: int
    before: dict[str, dict[str, int]] = field(default_factory=dict)
    history: dict[str, int] = field(default_factory=dict)

    def note(self, who: str, word: str, pence: int | None) -> None:
        """Keep a word of a partner for what comes; None is for what is not known."""
        words = self.before.setdefault(who, {})
        words.pop(word, None)
        if pence is not None:
            words[word] = pence


def settle_years(formulas: Formulas, name: str, scenario: Typed) -> list[Year]:
    """Work out every year of a scenario of one board, under a formula or a succession."""
    found = []
    passed = _before(scenario)
    for place, text in enumerate(scenario["years"]):
        parts = []
        for days in parts_of(formulas, name, scenario, int(text[:4])):
            done = settle_part(formulas, name, scenario, place, days, passed)
            passed.reserves = done.board["reserves_closing"]
            for who, words in done.partners.items():
                passed.note(who, "arrears", words["arrears"])
                passed.note(who, "in_kind", words["in_kind_carried"])
            parts.append((days, done))
        year = Year(tuple(parts), added([done for _, done in parts]))
        found.append(year)
        _pass_on(year, passed)
    return found


def _before(scenario: Typed) -> Passed:
    """Give what is stated of the time before the first year."""
    passed = Passed(money(scenario["board"].get("reserves", {}).get("opening", 0)))
    for each in scenario.get("last_year", []):
        for word in WORDS_BEFORE:
            if word in each:
                passed.note(each["partner"], word, money(each[word]))
        if "assessed" in each:
            passed.history[each["partner"]] = money(each["assessed"])
    return passed


def _pass_on(year: Year, passed: Passed) -> None:
    """Keep what was paid in a year, and what was assessed of those who were there all of it."""
    for who in {*passed.before, *year.whole.partners}:
        there = [done.partners[who] for _, done in year.parts if who in done.partners]
        always = len(there) == len(year.parts)
        passed.note(who, "cash", sum(words["cash"] for words in there) if there else None)
        passed.note(who, "assessed", sum(words["assessed"] for words in there) if always else None)


def settle_part(
    formulas: Formulas, name: str, scenario: Typed, place: int, days: Days, passed: Passed
) -> Settlement:
    """Settle some days of a year, from the sums that count for them."""
    year = scenario["years"][place]
    formula = amended(formulas[holding(name, scenario, days[0])], days[0])
    risen = uprated(formula, scenario, year)
    board = _opened(board_of(of_days(scenario, place, days), days[0]), days, passed)
    board = replace(board, answers=tuple(answers(board, formula["id"], name)))
    whole = tuple(days_of_year(int(year[:4])))
    if days != whole:
        all_of_it = board_of(of_days(scenario, place, whole), days[0])
        planned = reduce(formula, all_of_it).planned
        cost = sum(all_of_it.cost.values())
        board = replace(
            board,
            part_of_year=Fraction(len(days), len(whole)),
            year=WholeYear(days[0] == whole[0], cost, planned, all_of_it.minimum),
        )
    return settle(sums_for(risen, days), with_notices(board, formulas, formula, name, scenario))


def _opened(board: Board, days: Days, passed: Passed) -> Board:
    """Let a board open with what has passed to it; of what was assessed, what its days count."""
    before = {
        who: {
            word: for_days(pence, days) if word == "assessed" else pence
            for word, pence in words.items()
        }
        for who, words in passed.before.items()
    }
    return replace(board, opening=passed.reserves, last_year=before, history=passed.history)


def added(parts: Sequence[Settlement]) -> Settlement:
    """Add the parts of a year up; it opens as the first and closes as the last."""
    board = {word: sum(part.board[word] for part in parts) for word in parts[0].board}
    board["reserves_opening"] = parts[0].board["reserves_opening"]
    board["reserves_closing"] = parts[-1].board["reserves_closing"]
    partners: dict[str, dict[str, int]] = {}
    exact: dict[str, Fraction] = {}
    for part in parts:
        for who, words in part.partners.items():
            so_far = partners.setdefault(who, dict.fromkeys(words, 0))
            # What is owed, or still to be drawn, is as the last part that it is in leaves it.
            partners[who] = {
                word: pence if word in LEFT else so_far[word] + pence
                for word, pence in words.items()
            }
            exact[who] = exact.get(who, Fraction(0)) + part.exact[who]
    return Settlement(board, partners, exact)
