"""Who serves whom in Wales, on which day, and how many live there."""

from __future__ import annotations

from datetime import date

import pytest

from funding.data import wales

LAST_OF_OLD = date(2019, 3, 31)
FIRST_OF_NEW = date(2019, 4, 1)
TODAY = date(2024, 4, 1)
DAYS = (date(2014, 4, 1), LAST_OF_OLD, FIRST_OF_NEW, TODAY)

# Authorities, population and children aged 0–17 at mid-2020, police force, health boards.
BOARDS = {
    "north-wales": (6, 703_361, 138_348, "north-wales-police", ["betsi-cadwaladr-health-board"]),
    "gwent": (5, 598_194, 123_669, "gwent-police", ["aneurin-bevan-health-board"]),
    "mid-and-west-wales": (
        4,
        522_749,
        97_348,
        "dyfed-powys-police",
        ["hywel-dda-health-board", "powys-health-board"],
    ),
    "cardiff-and-vale": (
        2,
        504_497,
        103_264,
        "south-wales-police",
        ["cardiff-and-vale-health-board"],
    ),
    "cwm-taf-morgannwg": (
        3,
        449_836,
        92_313,
        "south-wales-police",
        ["cwm-taf-morgannwg-health-board"],
    ),
    "west-glamorgan": (2, 390_949, 74_930, "south-wales-police", ["swansea-bay-health-board"]),
}


def area_of(authority: str, day: date) -> list[str]:
    return [area for area in wales.areas(day) if authority in wales.authorities_of(area, day)]


def health_boards_of(authorities: tuple[str, ...], day: date) -> list[str]:
    bodies = wales.bodies()
    return [body for body in wales.serving(authorities, day) if bodies[body].kind == "health_board"]


@pytest.mark.parametrize("area", BOARDS)
def test_the_people_of_an_area_add_up_to_the_published_table(area: str) -> None:
    count, people, children, _, _ = BOARDS[area]
    within = wales.authorities_of(area, TODAY)
    assert len(within) == count
    assert sum(wales.estimate("population", 2020).values[one] for one in within) == people
    assert sum(wales.estimate("children_0_17", 2020).values[one] for one in within) == children


@pytest.mark.parametrize("area", BOARDS)
def test_an_area_is_served_by_one_police_force_and_by_its_own_health_boards(area: str) -> None:
    _, _, _, police, health_boards = BOARDS[area]
    within = wales.authorities_of(area, TODAY)
    assert list(wales.serving(within, TODAY)) == [*within, *health_boards, police]


def test_there_are_six_areas_since_april_2019() -> None:
    assert list(wales.areas(FIRST_OF_NEW)) == list(BOARDS)


def test_the_six_areas_before_april_2019_include_western_bay_and_cwm_taf() -> None:
    gone = {"western-bay", "cwm-taf"}
    come = {"west-glamorgan", "cwm-taf-morgannwg"}
    assert set(wales.areas(LAST_OF_OLD)) == set(BOARDS) - come | gone
    assert set(wales.all_area_ids()) == set(BOARDS) | gone


@pytest.mark.parametrize("day", DAYS)
def test_every_authority_is_in_exactly_one_area_on_any_day(day: date) -> None:
    assert len(wales.authorities()) == 22
    for authority in wales.authorities():
        assert len(area_of(authority, day)) == 1


@pytest.mark.parametrize("day", DAYS)
def test_every_authority_has_exactly_one_health_board_and_one_police_force(day: date) -> None:
    for authority in wales.authorities():
        kinds = [wales.bodies()[body].kind for body in wales.serving([authority], day)]
        assert kinds == ["local_authority", "health_board", "police"]


def test_bridgend_moves_on_the_first_of_april_2019_and_not_before() -> None:
    assert area_of("bridgend", LAST_OF_OLD) == ["western-bay"]
    assert area_of("bridgend", FIRST_OF_NEW) == ["cwm-taf-morgannwg"]
    before = ["abertawe-bro-morgannwg-health-board"]
    assert health_boards_of(("bridgend",), LAST_OF_OLD) == before
    after = ["cwm-taf-morgannwg-health-board"]
    assert health_boards_of(("bridgend",), FIRST_OF_NEW) == after


def test_nobody_but_bridgend_changes_neighbours_in_april_2019() -> None:
    def neighbours(authority: str, day: date) -> set[str]:
        (area,) = area_of(authority, day)
        return set(wales.authorities_of(area, day)) - {"bridgend"}

    for authority in wales.authorities().keys() - {"bridgend"}:
        assert neighbours(authority, LAST_OF_OLD) == neighbours(authority, FIRST_OF_NEW)


def test_mid_and_west_wales_has_two_health_boards() -> None:
    within = wales.authorities_of("mid-and-west-wales", TODAY)
    served = wales.serving(within, TODAY)
    assert served["hywel-dda-health-board"] == {"ceredigion", "pembrokeshire", "carmarthenshire"}
    assert served["powys-health-board"] == {"powys"}


@pytest.mark.parametrize("day", DAYS)
def test_south_wales_police_serves_three_areas(day: date) -> None:
    areas = [
        area
        for area in wales.areas(day)
        if "south-wales-police" in wales.serving(wales.authorities_of(area, day), day)
    ]
    assert len(areas) == 3


def test_a_body_that_serves_others_too_is_given_only_those_asked_about() -> None:
    served = wales.serving(["cardiff", "swansea"], TODAY)
    assert served["south-wales-police"] == {"cardiff", "swansea"}
    assert served["cardiff-and-vale-health-board"] == {"cardiff"}


def test_serving_bodies_come_in_the_same_order_however_they_are_asked_for() -> None:
    forwards = wales.serving(["swansea", "cardiff", "newport"], TODAY)
    backwards = wales.serving(iter(["newport", "cardiff", "swansea", "swansea"]), TODAY)
    assert list(forwards.items()) == list(backwards.items())
    assert list(forwards)[:3] == ["swansea", "cardiff", "newport"]


def test_no_authority_is_served_by_nobody() -> None:
    assert wales.serving([], TODAY) == {}


def test_authorities_come_in_the_order_of_their_codes() -> None:
    codes = [authority.code for authority in wales.authorities().values()]
    assert codes == sorted(codes)
    # Bridgend is W06000013, Rhondda Cynon Taf W06000016, Merthyr Tydfil W06000024.
    expected = ("bridgend", "rhondda-cynon-taf", "merthyr-tydfil")
    assert wales.authorities_of("cwm-taf-morgannwg", TODAY) == expected


def test_an_area_out_of_its_time_is_unknown() -> None:
    for area, day in (("western-bay", FIRST_OF_NEW), ("west-glamorgan", LAST_OF_OLD)):
        with pytest.raises(KeyError, match=area):
            wales.authorities_of(area, day)


def test_an_unknown_name_is_refused_and_repeated() -> None:
    with pytest.raises(KeyError, match="narnia"):
        wales.authorities_of("narnia", TODAY)
    with pytest.raises(KeyError, match="narnia"):
        wales.serving(["cardiff", "narnia"], TODAY)
    with pytest.raises(KeyError, match="narnia"):
        wales.estimate("narnia", 2020)


def test_every_authority_is_a_body_too() -> None:
    councils = [body for body in wales.bodies().values() if body.kind == "local_authority"]
    assert [council.id for council in councils] == list(wales.authorities())


@pytest.mark.parametrize(
    ("year", "found", "label"),
    [
        (1999, 2011, "mid-2011"),
        (2015, 2011, "mid-2011"),  # 2011 and 2019 are as near: the earlier one
        (2016, 2019, "mid-2019"),
        (2020, 2020, "mid-2020"),
        (2021, 2021, "census-2021"),
        (2099, 2021, "census-2021"),
    ],
)
def test_the_nearest_estimate_is_given_and_the_earlier_of_two(
    year: int, found: int, label: str
) -> None:
    estimate = wales.estimate("population", year)
    assert (estimate.year, estimate.label) == (found, label)


def test_children_were_not_counted_here_from_the_census() -> None:
    assert wales.estimate("children_0_17", 2021).label == "mid-2020"


def test_the_census_is_not_the_estimate_of_the_year_before() -> None:
    assert wales.estimate("population", 2020).values["gwynedd"] == 125_171
    assert wales.estimate("population", 2021).values["gwynedd"] == 117_393
    assert wales.estimate("population", 2020).values["newport"] == 156_447
    assert wales.estimate("population", 2021).values["newport"] == 159_587


def test_changing_what_is_given_changes_nothing_for_the_next_caller() -> None:
    wales.estimate("population", 2020).values["cardiff"] = 0
    with pytest.raises(TypeError):
        wales.authorities()["cardiff"] = None  # type: ignore[index]  # what it must not allow
    assert wales.estimate("population", 2020).values["cardiff"] == 369_202
    assert len(wales.authorities()) == 22


def test_every_kind_has_the_verified_title_in_both_languages() -> None:
    titles = {kind.name: (kind.title_en, kind.title_cy) for kind in wales.kinds().values()}
    assert titles == {
        "local_authority": ("local authority", "awdurdod lleol"),
        "health_board": ("Local Health Board", "Bwrdd Iechyd Lleol"),
        "nhs_trust": ("NHS trust", "ymddiriedolaeth GIG"),
        "police": ("police", "heddlu"),
        "probation": ("probation services", "gwasanaethau prawf"),
        "youth_offending_team": ("youth offending team", "tîm troseddau ieuenctid"),
    }


def test_police_probation_and_youth_offending_teams_are_not_devolved() -> None:
    not_devolved = {kind.name for kind in wales.kinds().values() if not kind.devolved}
    assert not_devolved == {"police", "probation", "youth_offending_team"}
