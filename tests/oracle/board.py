"""A board of one year as the computation needs it, and how a scenario's tables make one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.pennies import money, number, percent


@dataclass(frozen=True)
class Partner:
    """A body on a board, with the measured quantities known of it."""

    id: str
    kind: str
    devolved: bool
    figures: Mapping[str, Fraction] = field(default_factory=dict)
    payer: str = ""


@dataclass(frozen=True)
class Source:
    """Money that reduces the bill: how much, and which pools in which order."""

    pence: int
    pools: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True)
class Offer:
    """Something given in kind; `pool` is None where it meets no cost line."""

    partner: str
    kind: str
    pool: str | None
    pence: int


@dataclass(frozen=True)
class Answer:
    """What a partner said, to one formula or all, under one duty or any, in some years or all.

    `board` says whether the answer names its boards; `years` are those in which years begin;
    `limit` is the answer's place, if its sum is one over several bills.
    """

    partner: str
    says: str
    formula: str | None = None
    duty: str | None = None
    take_up: Fraction | None = None
    pence: int | None = None
    board: bool = False
    years: tuple[int, ...] = ()
    day: date | None = None
    limit: int | None = None


@dataclass(frozen=True)
class WholeYear:
    """Of a part of a year: whether it is the first, and what the year costs, plans and keeps."""

    begins: bool
    cost: int
    planned: int
    minimum: int


@dataclass(frozen=True)
class Board:
    """One board in one year."""

    id: str
    day: date
    partners: tuple[Partner, ...]
    cost: Mapping[str, int]
    leads: tuple[str, ...] = ()
    grants: tuple[Source, ...] = ()
    income: tuple[Source, ...] = ()
    planned: Source = field(default_factory=lambda: Source(0, ()))
    opening: int = 0
    minimum: int = 0
    offers: tuple[Offer, ...] = ()
    answers: tuple[Answer, ...] = ()
    last_year: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    arrears_paid: Mapping[str, int] = field(default_factory=dict)
    part_of_year: Fraction = Fraction(1)
    year: WholeYear | None = None
    history: Mapping[str, int] | None = None

    @property
    def assessed_before(self) -> dict[str, int]:
        """What each was assessed for in the year before, of those of whom it is known."""
        return {
            who: words["assessed"] for who, words in self.last_year.items() if "assessed" in words
        }

    @property
    def historic(self) -> Mapping[str, int]:
        """What each was assessed for before all of this began."""
        return self.assessed_before if self.history is None else self.history

    def before(self, word: str, partner: str) -> int:
        """Give what is stated of a partner's year before, or nothing."""
        return self.last_year.get(partner, {}).get(word, 0)


def boards_of(
    scenario: Mapping[str, Any],
    seated: Mapping[str, Sequence[Partner]],
    known: Mapping[str, Partner] | None = None,
) -> tuple[Board, ...]:
    """Make the boards of a scenario's first year from its tables as `tomllib` reads them.

    `seated` are the bodies that sit on a board (by its id) without being listed; `known` are
    bodies that may be listed by their id alone.
    """
    found = scenario["board"]
    tables = found if isinstance(found, list) else [found]
    return tuple(_board(scenario, table, seated, known or {}) for table in tables)


def _board(
    scenario: Mapping[str, Any],
    table: Mapping[str, Any],
    seated: Mapping[str, Sequence[Partner]],
    known: Mapping[str, Partner],
) -> Board:
    name = table.get("id") or table["area"]

    def here(key: str) -> Iterator[dict[str, Any]]:
        for each in scenario.get(key, []):
            boards = each.get("board", name)
            if name in (boards if isinstance(boards, list) else [boards]):
                yield each

    partners = _partners([*seated.get(name, ())], list(here("partner")), known)
    partners = _measured(partners, list(here("driver")))
    lines = {line["item"]: line["pool"] for line in here("cost")}
    cost: dict[str, int] = {}
    for line in here("cost"):
        cost[line["pool"]] = cost.get(line["pool"], 0) + _estimated(scenario, line)
    reserves = table.get("reserves", {})
    return Board(
        id=name,
        day=date(int((scenario.get("year") or scenario["years"][0])[:4]), 4, 1),
        partners=partners,
        cost=cost,
        leads=_leads(table.get("lead"), partners),
        grants=tuple(_source(each) for each in here("grant")),
        income=tuple(_source(each) for each in here("income")),
        planned=Source(money(reserves.get("use", 0)), tuple(reserves.get("reduces", ()))),
        opening=money(reserves.get("opening", 0)),
        minimum=money(reserves.get("minimum", 0)),
        offers=tuple(
            _offer(each, lines, partners, {c["name"]: c["rate"] for c in here("rate")})
            for each in here("in_kind")
        ),
        answers=tuple(_answers(scenario, name, partners)),
        last_year={
            str(_named(each["partner"], partners)): {
                word: money(each[word]) for word in WORDS_BEFORE if word in each
            }
            for each in here("last_year")
        },
        arrears_paid={
            str(_named(each["partner"], partners)): money(each["amount"])
            for each in here("arrears_paid")
        },
    )


def _estimated(scenario: Mapping[str, Any], line: Mapping[str, Any]) -> int:
    """Give what a line costs at the scenario's estimate: the end of its range, if it has one."""
    estimate, amount = scenario.get("estimate", "central"), line["amount"]
    if isinstance(amount, dict):
        return money(amount[estimate])
    if estimate == "central" or "range" not in line:
        return money(amount)
    low, high = line["range"]
    return money(low if estimate == "low" else high)


WORDS_BEFORE = ("assessed", "cash", "arrears", "in_kind")


def _partners(
    seated: list[Partner], tables: list[dict[str, Any]], known: Mapping[str, Partner]
) -> tuple[Partner, ...]:
    for table in tables:
        if "kind" not in table:
            seated.append(known[table["id"]])
        else:
            payer = table.get("payer", table["id"])
            seated.append(Partner(table["id"], table["kind"], table["devolved"], payer=payer))
    return tuple(seated)


def _measured(partners: tuple[Partner, ...], drivers: list[dict[str, Any]]) -> tuple[Partner, ...]:
    for driver in drivers:
        values = {_named(who, partners): number(each) for who, each in driver["values"].items()}
        partners = tuple(
            replace(p, figures={**p.figures, driver["name"]: values[p.id]}) if p.id in values else p
            for p in partners
        )
    return partners


def _named(name: str | None, partners: tuple[Partner, ...]) -> str | None:
    """Give the id that a name stands for: itself, or the only partner of a kind."""
    if name in {partner.id for partner in partners}:
        return name
    alike = [partner.id for partner in partners if partner.kind == name]
    return alike[0] if len(alike) == 1 else name


def _leads(named: str | list[str] | None, partners: tuple[Partner, ...]) -> tuple[str, ...]:
    names = named if isinstance(named, list) else [named]
    return tuple(who for each in names if (who := _named(each, partners)) is not None)


def _source(table: Mapping[str, Any]) -> Source:
    return Source(money(table["amount"]), tuple(table["reduces"]), table["name"])


def _offer(
    table: Mapping[str, Any],
    lines: Mapping[str, str],
    partners: tuple[Partner, ...],
    rates: Mapping[str, str],
) -> Offer:
    if "value" in table:
        worth = Fraction(money(table["value"]))
    else:
        rate = rates.get(table["rate"], table["rate"])
        worth = number(table["quantity"].split()[0]) * money(rate.split(" per ")[0])
    worth *= percent(table.get("part", "100%"))
    pence = worth.numerator // worth.denominator
    pool = lines[table["meets"]] if "meets" in table else None
    return Offer(_named(table["partner"], partners) or "", table["kind"], pool, pence)


def _answers(
    scenario: Mapping[str, Any], board: str, partners: tuple[Partner, ...]
) -> Iterator[Answer]:
    """Give the answers for a board; of a limit over several, one for each bill that it is on."""
    for place, table in enumerate(scenario.get("answer", [])):
        boards = table.get("over", table.get("board", board))
        listed = boards if isinstance(boards, list) else [boards]
        if board not in listed and boards != "all boards":
            continue
        if "over" not in table:
            yield _answer(table, partners)
            continue
        for partner in partners:
            if table["partner"] in (partner.id, partner.payer):
                own = {**table, "partner": partner.id}
                named = isinstance(boards, list)
                yield replace(_answer(own, partners), board=named, limit=place)


def _answer(table: Mapping[str, Any], partners: tuple[Partner, ...]) -> Answer:
    return Answer(
        partner=_named(table["partner"], partners) or "",
        says=table["says"],
        formula=table.get("formula"),
        duty=table.get("while_duty"),
        take_up=percent(table["take_up"]) if "take_up" in table else None,
        pence=money(table["amount"]) if "amount" in table else None,
        board="board" in table,
        years=tuple(int(year[:4]) for year in _years(table)),
        day=table.get("date"),
    )


def _years(table: Mapping[str, Any]) -> list[str]:
    return [table["year"]] if "year" in table else list(table.get("years", ()))
