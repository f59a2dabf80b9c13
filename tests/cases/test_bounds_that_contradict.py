"""Floors that come to more than everything are refused where every board is sure to have them."""

from __future__ import annotations

import pytest

from funding.errors import InputError
from funding.formula.reading import formula_of
from funding.toml import parse_document

HEAD = 'id = "drawn"\ntitle = "Drawn"\nsource = "a test"\n'
ALL = 'covers = "all"\n'
BY_NAME = 'covers = ["core", "training"]\nrest = "uncovered"\n'
SPLIT = '[percentages]\nlocal_authority = "60%"\npolice = "40%"\n'
FLOORS = '[bounds]\nfloor.local_authority = "70%"\nfloor.police = "40%"\n'
OF_TRAINING = SPLIT.replace("[percentages]", "[pool.training.percentages]")


def is_refused(text: str) -> bool:
    try:
        formula_of(parse_document(HEAD + text, "drawn.toml"))
    except InputError as error:
        (fault,) = error.faults
        assert "come to 110%" in fault.message
        return True
    return False


@pytest.mark.parametrize(
    "text",
    [
        ALL + SPLIT + FLOORS,
        ALL + OF_TRAINING + FLOORS,
        f"{BY_NAME}[pool.training.equal]\n{SPLIT}{FLOORS}",
    ],
    ids=["a split of all", "a split of a pool", "a split of a pool that is covered by name"],
)
def test_floors_of_kinds_that_every_board_has_come_to_no_more_than_everything(text: str) -> None:
    assert is_refused(text)


@pytest.mark.parametrize(
    "text",
    [
        f'{ALL}{SPLIT}missing_kind = "others pro rata"\n{FLOORS}',
        f'{ALL}{SPLIT}{FLOORS}floor.swansea = "10%"\n',
        f"{ALL}[equal]\n{FLOORS}",
        f"{ALL}{SPLIT}[pool.training.equal]\n{FLOORS}",
        ALL + SPLIT + FLOORS.replace("70%", "60%"),
        f"{ALL}{SPLIT}{FLOORS}".replace("floor.", "fixed."),
    ],
    ids=[
        "a kind may be missing",
        "one partner has another floor",
        "no kind must be there",
        "the split may have nothing to share",
        "they come to everything",
        "they are to the nearest penny, and of a penny that can be nothing",
    ],
)
def test_what_some_board_could_keep_is_not_refused_before_there_is_one(text: str) -> None:
    assert not is_refused(text)
