"""An explanation as a page: a sentence a step, its algebra, its numbers, its sources."""

from __future__ import annotations

from pathlib import Path

from funding.comparison.outcome import Outcome
from funding.report.explaining.explanations import explanations
from funding.report.html.writing import PLAIN, Edition
from funding.report.papers.writing import paper

TEMPLATES = Path(__file__).parent / "templates"


def as_html(outcome: Outcome, partner: str, edition: Edition = PLAIN) -> str:
    """Write the explanation of a partner's figures, in the language spoken."""
    found = list(explanations(outcome, partner))
    parts = {"explanations": found, "scenario": outcome.scenario}
    return paper(TEMPLATES, "explanation.html", edition, **parts)
