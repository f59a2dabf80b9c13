"""What is there to use: formulas in a list, and one formula in full."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from tabulate import tabulate

from funding.comparison.words import status_in_words
from funding.formula.model import Formula
from funding.formula.promised import OF_EVERY_FORMULA
from funding.language import _, here, in_english, looked_up, spoken, unmarked
from funding.report.marking import on_one_line
from funding.report.wording import written, written_value
from funding.rules.registry import RULES
from funding.rules.rule import Rule
from funding.toml.wording import value_at
from funding.worksheet.column import Column, Figure, Unit
from funding.worksheet.figure_groups import said_group
from funding.worksheet.worksheet import Worksheet

RULES_SCHEMA = "funding.rules/1"
FORMULAS_SCHEMA = "funding.formulas/1"


def formulas_as_table(formulas: list[Formula]) -> str:
    """Write a line for each formula: its name, what it is, how sure, and its source."""
    rows = [
        [f.id, here(f.file.title), status_in_words(f.file.status), f.file.source] for f in formulas
    ]
    rows = [[*map(on_one_line, row)] for row in rows]
    headers = [_("formula"), _("title"), _("status"), _("source")]
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
    rows = [[_section(rule), looked_up(rule.summary), rule.page, rule.package] for rule in RULES]
    headers = [_("rule"), _("what it does"), _("page"), _("plugin")]
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
            "summary": looked_up(rule.summary),
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
    lines = _underlined(here(file.title) or formula.id, "=")
    if file.title.cy and spoken() == "en":
        lines.append(file.title.cy)
    lines += facts_of(formula)
    if file.notes:
        lines += ["", *file.notes.split("\n")]
    lines += ["", *_underlined(_("Figures"), "-"), *_figures(worksheet)]
    if file.amendment:
        lines += ["", *_underlined(_("Amendments"), "-"), *_amendments(formula)]
    lines += ["", *_underlined(_("Columns"), "-"), *_columns(worksheet)]
    return unmarked("\n".join(map(on_one_line, lines)) + "\n")


def facts_of(formula: Formula) -> Iterator[str]:
    """Say a formula's name, source and status, when it is in force, and what it covers."""
    file = formula.file
    yield _("name: {name}", name=formula.id)
    yield _("source: {source}", source=in_english(file.source))
    yield _("status: {status}", status=status_in_words(file.status))
    if file.in_force is not None:
        yield _("in force: {days}", days=_in_force(formula))
    yield _covers(formula)
    own = [*OF_EVERY_FORMULA, *file.promises, *(each.name for each in file.promise)]
    yield _("promises: {names}", names=", ".join(dict.fromkeys(own)))


def _underlined(heading: str, sign: str) -> list[str]:
    return [heading, sign * len(heading)]


def _covers(formula: Formula) -> str:
    """Say which pools a formula covers, what becomes of the rest, and what is paid centrally."""
    file = formula.file
    if file.covers == "all":
        said = [_("covers: all")]
    else:
        said = [_("covers: {pools}", pools=", ".join(file.covers))]
    if file.rest:
        said.append(_("the rest is uncovered"))
    if file.paid_centrally:
        said.append(_("paid centrally: {pools}", pools=", ".join(file.paid_centrally)))
    return "; ".join(said)


def _in_force(formula: Formula) -> str:
    force = formula.file.in_force
    if force is None:
        return ""
    days = {"start": force.start, "until": force.until}
    if force.start and force.until:
        said = _("from {start} to {until}", **days)
    elif force.start:
        said = _("from {start} to no stated end", **days)
    elif force.until:
        said = _("from no stated day to {until}", **days)
    else:
        said = _("from no stated day to no stated end")
    return said + (f" ({status_in_words(force.status)})" if force.status else "")


def _amendments(formula: Formula) -> Iterator[str]:
    """List every amendment with its day, how sure it is, what it sets and by what instrument."""
    for said, changes in amendments_of(formula):
        yield said
        yield from (f"    {change}" for change in changes)


def amendments_of(formula: Formula) -> Iterator[tuple[str, list[str]]]:
    """Give every amendment in words, with what it sets, key by key."""
    for amendment in sorted(formula.file.amendment, key=lambda each: each.start):
        parts = {"day": amendment.start, "source": in_english(amendment.source)}
        stands = formula.on(amendment.start)
        said = _("from {day}: {source}", **parts)
        if amendment.status:
            status = status_in_words(amendment.status)
            said = _("from {day} ({status}): {source}", **parts, status=status)
        changed = [path for path, by in stands.amended.items() if by.since == amendment.start]
        values = ((path, value_at(stands.document.data, path)) for path in changed)
        yield said, [f"{'.'.join(map(str, path))} = {written_value(v)}" for path, v in values]


def _figures(worksheet: Worksheet) -> Iterator[str]:
    """List every figure that the formula states, then how many are of each standing."""
    stated = list(figures_of(worksheet))
    if not stated:
        yield _("none: the formula states no figure of its own")
        return
    for said, source in stated:
        yield said
        yield f"    {source}"
    counts = Counter(figure.status for column in worksheet for figure in column.figures)
    yield ", ".join(
        _("{number} {status}", number=number, status=status_in_words(status))
        for status, number in sorted(counts.items())
    )


def figures_of(worksheet: Worksheet) -> Iterator[tuple[str, str]]:
    """Give every figure that the formula states in words, with its source."""
    for column in worksheet:
        for figure in column.figures:
            value, status = _value(column, figure), status_in_words(figure.status)
            said = f"{said_group(figure.group)}: {figure.what} {value} ({status})"
            yield said, _("source: {source}", source=figure.source)


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
            by_formula = column.values is not None
            meaning = _("(stated by the formula)") if by_formula else _("(of the board)")
        yield f"({column.letter}) {column.name}: {here(column.title)}"
        yield f"    {meaning}"
