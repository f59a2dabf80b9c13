"""From a formula file to a `Formula`, with every fault of the file at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from funding.data import wales
from funding.errors import Fault, InputError
from funding.formula.model import Formula, FormulaBase, FormulaFile, StepFile
from funding.toml import Document, did_you_mean, read_document, validate
from funding.worksheet.expression import RESERVED, names_in


def read_formula(path: Path, name: str | None = None) -> Formula:
    """Read a formula file; raise `InputError` with all its faults."""
    return formula_of(read_document(path, name))


def formula_of(document: Document) -> Formula:
    """Check a formula's document and give the formula; raise `InputError` with all its faults."""
    faults: list[Fault] = []
    file = validate(FormulaFile, document.data, document, faults=faults)
    if file is None:
        raise InputError(faults)
    formula = Formula(file, document)
    faults += [*_check_name(formula), *_check_splits(formula), *_check_kinds(formula)]
    faults += _check_steps(formula)
    if faults:
        raise InputError(faults)
    return formula


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


def _check_name(formula: Formula) -> Iterator[Fault]:
    origin = formula.document.origin
    if origin is not None and origin.stem != formula.id:
        yield formula.document.fault(
            ("id",),
            f"the file is called {origin.name}, and its id is '{formula.id}'",
            f'make the id "{origin.stem}", or rename the file',
        )


def _check_splits(formula: Formula) -> Iterator[Fault]:
    """Exactly one split for a pool; none at all only where fixed sums pay."""
    for pool in (None, *formula.pools):
        found = formula.splits_of(pool)
        for name, _ in found[1:]:
            place = (name,) if pool is None else ("pool", pool, name)
            yield formula.document.fault(
                place,
                f"[{found[0][0]}] already says how this is shared",
                "keep one of them; a pool that differs has its own: [pool.NAME.percentages]",
                at="key",
            )
    if not formula.splits_of(None) and not formula.has_sums() and not formula.pools:
        yield formula.document.fault(
            (),
            "the formula does not say who pays",
            "add a section [percentages], [driver], [equal], [charge], [flat_fees] or [amounts]",
        )


def _check_kinds(formula: Formula) -> Iterator[Fault]:
    known = known_kinds([formula])
    for section, settings in formula.sections():
        for path, kind in settings.kinds_named():
            if kind not in known:
                yield formula.document.fault(
                    (*section, *path),
                    f"there is no kind of partner '{kind}'",
                    did_you_mean(kind, known),
                    at="key" if path[-1] == kind else "value",
                )


def _check_steps(formula: Formula) -> Iterator[Fault]:
    file: FormulaBase = formula.file
    names = Counter([*file.parameters, *(step.name for step in file.step)])
    for place, step in enumerate(file.step):
        if step.name in RESERVED or names[step.name] > 1:
            why = "is a word of the language" if step.name in RESERVED else "is used twice"
            yield formula.document.fault(
                ("step", place, "name"), f"the name '{step.name}' {why}", "choose another name"
            )
    try:
        in_order(file.step)
    except CycleError as error:
        cycle = error.args[1]
        place = next(i for i, step in enumerate(file.step) if step.name == cycle[0])
        yield formula.document.fault(
            ("step", place, "expression"),
            f"the steps go round in a circle: {' → '.join(reversed(cycle))}",
            "let one of them use only steps that do not use it",
        )
