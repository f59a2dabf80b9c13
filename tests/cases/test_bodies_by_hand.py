"""Groups, tables, measures and estimates by hand on small boards, and their warnings."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from funding import Outcome
from funding.errors import InputError
from funding.report.documents import WRITERS
from tests.properties.engine import run

F = Fraction

COUNCIL, POLICE = ("council", "local_authority"), ("force", "police")
SIX = [(f"ccg-{number}", "health_board") for number in range(1, 7)]
FIGURES = {"council": 60, "force": 40} | {f"ccg-{n}": 10 * n for n in range(1, 7)}


def settled(split: str, partners: list[tuple[str, str]], amount: str = "£90,000.00") -> Outcome:
    """Run a formula on a board; every partner has a figure of `people`."""
    formula = f'id = "drawn"\ntitle = "Drawn"\nsource = "a test"\ncovers = "all"\n{split}'
    seats = "".join(f'\n[[partner]]\nid = "{who}"\nkind = "{kind}"\n' for who, kind in partners)
    values = ", ".join(f"{who} = {FIGURES[who]}" for who, _ in partners if who in FIGURES)
    scenario = (
        'title = "A board"\nyear = "2018-19"\nformulas = ["drawn"]\n[board]\nid = "board"\n'
        f'{seats}[[cost]]\npool = "core"\nitem = "core"\namount = "{amount}"\n'
        f'[[driver]]\nname = "people"\nyear = 2018\nsource = "a test"\nvalues = {{ {values} }}\n'
    )
    return run(formula, scenario)


def asked(outcome: Outcome) -> dict[str, F]:
    """Give what is asked of each partner."""
    partners = outcome.to_dict()["results"][0]["partners"]
    return {partner["id"]: F(partner["assessed"]) for partner in partners}


def warnings(outcome: Outcome) -> list[str]:
    """Give every warning but that on answers."""
    return [words for words in outcome.all_warnings() if "no answer is recorded" not in words]


GROUPED = '[groups.health]\nmembers = ["health_board"]\n'


def test_six_commissioning_groups_that_are_one_payer_count_once() -> None:
    """£90,000.00 by three payers: 30,000.00 each, and a sixth of it for each of the six."""
    found = asked(settled(f"{GROUPED}[equal]\n", [COUNCIL, POLICE, *SIX]))
    assert found["council"] == found["force"] == F(30_000)
    assert {found[who] for who, _ in SIX} == {F(5_000)}


def test_they_divide_their_sum_as_they_say() -> None:
    """30,000.00 in proportion to 10, 20, … 60 of 210: the first has a twenty-first of it."""
    found = asked(
        settled(f'{GROUPED}within = "people"\n[equal]\n', [COUNCIL, POLICE, *SIX], "£94,500.00")
    )
    assert found["ccg-1"] == F(1_500)
    assert found["ccg-6"] == F(9_000)
    assert found["council"] == F(31_500)


def test_a_threshold_is_for_the_group_and_not_for_each_of_it() -> None:
    """Above 100: the six have 210 together and count 110; the 60 and the 40 count nothing."""
    split = '[measure.above]\nof = "people"\nthreshold = 100\n[driver]\nby = "above"\n'
    found = asked(settled(f"{GROUPED}{split}", [COUNCIL, POLICE, *SIX]))
    assert found["council"] == found["force"] == 0
    assert sum(found.values()) == F(90_000)


def test_a_member_that_is_left_out_takes_no_part() -> None:
    """The six are five without the one that is excluded."""
    split = f'{GROUPED}[equal]\n[duty]\nccg-1 = "excluded"\n'
    found = asked(settled(split, [COUNCIL, POLICE, *SIX]))
    assert found["ccg-1"] == 0
    assert found["ccg-2"] == F(6_000)


def test_each_band_counts_at_its_own_rate() -> None:
    """60: 20 + half of 30 + a quarter of 10 = 37.5; 40: 20 + half of 20 = 30."""
    bands = '[{ up_to = 20, rate = 1 }, { up_to = 50, rate = "50%" }, { rate = "0.25" }]'
    split = f'[measure.banded]\nof = "people"\nbands = {bands}\n[driver]\nby = "banded"\n'
    found = asked(settled(split, [COUNCIL, POLICE], "£67,500.00"))
    assert found == {"council": F(37_500), "force": F(30_000)}


def test_a_taper_takes_the_whole_figure_down_to_nothing() -> None:
    """From 50 to 70: at 60 half of the 60 is left, 30; 40 counts in full."""
    split = (
        '[measure.small]\nof = "people"\ntaper = { from = 50, to = 70 }\n[driver]\nby = "small"\n'
    )
    found = asked(settled(split, [COUNCIL, POLICE], "£70,000.00"))
    assert found == {"council": F(30_000), "force": F(40_000)}


def test_figures_of_a_kind_count_as_often_as_its_weight() -> None:
    """The council's 60 count twice, the force's 40 once: 120 to 40."""
    split = '[driver]\nby = "people"\nweights = { local_authority = 2 }\n'
    found = asked(settled(split, [COUNCIL, POLICE], "£80,000.00"))
    assert found == {"council": F(60_000), "force": F(20_000)}


PERCENTAGES = """[percentages]
health_board = "60%"
police = "20%"
local_authority = "20%"
missing_kind = "others pro rata"
[percentages.within.health_board]
table = {{ ccg-1 = "50%", ccg-2 = "30%", ccg-9 = "20%" }}
missing = "{}"
"""


@pytest.mark.parametrize(
    ("missing", "first", "second", "left"),
    [
        # Without a council the health board's kind has 60 of 80 %: 67,500.00 of 90,000.00.
        ("others pro rata", F("42187.50"), F("25312.50"), F(0)),
        ("uncovered", F(33_750), F(20_250), F(13_500)),
    ],
)
def test_the_part_of_somebody_who_does_not_share_goes_where_the_table_says(
    missing: str, first: F, second: F, left: F
) -> None:
    outcome = settled(PERCENTAGES.format(missing), [POLICE, *SIX[:2]])
    assert asked(outcome) == {"force": F(22_500), "ccg-1": first, "ccg-2": second}
    assert F(outcome.to_dict()["results"][0]["uncovered"]) == left
    words = f"its 20% of the kind 'health_board' is {missing}"
    assert any(words in each for each in warnings(outcome))


def test_a_group_that_a_charge_does_not_heed_is_a_warning() -> None:
    split = f'{GROUPED}[charge]\nexpression = "base * sharing / total(sharing)"\n'
    (warning,) = warnings(settled(split, [COUNCIL, *SIX]))
    assert warning.endswith("[groups] has no effect on what [charge] shares")


def test_a_charge_can_ask_who_is_a_member_and_use_a_measure() -> None:
    """Above 50 the council has 10 and the sixth 10; only the member is asked."""
    split = (
        f'{GROUPED}[measure.above]\nof = "people"\nthreshold = 50\n'
        '[charge]\nexpression = "base * in_group_health * above / total(in_group_health * above)"\n'
    )
    found = asked(settled(split, [COUNCIL, POLICE, *SIX]))
    assert found["ccg-6"] == F(90_000)


def test_a_measure_of_a_figure_that_is_missing_is_no_nought() -> None:
    split = '[measure.above]\nof = "people"\nthreshold = 50\n[charge]\nexpression = "above * £1"\n'
    with pytest.raises(InputError, match="there is no figure of 'above'"):
        settled(split, [COUNCIL, ("nobody", "police")])


def test_who_has_no_figure_and_does_not_share_by_a_measure_is_nobodys_concern() -> None:
    split = '[measure.above]\nof = "people"\nthreshold = 50\n[driver]\nby = "above"\n'
    found = asked(settled(f'{split}among = ["local_authority"]', [COUNCIL, ("nobody", "police")]))
    assert found == {"council": F(90_000), "nobody": F(0)}


def test_a_measure_by_which_nothing_is_shared_is_a_warning() -> None:
    split = '[measure.above]\nof = "people"\nthreshold = 50\n[equal]\n'
    (warning,) = warnings(settled(split, [COUNCIL]))
    assert warning.endswith("measure 'above' has no effect: nothing is shared by it")


def test_a_member_who_is_nobody_is_a_warning_with_the_nearest_name() -> None:
    split = '[groups.ours]\nmembers = ["council", "forse"]\n[equal]\n'
    (warning,) = warnings(settled(split, [COUNCIL, POLICE]))
    assert "[groups] forse has no effect" in warning
    assert "did you mean 'force'?" in warning


SCENARIO = """title = "A board"
year = "2018-19"
formulas = ["drawn"]
estimate = "{}"
[board]
id = "board"
[[partner]]
id = "council"
kind = "local_authority"
[[cost]]
pool = "core"
item = "core"
amount = "£100.00"
{}
"""
EQUAL = 'id = "drawn"\ntitle = "Drawn"\nsource = "a test"\ncovers = "all"\n[equal]\n'
RANGE = 'range = ["£80.00", "£150.00"]'


@pytest.mark.parametrize(
    ("estimate", "cost", "title"),
    [
        ("low", "80.00", "A board (low estimate)"),
        ("central", "100.00", "A board"),
        ("high", "150.00", "A board (high estimate)"),
    ],
)
def test_an_estimate_is_one_end_of_the_ranges_and_is_named(
    estimate: str, cost: str, title: str
) -> None:
    outcome = run(EQUAL, SCENARIO.format(estimate, RANGE))
    found: dict[str, Any] = outcome.to_dict()
    assert found["results"][0]["cost"] == cost
    assert found["scenario"]["estimate"] == estimate
    assert WRITERS["table"](outcome).splitlines()[0] == title
    assert not warnings(outcome)


@pytest.mark.parametrize(
    ("estimate", "costs"),
    [
        ("low", ["80.00", "88.00"]),
        ("central", ["100.00", "110.00"]),
        ("high", ["150.00", "165.00"]),
    ],
)
def test_both_ends_of_a_range_rise_as_their_line_does(estimate: str, costs: list[str]) -> None:
    """By a tenth in the second year."""
    text = SCENARIO.format(estimate, f'{RANGE}\nuprating = "10%"')
    two_years = text.replace('year = "2018-19"', 'years = ["2018-19", "2019-20"]')
    results = run(EQUAL, two_years).to_dict()["results"]
    assert [each["cost"] for each in results] == costs


def test_an_estimate_without_a_range_is_a_warning() -> None:
    (warning,) = warnings(run(EQUAL, SCENARIO.format("high", "")))
    assert warning == "estimate 'high' changes nothing: no cost has a range"


def test_a_measure_of_a_measure_is_of_the_group_too() -> None:
    """Above 30 the six have 180, and of that above 10 there are 170; the council has 30, and 20."""
    above = '[measure.above]\nof = "people"\nthreshold = 30\n'
    twice = '[measure.twice]\nof = "above"\nthreshold = 10\n[driver]\nby = "twice"\n'
    found = asked(settled(f"{GROUPED}{above}{twice}", [COUNCIL, POLICE, *SIX], "£95,000.00"))
    assert (found["council"], found["force"]) == (F(10_000), F(0))
    assert sum(found[who] for who, _ in SIX) == F(85_000)
    assert {found[who] for who, _ in SIX} == {F("14166.66"), F("14166.67")}
