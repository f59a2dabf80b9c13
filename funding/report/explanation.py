"""One partner's figure, line by line: what other folders need of `explaining`."""

from __future__ import annotations

from funding.report.explaining.expressions import lettered, with_numbers
from funding.report.explaining.text import explain_partner

__all__ = ["explain_partner", "lettered", "with_numbers"]
