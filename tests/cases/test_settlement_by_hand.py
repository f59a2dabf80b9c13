"""Gifts above their ceiling, three ways: shared, kept and refused, worked out by hand.

The case is the trial on which the definitions of the result's words rest. Its files are in
`settlement/`; every figure is worked out here from the definitions, in a few lines of fractions.
"""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from funding.cli import main

F = Fraction
EXCESS = ("shared", "kept", "refused")
SCENARIO = Path(__file__).parent / "settlement" / "north-wales.toml"

# ONS mid-2020, children aged 0 to 17.
CHILDREN = {
    "isle-of-anglesey": 13_339,
    "gwynedd": 23_214,
    "conwy": 21_184,
    "denbighshire": 19_499,
    "flintshire": 32_199,
    "wrexham": 28_913,
}
HEALTH, TRUST = "betsi-cadwaladr-health-board", "welsh-ambulance-services-nhs-trust"
POLICE, PROBATION = "north-wales-police", "probation"
OTHERS = {HEALTH: F(25, 100), POLICE: F(10, 100), PROBATION: F(4, 100), TRUST: F(1, 100)}
SHARES = {who: F(60, 100) * F(n, sum(CHILDREN.values())) for who, n in CHILDREN.items()} | OTHERS
# Who must pay and does bears what the police refuse; probation only may.
BEARERS = [*CHILDREN, HEALTH, TRUST]

CORE, TRAINING, REVIEWS = F(127_600), F(12_000), F(30_000)
OPENING, PLANNED = F(15_400), F(5_000)
OFFERS = {"conwy": F(9_600), "flintshire": F(8, 10) * 48_750}
ON_TOP = F(6_000)

Sums = dict[str, F]


def to_pennies(exact: Sums, amount: F) -> Sums:
    """Round down, then give the pennies left to the largest remainders, ties by id."""
    found = {who: F(int(each * 100), 100) for who, each in exact.items()}
    left = int((amount - sum(found.values())) * 100)
    for who in sorted(exact, key=lambda who: (found[who] - exact[who], who))[:left]:
        found[who] += F(1, 100)
    return found


def worked(excess: str) -> tuple[Sums, dict[str, Sums]]:
    """Work out the board's words and the partners', as the definitions say."""
    base = CORE - PLANNED  # the grant pays all of training, the central budget all of reviews
    asked = to_pennies({who: share * base for who, share in SHARES.items()}, base)
    meets = {who: OFFERS.get(who, F(0)) for who in asked}
    in_kind = {who: min(meets[who], F(int(asked[who] * 50), 100)) for who in asked}
    over = {who: meets[who] - in_kind[who] for who in asked}
    relief = dict.fromkeys(asked, F(0))
    if excess == "shared":
        others = {who: asked[who] for who in asked if not over[who]}
        pot, whole = sum(over.values()), sum(others.values())
        relief |= to_pennies({who: pot * each / whole for who, each in others.items()}, F(pot))
    free = over if excess != "refused" else dict.fromkeys(asked, F(0))
    assessed = {who: asked[who] - relief[who] for who in asked}
    short = {who: assessed[who] - in_kind[who] if who == POLICE else F(0) for who in asked}
    weight = sum(assessed[who] for who in BEARERS)
    parts = {who: short[POLICE] * assessed[who] / weight for who in BEARERS}
    borne = dict.fromkeys(asked, F(0)) | to_pennies(parts, short[POLICE])
    cash = {who: assessed[who] - in_kind[who] - short[who] + borne[who] for who in asked}
    surplus = F(sum(free.values()) - sum(relief.values()))
    board = {
        "cost": CORE + TRAINING + REVIEWS,
        "true_cost": CORE + TRAINING + REVIEWS + ON_TOP,
        "grants": TRAINING + REVIEWS,
        "grants_unused": F(14_000) - TRAINING,
        "income": F(0),
        "reserves_opening": OPENING,
        "reserves_used": PLANNED,
        "reserves_closing": OPENING + surplus - PLANNED,
        "surplus": surplus,
        "uncovered": F(0),
        "shortfall_from_reserves": F(0),
        "shortfall_unfunded": F(0),
        "unfunded": F(0),
    }
    words = {
        "assessed": assessed,
        "in_kind": in_kind,
        "in_kind_free": free,
        "in_kind_on_top": {who: ON_TOP if who == POLICE else F(0) for who in asked},
        "shortfall": short,
        "borne": borne,
        "cash": cash,
    }
    return board, words


@cache
def simulated() -> dict[str, Any]:
    """Run the scenario as an officer does, and give the results by formula."""
    answer = CliRunner().invoke(main, ["simulate", str(SCENARIO), "--format", "json"])
    assert answer.exit_code == 0, answer.output
    return {each["formula"]: each for each in json.loads(answer.stdout)["results"]}


@pytest.mark.parametrize("excess", EXCESS)
def test_every_word_of_the_board_is_as_worked_out_by_hand(excess: str) -> None:
    board, _ = worked(excess)
    result = simulated()[f"excess-{excess}"]
    assert {word: F(result[word]) for word in board} == board


@pytest.mark.parametrize("excess", EXCESS)
def test_every_word_of_every_partner_is_as_worked_out_by_hand(excess: str) -> None:
    _, words = worked(excess)
    partners = simulated()[f"excess-{excess}"]["partners"]
    found = {word: {p["id"]: F(p[word]) for p in partners} for word in words}
    assert found == words


# What the trial of the definitions printed: totals, the board's spending, three partners' cash.
PRINTED = {
    "shared": "88191.93 74000.00 14191.93 34408.07 0.00 121000.00 10400.00 "
    "10283.91 10741.37 21415.49",
    "kept": "122600.00 108408.07 14191.93 34408.07 34408.07 121000.00 44808.07 "
    "10550.88 17160.69 34213.95",
    "refused": "122600.00 108408.07 14191.93 0.00 0.00 155408.07 10400.00 "
    "10550.88 17160.69 34213.95",
}


@pytest.mark.parametrize("excess", EXCESS)
def test_the_figures_of_the_trial_come_out(excess: str) -> None:
    result = simulated()[f"excess-{excess}"]
    partners = {partner["id"]: partner for partner in result["partners"]}

    def total(word: str) -> F:
        return sum((F(partner[word]) for partner in partners.values()), F(0))

    found = [total(word) for word in ("assessed", "cash", "in_kind", "in_kind_free")]
    found += [F(result["surplus"])]
    found += [F(result["cost"]) - total("in_kind") - total("in_kind_free")]
    found += [F(result["reserves_closing"])]
    found += [F(partners[who]["cash"]) for who in ("flintshire", "wrexham", HEALTH)]
    assert found == [F(figure) for figure in PRINTED[excess].split()]


@pytest.mark.parametrize("excess", EXCESS)
def test_the_board_can_buy_what_it_must_and_no_more(excess: str) -> None:
    result = simulated()[f"excess-{excess}"]
    gifts = sum(F(p["in_kind"]) + F(p["in_kind_free"]) for p in result["partners"])
    cash = sum(F(partner["cash"]) for partner in result["partners"])
    money = F(result["grants"]) + F(result["reserves_used"]) + cash
    assert F(result["cost"]) - gifts + F(result["surplus"]) == money
