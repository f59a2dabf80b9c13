"""What is there to use: formulas in a list, and one formula in full."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from tabulate import tabulate

from funding.formula.model import Formula
from funding.formula.promised import OF_EVERY_FORMULA
from funding.report.wording import written, written_value
from funding.rules.registry import RULES
from funding.rules.rule import Rule
from funding.toml.wording import value_at
from funding.worksheet.column import Column, Figure, Unit
from funding.worksheet.worksheet import Worksheet

RULES_SCHEMA = "funding.rules/1"
FORMULAS_SCHEMA = "funding.formulas/1"


def formulas_as_table(formulas: list[Formula]) -> str:
    """Write a line for each formula: its name, what it is, how sure, and its source."""
    rows = [[f.id, f.file.title.en, f.file.status, f.file.source] for f in formulas]
    headers = ["formula", "title", "status", "source"]
    return tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True) + "\n"


def formulas_as_json(formulas: list[Formula]) -> str:
    """Write the list as one JSON object, keys sorted."""
    found = [
        {
            "id": formula.id,
            "title": {"en": formula.file.title.en, "cy": formula.file.title.cy},
            "status": formula.file.status,
            "source": formula.file.source,
            "file": formula.document.name,
        }
        for formula in formulas
    ]
    document = {"schema": FORMULAS_SCHEMA, "formulas": found}
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def rules_as_table() -> str:
    """Write a line for each rule: its section, what it does, its page, the plugin it is from."""
    rows = [[_section(rule), rule.summary, rule.page, rule.package] for rule in RULES]
    headers = ["rule", "what it does", "page", "plugin"]
    if not any(row[-1] for row in rows):
        rows, headers = [row[:-1] for row in rows], headers[:-1]
    return tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True) + "\n"


def rules_as_json() -> str:
    """Write the rules as one JSON object, keys sorted."""
    found = [
        {
            "name": rule.name,
            "section": rule.settings is not None,
            "stage": rule.stage,
            "summary": rule.summary,
            "page": rule.page,
            "plugin": rule.package or None,
        }
        for rule in RULES
    ]
    document = {"schema": RULES_SCHEMA, "rules": found}
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _section(rule: Rule) -> str:
    return rule.name if rule.settings is None else f"[{rule.name}]"


def formula_in_full(formula: Formula, worksheet: Worksheet) -> str:
    """Write a formula's title, source, figures with their standing, and lettered columns."""
    file = formula.file
    lines = [file.title.en or formula.id, "=" * len(file.title.en or formula.id)]
    if file.title.cy:
        lines.append(file.title.cy)
    lines += [f"name: {formula.id}", f"source: {file.source}", f"status: {file.status}"]
    if file.in_force is not None:
        lines.append(f"in force: {_in_force(formula)}")
    covers = file.covers if file.covers == "all" else ", ".join(file.covers)
    rest = f"; the rest is {file.rest}" if file.rest else ""
    central = f"; paid centrally: {', '.join(file.paid_centrally)}" if file.paid_centrally else ""
    lines.append(f"covers: {covers}{rest}{central}")
    own = [*OF_EVERY_FORMULA, *file.promises, *(each.name for each in file.promise)]
    lines.append(f"promises: {', '.join(dict.fromkeys(own))}")
    if file.notes:
        lines += ["", file.notes]
    lines += ["", "Figures", "-------", *_figures(worksheet)]
    if file.amendment:
        lines += ["", "Amendments", "----------", *_amendments(formula)]
    lines += ["", "Columns", "-------", *_columns(worksheet)]
    return "\n".join(lines) + "\n"


def _in_force(formula: Formula) -> str:
    force = formula.file.in_force
    if force is None:
        return ""
    start = force.start.isoformat() if force.start else "no stated day"
    until = force.until.isoformat() if force.until else "no stated end"
    return f"from {start} to {until}" + (f" ({force.status})" if force.status else "")


def _amendments(formula: Formula) -> Iterator[str]:
    """List every amendment with its day, how sure it is, what it sets and by what instrument."""
    for amendment in sorted(formula.file.amendment, key=lambda each: each.start):
        status = f" ({amendment.status})" if amendment.status else ""
        stands = formula.on(amendment.start)
        yield f"from {amendment.start}{status}: {amendment.source}"
        for path, by in stands.amended.items():
            if by.since == amendment.start:
                value = value_at(stands.document.data, path)
                yield f"    {'.'.join(map(str, path))} = {written_value(value)}"


def _figures(worksheet: Worksheet) -> Iterator[str]:
    """List every figure that the formula states, then how many are of each standing."""
    stated = [(column, figure) for column in worksheet for figure in column.figures]
    if not stated:
        yield "none: the formula states no figure of its own"
        return
    for column, figure in stated:
        yield f"{figure.group}: {figure.what} {_value(column, figure)} ({figure.status})"
        yield f"    source: {figure.source}"
    counts = Counter(figure.status for _, figure in stated)
    yield ", ".join(f"{number} {status}" for status, number in sorted(counts.items()))


def _value(column: Column, figure: Figure) -> str:
    values = column.values or {}
    value = values.get(figure.what, values.get(""))
    unit: Unit = column.unit
    return "" if value is None else written(value, unit)


def _columns(worksheet: Worksheet) -> Iterator[str]:
    for column in worksheet:
        if column.text is not None:
            meaning = f"= {column.text}"
        else:
            meaning = "(stated by the formula)" if column.values is not None else "(of the board)"
        yield f"({column.letter}) {column.name}: {column.title.en}"
        yield f"    {meaning}"
