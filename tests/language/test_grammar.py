"""The Welsh of every catalogue keeps the mutations that a machine can see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.language.catalogues import WELSH, strings_of, welsh_in, with_one_apostrophe
from tests.language.grammar import faults_in, faults_in_counts

CATALOGUES = sorted(WELSH.glob("*.po"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_what_a_word_before_asks_for_is_there(path: Path) -> None:
    found = [
        (fault, form)
        for message in welsh_in(path)
        for form in dict.fromkeys(strings_of(message))
        if message.id
        for fault in faults_in(form)
    ]
    assert not found


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_what_is_counted_is_mutated_as_its_number_asks(path: Path) -> None:
    found = [
        (fault, message.id)
        for message in welsh_in(path)
        if message.id and not isinstance(message.id, str)
        for fault in faults_in_counts(strings_of(message))
    ]
    assert not found


@pytest.mark.parametrize(
    "wrong",
    [
        "swm ar bwrdd arall",
        "gofynnir i partneriaid",
        "gan {board} cynt",
        "hyd at {partner}",
        "dwy blynedd neu dau partner",
        "tri canlyniad",
        "gyda costau'r bwrdd",
        "byrddau a partneriaid",
        "mae hyn yn mwy na'r gost",
        "rhannau ac costau",
        "â arian parod",
    ],
)
def test_a_mutation_that_is_missing_is_seen(wrong: str) -> None:
    assert list(faults_in(wrong))


@pytest.mark.parametrize(
    "right",
    [
        "swm ar fwrdd arall, i bartneriaid a chostau",
        "ar y bwrdd {board}; y partner: {partner}",
        "yn fwy na'r gost, ac mae hyn yn gywir",
        "ag arian parod a dalwyd gan bawb, o'r gost",
        "rhannu'n rhannau; dwy flynedd, tri chanlyniad",
        "ysgrifennwch {key} ac {line}",
    ],
)
def test_what_is_right_is_left_alone(right: str) -> None:
    assert not list(faults_in(right))


def test_a_count_that_is_not_mutated_is_seen() -> None:
    forms = ["{number} partner"] * 6
    assert [fault[:3] for fault in faults_in_counts(forms)] == ["'2 ", "'3 ", "'6 "]
    forms[2:5] = ["{number} bartner", "{number} phartner", "{number} phartner"]
    assert not list(faults_in_counts(forms))
    cells = ["{number} cell", "{number} gell", "{number} gell", "{number} cell", "{number} chell"]
    assert not list(faults_in_counts([*cells, "{number} cell"])), "three cells are 'tair cell'"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_an_apostrophe_is_of_one_sort_everywhere(path: Path) -> None:
    forms = [form for message in welsh_in(path) if message.id for form in strings_of(message)]
    assert [form for form in forms if form != with_one_apostrophe(form)] == []


def test_a_straight_apostrophe_is_seen_and_quotes_are_left_alone() -> None:
    typed = "mae'r {board}'n 'hwn' a '{name}'"
    assert with_one_apostrophe(typed) == "mae’r {board}’n 'hwn' a '{name}'"
