"""What is to be checked: a formula by name or file, or every formula of a scenario."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from funding.data import wales
from funding.errors import Fault, InputError
from funding.files import is_there
from funding.formula.library import library_for, library_here
from funding.formula.model import Formula
from funding.formula.promised import PromiseFile, PromiseNames, Promises
from funding.formula.reading import known_kinds
from funding.language import _
from funding.places import shipped_folder
from funding.promises.checking import Checked, Effort, check, promises_of
from funding.promises.example import Subject
from funding.promises.naming import Known, check_names, known_to
from funding.promises.which_years import unchecked_days, years_alike, years_of
from funding.scenario.model import Board, Scenario
from funding.scenario.opening import STDIN
from funding.scenario.reading import scenario_of
from funding.simulation import load_formula, read_scenario
from funding.toml import Document, did_you_mean, parse_document
from funding.toml.fields import Table
from funding.toml.limits import MOST_BYTES
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


def checked(target: str, folders: Iterable[Path], effort: Effort) -> Iterator[Checked]:
    """Check a formula, or every formula of a scenario on boards like those of the scenario.

    Raise `InputError` for what cannot be read, and for a promise that names what there is not.
    """
    formula = _as_formula(target, folders)
    if formula is not None:
        years = years_of(formula)
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


def regional_boards(year: FinancialYear) -> tuple[Board, ...]:
    """Give the six regional boards of Wales, with nothing but who sits there and who leads."""
    leads = {area: wales.authorities_of(area, year.first_day)[0] for area in REGIONS}
    boards = "".join(f'[[board]]\narea = "{area}"\nlead = "{leads[area]}"\n' for area in REGIONS)
    cost = '[[cost]]\npool = "core"\nitem = "a line"\namount = "£1.00"\n'
    head = f'title = "The regional boards"\nyear = "{year}"\nformulas = ["local-authority-pays"]\n'
    return scenario_of(parse_document(head + boards + cost, "regions"), library_for()).boards
