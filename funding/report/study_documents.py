"""What a study came to, as JSON or as CSV for programs: the same study gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from funding.amounts import plain_money
from funding.comparison.figures import fixed
from funding.report.documents import inert
from funding.report.recorded import Rows, Writer, bare, ending, in_json
from funding.report.studied import in_percent, study_as_table, title_of
from funding.study.model import Study
from funding.study.sensitivity import Indices
from funding.study.studying import Studied
from funding.study.summaries import Bill, Summary


def study_as_json(
    studied: Studied,
    record: Rows = (),  # noqa: ARG001  # every writer takes both
    record_json: str = "",
) -> str:
    """Write a study as one JSON object, keys sorted, money as strings."""
    study = studied.study
    found = {
        "schema": "funding.study/1",
        "study": {
            "id": study.id,
            "title": title_of(study),
            "scenario": study.scenario.id,
            "year": str(study.year),
            "currency": study.currency,
            "draws": study.file.draws,
            "seed": study.file.seed,
            "sampling": study.file.sampling,
        },
        "results": [_as_dict(study, each) for each in studied.summaries],
        "warnings": studied.warnings,
    }
    whole = in_json(found, record_json)
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _as_dict(study: Study, summary: Summary) -> dict[str, Any]:
    return {
        "tried": {name: value.written(study.currency) for name, value in summary.case.items()},
        "board": summary.board,
        "formula": summary.formula,
        "draws": summary.draws,
        "without_result": summary.without,
        "why": summary.why or None,
        "unfunded": _chance(summary.unfunded),
        "partners": [_of_bill(study, bill) for bill in summary.bills],
    }


def _of_bill(study: Study, bill: Bill) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": bill.partner,
        "name": bill.name,
        "in_scenario": plain_money(bill.in_scenario),
        "mean": fixed(bill.mean, 2),
        "mean_exact": str(bill.mean),
        "least": plain_money(bill.least),
        "most": plain_money(bill.most),
        "percentiles": {f"P{n}": plain_money(each) for n, each in bill.percentiles.items()},
        "rises": {
            each.written(study.currency): _chance(chance)
            for each, chance in zip(study.file.rises, bill.rises, strict=True)
        },
        "short": _chance(bill.short),
    }
    if bill.more is not None and bill.less is not None:
        found |= {"above_baseline": _chance(bill.more), "below_baseline": _chance(bill.less)}
    if bill.indices is not None:
        found["sensitivity"] = {name: _shares(each) for name, each in bill.indices.items()}
    return found


def _shares(found: Indices | None) -> dict[str, str] | None:
    """Give indices with three decimals: estimates, each with its 95 % margin."""
    if found is None:
        return None
    named = {"first": found.first, "total": found.total}
    return {
        key: text
        for name, each in named.items()
        for key, text in ((name, f"{each.value:.3f}"), (f"{name}_margin", f"{each.margin:.3f}"))
    }


def _chance(chance: Fraction) -> dict[str, str]:
    return {"exact": str(chance), "rounded": in_percent(chance)}


def study_as_csv(studied: Studied) -> str:
    """Write one row for each case, board, formula and partner, for a spreadsheet.

    Chances are shares of 1, with six decimals.
    """
    rows = [row for summary in studied.summaries for row in _rows(studied.study, summary)]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]) if rows else ["board"], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: inert(key, value) for key, value in row.items()} for row in rows)
    return buffer.getvalue()


def _rows(study: Study, summary: Summary) -> Iterator[dict[str, str]]:
    for bill in summary.bills:
        row = {name: value.written(study.currency) for name, value in summary.case.items()}
        row |= {"board": summary.board, "formula": summary.formula, "partner": bill.partner}
        row |= {
            "draws": str(summary.draws),
            "in_scenario": plain_money(bill.in_scenario),
            "mean": fixed(bill.mean, 2),
            "least": plain_money(bill.least),
        }
        row |= {f"P{n}": plain_money(each) for n, each in bill.percentiles.items()}
        row["most"] = plain_money(bill.most)
        for each, chance in zip(study.file.rises, bill.rises, strict=True):
            row[f"rises by over {each.written(study.currency)}"] = fixed(chance, 6)
        row["short"] = fixed(bill.short, 6)
        row["above baseline"] = "" if bill.more is None else fixed(bill.more, 6)
        row["below baseline"] = "" if bill.less is None else fixed(bill.less, 6)
        yield row


STUDY_WRITERS: dict[str, Writer[Studied]] = {
    "table": bare(study_as_table),
    "markdown": ending(lambda studied: study_as_table(studied, "pipe")),
    "json": study_as_json,
    "csv": bare(study_as_csv),
}
