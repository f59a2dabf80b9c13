"""What an input is meant for: boards, formulas, partners, and figures that somebody states."""

from __future__ import annotations

from collections.abc import Iterable

from funding.comparison.run import Run
from funding.errors import InputError
from funding.language import _
from funding.study.file import InputFile
from funding.study.model import Study
from funding.toml import did_you_mean
from funding.worksheet.column import Row
from funding.worksheet.expression import names_in
from funding.worksheet.worksheet import Worksheet

KEYS = {each: each for each in ("boards", "formulas", "kinds", "partners")}
"""The keys that say what an input is meant for, as parts of a sentence."""


def applies(file: InputFile, run: Run) -> bool:
    """Say whether an input is meant for a run, by its board and formula."""
    return run.board.id in (file.boards or [run.board.id]) and run.formula.id in (
        file.formulas or [run.formula.id]
    )


def is_meant(file: InputFile, row: Row) -> bool:
    """Say whether an input is meant for a partner, by its kind and name."""
    kind = row.keys["kind"]
    return kind in (file.kinds or [kind]) and row.id in (file.partners or [row.id])


def is_stated(name: str, worksheet: Worksheet) -> bool:
    """Say whether a worksheet has a figure of that name that the scenario or the formula states."""
    return name in worksheet and worksheet[name].expression is None


def check_named(study: Study) -> None:
    """Refuse draws and sweeps that no input uses."""
    used = frozenset[str]().union(*(names_in(each.expression) for _, each in study.inputs))
    fix = _("use it in the expression of an {table}, or delete it", table="[[input]]")
    faults = [
        study.document.fault(
            (*study.path, table, each.name), _("'{name}' changes nothing", name=each.name), fix
        )
        for table, those in (("draw", study.draws), ("sweep", study.sweeps))
        for each in those
        if each.name not in used
    ]
    if faults:
        raise InputError(faults)


def check_used(study: Study, runs: Iterable[Run]) -> None:
    """Refuse inputs that change nothing."""
    every, faults = list(runs), []
    for path, file in study.inputs:
        meant = [run.sheet.worksheet for run in every if applies(file, run)]
        if any(is_stated(file.column, worksheet) for worksheet in meant):
            rows = (row for run in every if applies(file, run) for row in run.sheet.rows)
            if not any(is_meant(file, row) for row in rows):
                message = _("no partner is of these kinds and named here")
                fix = _("delete {kinds} or {partners}, or name {boards} of theirs", **KEYS)
                faults.append(study.document.fault(path, message, fix))
            continue
        if any(file.column in worksheet for worksheet in meant):
            message = _("'{name}' is worked out, and so is no figure to change", name=file.column)
            fix = _(
                "change what it is worked out from: `{command}` lists the columns",
                command="funding show",
            )
            faults.append(study.document.fault((*path, "column"), message, fix))
            continue
        stated = {c.name for each in meant for c in each if c.expression is None}
        named = _("name {boards} and {formulas} of it", **KEYS)
        fix = did_you_mean(file.column, stated) if stated else named
        message = _(
            "no board and formula that it is meant for has a figure '{name}'", name=file.column
        )
        faults.append(study.document.fault((*path, "column"), message, fix))
    if faults:
        raise InputError(faults)
