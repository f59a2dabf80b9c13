"""Split the costs of a public board across the bodies that must pay for it, exactly, and show why.

>>> import funding
>>> outcome = funding.simulate(funding.read_scenario("six-regional-boards"))
>>> outcome.runs[0].result.total("cash") > 0
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from funding.comparison.compare import Comparison, compare
    from funding.comparison.outcome import Outcome
    from funding.errors import ConservationError, Fault, FundingError, InputError
    from funding.formula.model import Formula
    from funding.scenario.model import Scenario
    from funding.simulation import load_formula, read_scenario, simulate
    from funding.study.batch import Batch, prepare_batch
    from funding.study.batches import Batches, prepare_batches
    from funding.study.model import Study
    from funding.study.reading import read_study
    from funding.study.studying import Studied, run_study

__version__ = "0.1.0"

__all__ = [
    "Batch",
    "Batches",
    "Comparison",
    "ConservationError",
    "Fault",
    "Formula",
    "FundingError",
    "InputError",
    "Outcome",
    "Scenario",
    "Studied",
    "Study",
    "compare",
    "load_formula",
    "prepare_batch",
    "prepare_batches",
    "read_scenario",
    "read_study",
    "run_study",
    "simulate",
]

_HOMES = {
    "Batch": "funding.study.batch",
    "Batches": "funding.study.batches",
    "Comparison": "funding.comparison.compare",
    "ConservationError": "funding.errors",
    "Fault": "funding.errors",
    "Formula": "funding.formula.model",
    "FundingError": "funding.errors",
    "InputError": "funding.errors",
    "Outcome": "funding.comparison.outcome",
    "Scenario": "funding.scenario.model",
    "Studied": "funding.study.studying",
    "Study": "funding.study.model",
    "compare": "funding.comparison.compare",
    "load_formula": "funding.simulation",
    "prepare_batch": "funding.study.batch",
    "prepare_batches": "funding.study.batches",
    "read_scenario": "funding.simulation",
    "read_study": "funding.study.reading",
    "run_study": "funding.study.studying",
    "simulate": "funding.simulation",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: SymPy takes half a second to import."""
    if name not in _HOMES:
        raise AttributeError(f"module 'funding' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
