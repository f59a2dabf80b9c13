"""The parts of a year put together: their results added up, and what passes on to the next year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from fractions import Fraction

from funding.comparison.run import Run
from funding.evaluation.exact import Sheet
from funding.evaluation.result import BoardResult, PartnerResult
from funding.formula.model import Formula
from funding.scenario.model import Board
from funding.worksheet.worksheet import OF_A_YEAR, Opening
from funding.years import FinancialYear, Part, day_after

NOTHING = Fraction(0)
AT_THE_END = ("in_kind_carried", "arrears")
"""Of a partner, what stands at the end; all other words are sums."""


def joined(parts: Sequence[Run], formula: Formula, board: Board, year: FinancialYear) -> Run:
    """Give a year of which these are the parts; the one part of a year that is not cut is it.

    Whoever is there in some of them is there once, with the duty and answer of the last.
    """
    if len(parts) == 1:
        return replace(parts[0], formula=formula, board=board)
    last = {party.partner.id: party for part in parts for party in part.parties}
    there = [partner.id for partner in board.partners if partner.id in last]
    result = added([part.result for part in parts], there)
    return replace(
        parts[-1],
        formula=formula,
        board=board,
        parties=tuple(last[who] for who in there),
        result=result,
        warnings=_warnings(parts),
        part=Part.whole(year),
        parts=tuple(parts),
    )


def carried(sheet: Sheet) -> dict[str, Opening]:
    """Give what a worksheet carries on: one sum, or one a partner."""
    found: dict[str, Opening] = {}
    for name, column in sheet.worksheet.carried.items():
        cells = sheet.cells[column]
        if isinstance(cells, tuple):
            found[name] = {row.id: cell for row, cell in zip(sheet.rows, cells, strict=True)}
        else:
            found[name] = cells
    return found


def closings(run: Run) -> dict[str, Opening]:
    """Give what a worksheet closes with, for the next to open with.

    What was asked and paid is among it whether or not this formula looks back: the next one may.
    """
    partners = run.result.partners
    words = {word: {each.id: getattr(each, word) for each in partners} for word in OF_A_YEAR}
    return {**words, **carried(run.sheet)}


def passed(before: Mapping[str, Opening], closed: Mapping[str, Opening]) -> dict[str, Opening]:
    """Give what the next part opens with: what is in hand or owed now.

    What was asked or paid in the year before stays that of a whole year; so does what somebody
    owes who is not on the board now.
    """
    found = dict(before)
    for name, closing in closed.items():
        opening = before.get(name)
        if name in OF_A_YEAR:
            continue
        if isinstance(closing, Mapping) and isinstance(opening, Mapping):
            closing = {**opening, **closing}
        found[name] = closing
    return found


def summed(closed: Iterable[Mapping[str, Opening]]) -> dict[str, Opening]:
    """Give what was asked or paid in a whole year, of what its parts close with."""
    parts, found = list(closed), dict[str, Opening]()
    for each in parts:
        for name, closing in each.items():
            so_far = found.get(name, {})
            if name in OF_A_YEAR and isinstance(closing, Mapping) and isinstance(so_far, Mapping):
                sums = {who: so_far.get(who, NOTHING) + sum_ for who, sum_ in closing.items()}
                found[name] = {**so_far, **sums}
    # What a part of a year was assessed at is no measure of a whole one: that is then not known.
    whole = found.get("assessed", {})
    if isinstance(whole, Mapping):
        always = set[str](whole).intersection(*(_named(each.get("assessed")) for each in parts))
        found["assessed"] = {who: sum_ for who, sum_ in whole.items() if who in always}
    return found


def _named(closing: Opening | None) -> set[str]:
    return set(closing) if isinstance(closing, Mapping) else set()


def added(results: Sequence[BoardResult], there: Sequence[str]) -> BoardResult:
    """Add results up: all words are sums, but for what the year opens and closes with."""
    words = {
        field.name: sum((getattr(each, field.name) for each in results), NOTHING)
        for field in fields(BoardResult)
        if field.name != "partners"
    }
    words["reserves_opening"] = results[0].reserves_opening
    words["reserves_closing"] = results[-1].reserves_closing
    rows: dict[str, list[PartnerResult]] = {who: [] for who in there}
    for partner in (partner for each in results for partner in each.partners):
        rows[partner.id].append(partner)
    partners = tuple(_row(who, those) for who, those in rows.items())
    return BoardResult(**words, partners=partners)


def _row(who: str, rows: Sequence[PartnerResult]) -> PartnerResult:
    words = [field.name for field in fields(PartnerResult) if field.name != "id"]
    sums = {word: sum((getattr(row, word) for row in rows), NOTHING) for word in words}
    return PartnerResult(who, **{**sums, **{word: getattr(rows[-1], word) for word in AT_THE_END}})


def _warnings(parts: Sequence[Run]) -> tuple[str, ...]:
    """Give every warning once, with the days that it is about unless it is about the whole year."""
    about: dict[str, list[Part]] = {}
    for part in parts:
        for warning in part.warnings:
            about.setdefault(warning, []).append(part.part)
    return tuple(_with_days(warning, those, len(parts)) for warning, those in about.items())


def _with_days(warning: str, about: Sequence[Part], parts: int) -> str:
    """Add to a warning the days that it is about, parts that follow one another taken together."""
    if len(about) == parts or str(about[0]) in warning:
        return warning
    spans = [about[0]]
    for part in about[1:]:
        if day_after(spans[-1].last_day) == part.first_day:
            spans[-1] = replace(spans[-1], last_day=part.last_day)
        else:
            spans.append(part)
    return f"{warning} ({', '.join(map(str, spans))})"
