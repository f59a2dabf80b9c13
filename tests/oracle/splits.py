"""Each partner's part of 1: percentages by kind, a measured quantity, or equal parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.oracle.board import Partner
from tests.oracle.pennies import percent

SPLITS = ("percentages", "driver", "equal")
NOT_KINDS = {"within", "missing_kind", "when_nil", "status", "source"}

Table = Mapping[str, Any]
Shares = dict[str, Fraction]


def split_of(formula: Table, pool: str) -> tuple[str, Table] | None:
    """Give the split of a pool: its own, else the formula's, else none."""
    for place in (formula.get("pool", {}).get(pool, {}), formula):
        for name in SPLITS:
            if name in place:
                return name, place[name]
    return None


def shares(name: str, table: Table, sharing: Sequence[Partner], leads: Sequence[str]) -> Shares:
    """Give the part of 1 of everyone who shares; they sum to less where a part is nobody's."""
    if name == "percentages":
        return _by_percentages(table, sharing, leads)
    among = [p for p in sharing if p.kind in table.get("among", [each.kind for each in sharing])]
    return _within(among, table.get("by", "equal"), table)


def kind_percentages(table: Table) -> dict[str, Fraction]:
    """Give the part of 1 of each kind; the one with the rest has what the others leave."""
    words = {kind: each for kind, each in table.items() if kind not in NOT_KINDS}
    stated = {kind: percent(each) for kind, each in words.items() if each != "rest"}
    rest = 1 - sum(stated.values(), Fraction(0))
    return {kind: stated.get(kind, rest) for kind in words}


def _by_percentages(table: Table, sharing: Sequence[Partner], leads: Sequence[str]) -> Shares:
    found: Shares = {}
    for kind, part in kind_percentages(table).items():
        members = [partner for partner in sharing if partner.kind == kind]
        for who, each in _within(
            members, table.get("within", {}).get(kind, "equal"), table
        ).items():
            found[who] = part * each
    placed = sum(found.values(), Fraction(0))
    if table.get("missing_kind") == "others pro rata":
        return {who: part / placed for who, part in found.items()}
    if table.get("missing_kind") == "lead":
        leading = [partner.id for partner in sharing if partner.id in leads]
        for who in leading:
            found[who] = found.get(who, Fraction(0)) + (1 - placed) / len(leading)
    return found


def _within(members: Sequence[Partner], by: str, table: Table) -> Shares:
    """Divide 1 among some partners by a measured quantity, or equally."""
    if by == "equal":
        return {partner.id: Fraction(1, len(members)) for partner in members}
    measured = {partner.id: partner.figures[by] for partner in members}
    whole = sum(measured.values(), Fraction(0))
    if whole == 0 and table.get("when_nil") == "equal":
        return _within(members, "equal", table)
    return {who: figure / whole for who, figure in measured.items()}
