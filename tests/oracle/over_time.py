"""A settlement of several years, walked through day by day.

Every day has its state: which formula holds and how it has been amended, who sits on the board,
what each must, and who has withdrawn. Days that follow one another and are alike make a part, and
each part is settled by itself, from tables with the sums of its days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.oracle.asking import answer_of, duty
from tests.oracle.board import Answer, Board, boards_of
from tests.oracle.pennies import money, number, percent, pounds
from tests.oracle.settle import Settlement, settle

Typed = dict[str, Any]
Formulas = Mapping[str, Typed]
Days = tuple[date, ...]

SUMS = {"in_kind": ("ceiling_amount",), "shortfall": ("limit_amount",)}
"""The keys of sections that are sums a year; of others, every key is."""
ALL_SUMS = ("flat_fees", "amounts")


@dataclass(frozen=True)
class Year:
    """One year: its parts, each with its days, and all of them added up."""

    parts: tuple[tuple[Days, Settlement], ...]
    whole: Settlement


def settle_years(formulas: Formulas, name: str, scenario: Typed) -> list[Year]:
    """Work out every year of a scenario of one board, under a formula or a succession."""
    found = []
    opening = money(scenario["board"].get("reserves", {}).get("opening", 0))
    for place, text in enumerate(scenario["years"]):
        parts = []
        for days in parts_of(formulas, name, scenario, int(text[:4])):
            done = settle_part(formulas, name, scenario, place, days, opening)
            opening = done.board["reserves_closing"]
            parts.append((days, done))
        found.append(Year(tuple(parts), added([done for _, done in parts])))
    return found


def copied(value: Any) -> Any:
    """Copy tables and lists, so that no change reaches the original."""
    if isinstance(value, dict):
        return {key: copied(each) for key, each in value.items()}
    return [copied(each) for each in value] if isinstance(value, list) else value


def days_of_year(start: int) -> list[date]:
    """Give every day of a financial year."""
    first, after = date(start, 4, 1), date(start + 1, 4, 1)
    return [first + timedelta(days=count) for count in range((after - first).days)]


def parts_of(formulas: Formulas, name: str, scenario: Typed, start: int) -> list[Days]:
    """Put days that follow one another and are alike together."""
    found: list[list[date]] = []
    before = None
    for day in days_of_year(start):
        state = state_of(formulas, name, scenario, day)
        if state != before:
            found.append([])
        found[-1].append(day)
        before = state
    return [tuple(days) for days in found]


def state_of(formulas: Formulas, name: str, scenario: Typed, day: date) -> Any:
    """Give all that may change from one day to the next."""
    formula = formulas[holding(name, scenario, day)]
    stands = amended(formula, day)
    board = board_of({**scenario, "year": scenario["years"][0], "cost": []}, day)
    return (
        formula["id"],
        sum(each["from"] <= day for each in formula.get("amendment", [])),
        tuple(
            (p.id, duty(stands, board, p), has_withdrawn(formulas, name, scenario, p.id, day))
            if duty(stands, board, p) == "may"
            else (p.id, duty(stands, board, p))
            for p in board.partners
        ),
    )


def holding(name: str, scenario: Typed, day: date) -> str:
    """Give the formula that holds on a day: its own name, or one of a succession."""
    for each in scenario.get("succession", []):
        if each["id"] == name:
            turns = each["formulas"]
            return str(next(t["formula"] for t in turns if day <= t.get("until", date.max)))
    return name


def amended(formula: Typed, day: date) -> Typed:
    """Give a formula with what every amendment until a day has set, in the order of their days."""
    stands: Typed = copied(formula)
    for each in sorted(formula.get("amendment", []), key=lambda table: table["from"]):
        if each["from"] <= day:
            for section, values in each["set"].items():
                if isinstance(values, dict):
                    stands[section].update(copied(values))
                else:
                    stands[section] = copied(values)
    stands.pop("amendment", None)
    return stands


def has_withdrawn(formulas: Formulas, name: str, scenario: Typed, who: str, day: date) -> bool:
    """Say whether a partner's notice is over, counting the months one by one."""
    for each in scenario.get("notice", []):
        if each["partner"] == who:
            stands = amended(formulas[holding(name, scenario, each["given"])], each["given"])
            return day >= later(each["given"], stands.get("duty", {}).get("notice", 0))
    return False


def later(day: date, months: int) -> date:
    """Give a day some months later, or the last of that month."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number_of_day in range(day.day, 0, -1):
        try:
            return date(year, month, number_of_day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def settle_part(
    formulas: Formulas, name: str, scenario: Typed, place: int, days: Days, opening: int
) -> Settlement:
    """Settle some days of a year, from the sums that count for them."""
    year = scenario["years"][place]
    formula = amended(formulas[holding(name, scenario, days[0])], days[0])
    risen = uprated(formula, scenario, year)
    board = board_of(of_days(scenario, place, days), days[0])
    board = replace(board, opening=opening, answers=tuple(answers(board, formula["id"], name)))
    return settle(sums_for(risen, days), with_notices(board, formulas, formula, name, scenario))


def for_days(pence: int, days: Days) -> int:
    """Give what of a sum a year falls on some days, each with its own whole pennies."""
    year = days_of_year(days[0].year if days[0].month > 3 else days[0].year - 1)
    each = [pence * (n + 1) // len(year) - pence * n // len(year) for n in range(len(year))]
    return sum(each[(day - year[0]).days] for day in days)


def uprated(formula: Typed, scenario: Typed, year: str) -> Typed:
    """Give a formula whose sums have risen from their base year."""
    rules = formula.get("uprating")
    if rules is None:
        return formula
    if "rate" in rules:
        years = int(year[:4]) - int(rules["base"][:4])
        rise = (1 + percent(rules["rate"])) ** years
    else:
        values = index_of(scenario, rules["index"])
        rise = values[year] / values[rules["base"]]
    return with_sums(formula, rules["of"], lambda pence: half_up(pence * rise))


def sums_for(formula: Typed, days: Days) -> Typed:
    """Give a formula whose sums are those of some days."""
    return with_sums(formula, [*ALL_SUMS, *SUMS], lambda pence: for_days(pence, days))


def with_sums(formula: Typed, sections: Sequence[str], change: Any) -> Typed:
    found = dict(formula)
    for name in sections:
        if name in found:
            keys = SUMS.get(name, tuple(found[name]))
            changed = {
                k: f"£{pounds(change(money(found[name][k])))}" for k in keys if k in found[name]
            }
            found[name] = {**found[name], **changed}
    return found


def index_of(scenario: Typed, name: str) -> dict[str, Fraction]:
    """Give the numbers of an index, by year."""
    table = next(each for each in scenario["index"] if each["name"] == name)
    return {year: number(value) for year, value in table["values"].items()}


def half_up(pence: Fraction) -> int:
    """Round to the nearest penny, a half up."""
    return int(pence * 2 + 1) // 2


def of_days(scenario: Typed, place: int, days: Days) -> Typed:
    """Give a scenario of one year whose sums are those of some of its days."""

    def sum_of(value: Any) -> str:
        stated = value[place] if isinstance(value, list) and len(value) > 1 else value
        stated = stated[0] if isinstance(stated, list) else stated
        return f"£{pounds(for_days(money(stated), days))}"

    found: Typed = copied(scenario)
    found["year"] = found.pop("years")[place]
    for line in found["cost"]:
        line["amount"] = sum_of(risen(line, scenario, place))
    for each in [*found.get("grant", []), *found.get("income", []), *found.get("answer", [])]:
        if "amount" in each:
            each["amount"] = sum_of(each["amount"])
    for each in found.get("in_kind", []):
        if "value" not in each:
            rate = money(each.pop("rate").split(" per ")[0])
            each["value"] = f"£{pounds(int(number(each.pop('quantity').split()[0]) * rate))}"
        each["value"] = sum_of(each["value"])
    reserves = found["board"].get("reserves", {})
    rest = tuple(day for day in days_of_year(int(found["year"][:4])) if day > days[-1])
    later_use = money(_one(reserves.get("use", "£0.00"), place))
    kept = money(_one(reserves.get("minimum", "£0.00"), place))
    if "use" in reserves:
        reserves["use"] = sum_of(reserves["use"])
    if reserves:
        reserves["minimum"] = f"£{pounds(kept + (for_days(later_use, rest) if rest else 0))}"
    return found


def risen(line: Typed, scenario: Typed, place: int) -> Any:
    """Give what a line costs before it is cut: as listed, or risen from the first year."""
    by = line.get("uprating")
    if by is None:
        return line["amount"]
    if by.endswith("%"):
        rise = (1 + percent(by)) ** place
    else:
        values = index_of(scenario, by)
        rise = values[scenario["years"][place]] / values[scenario["years"][0]]
    return f"£{pounds(half_up(money(line['amount']) * rise))}"


def _one(value: Any, place: int) -> Any:
    return value[place] if isinstance(value, list) else value


def board_of(scenario: Typed, day: date) -> Board:
    """Give the board with those who are there on a day, and what they give."""
    there = [
        each
        for each in scenario["partner"]
        if each.get("from", date.min) <= day <= each.get("until", date.max)
    ]
    ids = {each["id"] for each in there}
    offers = [each for each in scenario.get("in_kind", []) if each["partner"] in ids]
    drivers = [
        {**each, "values": {who: v for who, v in each["values"].items() if who in ids}}
        for each in scenario.get("driver", [])
    ]
    seated = {**scenario, "partner": there, "in_kind": offers, "driver": drivers}
    if not scenario["cost"]:  # only who is there matters
        seated |= {"in_kind": [], "grant": [], "income": [], "answer": []}
        seated["board"] = {**scenario["board"], "reserves": {}}
    (board,) = boards_of(seated, {})
    return replace(board, day=day)


def answers(board: Board, holds: str, name: str) -> Iterator[Answer]:
    """Give what was said, an answer to the succession being one to the formula that holds."""
    for said in board.answers:
        yield replace(said, formula=holds) if said.formula == name else said


def with_notices(
    board: Board, formulas: Formulas, formula: Typed, name: str, scenario: Typed
) -> Board:
    """Let who gave notice refuse when it is over, and agree before, unless it agreed to less."""
    said = list(board.answers)
    given = {each["partner"] for each in scenario.get("notice", [])}
    for partner in board.partners:
        if partner.id not in given or duty(formula, board, partner) != "may":
            continue
        recorded = answer_of(formula, board, partner)
        over = has_withdrawn(formulas, name, scenario, partner.id, board.day)
        if over or recorded is None or recorded.says != "agreed":
            said = [each for each in said if each.partner != partner.id]
            said.append(Answer(partner.id, "refused" if over else "agreed", formula["id"]))
    return replace(board, answers=tuple(said))


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
            partners[who] = {word: so_far[word] + pence for word, pence in words.items()}
            exact[who] = exact.get(who, Fraction(0)) + part.exact[who]
    return Settlement(board, partners, exact)
