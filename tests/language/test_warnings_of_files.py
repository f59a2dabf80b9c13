"""What a scenario's file gives besides faults, warnings and names, is in the language spoken."""

from __future__ import annotations

from pathlib import Path

import pytest

from funding.formula.model import Country, named
from funding.language import marked, speaking, unmarked
from funding.scenario.model import Scenario
from funding.simulation import read_scenario
from funding.years import FinancialYear, Part
from tests.language.pseudo import speaking_pseudo, widened

IDLE = """
title = "Much without effect"
year = "2020-21"
formulas = ["equal-shares", "neath-port-talbot"]
estimate = "high"

[[board]]
authorities = ["wrexham"]

[[board]]
authorities = ["cardiff", "vale-of-glamorgan"]

[[partner]]
board = "wrexham"
id = "shelter-1"
kind = "police"
name = "Shelter"

[[partner]]
board = "wrexham"
id = "shelter-l"
kind = "police"
name = "Shelter"

[[partner]]
board = "wrexham"
id = "late"
kind = "police"
from = 2024-04-01

[[cost]]
pool = "core"
item = "post"
amount = "£100.00"
uprating = "2%"
status = "published"
source = "a budget"

[[rate]]
name = "hour"
rate = "£40.00 per hour"

[[answer]]
partner = "local_authority"
board = "wrexham"
says = "refused"
year = "2019-20"

[[index]]
name = "prices"
source = "a table"
values = { "2020-21" = "100" }

[[succession]]
id = "later"
title = "Later"
formulas = [{ formula = "equal-shares" }]

[set.neath-port-talbot]
percentages.police = "12%"
percentages.health_board = "50%"
"""


def read(tmp_path: Path) -> Scenario:
    path = tmp_path / "idle.toml"
    path.write_text(IDLE, encoding="utf-8")
    return read_scenario(path, changes={("estimate",): ("high", "--set estimate=high")})


WARNED = (
    "--set estimate=high changes nothing",
    "percentages.police is set to what it is already",
    "percentages.health_board is set to 50%, outside the 10% to 45% that its file states",
    "is used by no offer in kind",
    "which is no year of the scenario",
    "no cost has a range",
    "partners 'shelter-1' and 'shelter-l' look the same: they are called",
    "look the same: both are called 'Shelter'",
    "it is there in none of the years",
    "succession 'later' has no effect",
    "nothing rises by it",
    "the scenario has one year",
)


def test_warnings_are_said_in_the_language_spoken(tmp_path: Path) -> None:
    english = read(tmp_path).warnings
    assert [sum(words in each for each in english) for words in WARNED] == [1] * len(WARNED)
    assert len(english) == len(WARNED)
    with speaking("cy"):
        welsh = read(tmp_path).warnings
    assert len(welsh) == len(english)
    assert not set(welsh) & set(english)
    with speaking_pseudo():
        said = read(tmp_path).warnings
    english_words = {word for words in WARNED for word in words.split() if word.isalpha()}
    assert not [each for each in said if english_words & set(each.replace("'", " ").split())]


def test_boards_and_bodies_of_wales_have_their_welsh_names(tmp_path: Path) -> None:
    with speaking("cy"):
        first, second = read(tmp_path).boards
        assert [marked(first.name), marked(second.name)] == ["Wrecsam", "Bwrdd 2"]
        names = [marked(each.name) for each in first.partners]
        assert names[:3] == [
            "Wrecsam",
            "Bwrdd Iechyd Prifysgol Betsi Cadwaladr",
            "Heddlu Gogledd Cymru",
        ]
        assert marked(first.drivers["population"].title) == "poblogaeth, canol 2020"
    first, second = read(tmp_path).boards
    assert [first.name.en, second.name.en] == ["Wrexham", "Board 2"]
    assert first.drivers["population"].title.en == "population, mid-2020"


def test_a_source_that_the_library_words_is_welsh_and_one_of_a_file_is_marked_as_english(
    tmp_path: Path,
) -> None:
    with speaking("cy"):
        board = read(tmp_path).boards[0]
        cost, card = board.costs[0].figure, board.answers[0].figure
    assert card is not None
    assert (cost.source, unmarked(cost.source)) != ("a budget", cost.source)
    assert unmarked(cost.source) == "a budget"
    assert card.source == "y senario"
    assert read(tmp_path).boards[0].costs[0].figure.source == "a budget"


@pytest.mark.parametrize(("country", "welsh"), [("wales", "Cymru"), (None, "Heb nodi gwlad")])
def test_a_country_has_its_name(country: Country | None, welsh: str) -> None:
    with speaking("cy"):
        assert named(country) == welsh


def test_a_part_of_a_year_is_written_in_the_language_spoken() -> None:
    year = FinancialYear(2020)
    part = Part(year, year.first_day, year.first_day)
    assert str(part) == "2020-04-01 to 2020-04-01"
    with speaking_pseudo():
        assert str(part) == f"2020-04-01 {widened('to')} 2020-04-01"
