"""A statement accounts for all that is offered in kind, and names only what bears on the sum."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from funding.report.statement.making import statements
from funding.report.statement.percentages import part_said
from tests.report.test_statement import CHANGED, SUMS, WHY, of, outcome_of

KIND = """\
id     = "with-kind"
title  = "Percentages, with contributions in kind"
source = "an invented example"
covers = ["core"]
rest   = "uncovered"

[percentages]
local_authority = "60%"
health_board    = "36.75%"
police          = "3.25%"

[in_kind]
eligible = ["staff", "accommodation"]
ceiling  = "50%"
excess   = "refused"
"""
BOARD = """\
title    = "A board with things given"
year     = "2026-27"
formulas = ["with-kind"]
board    = { id = "our-board" }

[[partner]]
id   = "council"
name = "The council"
kind = "local_authority"

[[partner]]
id   = "health"
name = "The health board"
kind = "health_board"

[[partner]]
id   = "constabulary"
name = "The police"
kind = "police"

[[cost]]
pool   = "core"
item   = "training officer"
amount = "£40,000.00"

[[cost]]
pool   = "core"
item   = "premises"
amount = "£20,000.00"

[[cost]]
pool   = "reviews"
item   = "a review"
amount = "£9,000.00"
"""


def gift(kind: str, value: str, meets: str = "", partner: str = "health") -> str:
    met = f'meets = "{meets}"\n' if meets else ""
    return f'\n[[in_kind]]\npartner = "{partner}"\nkind = "{kind}"\nvalue = "{value}"\n{met}'


def told(tmp_path: Path, gifts: str, formula: str = KIND, partner: str = "health") -> list[str]:
    outcome = outcome_of(tmp_path, BOARD + gifts, "with-kind", **{"with-kind": formula})
    return list(of(outcome, partner).sections[SUMS].items)


STAFF = gift("staff", "£20,000.00", "training officer")
OFFERED = "You offer staff, worth £20,000.00, for “training officer”."
# 36.75% of £60,000 is £22,050, and half of that £11,025.
CREDITED = (
    "Of the £20,000.00 that you offer for lines of the budget, £11,025.00 is credited to you."
)
CUT = "£8,975.00 is not credited: the most that counts is £11,025.00."


def test_what_is_above_the_ceiling_is_told_and_that_the_board_buys_it(tmp_path: Path) -> None:
    assert told(tmp_path, STAFF) == [
        OFFERED,
        CREDITED,
        CUT,
        "The board does not take £8,975.00 of what you offer, and buys those things itself.",
    ]


def test_what_is_kept_is_told_to_be_used(tmp_path: Path) -> None:
    kept = KIND.replace("refused", "kept")
    assert told(tmp_path, STAFF, kept)[2:] == [
        CUT,
        "The board uses £8,975.00 of what is not credited all the same.",
    ]


def test_what_a_gift_does_for_others_is_told_to_its_giver(tmp_path: Path) -> None:
    assert told(tmp_path, STAFF, KIND.replace("refused", "shared"))[3:] == [
        "The board uses £8,975.00 of what is not credited all the same.",
        "Things that are given and not credited take £8,975.00 off what others are asked for.",
    ]


def test_who_is_relieved_by_what_others_give_is_told(tmp_path: Path) -> None:
    shared = KIND.replace("refused", "shared")
    relief = [told(tmp_path, STAFF, shared, who)[-1] for who in ("council", "constabulary")]
    # £8,975 in the proportion of 60 to 3.25.
    assert relief == [
        f"{amount} less is asked of you, since others give more in kind than is credited to them."
        for amount in ("£8,513.83", "£461.17")
    ]


def test_who_gives_for_cost_that_nobody_is_asked_for_relieves_nobody(tmp_path: Path) -> None:
    shared = KIND.replace("refused", "shared")
    uncovered = gift("staff", "£4,000.00", "a review", partner="council")
    items = told(tmp_path, STAFF + uncovered, shared, "council")
    assert any("less is asked of you" in each for each in items)
    assert not any("off what others are asked for" in each for each in items)


def test_no_more_is_credited_than_is_asked(tmp_path: Path) -> None:
    found = told(
        tmp_path, gift("staff", "£30,000.00", "training officer"), KIND.replace("50", "100")
    )
    assert "£7,950.00 is not credited: no more can be than is asked of you." in found


def test_each_thing_that_is_not_credited_is_told_with_its_own_reason(tmp_path: Path) -> None:
    """Half of what is needed of staff, a kind that does not count, and costs not shared out."""
    others = 'eligible = ["staff"]\nceilings.staff = "10%"'
    formula = KIND.replace('eligible = ["staff", "accommodation"]', others)
    gifts = STAFF + gift("accommodation", "£1,000.00", "premises")
    gifts += gift("staff", "£500.00", "a review") + gift("services", "£70.00")
    assert told(tmp_path, gifts, formula) == [
        OFFERED,
        "You offer accommodation, worth £1,000.00, for “premises”.",
        "You offer staff, worth £500.00, for “a review”.",
        (
            "You offer services, worth £70.00, which meets no line of the budget: it comes on top, "
            "and changes no bill."
        ),
        "Of the £21,500.00 that you offer for lines of the budget, £2,205.00 is credited to you.",
        "£1,000.00 is not credited: the formula does not count things of that kind.",
        "£500.00 is not credited: it is for costs that the formula does not share out.",
        "£17,795.00 is not credited: it is above the ceiling for things of its kind.",
        "The board does not take £19,295.00 of what you offer, and buys those things itself.",
    ]


def test_more_than_is_left_to_be_paid_is_told_to_be_too_much(tmp_path: Path) -> None:
    grant = '\n[[grant]]\nname = "a grant"\nreduces = ["core"]\namount = "£50,000.00"\n'
    found = told(tmp_path, STAFF + grant, KIND.replace("50%", "100%"))
    # £10,000 is left to be paid, and of that £3,675 is asked of the health board.
    assert found[2:4] == [
        "£10,000.00 is not credited: more is offered than is left to be paid of those costs.",
        "£6,325.00 is not credited: no more can be than is asked of you.",
    ]


def test_a_formula_that_says_nothing_of_gifts_is_said_to_credit_none(tmp_path: Path) -> None:
    found = told(tmp_path, STAFF, KIND.partition("[in_kind]")[0])
    assert found[1:3] == [
        "Of the £20,000.00 that you offer for lines of the budget, £0.00 is credited to you.",
        "£20,000.00 is not credited: the formula credits nothing in kind.",
    ]


def test_what_is_carried_is_told_year_by_year(tmp_path: Path) -> None:
    text = BOARD.replace('year     = "2026-27"', 'years = ["2026-27", "2027-28"]')
    for amount in ("40,000", "20,000", "9,000"):
        text = text.replace(f'"£{amount}.00"', f'["£{amount}.00", "£{amount}.00"]')
    gifts = STAFF.replace('"£20,000.00"', '["£20,000.00", "£0.00"]')
    carried = KIND.replace("refused", "carried")
    outcome = outcome_of(tmp_path, text + gifts, "with-kind", **{"with-kind": carried})
    first, second = (each.sections[SUMS].items[-1] for each in statements(outcome, ["health"]))
    begins = "Of what you gave in kind in earlier years"
    assert first == (
        f"{begins} £0.00 was still to be credited to you. £0.00 of it is set against this year: "
        "that much less is asked of you. £8,975.00 is added from this year, and £8,975.00 is "
        "carried to later years."
    )
    assert second == (
        f"{begins} £8,975.00 was still to be credited to you. £8,975.00 of it is set against this "
        "year: that much less is asked of you. £0.00 is added from this year, and £0.00 is carried "
        "to later years."
    )


def test_a_ceiling_is_named_to_those_whom_it_cut_and_to_no_others(tmp_path: Path) -> None:
    text = BOARD + STAFF + gift("accommodation", "£500.00", "premises", "council")
    outcome = outcome_of(tmp_path, text, "with-kind", **{"with-kind": KIND})
    named = {
        each.id: " ".join(each.sections[WHY].items)
        for each in statements(outcome, ["council", "health", "constabulary"])
    }
    assert {who: "counts in kind" in text for who, text in named.items()} == {
        "council": False,
        "health": True,
        "constabulary": False,
    }
    assert "(police): 3.25%" in named["constabulary"]
    assert "36.75%" not in named["constabulary"]


def test_a_percentage_is_never_shorter_than_it_was_stated(tmp_path: Path) -> None:
    odd = BOARD.replace("£40,000.00", "£40,000.01")
    outcome = outcome_of(tmp_path, odd, "with-kind", **{"with-kind": KIND})
    found = of(outcome, "constabulary").sections
    # 3.25% of £60,000.01 is £1,950.000325, and so a part of a penny less than 3.25% is asked.
    assert "your part is £1,950.00, which is about 3.25% of it." in found[WHY].paragraphs[1]
    assert found[WHY].items[0].startswith("percentage of its kind (police): 3.25%.")
    assert found[CHANGED]


@pytest.mark.parametrize(
    ("part", "decimals", "wanted"),
    [
        ("1/4", 2, "25%"),
        ("0.0325", 2, "3.25%"),
        ("0.03125", 3, "3.125%"),
        ("0.03125", 2, "about 3.13%"),
        ("1/3", 2, "about 33.33%"),
        ("1/3", 4, "about 33.3333%"),
        ("2999/3000", 2, "about 99.97%"),
        ("1/36000", 2, "about 0.003%"),
        ("0", 2, "0%"),
    ],
)
def test_a_rounded_percentage_says_that_it_is(part: str, decimals: int, wanted: str) -> None:
    assert part_said(Fraction(part), decimals) == wanted


def test_what_is_given_by_a_rate_is_said_with_its_quantity_and_its_rate(tmp_path: Path) -> None:
    by_rate = 'quantity = "0.4 fte"\nrate = "£33,999.00 per fte"'
    rated = STAFF.replace('value = "£20,000.00"', by_rate)
    wanted = (
        "You offer staff, worth £13,599.60 (0.4 fte × £33,999.00 per fte), for “training officer”."
    )
    assert wanted in told(tmp_path, rated)


def test_a_part_multiplies_out(tmp_path: Path) -> None:
    found = of(outcome_of(tmp_path, BOARD, "with-kind", **{"with-kind": KIND}), "constabulary")
    wanted = (
        "3.25% × £60,000.00, rounded, is £1,950.00. £60,000.00 is what is shared out of “core”."
    )
    assert found.sections[WHY].items[-1] == wanted


TWO = """
[[partner]]
id   = "other-council"
kind = "local_authority"

[[driver]]
name   = "people"
year   = 2026
source = "a count"
values = { council = 3, other-council = 4, health = 7 }
"""


def test_a_figure_is_said_to_be_one_of_the_total_that_it_is_divided_by(tmp_path: Path) -> None:
    formula = KIND.replace("\n[in_kind]", 'within.local_authority = "people"\n\n[in_kind]')
    found = of(outcome_of(tmp_path, BOARD + TWO, "with-kind", **{"with-kind": formula}), "council")
    items = found.sections[WHY].items
    assert any(each.startswith("people: 3 of 7. Source:") for each in items)
    # Three sevenths of 60%.
    assert items[-1] == ("Of £60,000.00, which is shared out of “core”, your part is £15,428.57.")
