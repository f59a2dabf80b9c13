"""A result as plain values for programs: money as strings of pounds with two decimals."""

from __future__ import annotations

from typing import Any

from funding.amounts import plain_money, written_percent
from funding.comparison.bill import Bill
from funding.comparison.run import LeftOut, Run
from funding.compiling.party import Party
from funding.evaluation.result import BILL_WORDS, BOARD_WORDS, PARTNER_WORDS, PartnerResult
from funding.language import here
from funding.scenario.entries import Answer
from funding.scenario.model import Scenario


def scenario_dict(scenario: Scenario) -> dict[str, Any]:
    """Give what names a scenario."""
    return {
        "id": scenario.id,
        "title": here(scenario.title),
        "years": [str(year) for year in scenario.years],
        "currency": scenario.currency,
        "baseline": scenario.baseline,
        "estimate": scenario.estimate,
    }


def run_dict(run: Run, before: Run | None, year: int) -> dict[str, Any]:
    """Give one result, its changes against the baseline's run `before`.

    `year` is the place of its year in the scenario.
    """
    parts = {"parts": [_part_dict(part, year) for part in run.parts]} if run.parts else {}
    return {
        **parts,
        "board": run.board.id,
        "board_name": here(run.board.name),
        "formula": run.formula.id,
        "year": str(run.year),
        "lead": list(run.board.leads),
        "host": run.board.host,
        **{word: plain_money(getattr(run.result, word)) for word in BOARD_WORDS},
        "partners": [
            _partner_dict(run, place, party, partner, before, year)
            for place, (party, partner) in enumerate(run.rows())
        ],
        "warnings": list(run.warnings),
        "evidence": run.evidence(),
        "illustration": run.illustration,
    }


def _partner_dict(
    run: Run, place: int, party: Party, partner: PartnerResult, before: Run | None, year: int
) -> dict[str, Any]:
    change = None if before is None else partner.cash - before.result.partners[place].cash
    return {
        "id": partner.id,
        "name": here(party.partner.name),
        "kind": party.partner.kind,
        "payer": party.partner.payer,
        "duty": party.duty,
        **_answer_dict(party.answer, year),
        "answer_date": str(party.answer.date) if party.answer and party.answer.date else None,
        "answer_evidence": party.answer.evidence if party.answer else None,
        "assessed_exact": str(partner.assessed_exact),
        **{word: plain_money(getattr(partner, word)) for word in PARTNER_WORDS},
        "borne_for": {
            who: plain_money(part) for who, part in run.borne_for.get(partner.id, {}).items()
        },
        "change": None if change is None else plain_money(change),
        "illustration": run.illustration,
    }


def _answer_dict(answer: Answer | None, year: int) -> dict[str, str | None]:
    """Give an answer, and to how much who agreed to less than all did: a part, or up to a sum."""
    take_up, limit = (answer.take_up, answer.limit) if answer else (None, None)
    return {
        "answer": answer.says if answer else "not recorded",
        "answer_take_up": None if take_up is None else written_percent(take_up),
        "answer_limit": None if limit is None else plain_money(limit[year]),
    }


def _part_dict(run: Run, year: int) -> dict[str, Any]:
    """Give a part of a year as plain values: its days, the formula that holds, and its sums."""
    return {
        "from": run.part.first_day.isoformat(),
        "to": run.part.last_day.isoformat(),
        "days": run.part.days,
        "formula": run.formula.id,
        **{word: plain_money(getattr(run.result, word)) for word in BOARD_WORDS},
        "partners": [
            {
                "id": partner.id,
                "duty": party.duty,
                **_answer_dict(party.answer, year),
                **{word: plain_money(getattr(partner, word)) for word in PARTNER_WORDS},
            }
            for party, partner in run.rows()
        ],
    }


def bill_dict(bill: Bill) -> dict[str, str]:
    """Give the words of a bill."""
    return {word: plain_money(getattr(bill, word)) for word in BILL_WORDS}


def left_out_dict(each: LeftOut) -> dict[str, str]:
    """Give what was left out, and why."""
    return {"formula": each.formula, "board": each.board, "why": each.why}
