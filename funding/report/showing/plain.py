"""A formula as plain values for programs."""

from __future__ import annotations

from typing import Any

from funding.formula.model import Formula
from funding.formula.promised import OF_EVERY_FORMULA
from funding.language import here, unmarked
from funding.report.algebra import column_latex, column_mathml
from funding.worksheet.column import Column
from funding.worksheet.worksheet import Worksheet

FORMULA_SCHEMA = "funding.formula/1"


def as_dict(formula: Formula, worksheet: Worksheet) -> dict[str, Any]:
    """Give a formula as plain values; titles in the language spoken, figures as fractions."""
    file, force = formula.file, formula.file.in_force
    promises = (*OF_EVERY_FORMULA, *file.promises, *(each.name for each in file.promise))
    return {
        "schema": FORMULA_SCHEMA,
        "id": formula.id,
        "title": {"en": file.title.en, "cy": file.title.cy},
        "source": file.source,
        "status": file.status,
        "in_force": None
        if force is None
        else {
            "from": force.start.isoformat() if force.start else None,
            "until": force.until.isoformat() if force.until else None,
            "status": force.status,
        },
        "covers": file.covers,
        "rest": file.rest,
        "paid_centrally": list(file.paid_centrally),
        "promises": list(dict.fromkeys(promises)),
        "notes": file.notes or "",
        "figures": [
            {
                "group": figure.group,
                "what": figure.what,
                "status": figure.status,
                "source": unmarked(figure.source),
                "column": column.name,
            }
            for column in worksheet
            for figure in column.figures
        ],
        "columns": [_column(column, worksheet) for column in worksheet],
    }


def _column(column: Column, worksheet: Worksheet) -> dict[str, Any]:
    values = column.values
    return {
        "letter": column.letter,
        "name": column.name,
        "title": here(column.title),
        "unit": column.unit,
        "scope": column.scope.value,
        "role": column.role.value if column.role else None,
        "expression": column.text,
        "values": None if values is None else {key: str(value) for key, value in values.items()},
        "source": unmarked(column.source),
        "latex": column_latex(column, worksheet),
        "mathml": column_mathml(column, worksheet),
    }
