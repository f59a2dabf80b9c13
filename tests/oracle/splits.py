"""Each partner's part of 1: percentages by kind, measured quantities, or equal parts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tests.oracle.board import Partner
from tests.oracle.payers import Shares, Table, divide, payers_of, settle_groups
from tests.oracle.pennies import percent
from tests.oracle.refused import Refused

SPLITS = ("percentages", "driver", "equal", "charge")
NOT_KINDS = {"within", "missing_kind", "when_nil", "status", "source"}

__all__ = ["SPLITS", "Shares", "Table", "kind_percentages", "shares", "split_of"]


def split_of(formula: Table, pool: str) -> tuple[str, Table] | None:
    """Give the split of a pool: its own, else the formula's, else none."""
    for place in (formula.get("pool", {}).get(pool, {}), formula):
        for name in SPLITS:
            if name in place:
                return name, place[name]
    return None


def shares(
    formula: Table, name: str, table: Table, sharing: Sequence[Partner], leads: Sequence[str]
) -> Shares:
    """Give the part of 1 of everyone who shares; they sum to less where a part is nobody's."""
    if name == "percentages":
        return _by_percentages(formula, table, sharing, leads)
    among = [p for p in sharing if p.kind in table.get("among", [each.kind for each in sharing])]
    payers = payers_of(formula, among)
    parts = divide(formula, payers, table.get("by", "equal"), table, table.get("weights"))
    # Any way to put a payer's part on its members will do: it is divided again.
    found = {body.id: Fraction(0) for body in among}
    for payer, part in zip(payers, parts, strict=True):
        found[payer.members[0].id] = part
    return settle_groups(formula, found, among)


def kind_percentages(table: Table) -> dict[str, Fraction]:
    """Give the part of 1 of each kind; the one with the rest has what the others leave."""
    words = {kind: each for kind, each in table.items() if kind not in NOT_KINDS}
    stated = {kind: percent(each) for kind, each in words.items() if each != "rest"}
    rest = 1 - sum(stated.values(), Fraction(0))
    return {kind: stated.get(kind, rest) for kind in words}


def _by_percentages(
    formula: Table, table: Table, sharing: Sequence[Partner], leads: Sequence[str]
) -> Shares:
    found: Shares = {}
    asked: list[Partner] = []
    there = Fraction(0)
    for kind, part in kind_percentages(table).items():
        members = [partner for partner in sharing if partner.kind == kind]
        if members:
            there += part
        elif part and "missing_kind" not in table:
            raise Refused
        asked += members if part else []
        how = table.get("within", {}).get(kind, "equal")
        for who, each in _within(formula, members, how, table).items():
            found[who] = part * each
    found = settle_groups(formula, found, asked)
    if table.get("missing_kind") == "others pro rata":
        if not there:
            raise Refused
        return {who: part / there for who, part in found.items()}
    if table.get("missing_kind") == "lead":
        leading = [partner.id for partner in sharing if partner.id in leads]
        for who in leading:
            found[who] = found.get(who, Fraction(0)) + (1 - there) / len(leading)
    return found


def _within(formula: Table, members: Sequence[Partner], how: Any, table: Table) -> Shares:
    """Divide 1 among the partners of a kind; less, where a table leaves a part to nobody."""
    if not members:
        return {}
    if isinstance(how, dict) and "table" in how:
        ids = {body.id for body in members}
        if ids - how["table"].keys() or ("missing" not in how and how["table"].keys() - ids):
            raise Refused
        stated = {body.id: percent(how["table"][body.id]) for body in members}
        whole = 1 if how.get("missing") == "uncovered" else sum(stated.values(), Fraction(0))
        return {who: each / whole for who, each in stated.items()}
    payers = payers_of(formula, members)
    parts = divide(formula, payers, how["by"] if isinstance(how, dict) else how, table)
    found = {body.id: Fraction(0) for body in members}
    for payer, part in zip(payers, parts, strict=True):
        found[payer.members[0].id] = part
    return found
