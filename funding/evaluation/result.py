"""The words of a result (`docs/reference/result.md`), read from columns by their roles."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from funding.evaluation.exact import ZERO, Sheet
from funding.worksheet.column import Role

PARTNER_WORDS = (
    "assessed",
    "in_kind",
    "in_kind_free",
    "in_kind_on_top",
    "in_kind_drawn",
    "in_kind_carried",
    "returned",
    "shortfall",
    "borne",
    "cash",
    "arrears_paid",
    "arrears",
)
"""The sums of a partner, all whole pence, as they are published and in that order."""

BILL_WORDS = ("assessed", "in_kind", "shortfall", "borne", "cash")
"""Those of them that identity (P) is about."""

BOARD_WORDS = (
    "cost",
    "net_cost",
    "true_cost",
    "grants",
    "grants_unused",
    "income",
    "reserves_opening",
    "reserves_used",
    "reserves_closing",
    "surplus",
    "uncovered",
    "shortfall_from_reserves",
    "shortfall_unfunded",
    "unfunded",
)
"""The sums of a board, as they are published and in that order."""


@dataclass(frozen=True)
class PartnerResult:
    """What one partner is asked, gives and pays, in pounds; all but the exact one whole pence."""

    id: str
    assessed: Fraction
    assessed_exact: Fraction
    in_kind: Fraction
    in_kind_free: Fraction
    in_kind_on_top: Fraction
    shortfall: Fraction
    borne: Fraction
    cash: Fraction
    in_kind_drawn: Fraction = ZERO
    in_kind_carried: Fraction = ZERO
    returned: Fraction = ZERO
    arrears_paid: Fraction = ZERO
    arrears: Fraction = ZERO


@dataclass(frozen=True)
class BoardResult:
    """What one board costs under one formula in one year, and what pays for it, in pounds."""

    cost: Fraction
    grants: Fraction
    grants_unused: Fraction
    income: Fraction
    reserves_opening: Fraction
    reserves_used: Fraction
    reserves_closing: Fraction
    surplus: Fraction
    uncovered: Fraction
    shortfall_from_reserves: Fraction
    shortfall_unfunded: Fraction
    partners: tuple[PartnerResult, ...]

    @property
    def unfunded(self) -> Fraction:
        """Cost that no rule assesses, and shortfall that nobody bears."""
        return self.uncovered + self.shortfall_unfunded

    @property
    def true_cost(self) -> Fraction:
        """The cost with what is given on top of the budget."""
        return self.cost + self.total("in_kind_on_top")

    @property
    def net_cost(self) -> Fraction:
        """The cost less all that is met in kind: what must be found in money."""
        return self.cost - self.total("in_kind") - self.total("in_kind_free")

    def total(self, word: str) -> Fraction:
        """Sum a word over the partners."""
        cells = [getattr(partner, word) for partner in self.partners]
        return sum(cells[1:], start=cells[0]) if cells else ZERO


def read_result(sheet: Sheet) -> BoardResult:
    """Read a sheet's words."""

    def partner(role: Role, row: int) -> Fraction:
        # Most roles have one column: nothing is added up then.
        first, *others = sheet.worksheet.playing(role) or (None,)
        if first is None:
            return ZERO
        return sum((sheet.cell(each.name, row) for each in others), sheet.cell(first.name, row))

    def board(role: Role) -> Fraction:
        return partner(role, 0)

    used = board(Role.RESERVES_PLANNED) + board(Role.SHORTFALL_FROM_RESERVES)
    return BoardResult(
        cost=board(Role.COST),
        grants=board(Role.GRANTS) + board(Role.CENTRAL),
        grants_unused=board(Role.GRANTS_OFFERED) - board(Role.GRANTS),
        income=board(Role.INCOME),
        reserves_opening=sheet.cell("reserves_opening", 0),
        reserves_used=used,
        reserves_closing=board(Role.RESERVES_CLOSING),
        surplus=board(Role.SURPLUS),
        uncovered=board(Role.UNCOVERED),
        shortfall_from_reserves=board(Role.SHORTFALL_FROM_RESERVES),
        shortfall_unfunded=board(Role.SHORTFALL_UNFUNDED),
        partners=tuple(
            PartnerResult(
                row.id,
                **{role.value: partner(role, place) for role in _PARTNER_ROLES},
            )
            for place, row in enumerate(sheet.rows)
        ),
    )


_PARTNER_ROLES = (Role.ASSESSED_EXACT, *(Role(word) for word in PARTNER_WORDS))
