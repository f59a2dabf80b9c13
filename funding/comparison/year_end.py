"""The end of a year: agreed, invoiced, received, what it came to, and what is still to be settled.

What a partner would have been asked, had the outturn been known, is the same worksheet with other
costs in it. Nothing here says again what a formula means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from funding.amounts import plain_money
from funding.evaluation.exact import ZERO
from funding.evaluation.result import BoardResult
from funding.language import _
from funding.scenario.entries import Account, SoFar
from funding.scenario.model import Board

PARTNER_WORDS = (
    "agreed",
    "invoiced",
    "received",
    "outstanding",
    "outturn",
    "to_collect",
    "to_return",
)
BOARD_WORDS = (
    "cost_agreed",
    "cost_outturn",
    "unfunded_agreed",
    "unfunded_outturn",
    "reserves_agreed",
    "reserves_outturn",
    "reserves_received",
    "overdrawn",
)


@dataclass(frozen=True)
class Settled:
    """One partner's year, in pounds; None is for what is not known."""

    id: str
    agreed: Fraction
    invoiced: Fraction | None
    received: Fraction | None
    outturn: Fraction | None

    @property
    def billed(self) -> Fraction:
        """What it was invoiced; what was agreed, where nothing is said of an invoice."""
        return self.agreed if self.invoiced is None else self.invoiced

    @property
    def outstanding(self) -> Fraction | None:
        """What it was invoiced and has not paid."""
        return None if self.received is None else max(self.billed - self.received, ZERO)

    @property
    def to_collect(self) -> Fraction | None:
        """What it is still to be invoiced, so that it pays its part of the outturn."""
        return None if self.outturn is None else max(self.outturn - self._settled, ZERO)

    @property
    def to_return(self) -> Fraction | None:
        """What it was invoiced, or paid, above its part of the outturn."""
        return None if self.outturn is None else max(self._settled - self.outturn, ZERO)

    @property
    def _settled(self) -> Fraction:
        """What is dealt with: paid, or invoiced and outstanding."""
        return max(self.billed, self.received or ZERO)


@dataclass(frozen=True)
class YearEnd:
    """One board's year under one formula: as agreed, and, where it is known, as it came out."""

    partners: tuple[Settled, ...]
    agreed: BoardResult
    outturn: BoardResult | None
    illustration: str

    @property
    def cost_agreed(self) -> Fraction:
        """The cost of the budget."""
        return self.agreed.cost

    @property
    def cost_outturn(self) -> Fraction | None:
        """What it came to."""
        return self.outturn.cost if self.outturn else None

    @property
    def unfunded_agreed(self) -> Fraction:
        """What nobody was to pay by the budget."""
        return self.agreed.unfunded

    @property
    def unfunded_outturn(self) -> Fraction | None:
        """What nobody pays of the outturn."""
        return self.outturn.unfunded if self.outturn else None

    @property
    def reserves_agreed(self) -> Fraction:
        """The reserves at the end by the budget."""
        return self.agreed.reserves_closing

    @property
    def reserves_outturn(self) -> Fraction | None:
        """The reserves at the end by the outturn, once everyone has paid its part of it."""
        return self.outturn.reserves_closing if self.outturn else None

    @property
    def reserves_received(self) -> Fraction | None:
        """The reserves at the end with what was received so far; see `overdrawn`."""
        held = self._held
        return None if held is None else max(held, ZERO)

    @property
    def overdrawn(self) -> Fraction | None:
        """What was spent above all that the board had, until more is received."""
        held = self._held
        return None if held is None else max(-held, ZERO)

    @property
    def _held(self) -> Fraction | None:
        """What was received puts right what the result takes as paid, where it is known."""
        result = self.outturn or self.agreed
        known = [
            partner.received - asked.cash
            for partner, asked in zip(self.partners, result.partners, strict=True)
            if partner.received is not None
        ]
        return result.reserves_closing + sum(known, ZERO) if known else None

    def to_dict(self) -> dict[str, Any]:
        """Give every word: money as strings of pounds, what is not known as None."""
        return {
            **{word: _plain(getattr(self, word)) for word in BOARD_WORDS},
            "partners": [
                {"id": each.id} | {word: _plain(getattr(each, word)) for word in PARTNER_WORDS}
                for each in self.partners
            ],
            "illustration": self.illustration,
        }


def accounts_of(board: Board, formula: str, place: int) -> tuple[Account, ...]:
    """Give the accounts that say something of a year under a formula."""
    return tuple(
        account
        for account in board.accounts
        if account.formula in (None, formula)
        and (account.invoiced[place], account.received[place]) != (None, None)
    )


def year_end_of(
    agreed: BoardResult,
    outturn: BoardResult | None,
    accounts: tuple[Account, ...],
    place: int,
    illustration: str,
) -> YearEnd:
    """Set what was agreed beside what was invoiced, what was received, and what it came to."""
    found = []
    for row, partner in enumerate(agreed.partners):
        own = [account for account in accounts if account.partner == partner.id]
        spent = outturn.partners[row].cash if outturn else None
        invoiced = _known([each.invoiced for each in own], place)
        received = _known([each.received for each in own], place)
        found.append(Settled(partner.id, partner.cash, invoiced, received, spent))
    return YearEnd(tuple(found), agreed, outturn, illustration)


def outturn_warnings(board: Board, place: int) -> Iterator[str]:
    """Warn of lines of which it is not known what they came to, where it is known of others."""
    unknown = [line.item for line in board.costs if line.came_to(place) is None]
    if unknown and len(unknown) < len(board.costs):
        names = ", ".join(f"'{item}'" for item in unknown)
        yield _(
            "no outturn is stated of {names}: the year's end takes the budget of it", names=names
        )


def _known(sums: list[SoFar], place: int) -> Fraction | None:
    """Add what is known of a year; None where nothing is."""
    known = [each[place] for each in sums]
    found = [each for each in known if each is not None]
    return sum(found, ZERO) if found else None


def _plain(amount: Fraction | None) -> str | None:
    return None if amount is None else plain_money(amount)
