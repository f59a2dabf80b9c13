"""The reference files themselves: tidy, sourced, without contradiction."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise

import pytest

from funding.data import wales

FOLDER = files("funding.data")
FILES = sorted(file.name for file in FOLDER.iterdir() if file.name.endswith(".csv"))
KEYS = {
    "acts.csv": ("act", "kind"),
    "areas.csv": ("id",),
    "authorities.csv": ("id",),
    "bodies.csv": ("id",),
    "kinds.csv": ("name",),
    "memberships.csv": ("authority", "kind", "from"),
    "payments.csv": ("act", "board"),
    "populations.csv": ("authority", "measure", "year"),
    "sources.csv": ("id",),
}
MAY_BE_EMPTY = {"from", "until", "name_cy", "regulations", "consulting"}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(FOLDER.joinpath(name).read_text(encoding="utf-8").splitlines()))


def ids(name: str) -> set[str]:
    return {row["id"] for row in rows(name)}


def test_every_file_is_known_and_described() -> None:
    assert sorted(KEYS) == FILES
    readme = FOLDER.joinpath("README.md").read_text(encoding="utf-8")
    assert [name for name in FILES if f"`{name}`" not in readme] == []


@pytest.mark.parametrize("name", FILES)
def test_no_two_rows_say_the_same_thing(name: str) -> None:
    keys = Counter(tuple(row[column] for column in KEYS[name]) for row in rows(name))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_every_cell_is_filled_trimmed_and_in_its_column(name: str) -> None:
    for row in rows(name):
        assert None not in row
        for column, cell in row.items():
            assert cell is not None
            assert cell == cell.strip()
            assert cell or column in MAY_BE_EMPTY, (row, column)


@pytest.mark.parametrize("name", [name for name in FILES if name != "sources.csv"])
def test_every_row_has_a_source(name: str) -> None:
    assert {row["source"] for row in rows(name)} <= ids("sources.csv")


def test_every_source_is_used() -> None:
    used = {row["source"] for name in FILES if name != "sources.csv" for row in rows(name)}
    assert used == ids("sources.csv")


@pytest.mark.parametrize("name", ["areas.csv", "authorities.csv", "bodies.csv", "sources.csv"])
def test_every_id_is_a_slug(name: str) -> None:
    assert [one for one in ids(name) if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one)] == []


def test_every_authority_id_is_the_slug_of_its_english_name() -> None:
    for authority in wales.authorities().values():
        assert authority.id == authority.name_en.lower().replace(" ", "-")


def test_no_body_has_the_id_of_an_authority() -> None:
    assert not ids("bodies.csv") & ids("authorities.csv")


def test_no_two_bodies_have_the_same_name_in_either_language() -> None:
    bodies = wales.bodies().values()
    for names in ([b.name_en for b in bodies], [b.name_cy for b in bodies if b.name_cy]):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_every_name_that_is_referred_to_exists() -> None:
    bodies = wales.bodies()
    assert {body.kind for body in bodies.values()} <= wales.kinds().keys()
    assert {bodies[one.police].kind for one in wales.authorities().values()} == {"police"}
    for row in rows("memberships.csv"):
        known = {"area": ids("areas.csv"), "health_board": ids("bodies.csv")}[row["kind"]]
        assert row["member_of"] in known
        assert row["authority"] in wales.authorities()


def test_nothing_has_members_outside_its_own_days() -> None:
    lives = {("area", row["id"]): row for row in rows("areas.csv")}
    lives |= {(row["kind"], row["id"]): row for row in rows("bodies.csv")}
    for row in rows("memberships.csv"):
        life = lives[row["kind"], row["member_of"]]
        assert (row["from"], row["until"]) == (life["from"], life["until"])


@pytest.mark.parametrize("kind", ["area", "health_board"])
def test_a_membership_begins_on_the_day_after_the_one_before_it(kind: str) -> None:
    for authority in wales.authorities():
        periods = [
            (row["from"], row["until"])
            for row in rows("memberships.csv")
            if (row["authority"], row["kind"]) == (authority, kind)
        ]
        assert periods[0][0] == ""
        assert periods[-1][1] == ""
        for (_, last), (first, _) in pairwise(periods):
            assert date.fromisoformat(first) - date.fromisoformat(last) == timedelta(days=1)


def test_every_estimate_counts_every_authority_once_from_one_source() -> None:
    found = {(row["measure"], row["year"]) for row in rows("populations.csv")}
    assert len(found) == 6
    for measure, year in found:
        of_it = [
            row
            for row in rows("populations.csv")
            if (row["measure"], row["year"]) == (measure, year)
        ]
        assert [row["authority"] for row in of_it] == list(wales.authorities())
        assert len({(row["estimate"], row["source"]) for row in of_it}) == 1
        assert of_it[0]["estimate"].endswith(year)


def test_every_count_is_a_whole_number() -> None:
    assert all(re.fullmatch(r"[1-9]\d*", row["value"]) for row in rows("populations.csv"))


def test_no_authority_has_more_children_than_people() -> None:
    for year in (2019, 2020):
        people, children = (wales.estimate(measure, year).values for measure in wales.measures())
        assert all(3 * children[one] < people[one] for one in people)


# Sums over the 22 rows as they were gathered: a digit that slips changes one of them.
@pytest.mark.parametrize(
    ("measure", "year", "total"),
    [
        ("population", 2011, 3_063_758),
        ("population", 2019, 3_152_879),
        ("population", 2020, 3_169_586),
        ("population", 2021, 3_107_489),
        ("children_0_17", 2019, 629_939),
        ("children_0_17", 2020, 629_872),
    ],
)
def test_the_authorities_add_up_to_wales(measure: str, year: int, total: int) -> None:
    assert sum(wales.estimate(measure, year).values.values()) == total
