"""What a simulation gives: a result for each board, formula and year, and what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from funding.amounts import plain_money
from funding.compiling.party import Party
from funding.evaluation.exact import ZERO, Sheet
from funding.evaluation.result import BoardResult, PartnerResult
from funding.formula.model import Formula
from funding.scenario.model import Board, Scenario
from funding.worksheet.column import Figure, Role
from funding.years import FinancialYear, Part

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = "funding.result/1"
ITSELF = "the formula itself"
UNSURE = ("assumed", "unverified")
PARTNER_WORDS = (
    "assessed",
    "in_kind",
    "in_kind_free",
    "in_kind_on_top",
    "shortfall",
    "borne",
    "cash",
)
BOARD_WORDS = (
    "cost",
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
PAYER_WORDS = ("assessed", "in_kind", "shortfall", "borne", "cash")


@dataclass(frozen=True, eq=False)
class Run:
    """One formula on one board in one year: every cell, and the words read from them.

    `stands` is the formula as it stands then: as amended, or whichever of a succession holds. A
    year that is cut has `parts`, each a run of its own over the days of its `part`. Then `stands`
    and the `sheet` are those of the last one.
    """

    formula: Formula
    board: Board
    year: FinancialYear
    parties: tuple[Party, ...]
    sheet: Sheet
    result: BoardResult
    warnings: tuple[str, ...]
    part: Part
    stands: Formula
    parts: tuple[Run, ...] = ()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Give every figure that the words of the result rest on, each once."""
        if self.parts:
            return tuple(dict.fromkeys(each for part in self.parts for each in part.figures))
        # What stays in reserve rests on what was there; what anyone pays need not.
        apart = (None, Role.RESERVES_CLOSING)
        words = [column.name for column in self.sheet.worksheet if column.role not in apart]
        used = self.sheet.worksheet.uses(words)
        found = (figure for c in used for figure in self.sheet.binding.figures.get(c.name, ()))
        file = self.stands.file
        return tuple(dict.fromkeys([*found, Figure(ITSELF, file.id, file.status, file.source)]))

    @cached_property
    def illustration(self) -> str:
        """Say in words which figures are not sure; empty where all are."""
        parts = []
        for group, number in Counter(figure.group for figure in self.figures).items():
            for status in UNSURE:
                unsure = sum(f.group == group and f.status == status for f in self.figures)
                if unsure:
                    what = group if group == ITSELF else f"{unsure} of {number} {group}"
                    parts.append(f"{what} {status}")
        return "illustration: " + ", ".join(parts) if parts else ""

    def evidence(self) -> dict[str, int]:
        """Count the figures that are not sure."""
        counts = Counter(figure.status for figure in self.figures)
        return {status: counts[status] for status in UNSURE}


@dataclass(frozen=True)
class LeftOut:
    """A formula that could not be used on a board, and why."""

    formula: str
    board: str
    why: str


@dataclass(frozen=True, eq=False)
class Outcome:
    """Every run of a scenario, in the order of boards, years and formulas."""

    scenario: Scenario
    runs: tuple[Run, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...] = ()

    @property
    def formulas(self) -> tuple[str, ...]:
        """The formulas run, each once."""
        return tuple(dict.fromkeys(run.formula.id for run in self.runs))

    def baseline_of(self, run: Run) -> Run | None:
        """Give the run of the baseline formula on the same board in the same year."""
        return next(
            (
                other
                for other in self.runs
                if other.formula.id == self.scenario.baseline
                and (other.board, other.year) == (run.board, run.year)
            ),
            None,
        )

    def change_of(self, run: Run, partner: PartnerResult) -> Fraction | None:
        """Give a partner's cash less its cash under the baseline; None without a baseline."""
        before = self.baseline_of(run)
        if before is None:
            return None
        return partner.cash - next(p.cash for p in before.result.partners if p.id == partner.id)

    def all_warnings(self) -> list[str]:
        """Give every warning once, with the formulas, boards and years that it is about."""
        about: dict[tuple[str, str, str], list[str]] = {}
        for run in self.runs:
            for warning in run.warnings:
                place = (warning, run.board.id, str(run.year))
                about.setdefault(place, []).append(run.formula.id)
        return [
            *self.warnings,
            *(
                f"{board}, {year}, {', '.join(names)}: {text}"
                for (text, board, year), names in about.items()
            ),
        ]

    def payers(self) -> Iterator[dict[str, str]]:
        """Give what each payer of several bills is asked and pays over all of them."""
        sums: dict[tuple[str, str, str], dict[str, Fraction]] = {}
        bills: dict[str, set[tuple[str, str]]] = {}
        for run in self.runs:
            for party, partner in zip(run.parties, run.result.partners, strict=True):
                payer = party.partner.payer
                bills.setdefault(payer, set()).add((run.board.id, partner.id))
                key = (payer, str(run.year), run.formula.id)
                words = sums.setdefault(key, dict.fromkeys(PAYER_WORDS, ZERO))
                for word in PAYER_WORDS:
                    words[word] += getattr(partner, word)
        for (payer, year, formula), words in sorted(sums.items()):
            if len(bills[payer]) > 1:
                yield {
                    "id": payer,
                    "year": year,
                    "formula": formula,
                    **{word: plain_money(value) for word, value in words.items()},
                }

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain values: money as strings of pounds with two decimals."""
        scenario = self.scenario
        return {
            "schema": SCHEMA,
            "scenario": {
                "id": scenario.id,
                "title": scenario.title.en,
                "years": [str(year) for year in scenario.years],
                "currency": "GBP",
                "baseline": scenario.baseline,
            },
            "results": [self._run_dict(run) for run in self.runs],
            "payers": list(self.payers()),
            "left_out": [
                {"formula": each.formula, "board": each.board, "why": each.why}
                for each in self.left_out
            ],
            "warnings": list(self.warnings),
        }

    def _run_dict(self, run: Run) -> dict[str, Any]:
        parts = {"parts": [_part_dict(part) for part in run.parts]} if run.parts else {}
        return {
            **parts,
            "board": run.board.id,
            "board_name": run.board.name.en,
            "formula": run.formula.id,
            "year": str(run.year),
            **{word: plain_money(getattr(run.result, word)) for word in BOARD_WORDS},
            "partners": [
                self._partner_dict(run, party, partner)
                for party, partner in zip(run.parties, run.result.partners, strict=True)
            ],
            "warnings": list(run.warnings),
            "evidence": run.evidence(),
            "illustration": run.illustration,
        }

    def _partner_dict(self, run: Run, party: Party, partner: PartnerResult) -> dict[str, Any]:
        change = self.change_of(run, partner)
        return {
            "id": partner.id,
            "name": party.partner.name.en,
            "kind": party.partner.kind,
            "payer": party.partner.payer,
            "duty": party.duty,
            "answer": party.answer.says if party.answer else "not recorded",
            "assessed_exact": str(partner.assessed_exact),
            **{word: plain_money(getattr(partner, word)) for word in PARTNER_WORDS},
            "change": None if change is None else plain_money(change),
            "illustration": run.illustration,
        }

    def rows(self) -> Iterator[dict[str, str]]:
        """Give one flat row for each board, formula, year and partner."""
        for run in self.to_dict()["results"]:
            for partner in run["partners"]:
                yield {
                    "board": run["board"],
                    "formula": run["formula"],
                    "year": run["year"],
                    **{key: "" if value is None else value for key, value in partner.items()},
                }

    def to_dataframe(self) -> pd.DataFrame:
        """Give the rows as a pandas frame with money as `Decimal`; needs `funding[dataframe]`."""
        from decimal import Decimal

        import pandas as pd

        frame = pd.DataFrame(list(self.rows()))
        for word in (*PARTNER_WORDS, "change"):
            frame[word] = frame[word].map(lambda text: Decimal(text) if text else None)
        return frame


def _part_dict(run: Run) -> dict[str, Any]:
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
                "answer": party.answer.says if party.answer else "not recorded",
                **{word: plain_money(getattr(partner, word)) for word in PARTNER_WORDS},
            }
            for party, partner in zip(run.parties, run.result.partners, strict=True)
        ],
    }
