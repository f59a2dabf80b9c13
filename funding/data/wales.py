"""Read the Welsh reference data: bodies, safeguarding areas and populations, by day and year.

An empty name or day means that it was not found in a source; it never means that there is none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

from funding.language import N_, titled


@dataclass(frozen=True)
class Kind:
    """A kind of partner, titled as law writes it; `devolved` follows Children Act 2004 s.28."""

    name: str
    title_en: str
    title_cy: str
    devolved: bool
    source: str


@dataclass(frozen=True)
class Authority:
    """A local authority; `code` is its official code, `police` the id of its police force."""

    id: str
    code: str
    name_en: str
    name_cy: str
    police: str
    source: str


@dataclass(frozen=True)
class Body:
    """A body that may pay, of one of `kinds()`; its last day is the last on which it existed."""

    id: str
    kind: str
    name_en: str
    name_cy: str
    source: str
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Area:
    """The area of a safeguarding board; its last day is the last on which it existed."""

    id: str
    name_en: str
    name_cy: str
    source: str
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Estimate:
    """One published count of people: `label` is its name (`mid-2020`), `values` by authority."""

    measure: str
    label: str
    year: int
    values: dict[str, int]
    source: str


@dataclass(frozen=True)
class Act:
    """An Act that says which kinds of body are partners of a safeguarding board, while it does."""

    name: str
    section: str
    kinds: frozenset[str]
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True)
class Payments:
    """What an Act says of paying for boards, while it does; `boards` is whom these protect.

    `section` lets partners pay. By `regulations` they can be made to, and by `consulting` others
    are consulted before; both are empty where the Act is not known to say so.
    """

    act_en: str
    act_cy: str
    section: str
    boards: frozenset[str]
    regulations: str
    consulting: str
    first_day: date | None
    last_day: date | None


Law = TypeVar("Law", Act, Payments)


def kinds() -> dict[str, Kind]:
    """Give the kinds of partner that the law names, by name."""
    return {
        row["name"]: Kind(
            row["name"], row["title_en"], row["title_cy"], row["devolved"] == "yes", row["source"]
        )
        for row in _rows("kinds")
    }


def acts() -> tuple[Act, ...]:
    """Give the Acts that name the partners of a board, the earliest first."""
    rows: dict[str, list[Mapping[str, str]]] = {}
    for row in _rows("acts"):
        rows.setdefault(row["act"], []).append(row)
    return tuple(
        Act(name, each[0]["section"], frozenset(row["kind"] for row in each), *_days(each[0]))
        for name, each in rows.items()
    )


def payments(board: str) -> tuple[Payments, ...]:
    """Give what Acts say of paying for boards that protect `children` or `adults`, in order."""
    rows: dict[str, list[Mapping[str, str]]] = {}
    for row in _rows("payments"):
        rows.setdefault(row["act"], []).append(row)
    found = (
        Payments(
            each[0]["act"],
            each[0]["act_cy"],
            each[0]["section"],
            frozenset(row["board"] for row in each),
            each[0]["regulations"],
            each[0]["consulting"],
            *_days(each[0]),
        )
        for each in rows.values()
    )
    return tuple(each for each in found if board in each.boards)


def in_force(laws: Iterable[Law], day: date) -> Law | None:
    """Give the law that is in force on a day, if one is."""
    return next((each for each in laws if _is_in_force(each, day)), None)


def _is_in_force(law: Act | Payments, day: date) -> bool:
    begun = law.first_day is None or law.first_day <= day
    return begun and (law.last_day is None or day <= law.last_day)


@cache
def authorities() -> Mapping[str, Authority]:
    """Give the 22 local authorities by id, in the order of their official codes."""
    return MappingProxyType({row["id"]: Authority(**row) for row in _rows("authorities")})


@cache
def bodies() -> Mapping[str, Body]:
    """Give every body by id, local authorities first; those that ended in 2019 are included."""
    councils = [
        Body(council.id, "local_authority", council.name_en, council.name_cy, council.source)
        for council in authorities().values()
    ]
    others = [
        Body(row["id"], row["kind"], row["name_en"], row["name_cy"], row["source"], *_days(row))
        for row in _rows("bodies")
    ]
    return MappingProxyType({body.id: body for body in councils + others})


def areas(day: date) -> dict[str, Area]:
    """Give the areas in existence on a day, by id.

    No first day before 2019 was found: 2011, when Wales had 19 smaller boards, is answered as 2018.
    """
    return {
        row["id"]: Area(row["id"], row["name_en"], row["name_cy"], row["source"], *_days(row))
        for row in _rows("areas")
        if _holds_on(day, row)
    }


def all_area_ids() -> tuple[str, ...]:
    """Give the id of every area there is or was."""
    return tuple(row["id"] for row in _rows("areas"))


def authorities_of(area_id: str, day: date) -> tuple[str, ...]:
    """Give the authorities of an area on a day, in the order of their official codes.

    Raise `KeyError` for an area that is unknown or not in existence on that day.
    """
    if area_id not in areas(day):
        raise KeyError(f"no area '{area_id}' on {day}")
    area_of = _membership("area", day)
    return tuple(authority for authority in authorities() if area_of[authority] == area_id)


def serving(authority_ids: Iterable[str], day: date) -> dict[str, frozenset[str]]:
    """Give the bodies that serve these authorities on a day, each with those that it serves.

    The authorities come first (each serves itself), then health boards, then police forces; of
    what a body serves, only the given authorities are listed. NHS trusts and probation serve all
    Wales and are left out. Raise `KeyError` for an unknown authority.
    """
    given = set(authority_ids)
    known = authorities()
    if unknown := given - known.keys():
        raise KeyError(f"no local authority '{min(unknown)}'")
    itself = {authority: authority for authority in known}
    police = {authority: known[authority].police for authority in known}
    served: dict[str, set[str]] = {}
    for body_of in (itself, _membership("health_board", day), police):
        for authority in known:
            if authority in given:
                served.setdefault(body_of[authority], set()).add(authority)
    return {body: frozenset(those) for body, those in served.items()}


_MEASURED = {
    ("population", "mid"): N_("population, mid-{year}"),
    ("population", "census"): N_("population, census-{year}"),
    ("children_0_17", "mid"): N_("children aged 0 to 17, mid-{year}"),
    ("children_0_17", "census"): N_("children aged 0 to 17, census-{year}"),
}


def title_of(estimate: Estimate) -> tuple[str, str | None]:
    """Give in English, and in Welsh where that is spoken, what an estimate counts and by when."""
    when, _dash, year = estimate.label.partition("-")
    return titled(_MEASURED[estimate.measure, when], year=year)


def measures() -> tuple[str, ...]:
    """Give the names of what is counted."""
    return tuple(dict.fromkeys(row["measure"] for row in _rows("populations")))


def estimate(measure: str, year: int) -> Estimate:
    """Give the estimate nearest to a year, the earlier of two as near; its `year` may differ.

    Raise `KeyError` for an unknown measure.
    """
    rows = [row for row in _rows("populations") if row["measure"] == measure]
    if not rows:
        raise KeyError(f"no measure '{measure}'")
    nearest = min((int(row["year"]) for row in rows), key=lambda found: (abs(found - year), found))
    rows = [row for row in rows if int(row["year"]) == nearest]
    values = {row["authority"]: int(row["value"]) for row in rows}
    return Estimate(measure, rows[0]["estimate"], nearest, values, rows[0]["source"])


def _membership(kind: str, day: date) -> dict[str, str]:
    """Give what each authority is a member of on a day: its `area` or its `health_board`."""
    rows = (row for row in _rows("memberships") if row["kind"] == kind and _holds_on(day, row))
    return {row["authority"]: row["member_of"] for row in rows}


def _holds_on(day: date, row: Mapping[str, str]) -> bool:
    # ISO dates sort as text, and an empty `from` sorts before them all.
    return row["from"] <= day.isoformat() and (not row["until"] or day.isoformat() <= row["until"])


def _days(row: Mapping[str, str]) -> tuple[date | None, date | None]:
    first, last = (date.fromisoformat(row[key]) if row[key] else None for key in ("from", "until"))
    return first, last


@cache
def _rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Read a file of this folder, once, with the words of each row's source in place of its id."""
    rows = _read(name)
    sources = {row["id"]: row["text"] for row in _read("sources")}
    return tuple({**row, "source": sources[row["source"]]} for row in rows)


def _read(name: str) -> list[dict[str, str]]:
    text = files("funding.data").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))
