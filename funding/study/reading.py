"""From a study file, or the table `[study]` of a scenario, to a `Study`, all faults at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from funding.errors import Fault, InputError
from funding.language import N_, _, ngettext
from funding.scenario.model import Scenario
from funding.scenario.opening import open_scenario
from funding.simulation import read_scenario
from funding.study.distribution import LARGEST, NoDistribution
from funding.study.distributions import distribution_of
from funding.study.file import MOST_TRIED, StudyFile, steps_of
from funding.study.model import Draw, Study, Sweep
from funding.toml import Document, KeyPath, did_you_mean, validate
from funding.years import FinancialYear

TABLE = "study"
NAMES_OF_RESULT = frozenset(
    (
        *("draw", "draws", "board", "formula", "partner", "in_scenario", "mean", "least", "most"),
        *("short", "assessed", "in_kind", "shortfall", "borne", "cash"),
    )
)
"""What stands over a column of rows or of a summary: nothing else may be called so."""
NOT_THERE = {
    "boards": N_("the scenario has no board '{name}'"),
    "formulas": N_("the scenario has no formula '{name}'"),
    "kinds": N_("the scenario has no kind '{name}'"),
    "partners": N_("the scenario has no partner '{name}'"),
}
"""By the key of an input that names what there is not."""


def read_study(
    name: str | Path, *, draws: int | None = None, folders: Iterable[Path] = ()
) -> Study:
    """Read a study from its file, or from the table `[study]` of a scenario.

    Its scenario is a file beside it, or a shipped one. `draws` are made instead of as many as it
    says. Raise `InputError` with every fault of the study, or of its scenario.
    """
    document = open_scenario(str(name))
    path: KeyPath = ()
    data: object = document.data
    if TABLE in document.data:
        path, data = (TABLE,), document.data[TABLE]
    elif "board" in document.data:
        origin = document.origin.stem if document.origin else "its-name"
        message = _("this is a scenario, and it has no table {table}", table="[study]")
        fix = _(
            "add one, or name the scenario in a file of its own: {code}",
            code=f'scenario = "{origin}"',
        )
        raise InputError([document.fault((TABLE,), message, fix)])
    faults: list[Fault] = []
    file = validate(StudyFile, data, document, path, faults=faults)
    if file is None or faults:
        raise InputError(faults)
    if not file.draw:
        draws = 1  # all would be the same
    if draws is not None:
        file = file.model_copy(update={"draws": draws})
    reading = _Reading(document, path, file)
    found_draws, sweeps = tuple(reading.draws()), tuple(reading.sweeps())
    reading.check()
    scenario_name = reading.scenario_name()
    if reading.faults and not path:
        raise InputError(reading.faults)
    try:
        scenario = read_scenario(scenario_name, formulas=file.formulas or (), folders=folders)
    except InputError as error:
        faults = [reading.in_study(fault) for fault in error.faults]
        raise InputError([*reading.faults, *faults]) from None
    if reading.faults:
        raise InputError(reading.faults)
    year = reading.year_of(scenario)
    reading.check_names(scenario)
    if reading.faults:
        raise InputError(reading.faults)
    inputs = tuple(((*path, "input", place), each) for place, each in enumerate(file.input))
    origin = document.origin.stem if document.origin else "study"
    return Study(origin, file, document, scenario, year, found_draws, sweeps, inputs, path)


class _Reading:
    def __init__(self, document: Document, path: KeyPath, file: StudyFile) -> None:
        self.document, self.path, self.file = document, path, file
        self.faults: list[Fault] = []

    def fault(self, path: KeyPath, message: str, fix: str) -> None:
        self.faults.append(self.document.fault((*self.path, *path), message, fix))

    def draws(self) -> Iterator[Draw]:
        """Give what is drawn."""
        for name, file in self.file.draw.items():
            try:
                distribution = distribution_of(file)
            except NoDistribution as none:
                self.fault(("draw", name, none.key), none.message, none.fix)
                continue
            yield Draw(name, file, distribution, min(distribution.least, 0))

    def sweeps(self) -> Iterator[Sweep]:
        """Give what is tried."""
        cases = 1
        for name, file in self.file.sweep.items():
            values = steps_of(file)
            if len({each.unit for each in values}) > 1:
                fix = _("write all as sums, all as percentages or all as numbers")
                self.fault(("sweep", name), _("its values are not of one kind"), fix)
                continue
            sweep = Sweep(name, tuple(values))
            if max(abs(each.value) for each in values) * sweep.parts >= LARGEST:
                fix = _("write smaller ones, or ones with fewer decimals")
                self.fault(("sweep", name), _("its values are too large to try"), fix)
                continue
            cases *= len(values)
            yield sweep
        if cases > MOST_TRIED:
            message = ngettext(
                "{number} case would be tried: more than {most}",
                "{number} cases would be tried: more than {most}",
                cases,
                most=f"{MOST_TRIED:,}",
            )
            self.fault(("sweep",), message, _("try fewer values"))

    def check(self) -> None:
        """Refuse names that are said twice or used nowhere, and rises that no bill can have."""
        for table in ("draw", "sweep"):
            for name in getattr(self.file, table):
                if name in NAMES_OF_RESULT:
                    message = _("a column of the result is called '{name}'", name=name)
                    self.fault((table, name), message, _("call it something else"))
        for name in sorted(set(self.file.draw) & set(self.file.sweep)):
            message = _("'{name}' is both drawn and tried", name=name)
            self.fault(("sweep", name), message, _("call one of them something else"))
        for place, rise in enumerate(self.file.rises):
            if rise.unit == "number" or rise.value < 0:
                fix = _("write a sum or a percentage: {code}", code='rises = ["£5,000", "10%"]')
                self.fault(("rises", place), _("this is no rise of a bill"), fix)
        if self.file.sensitivity and not self.file.draw:
            tables = {"draw": "[draw.NAME]", "sensitivity": "[sensitivity]"}
            fix = _("add a table {draw}, or delete {sensitivity}", **tables)
            message = _("nothing is drawn, so bills depend on no draw")
            self.fault(("sensitivity",), message, fix)

    def scenario_name(self) -> str:
        """Find the scenario: the file that the study stands in, one beside it, or a shipped one."""
        stated, origin = self.file.scenario, self.document.origin
        if self.path:
            if stated is not None:
                message = _("the study stands in its scenario")
                self.fault(("scenario",), message, _("delete this line"))
            if origin is None:
                message = _("a scenario with a study cannot be read from standard input")
                self.fault((), message, _("save it as a file"))
            return str(origin)
        if stated is None:
            code = 'scenario = "six-regional-boards"'
            fix = _("write its name, for instance: {code}", code=code)
            self.fault(("scenario",), _("it is not said which scenario is studied"), fix)
            return ""
        beside = (origin.parent if origin else Path()) / f"{stated}.toml"
        return str(beside) if beside.is_file() else stated

    def in_study(self, fault: Fault) -> Fault:
        """Give a fault of a name that the study says where the study says it."""
        paths: dict[str, KeyPath] = {
            f"--formula {name}": ("formulas", place)
            for place, name in enumerate(self.file.formulas or ())
        }
        if self.file.scenario is not None:
            paths[self.file.scenario] = ("scenario",)
        if fault.line or fault.file not in paths:
            return fault
        path = (*self.path, *paths[fault.file])
        return self.document.fault(path, fault.message, fault.fix)

    def year_of(self, scenario: Scenario) -> FinancialYear:
        """Give the one year that is studied."""
        stated = self.file.year
        if stated is None and len(scenario.years) == 1:
            return scenario.years[0]
        listed = ", ".join(map(str, scenario.years))
        if stated is None:
            fix = _("add for instance: {code}", code=f'year = "{scenario.years[-1]}"')
            message = _("the scenario has several years: {years}", years=listed)
            self.fault(("year",), message, fix)
        elif stated not in scenario.years:
            message = _("the scenario has no year {year}", year=stated)
            self.fault(("year",), message, _("it has {years}", years=listed))
        else:
            return stated
        return scenario.years[0]

    def check_names(self, scenario: Scenario) -> None:
        """Refuse boards, formulas, kinds and partners that there are not."""
        partners = {each.id: each for board in scenario.boards for each in board.partners}
        known = {
            "boards": {board.id for board in scenario.boards},
            "formulas": {formula.id for formula in scenario.formulas},
            "kinds": {partner.kind for partner in partners.values()},
            "partners": set(partners),
        }
        for place, each in enumerate(self.file.input):
            for key, names in known.items():
                for number, name in enumerate(getattr(each, key) or ()):
                    if name not in names:
                        message = _(NOT_THERE[key], name=name)
                        fix = did_you_mean(name, names)
                        self.fault(("input", place, key, number), message, fix)
        baseline = self.file.baseline
        if baseline is not None and baseline not in known["formulas"]:
            message = _("'{name}' is none of the formulas that are studied", name=baseline)
            self.fault(("baseline",), message, did_you_mean(baseline, known["formulas"]))
