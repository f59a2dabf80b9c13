"""An explanation in the format asked for; the same outcome gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable

from funding.comparison.outcome import Outcome
from funding.report.explaining.markdown import as_markdown
from funding.report.explaining.page import as_html
from funding.report.explaining.text import explain_partner
from funding.report.html.writing import Edition
from funding.report.recorded import Rows, Writer, bare, ending


def _text(partner: str, _other: str) -> Writer[Outcome]:
    return bare(lambda outcome: explain_partner(outcome, partner))


def _markdown(partner: str, _other: str) -> Writer[Outcome]:
    return ending(lambda outcome: as_markdown(outcome, partner))


def _html(partner: str, other: str) -> Writer[Outcome]:
    def write(outcome: Outcome, record: Rows = (), record_json: str = "") -> str:
        return as_html(outcome, partner, Edition(record, record_json, other))

    return write


FORMS: dict[str, Callable[[str, str], Writer[Outcome]]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
}


def writer(form: str, partner: str, other_language: str = "") -> Writer[Outcome]:
    """Give what writes the explanation of a partner's figures, with its run record.

    `other_language` is the file in which it stands in the other language.
    """
    return FORMS[form](partner, other_language)
