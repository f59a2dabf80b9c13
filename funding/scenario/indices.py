"""Index numbers by year, and costs that rise by them or by a fixed rate."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from funding.amounts import PENNY, Misread, parse_number, parse_percent
from funding.errors import Fault
from funding.formula.model import Formula
from funding.language import N_, _
from funding.scenario.entries import IndexNumbers
from funding.scenario.file import ScenarioFile
from funding.scenario.seating import title
from funding.scenario.tables import Tables, Typed
from funding.toml import KeyPath, did_you_mean
from funding.worksheet.column import Figure, Title
from funding.worksheet.primitives import round_to
from funding.years import FinancialYear, parse_year

Numbers = Mapping[FinancialYear, Fraction]


def make_indices(file: ScenarioFile) -> dict[str, IndexNumbers]:
    """Give every index of a scenario that has been found sound."""
    return {
        each.name: IndexNumbers(
            title(each.title) if each.title else Title(each.name.replace("_", " ")),
            each.values,
            Figure(N_("indices"), each.name, each.status or "assumed", each.source),
        )
        for each in file.index
    }


def grown(
    first: Fraction, by: Fraction | Numbers, years: Sequence[FinancialYear]
) -> tuple[Fraction, ...]:
    """Give a sum for each year: the first as it is, the others risen, to the nearest penny."""
    if isinstance(by, Fraction):
        rises = [(1 + by) ** (year.start - years[0].start) for year in years]
    else:
        rises = [by[year] / by[years[0]] for year in years]
    return tuple(round_to(first * rise, PENNY, "half_up") for rise in rises)


def growth_of(line: Typed, tables: Tables) -> Fraction | Numbers | None:
    """Give by what a cost rises, as far as it can be made out; None if it does not rise."""
    by = line.get("uprating")
    if not isinstance(by, str):
        return None
    if "%" not in by:
        return _numbers_of(by, tables)
    try:
        return parse_percent(by)
    except Misread:
        return None


def check_indices(tables: Tables, years: Sequence[FinancialYear]) -> Iterator[Fault]:
    """Check that each cost that rises is one sum, by an index with a number for every year."""
    named = [each.get("name") for _, each in tables.of("index")]
    for place, name in enumerate(named):
        if name in named[:place]:
            message, fix = (
                _("two indices are called '{name}'", name=name),
                _("rename one of the two"),
            )
            yield tables.document.fault(("index", place, "name"), message, fix)
    for place, line in tables.of("cost"):
        by, path = line.get("uprating"), ("cost", place, "uprating")
        if isinstance(by, str) and isinstance(line.get("amount"), list):
            message = _("a cost that rises has one sum, that of the first year")
            fix = _("write one sum, or delete the uprating")
            yield tables.document.fault(path, message, fix, at="key")
        elif isinstance(by, str) and "%" not in by:
            yield from _check_index(tables, path, by, years)


def _check_index(
    tables: Tables, path: KeyPath, name: str, years: Sequence[FinancialYear]
) -> Iterator[Fault]:
    known = [str(each.get("name")) for _, each in tables.of("index")]
    numbers = _numbers_of(name, tables)
    if name not in known:
        fix = _('add an {heading}, or a rate: "2%"', heading="[[index]]")
        if known:
            fix = did_you_mean(name, known)
        yield tables.document.fault(path, _("there is no index '{name}'", name=name), fix)
    elif numbers is not None:
        lacking = [str(year) for year in years if year not in numbers]
        if lacking:
            message = _(
                "index '{name}' has no number for {years}", name=name, years=", ".join(lacking)
            )
            fix = _("add it to the values of the {heading}", heading="[[index]]")
            yield tables.document.fault(path, message, fix)


def _numbers_of(name: str, tables: Tables) -> Numbers | None:
    """Give the numbers of an index; None where one of them is at fault, or there is no index."""
    found = [each.get("values") for _, each in tables.of("index") if each.get("name") == name]
    typed = found[0] if found else None
    if not isinstance(typed, dict):
        return None
    try:
        numbers = {parse_year(year): parse_number(number) for year, number in typed.items()}
    except Misread:
        return None
    return numbers if all(number > 0 for number in numbers.values()) else None


def idle_indices(
    file: ScenarioFile, formulas: Collection[Formula], years: Sequence[FinancialYear]
) -> Iterator[str]:
    """Warn of an index that nothing rises by, and of a cost that has no year to rise in."""
    used = {line.uprating for line in file.cost}
    for formula in formulas:
        for version in (formula, *(each for _day, each in formula.changes)):
            settings = version.section("uprating")
            used |= {settings.index} if settings else set()
    for index in file.index:
        if index.name not in used:
            yield _("index '{name}' has no effect: nothing rises by it", name=index.name)
    for line in file.cost:
        if line.uprating is not None and len(years) == 1:
            yield _(
                "the uprating of '{item}' has no effect: the scenario has one year", item=line.item
            )
