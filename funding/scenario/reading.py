"""From a scenario file to a `Scenario`, with every fault of the file at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from funding.amounts import Misread
from funding.data import wales
from funding.errors import Fault, InputError
from funding.places import shipped_folder
from funding.scenario.boards import make_boards, title
from funding.scenario.file import ScenarioFile
from funding.scenario.model import Scenario
from funding.scenario.references import References
from funding.scenario.sums import check_sums
from funding.scenario.tables import Tables
from funding.toml import Document, KeyPath, did_you_mean, read_document, validate
from funding.years import FinancialYear, parse_year


def find_scenario(name: str) -> Path:
    """Give the path of a scenario: a file, or a shipped scenario by its name."""
    path = Path(name)
    if _exists(path) or path.suffix == ".toml" or len(path.parts) > 1:
        return path
    shipped = {each.stem: each for each in shipped_folder("scenarios").glob("*.toml")}
    if name not in shipped:
        message = "there is no such file, and no shipped scenario of that name"
        raise InputError([Fault(name, 0, 0, message, did_you_mean(name, shipped))])
    return shipped[name]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


def open_scenario(name: str) -> Document:
    """Read the document of a scenario, by its path or its shipped name."""
    path = find_scenario(name)
    return read_document(path, str(path) if _exists(Path(name)) else name)


def scenario_of(
    document: Document, formulas: Collection[str], kinds: Mapping[str, bool] | None = None
) -> Scenario:
    """Check a scenario's document and give the scenario; raise `InputError` with all faults.

    `formulas` are the names that can be asked for; `kinds` are kinds that formulas declare,
    each with whether it is devolved.
    """
    faults: list[Fault] = []
    file = validate(ScenarioFile, document.data, document, faults=faults)
    faults += _check_years(document)
    years, tables = _years_of(document.data), Tables(document)
    said = {(fault.file, fault.line, fault.column) for fault in faults}
    further = (
        *References(tables, years, formulas).faults(),
        *_check_kinds(document, kinds or {}),
        *check_sums(tables, len(years)),
    )
    # A value that cannot be read stands for nothing either: that is said once.
    faults += [each for each in further if (each.file, each.line, each.column) not in said]
    if file is None or faults:
        raise InputError(faults)
    in_order = tuple(file.all_years)
    everything = file.formulas == "all"
    return Scenario(
        id=file.id or (document.origin.stem if document.origin else "scenario"),
        title=title(file.title),
        years=in_order,
        formulas=tuple(formulas) if everything else tuple(file.formulas),
        all_formulas=everything,
        baseline=file.baseline,
        boards=make_boards(file, in_order, kinds or {}),
        document=document,
        settings={
            formula: _paths(document, ("set", formula), table)
            for formula, table in file.set.items()
        },
    )


def _years_of(data: dict[str, Any]) -> list[FinancialYear]:
    """Give the years that can be read; the others are faults of their own."""
    found = data.get("years", [data.get("year")])
    years = []
    for each in found if isinstance(found, list) else []:
        try:
            years.append(parse_year(each))
        except Misread:
            continue
    return sorted(years)


def _check_years(document: Document) -> Iterator[Fault]:
    data = document.data
    if ("year" in data) == ("years" in data):
        wrong = "says both year and years" if "year" in data else "does not say its year"
        yield document.fault(("year",), f"the scenario {wrong}", 'write one: year = "2013-14"')
    years = _years_of(data)
    if data.get("years") == []:
        fix = 'list them in order: years = ["2013-14", "2014-15"]'
        yield document.fault(("years",), "the list of years is empty", fix)
    if years and any(b.start != a.start + 1 for a, b in pairwise(years)):
        yield document.fault(
            ("years",), "the years do not follow one another", "list every year once, in order"
        )


def _check_kinds(document: Document, declared: Collection[str]) -> Iterator[Fault]:
    """Every partner has a kind that is known: from the shipped bodies, or a declared one."""
    data = document.data
    here = data.get("kinds")
    known = {*wales.kinds(), *declared, *(here if isinstance(here, dict) else ())}
    partners = data.get("partner")
    for place, table in enumerate(partners if isinstance(partners, list) else []):
        if not isinstance(table, dict) or not isinstance(table.get("id"), str):
            continue
        kind = table.get("kind")
        if isinstance(kind, str) and kind not in known:
            yield document.fault(
                ("partner", place, "kind"),
                f"there is no kind of partner '{kind}'",
                did_you_mean(kind, known),
            )
        elif kind is None and table["id"] not in wales.bodies():
            yield document.fault(
                ("partner", place, "id"),
                f"'{table['id']}' is not a body that the library knows, and has no kind",
                'add its kind, for instance kind = "police"; '
                + did_you_mean(table["id"], wales.bodies(), "known bodies"),
            )


def _paths(
    document: Document, path: KeyPath, table: dict[str, Any]
) -> dict[KeyPath, tuple[object, str]]:
    """Give every value under a table by its path, with the place in the file that it stands."""
    found: dict[KeyPath, tuple[object, str]] = {}
    for key, value in table.items():
        here = (*path, key)
        if isinstance(value, dict):
            inner = _paths(document, here, value)
            found.update({(key, *rest): each for rest, each in inner.items()})
        else:
            fault = document.fault(here, "")
            # What was put in later has no line: its file says where it came from.
            line = f":{fault.line}:{fault.column}" if fault.line else ""
            found[key,] = (value, f"{fault.file}{line}")
    return found
