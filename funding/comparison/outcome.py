"""What a simulation gives: a result for each board, formula and year, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from funding.comparison.bill import Bill, bills_by_payer
from funding.comparison.published import bill_dict, left_out_dict, run_dict, scenario_dict
from funding.comparison.run import LeftOut, Run
from funding.comparison.shared import shared_costs
from funding.comparison.warned import warned
from funding.compiling.parting import Parting
from funding.evaluation.result import PARTNER_WORDS, PartnerResult
from funding.scenario.model import Scenario

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = "funding.result/1"


@dataclass(frozen=True, eq=False)
class Outcome:
    """Every run of a scenario, in the order of boards, years and formulas."""

    scenario: Scenario
    runs: tuple[Run, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...] = ()
    partings: tuple[Parting, ...] = ()
    """What was split between boards, and one limit of a payer between its bills, in each year."""

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
        """Give every warning once, with the boards, years and formulas that it is about."""
        return [*self.warnings, *warned(self.runs, [str(each) for each in self.scenario.years])]

    def payers(self) -> Iterator[dict[str, str]]:
        """Give what each payer of several bills is asked and pays over all of them."""
        places: dict[str, set[tuple[str, str]]] = {}
        groups: dict[tuple[str, str], list[Run]] = {}
        for run in self.runs:
            groups.setdefault((str(run.year), run.formula.id), []).append(run)
            for party, partner in run.rows():
                places.setdefault(party.partner.payer, set()).add((run.board.id, partner.id))
        bills: dict[tuple[str, str, str], Bill] = {
            (payer, year, formula): bill
            for (year, formula), runs in groups.items()
            for payer, bill in bills_by_payer(runs).items()
        }
        for (payer, year, formula), bill in sorted(bills.items(), key=lambda each: each[0]):
            if len(places[payer]) > 1:
                yield {"id": payer, "year": year, "formula": formula, **bill_dict(bill)}

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain values: money as strings of pounds with two decimals."""
        return {
            "schema": SCHEMA,
            "scenario": scenario_dict(self.scenario),
            "results": [
                run_dict(run, self.baseline_of(run), self.scenario.years.index(run.year))
                for run in self.runs
            ],
            "shared_costs": list(shared_costs(self.partings)),
            "year_end": [
                {"board": run.board.id, "formula": run.formula.id, "year": str(run.year)}
                | run.year_end.to_dict()
                for run in self.runs
                if run.year_end is not None
            ],
            "payers": list(self.payers()),
            "left_out": [left_out_dict(each) for each in self.left_out],
            "warnings": list(self.warnings),
            "warning_count": len(self.all_warnings()),
        }

    def rows(self) -> Iterator[dict[str, str]]:
        """Give one flat row for each board, formula, year and partner."""
        for run in self.to_dict()["results"]:
            for partner in run["partners"]:
                yield {
                    "board": run["board"],
                    "formula": run["formula"],
                    "year": run["year"],
                    **{
                        key: "" if value is None else value
                        for key, value in partner.items()
                        if key != "borne_for"
                    },
                    "warnings": str(len(run["warnings"])),
                }

    def to_dataframe(self) -> pd.DataFrame:
        """Give the rows as a pandas frame with money as `Decimal`; needs `funding[dataframe]`."""
        from decimal import Decimal

        import pandas as pd

        frame = pd.DataFrame(list(self.rows()))
        for word in (*PARTNER_WORDS, "change"):
            frame[word] = frame[word].map(lambda text: Decimal(text) if text else None)
        frame["warnings"] = frame["warnings"].map(int)
        return frame
