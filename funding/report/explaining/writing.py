"""An explanation in the format asked for; the same outcome gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from funding.comparison.outcome import Outcome
from funding.report.explaining.markdown import as_markdown
from funding.report.explaining.page import as_html
from funding.report.explaining.text import explain_partner
from funding.report.papers.writing import Edition


class Writer(Protocol):
    """Writes the explanation of a partner's figures, with the run record where there is a place."""

    def __call__(  # noqa: D102
        self,
        outcome: Outcome,
        partner: str,
        *,
        record: Sequence[tuple[str, str]] = (),
        record_json: str = "",
        other_language: str = "",
    ) -> str: ...


def _text(outcome: Outcome, partner: str, **_edition: object) -> str:
    return explain_partner(outcome, partner)


def _markdown(outcome: Outcome, partner: str, **_edition: object) -> str:
    return as_markdown(outcome, partner)


def _html(
    outcome: Outcome,
    partner: str,
    *,
    record: Sequence[tuple[str, str]] = (),
    record_json: str = "",
    other_language: str = "",
) -> str:
    return as_html(outcome, partner, Edition(record, record_json, other_language))


WRITERS: dict[str, Writer] = {"text": _text, "markdown": _markdown, "html": _html}
