"""What the record of what is not there yet says is true of the library as it is."""

from __future__ import annotations

import re
from typing import Any

import pytest

from funding import cli
from tests.docs import files
from tests.docs.pages import ROOT, Block, prose

RECORD = ROOT / "docs/decisions/0014-what-is-not-there-yet.md"
BLOCK = Block("toml", "", "scenario", ROOT / "no-page.md", 1)
WHOLE: dict[str, Any] = {
    "title": "A board",
    "year": "2026-27",
    "formulas": ["equal-shares"],
    "board": {"id": "our-board"},
    "partner": [{"id": "ash", "kind": "police"}, {"id": "birch", "kind": "probation"}],
    "cost": [{"pool": "core", "item": "business unit", "amount": "£100.01"}],
    "grant": [{"name": "a grant", "reduces": ["core"], "amount": "£5.00"}],
    "answer": [{"partner": "ash", "says": "agreed"}],
    "last_year": [{"partner": "ash", "arrears": "£5.00"}],
    "arrears_paid": [{"partner": "ash", "amount": "£1.00"}],
    "account": [{"partner": "ash", "received": "£1.00"}],
}
WITHOUT_EFFECT = (
    ("grant", "unused", "deferred"),
    ("arrears_paid", "date", "2026-05-12"),
    ("account", "date", "2026-05-12"),
    ("board", "source", "minutes"),
    ("partner", "source", "minutes"),
)


def with_key(table: str, key: str, value: object) -> dict[str, Any]:
    if isinstance(WHOLE[table], dict):
        return {**WHOLE, table: {**WHOLE[table], key: value}}
    first, *others = WHOLE[table]
    return {**WHOLE, table: [{**first, key: value}, *others]}


@pytest.mark.parametrize(("table", "key", "value"), WITHOUT_EFFECT)
def test_a_key_that_is_said_to_have_no_effect_has_none(table: str, key: str, value: object) -> None:
    assert key in prose(RECORD)
    changed = files.simulated(with_key(table, key, value), BLOCK)
    assert changed.to_dict() == files.simulated(WHOLE, BLOCK).to_dict()


def test_a_key_that_has_an_effect_would_be_seen() -> None:
    changed = files.simulated(with_key("answer", "take_up", "50%"), BLOCK)
    assert changed.to_dict() != files.simulated(WHOLE, BLOCK).to_dict()


def test_no_command_is_there_that_the_record_says_is_missing() -> None:
    assert re.search(r"commands for goal seek", prose(RECORD))
    assert set(cli.main.commands) == {
        "assure",
        "check",
        "compare",
        "explain",
        "formulas",
        "rules",
        "show",
        "simulate",
        "statement",
        "study",
        "verify",
    }
