"""What is to be checked: a formula by name or file, or every formula of a scenario."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from funding.data import wales
from funding.errors import Fault, InputError
from funding.formula.library import library_for
from funding.formula.model import Formula
from funding.formula.promised import PromiseFile, PromiseNames
from funding.promises.changes import MOVABLE, SEVERAL, Moves
from funding.promises.checking import Checked, Effort, check, promises_of
from funding.promises.claims import Claim, claim_sheet
from funding.promises.example import Subject
from funding.promises.inputs import inputs_of
from funding.promises.promise import Promise
from funding.promises.scope import full_shape
from funding.scenario.model import Board
from funding.scenario.reading import scenario_of
from funding.simulation import load_formula, read_scenario
from funding.toml import Document, did_you_mean, parse_document
from funding.toml.fields import Table
from funding.worksheet.tokens import ExpressionFault
from funding.worksheet.worksheet import Worksheet
from funding.years import FinancialYear

REGIONS = (
    "north-wales",
    "gwent",
    "mid-and-west-wales",
    "cardiff-and-vale",
    "cwm-taf-morgannwg",
    "west-glamorgan",
)
"""The six regional boards of Wales, on which every formula is proved that can be used there."""

USUAL_YEAR = 2024


def checked(target: str, folders: Iterable[Path], effort: Effort) -> Iterator[Checked]:
    """Check a formula, or every formula of a scenario on boards like those of the scenario.

    Raise `InputError` for what cannot be read, and for a promise that names what there is not.
    """
    formula = _as_formula(target, folders)
    if formula is not None:
        year = year_for(formula)
        promises = promises_of(formula)
        check_names(Subject(formula, year), promises)
        yield check(formula, promises, regional_boards(year), year, effort)
        return
    scenario = read_scenario(target, folders=folders)
    year = scenario.years[0]
    data = scenario.document.data
    said = _Said.model_validate({key: data[key] for key in ("promises", "promise") if key in data})
    for each in scenario.formulas:
        promises = promises_of(each, said.promises, said.promise)
        check_names(Subject(each, year), promises, scenario.document)
        yield check(each, promises, scenario.boards, year, effort)


class _Said(Table):
    """What a scenario says must hold."""

    promises: PromiseNames = []
    promise: list[PromiseFile] = []


def _as_formula(target: str, folders: Iterable[Path]) -> Formula | None:
    """Read a formula by its name or file; None if the target is a scenario."""
    path = Path(target)
    if target.endswith(".toml") or len(path.parts) > 1:
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None  # the scenario's reader says what is wrong
        return load_formula(str(path)) if re.search(r"^\s*covers\s*=", text, re.MULTILINE) else None
    library = library_for(None, folders)
    return library.load(target) if target in library.files else None


def year_for(formula: Formula) -> FinancialYear:
    """Give a year in which all that a formula dates is in force: the usual one, or later."""
    days = [start for start, _ in formula.changes]
    duty = formula.section("duty")
    days += [each.will_from for each in duty.stated().values() if each.will_from] if duty else []
    start = formula.file.in_force.start if formula.file.in_force else None
    days += [start] if start else []
    return FinancialYear(max([USUAL_YEAR, *(day.year + 1 for day in days)]))


def regional_boards(year: FinancialYear) -> tuple[Board, ...]:
    """Give the six regional boards of Wales, with nothing but who sits there and who leads."""
    leads = {area: wales.authorities_of(area, year.first_day)[0] for area in REGIONS}
    boards = "".join(f'[[board]]\narea = "{area}"\nlead = "{leads[area]}"\n' for area in REGIONS)
    cost = '[[cost]]\npool = "core"\nitem = "a line"\namount = "£1.00"\n'
    head = f'title = "The regional boards"\nyear = "{year}"\nformulas = ["local-authority-pays"]\n'
    return scenario_of(parse_document(head + boards + cost, "regions"), library_for()).boards


def check_names(
    subject: Subject, promises: Iterable[Promise], scenario: Document | None = None
) -> None:
    """Refuse a promise over a name that there is not, and two of one name."""
    formula, worksheet = subject.formula, subject.worksheet(full_shape(subject.formula))
    faults: list[Fault] = []
    known: set[str] = set()
    for promise in promises:
        for key, message, fix, offset, width in _wrong(promise, known, formula, worksheet):
            if promise.place is None:
                faults.append(Fault(f"promise '{promise.name}'", 0, 0, message, fix))
                continue
            of, number = promise.place
            document = scenario if of == "scenario" and scenario else formula.document
            path = ("promise", number, key)
            faults.append(document.fault(path, message, fix, offset=offset, width=width))
        known.add(promise.name)
    if faults:
        raise InputError(faults)


def _wrong(
    promise: Promise, known: set[str], formula: Formula, worksheet: Worksheet
) -> Iterator[tuple[str, str, str, int, int | None]]:
    """Say what is wrong with a promise, under which key: what, a fix, and where in the text."""
    if promise.name in known:
        yield "name", f"there are two promises '{promise.name}'", "choose another name", 0, None
    inputs = [c.name for c, sort in inputs_of(worksheet) if sort in MOVABLE]
    if isinstance(promise.change, Moves) and promise.change.what not in (*SEVERAL, *inputs):
        what = promise.change.what
        key = "rises" if promise.change.up else "falls"
        fix = did_you_mean(what, [*SEVERAL, *inputs])
        yield key, f"the formula rests on no figure '{what}'", fix, 0, None
        return
    for claim in promise.claims(formula, worksheet):
        for key, part in (("when", claim.when), ("always", claim.always)):
            try:
                if part is not None:
                    claim_sheet([Claim(part)], worksheet, two=promise.change is not None)
            except ExpressionFault as fault:
                yield key, fault.message, fault.fix, fault.offset, fault.width
