"""What is to be checked: a formula by name or file, or every formula of a scenario."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from funding.data import wales
from funding.errors import Fault, InputError
from funding.formula.library import library_for, library_here
from funding.formula.model import Formula
from funding.formula.promised import PromiseFile, PromiseNames, Promises
from funding.formula.reading import known_kinds
from funding.language import _
from funding.places import shipped_folder
from funding.promises.checking import Checked, Effort, check, promises_of
from funding.promises.example import Subject
from funding.promises.naming import Known, check_names, known_to
from funding.rules.duty import DutySettings
from funding.scenario.model import Board, Scenario
from funding.scenario.opening import STDIN, is_there
from funding.scenario.reading import scenario_of
from funding.simulation import load_formula, read_scenario
from funding.toml import Document, did_you_mean, parse_document
from funding.toml.fields import Table
from funding.toml.limits import MOST_BYTES
from funding.years import FinancialYear, year_of

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
        years = list(years_of(formula))
        boards = regional_boards(years[-1])
        for year in years:
            subject = Subject(formula, year)
            check_names(subject, formula.file.promise, formula.document, known_to(formula))
        unchecked = unchecked_days(formula, years)
        for year in years:
            found = check(formula, promises_of(formula), boards, year, effort)
            yield replace(found, unchecked=unchecked)
        return
    yield from checked_of(read_scenario(target, folders=folders), effort)


def checked_of(scenario: Scenario, effort: Effort) -> Iterator[Checked]:
    """Check every formula of a scenario on boards like those of the scenario.

    Raise `InputError` for a promise that names what there is not.
    """
    data = scenario.document.data
    said = _Said.model_validate({key: data[key] for key in ("promises", "promise") if key in data})
    alike = {each: years_alike(each, scenario.years) for each in scenario.formulas}
    subjects = [Subject(each, years[0]) for each, found in alike.items() for years in found]
    here = {partner.id for board in scenario.boards for partner in board.partners}
    kinds = known_kinds(scenario.formulas)
    for subject in subjects:
        own = known_to(subject.whole)
        both = Known(own.kinds | kinds, own.partners | here)
        check_names(subject, subject.whole.file.promise, subject.whole.document, both)
        ours = Known(kinds, frozenset(own.named | here), own.named)
        check_names(subject, said.promise, scenario.document, ours)
        _check_not_said_already(subject.whole, said.promise, scenario.document)
    for subject in subjects:
        promises = promises_of(subject.whole, said.promises, said.promise)
        found = check(
            subject.whole, promises, scenario.boards, subject.year, effort, are_meant=True
        )
        years = alike[subject.whole]
        (same,) = [each[1:] for each in years if each[0] == subject.year]
        whole = [each for run in years for each in run]
        unchecked = unchecked_days(subject.whole, whole, scenario.years)
        yield replace(found, alike=tuple(same), unchecked=unchecked)


def years_alike(
    formula: Formula, years: Sequence[FinancialYear]
) -> tuple[list[FinancialYear], ...]:
    """Give the years in runs in which the formula is the same, to be checked in the first of each.

    Where it becomes another within a year, the year after is one of them: then all of it is so.
    """
    after = [FinancialYear(year.start + 1) for year in years if _changes_within(formula, year)]
    found: list[list[FinancialYear]] = []
    before: tuple[object, ...] | None = None
    for year in sorted({*years, *after}):
        now = _standing(formula, year)
        if now != before:
            found.append([])
        found[-1].append(year)
        before = now
    ran = set(years)
    return tuple([year for year in run if year in ran] or run[:1] for run in found)


def _standing(formula: Formula, year: FinancialYear) -> tuple[object, ...]:
    """Give what tells the formula of one year from that of another."""
    stands = formula.on(year.first_day)
    duty: DutySettings = stands.section("duty") or DutySettings()
    dated = any(stands.section(name) is not None for name in ("transition", "uprating"))
    duties = [(who, each.on(year.first_day)) for who, each in duty.stated().items()]
    return (id(stands), year if dated else None, *duties)


def _changes_within(formula: Formula, year: FinancialYear) -> bool:
    return any(year.first_day < day <= year.last_day for day in _days_of(formula))


def _days_of(formula: Formula) -> Iterator[date]:
    """Give every day on which the formula is amended or followed, or a duty begins."""
    for start, version in ((None, formula), *formula.changes):
        duty: DutySettings | None = version.section("duty")
        stated = duty.stated().values() if duty else ()
        days = (start, *(each.will_from for each in stated))
        yield from (day for day in days if day is not None)


def years_of(formula: Formula) -> Iterator[FinancialYear]:
    """Give a year for the formula as it first stood, and one for it as each amendment left it.

    The last is one in which all that it dates is in force. What is amended again before a year
    began has none.
    """
    days = [start for start, _version in formula.changes]
    years = [FinancialYear(_whole_from(days[0]).start - 1)] if days else []
    years += [*map(_whole_from, days[:-1]), year_for(formula)]
    yield from {id(formula.on(year.first_day)): year for year in years}.values()


def _whole_from(day: date) -> FinancialYear:
    """Give the first year that begins on a day or after it."""
    year = year_of(day)
    return year if year.first_day == day else FinancialYear(year.start + 1)


def unchecked_days(
    formula: Formula, checked: Iterable[FinancialYear], ran: Sequence[FinancialYear] = ()
) -> tuple[date, ...]:
    """Give the days from which on the formula is another for less than a year.

    Of the years that `ran`, if there are any: of all years otherwise.
    """
    known = {id(formula.on(year.first_day)) for year in checked}
    return tuple(
        start
        for start, version in formula.changes
        if id(version) not in known
        and (not ran or any(year.first_day <= start <= year.last_day for year in ran))
    )


def _check_not_said_already(
    formula: Formula, files: Iterable[PromiseFile], document: Document
) -> None:
    """Refuse a promise of a scenario that is called as one of a formula's own is."""
    own = {each.name for each in formula.file.promise}
    faults = [
        document.fault(
            ("promise", place, "name"),
            _(
                "formula '{formula}' has a promise '{name}' of its own",
                formula=formula.id,
                name=file.name,
            ),
            _("choose another name"),
        )
        for place, file in enumerate(files)
        if file.name in own
    ]
    if faults:
        raise InputError(faults)


class _Said(Table):
    """What a scenario says must hold."""

    promises: PromiseNames = []
    promise: Promises = []


def _as_formula(target: str, folders: Iterable[Path]) -> Formula | None:
    """Read a formula by its name or file; None if the target is a scenario."""
    path = Path(target)
    if target.endswith(".toml") or len(path.parts) > 1:
        try:
            with path.open(encoding="utf-8", errors="replace") as file:
                text = file.read(MOST_BYTES)
        except (OSError, ValueError):
            return None  # the scenario's reader says what is wrong
        # Before the first section: a scenario may set what a formula covers.
        head = re.split(r"^[ \t]*\[", text, maxsplit=1, flags=re.MULTILINE)[0]
        covers = re.search(r"^[ \t]*covers[ \t]*=", head, re.MULTILINE)
        return load_formula(str(path)) if covers else None
    library = library_here(folders)
    if target in library.files:
        return library.load(target)
    scenarios = {each.stem for each in shipped_folder("scenarios").glob("*.toml")}
    if target not in scenarios and target != STDIN and not is_there(path):
        message = _("there is no such file, and no formula or shipped scenario of that name")
        fix = did_you_mean(target, scenarios | set(library.files))
        raise InputError([Fault(target, 0, 0, message, fix)])
    return None


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
