"""From a scenario file to a `Scenario`, with every fault of the file at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Any

from funding.amounts import Misread, parse_money, parse_percent
from funding.data import wales
from funding.errors import Fault, InputError
from funding.formula.library import Library
from funding.formula.model import Formula
from funding.formula.reading import declared_kinds, formula_of
from funding.language import N_, _
from funding.scenario.alike import alike
from funding.scenario.boards import make_boards
from funding.scenario.budgets import check_budgets, make_budgets
from funding.scenario.doubles import check_doubles
from funding.scenario.file import ScenarioFile
from funding.scenario.idle import idle_years
from funding.scenario.indices import check_indices, idle_indices
from funding.scenario.model import Scenario
from funding.scenario.one_limit import check_one_limit
from funding.scenario.opening import refuse_status
from funding.scenario.pools import check_pools
from funding.scenario.presence import check_presence, idle_partners
from funding.scenario.rates import check_rates, idle_rates
from funding.scenario.references import References
from funding.scenario.seating import title
from funding.scenario.sizes import check_rows, check_sizes
from funding.scenario.splits import shared_of
from funding.scenario.standing import with_standing
from funding.scenario.successions import Successions
from funding.scenario.sums import check_sums
from funding.scenario.tables import Tables, texts_in
from funding.scenario.tiers import check_tiers
from funding.toml import Document, KeyPath, Source, did_you_mean, validate
from funding.toml.wording import value_at
from funding.years import FinancialYear, parse_year


def scenario_of(document: Document, library: Library) -> Scenario:
    """Check a scenario's document and give the scenario; raise `InputError` with all faults.

    The formulas that it names are read from the library; their faults are among those raised.
    """
    faults: list[Fault] = []
    if too_large := list(check_sizes(Tables(document))):
        raise InputError(too_large)
    file = validate(ScenarioFile, document.data, document, faults=faults)
    formulas, idle = _formulas(document, library, faults)
    kinds = declared_kinds(formulas)
    faults += _check_years(document)
    years, tables = _years_of(document.data), Tables(document)
    said = {(fault.file, fault.line, fault.column) for fault in faults}
    further = (
        *References(tables, years, tuple(library.files)).faults(),
        *_check_members(document, years),
        *_check_kinds(document, kinds),
        *check_pools(tables),
        *check_presence(tables, years),
        *check_indices(tables, years),
        *check_rates(tables),
        *check_sums(tables, years),
        *check_budgets(tables, years),
        *check_doubles(tables, years),
        *check_tiers(tables),
        *check_one_limit(tables, years),
    )
    # A value that cannot be read stands for nothing either: that is said once.
    faults += [each for each in further if (each.file, each.line, each.column) not in said]
    if file is None or faults:
        raise InputError(faults)
    in_order = tuple(file.all_years)
    sure = with_standing(file, document.overridden)
    boards, shared = shared_of(sure, make_boards(sure, in_order, kinds), document)
    if too_long := list(check_rows(document, boards, in_order, len(formulas))):
        raise InputError(too_long)
    return Scenario(
        id=file.id or (document.origin.stem if document.origin else "scenario"),
        title=title(file.title),
        years=in_order,
        formulas=formulas,
        all_formulas=file.formulas == "all",
        baseline=file.baseline,
        boards=boards,
        document=document,
        warnings=(
            *idle,
            *idle_rates(file),
            *idle_years(file, in_order),
            *_idle_estimate(file),
            *alike(boards),
            *_without_effect(file, document, formulas),
        ),
        estimate=file.estimate,
        budgets=make_budgets(sure),
        currency=file.currency,
        shared_costs=shared,
    )


def _idle_estimate(file: ScenarioFile) -> Iterator[str]:
    """Warn of an estimate where no cost has a range."""
    if file.estimate != "central" and not any(line.range for line in file.cost):
        yield _(
            "estimate '{estimate}' changes nothing: no cost has a range", estimate=file.estimate
        )


def _without_effect(
    file: ScenarioFile, document: Document, formulas: tuple[Formula, ...]
) -> Iterator[str]:
    """Warn of tables that change nothing, unless only some of the formulas were asked for."""
    yield from idle_partners(file, file.all_years)
    if ("formulas",) not in document.overridden:
        yield from Successions(document).idle([formula.id for formula in formulas])
        yield from idle_indices(file, formulas, file.all_years)


def _formulas(
    document: Document, library: Library, faults: list[Fault]
) -> tuple[tuple[Formula, ...], tuple[str, ...]]:
    """Read the formulas that a scenario names, with what it sets in them; gather their faults.

    Give a warning for each figure that is set to what it is already, or outside its range.
    """
    names, following = document.data.get("formulas"), Successions(document)
    wanted = [name for _, name in texts_in(names)]
    if names == "all":
        wanted = [*library.files, *following.names]
    settings = document.data.get("set")
    found: dict[str, Formula] = {}
    idle: list[str] = []
    for name in following.with_members(wanted):
        if name not in library.files:
            continue  # the references say so
        table = settings.get(name) if isinstance(settings, dict) else None
        changes = _paths(document, ("set", name), table) if isinstance(table, dict) else {}
        try:
            for path in changes:
                refuse_status(path, document.fault(("set", name, *path), "", at="key"))
            formula = library.load(name)
            for path, (value, _place) in changes.items():
                typed, figure = value_at(formula.document.data, path), ".".join(map(str, path))
                idle += _warnings_of(f"{name}: {figure}", value, typed)
            found[name] = formula_of(formula.document.override(changes)) if changes else formula
        except InputError as error:
            faults += error.faults
    for name in following.names:
        succession = following.make(name, found) if name in wanted else None
        if succession is not None and name not in library.files:
            found[name] = succession
    return tuple(found[name] for name in dict.fromkeys(wanted) if name in found), tuple(idle)


def _warnings_of(figure: str, value: object, typed: object) -> Iterator[str]:
    """Warn of a figure set to what it is already, or to what its file says it cannot be."""
    stated: dict[str, Any] = typed if isinstance(typed, dict) else {"value": typed}
    if value == stated.get("value"):
        yield _("{figure} is set to what it is already", figure=figure)
    for parse in (parse_percent, parse_money):
        try:
            low, high = (parse(each) for each in stated.get("range", ()))
            if not low <= parse(value) <= high:
                lowest, highest = stated["range"]
                yield _(
                    "{figure} is set to {value}, outside the {lowest} to {highest} that its file "
                    "states",
                    figure=figure,
                    value=value,
                    lowest=lowest,
                    highest=highest,
                )
        except (Misread, ValueError, TypeError):
            continue


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
        message = _("the scenario does not say its year")
        if "year" in data:
            message = _("the scenario says both year and years")
        fix = _("write one: {line}", line='year = "2013-14"')
        yield document.fault(("year",), message, fix)
    years = _years_of(data)
    if data.get("years") == []:
        fix = _("list them in order: {line}", line='years = ["2013-14", "2014-15"]')
        yield document.fault(("years",), _("the list of years is empty"), fix)
    typed = data.get("years")
    readable = isinstance(typed, list) and len(years) == len(typed)
    in_order = not readable or [str(year) for year in years] == typed
    if years and (not in_order or any(b.start != a.start + 1 for a, b in pairwise(years))):
        yield document.fault(
            ("years",),
            _("the years do not follow one another"),
            _("list every year once, in order"),
        )


def _check_members(document: Document, years: list[FinancialYear]) -> Iterator[Fault]:
    """Refuse years over which the bodies of a board change: they are two scenarios, compared."""
    if len(years) < 2:
        return
    first, last = years[0].first_day, years[-1].first_day
    for path, table in Tables(document).boards.values():
        area = table.get("area")
        named = [name for _, name in texts_in(table.get("authorities"))]
        if isinstance(area, str) and area in wales.areas(first):
            before = wales.authorities_of(area, first)
            after = wales.authorities_of(area, last) if area in wales.areas(last) else ()
        else:
            before = after = tuple(name for name in named if name in wales.authorities())
        if before != after or set(wales.serving(before, first)) != set(wales.serving(after, last)):
            yield document.fault(
                path,
                _(
                    "the bodies of this board change between {first} and {last}",
                    first=years[0],
                    last=years[-1],
                ),
                _("write a scenario for the years before the change, and one for those after"),
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
                _("there is no kind of partner '{kind}'", kind=kind),
                did_you_mean(kind, known),
            )
        elif kind is None and table["id"] not in wales.bodies():
            yield document.fault(
                ("partner", place, "id"),
                _(
                    "'{body}' is not a body that the library knows, and has no kind",
                    body=table["id"],
                ),
                _(
                    "add its kind, for instance {line}; {meant}",
                    line='kind = "police"',
                    meant=did_you_mean(table["id"], wales.bodies(), N_("known bodies")),
                ),
            )


def _paths(
    document: Document, path: KeyPath, table: dict[str, Any]
) -> dict[KeyPath, tuple[object, Source]]:
    """Give every value under a table by its path, with the place in the file that it stands."""
    found: dict[KeyPath, tuple[object, Source]] = {}
    for key, value in table.items():
        here = (*path, key)
        if isinstance(value, dict):
            inner = _paths(document, here, value)
            found.update({(key, *rest): each for rest, each in inner.items()})
        else:
            found[key,] = (value, (document, here))
    return found
