"""From a formula file to a `Formula`, with every fault of the file at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from funding.data import wales
from funding.errors import Fault, InputError
from funding.formula.amending import with_amendments
from funding.formula.model import Formula, FormulaBase, FormulaFile, StepFile
from funding.language import N_, _
from funding.rules.registry import SECTIONS, SPLITS
from funding.rules.rule import Settings
from funding.toml import Document, did_you_mean, read_document, validate
from funding.toml.headings import write_heading
from funding.toml.wording import any_of
from funding.worksheet.expression import RESERVED, names_in

_WHO_PAYS: tuple[tuple[str], ...] = tuple(
    (name,) for name in ("percentages", "driver", "equal", "charge", "flat_fees", "amounts")
)


def read_formula(path: Path, name: str | None = None) -> Formula:
    """Read a formula file; raise `InputError` with all its faults."""
    return formula_of(read_document(path, name))


def formula_of(document: Document) -> Formula:
    """Check a formula's document and give the formula; raise `InputError` with all its faults.

    It is checked as it stands, and again after each amendment.
    """
    try:
        formula = _read(document)
    except InputError as error:
        raise InputError(_blamed(error.faults, document)) from None
    return with_amendments(formula, _read)


def _read(document: Document) -> Formula:
    """Check a formula as it stands on some day; raise `InputError` with all its faults."""
    faults: list[Fault] = []
    file = validate(FormulaFile, document.data, document, faults=faults)
    said = {(fault.file, fault.line, fault.column) for fault in faults}
    faults += [f for f in _check_name(document) if (f.file, f.line, f.column) not in said]
    if file is None:
        faults += _check_kinds(document, _sound_sections(document))
        raise InputError(faults)
    formula = Formula(file, document)
    faults += [*_check_splits(formula), *_check_kinds(document, formula.sections())]
    faults += [*_check_steps(formula), *_check_measures(formula), *_check_rounding(formula)]
    faults += [*_check_uprating(formula), *_check_contradictions(formula)]
    if faults:
        raise InputError(faults)
    return formula


def _blamed(faults: Iterable[Fault], document: Document) -> Iterator[Fault]:
    """Put the blame where it lies: a file that was sound is at fault by what was put in its place.

    The sum of percentages, say, stands nowhere in particular; a figure set by a scenario does.
    """
    places = list(dict.fromkeys(document.overridden.values()))
    these = _("this")
    for place in places[1:]:
        these = _("{places} and {place}", places=these, place=place)
    for fault in faults:
        if places and fault.file == document.name:
            message = _(
                "with {these} in formula '{formula}', {fault}",
                these=these,
                formula=document.data.get("id"),
                fault=fault.message,
            )
            yield document.fault(next(iter(document.overridden)), message, fault.fix)
        else:
            yield fault


def known_kinds(formulas: Iterable[Formula]) -> frozenset[str]:
    """Give every kind of partner that the library or one of the formulas knows."""
    return frozenset(declared_kinds(formulas).keys() | wales.kinds().keys())


def declared_kinds(formulas: Iterable[Formula]) -> dict[str, bool]:
    """Give every kind of partner that formulas declare, and whether it is devolved."""
    return {
        name: kind.devolved for formula in formulas for name, kind in formula.file.kinds.items()
    }


def in_order(steps: Iterable[StepFile]) -> list[StepFile]:
    """Put steps in an order in which each uses only earlier ones; raise `CycleError` if none is."""
    by_name = {step.name: step for step in steps}
    uses = {
        name: sorted(names_in(step.expression) & by_name.keys()) for name, step in by_name.items()
    }
    return [by_name[name] for name in TopologicalSorter(uses).static_order()]


def _sound_sections(document: Document) -> Iterator[tuple[tuple[str, ...], Settings]]:
    """Give the sections that can be read of a file that as a whole cannot."""
    for name, rule in SECTIONS.items():
        if name in document.data and rule.settings is not None:
            settings = validate(rule.settings, document.data[name], document, (name,), faults=[])
            if settings is not None:
                yield (name,), settings


def _check_name(document: Document) -> Iterator[Fault]:
    origin, name = document.origin, document.data.get("id")
    if origin is not None and isinstance(name, str) and origin.stem != name:
        yield document.fault(
            ("id",),
            _("the file is called {file}, and its id is '{name}'", file=origin.name, name=name),
            _('make the id "{name}", or rename the file', name=origin.stem),
        )


def _check_splits(formula: Formula) -> Iterator[Fault]:
    """Exactly one split for a pool; none at all only where fixed sums pay."""
    document = formula.document
    for pool in (None, *formula.pools):
        above = () if pool is None else ("pool", pool)
        found = [(*above, name) for name, _ in formula.splits_of(pool)]
        if len(found) > 1:  # looking for places takes longer than all else here
            found.sort(key=lambda path: document.fault(path, "").line)
        first, *others = found or [above]
        for path in others:
            yield document.fault(
                path,
                _("{section} already says how this is shared", section=f"[{'.'.join(first)}]"),
                _(
                    "keep one of them; a pool that differs has its own: {section}",
                    section="[pool.NAME.percentages]",
                ),
                at="key",
            )
        if pool is not None and _is_idle(document, pool):
            message = _("pool '{pool}' is not one that the formula shares", pool=pool)
            fix = _("add it to {key}, or delete this", key="covers")
            yield document.fault(above, message, fix, at="key")
        rounded = pool is not None and formula.section_of(pool, "rounding") is not None
        if pool is not None and not found and not (rounded and formula.splits_of(None)):
            message = _("it is not said how pool '{pool}' is shared", pool=pool)
            section = f"[pool.{pool}.percentages]"
            fix = _("add for instance {section}, or delete this", section=section)
            yield document.fault(above, message, fix, at="key")
    if not formula.splits_of(None) and not formula.has_sums() and not formula.pools:
        yield formula.document.fault(
            (),
            _("the formula does not say who pays"),
            _("add a section {sections}", sections=any_of(map(write_heading, _WHO_PAYS))),
        )


def _check_rounding(formula: Formula) -> Iterator[Fault]:
    """Where nothing is shared, nothing is rounded."""
    shares = formula.splits_of(None) or formula.pools
    if formula.section("rounding") is not None and not shares:
        message = _("no pool is shared, and a fixed sum is not rounded")
        fix = _("delete this section, or add a split, for instance {section}", section="[equal]")
        yield formula.document.fault(("rounding",), message, fix, at="key")


def _is_idle(document: Document, pool: str) -> bool:
    covers, central = document.data.get("covers"), document.data.get("paid_centrally")
    covered = covers == "all" or (isinstance(covers, list) and pool in covers)
    return not covered or (isinstance(central, list) and pool in central)


def _check_kinds(
    document: Document, sections: Iterable[tuple[tuple[str, ...], Settings]]
) -> Iterator[Fault]:
    declared = document.data.get("kinds")
    known = {*wales.kinds(), *(declared if isinstance(declared, dict) else ())}
    for section, settings in sections:
        for path, kind in settings.kinds_named():
            if kind not in known:
                yield document.fault(
                    (*section, *path),
                    _("there is no kind of partner '{kind}'", kind=kind),
                    did_you_mean(kind, {*known, *settings.words}),
                    at="key" if path[-1] == kind else "value",
                )


def _check_measures(formula: Formula) -> Iterator[Fault]:
    """Refuse a measure of what is no driver, or one that is called as something else is."""
    file: FormulaBase = formula.file
    own = {*file.parameters, *(step.name for step in file.step)}
    for section, settings in formula.sections():
        for path, name, other in settings.drivers_made():
            here = (*section, *path)
            if name in own or name in RESERVED:
                message, fix = _not_free(name)
                yield formula.document.fault(here[:-1], message, fix, at="key")
            if other in own:
                message = _("'{name}' is not a driver, but a step or a parameter", name=other)
                fix = _("name a driver, or write the measure as a step")
                yield formula.document.fault(here, message, fix)


def _check_uprating(formula: Formula) -> Iterator[Fault]:
    """Every section whose sums are to rise is there."""
    settings = formula.section("uprating")
    there = [path[-1] for path, _ in formula.sections()]
    for place, name in enumerate(settings.of if settings else ()):
        if name not in there:
            section = write_heading((name,))
            message = _(
                "the formula has no section {section} whose sums could rise", section=section
            )
            fix = did_you_mean(name, set(there) - {"uprating"}, N_("it has"))
            yield formula.document.fault(("uprating", "of", place), message, fix)


def _check_contradictions(formula: Formula) -> Iterator[Fault]:
    """Refuse what no board could keep, before there is one."""
    kinds, needed = known_kinds([formula]), _kinds_on_every_board(formula)
    for section, settings in formula.sections():
        for path, message, fix in settings.contradictions(kinds, needed):
            yield formula.document.fault((*section, *path), message, fix)


def _kinds_on_every_board(formula: Formula) -> set[str]:
    """Give the kinds without a partner of which the formula cannot be used.

    A pool with a split of its own has a cost wherever the formula is used; the split of all others
    may have nothing to share.
    """
    own = formula.pools_with(SPLITS)
    covers, central = formula.file.covers, formula.file.paid_centrally
    alone = not own if covers == "all" else set(covers) - own - set(central)
    used = [each for path, each in formula.sections() if path[0] not in SPLITS or alone]
    return {kind for settings in used for _, kind, _ in settings.kinds_needed()}


def _check_steps(formula: Formula) -> Iterator[Fault]:
    file: FormulaBase = formula.file
    names = set(file.parameters)
    for place, step in enumerate(file.step):
        if step.name in RESERVED or step.name in names:
            message, fix = _not_free(step.name)
            yield formula.document.fault(("step", place, "name"), message, fix)
        names.add(step.name)
    try:
        in_order(file.step)
    except CycleError as error:
        cycle = error.args[1]
        place = next(i for i, step in enumerate(file.step) if step.name == cycle[0])
        yield formula.document.fault(
            ("step", place, "expression"),
            _("the steps go round in a circle: {circle}", circle=" → ".join(reversed(cycle))),
            _("let one of them use only steps that do not use it"),
        )


def _not_free(name: str) -> tuple[str, str]:
    """Say why something cannot be called by a name, and what to do."""
    message = _("the name '{name}' is used twice", name=name)
    if name in RESERVED:
        message = _("the name '{name}' is a word of the language", name=name)
    return message, _("choose another name")
