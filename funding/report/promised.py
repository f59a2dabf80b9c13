"""What came of the promises of a formula, as people read it and as programs do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from tabulate import tabulate

from funding.amounts import POUNDS, written_exact, written_number
from funding.evaluation.result import BOARD_WORDS
from funding.language import N_, _, here, pgettext
from funding.promises.checking import Checked, Decision
from funding.promises.claims import AFTER, BEFORE, PARTNERS, STEP
from funding.promises.confirming import as_toml
from funding.promises.example import Cells
from funding.promises.keeping import Breach
from funding.promises.pair import Pair

SCHEMA = "funding.check/1"
Files = Sequence[tuple[Path, str]]


def as_json(found: Sequence[Checked]) -> str:
    """Write one object, or of several formulas a list of them."""
    documents = [_document(each) for each in found]
    whole = documents[0] if len(documents) == 1 else documents
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _document(checked: Checked) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "formula": checked.formula.id,
        "year": str(checked.year),
        "alike": [str(year) for year in checked.alike],
        "unchecked": [day.isoformat() for day in checked.unchecked],
        "promises": [_promise(each) for each in checked.decisions],
    }


def _promise(decision: Decision) -> dict[str, object]:
    found: dict[str, object] = {
        "name": decision.promise.name,
        "says": decision.promise.says,
        "decision": decision.decision,
        "scope": decision.scope,
    }
    if decision.breach is not None:
        found["because"] = sentence(decision.breach)
        found["counterexample"] = as_toml(decision.breach)
    return found


def as_table(found: Sequence[Checked], files: Files) -> str:
    """Write each formula's promises, and of those refuted a small board that breaks them."""
    return "\n".join("\n".join(_parts(checked, files)) for checked in found)


def _parts(checked: Checked, files: Files) -> Iterator[str]:
    yield f"{checked.formula.id}: {here(checked.formula.file.title)}, {checked.years}"
    yield ""
    rows = [
        (each.promise.name, decision_in_words(each.decision), each.scope)
        for each in checked.decisions
    ]
    heads = [_("Promise"), _("Decision"), _("Scope")]
    yield tabulate(rows, heads, disable_numparse=True)
    yield ""
    if checked.unchecked:
        yield unchecked_in_words(checked)
        yield ""
    for each in checked.decisions:
        if each.breach is not None:
            yield from _refuted(each.breach, files)


def decision_in_words(decision: str) -> str:
    """Say what came of a promise."""
    return {
        "proved": pgettext("of a promise", "proved"),
        "tested": pgettext("of a promise", "tested"),
        "refuted": pgettext("of a promise", "refuted"),
        "undecided": pgettext("of a promise", "undecided"),
    }[decision]


def unchecked_in_words(checked: Checked) -> str:
    """Say as what the formula was not checked, since it is that for less than a year."""
    return _(
        "{formula} changes on {days}, and again by the beginning of the next year: as it is "
        "between, it is not checked",
        formula=checked.formula.id,
        days=", ".join(map(str, checked.unchecked)),
    )


def _refuted(breach: Breach, files: Files) -> Iterator[str]:
    yield refutation(breach)
    yield ""
    text = as_toml(breach)
    for path, of_file in files:
        if of_file == text:
            command = f"funding simulate {path}"
            yield "  " + _("written to {file}; to see it: {command}", file=path, command=command)
            yield ""


def refutation(breach: Breach) -> str:
    """Say in a sentence and a table how a promise is broken."""
    heads = [name for name, cells in breach.named.items() if isinstance(cells, tuple)]
    lines = [
        [">" if place == breach.row else "", row.id]
        + [written(name, _cell(breach.named[name], place)) for name in heads]
        for place, row in enumerate(breach.tried.rows)
    ]
    align = ("left", "left", *["right"] * len(heads))
    headers = ["", _("Partner"), *map(spoken, heads)]
    return "\n".join(
        [
            _(
                "{name}: {promise}. It does not hold:",
                name=breach.promise.name,
                promise=breach.promise.says,
            ),
            f"  {sentence(breach)}",
            "",
            tabulate(
                lines, headers, colalign=align, disable_numparse=True, preserve_whitespace=True
            ),
        ]
    )


def sentence(breach: Breach) -> str:
    """Say in a sentence on which board a promise is broken, and whose figures show it."""
    row = breach.row
    figures = [
        _("{name} is {amount}", name=spoken(name), amount=written(name, _cell(cells, row)))
        for name, cells in breach.named.items()
        if name != STEP
    ]
    parts = {
        "whose": _("the board") if row is None else breach.tried.rows[row].id,
        "figures": ", ".join(figures),
        "claim": breach.claim.words,
    }
    if isinstance(breach.tried, Pair):
        return _(
            "when {what}, of {whose}: {figures}; but it should be: {claim}",
            what=breach.tried.what,
            **parts,
        )
    return _("of {whose}: {figures}; but it should be: {claim}", **parts)


def _cell(cells: Cells, row: int | None) -> Fraction:
    return cells[row or 0] if isinstance(cells, tuple) else cells


def spoken(name: str) -> str:
    """Write the name of a cell of a board before or after."""
    for board, words in ((BEFORE, N_("{name} before")), (AFTER, N_("{name} after"))):
        if name.startswith(board):
            return _(words, name=name.removeprefix(board))
    return name


def written(name: str, amount: Fraction) -> str:
    """Write a cell: a word of the result in pounds, any other as a number."""
    word = name.removeprefix(BEFORE).removeprefix(AFTER)
    is_money = word in BOARD_WORDS or word in PARTNERS or name == STEP
    return written_exact(amount, POUNDS) if is_money else written_number(amount)


def written_breaches(found: Sequence[Checked], path: Path) -> Iterator[tuple[Path, str]]:
    """Give the file of each breach: the one asked for, or of several one for each promise."""
    breaches = [(c, d.breach) for c in found for d in c.decisions if d.breach]
    years = len({(c.formula.id, c.year) for c in found}) > len({c.formula.id for c in found})
    for checked, breach in breaches:
        name = f"{path.stem}-{checked.formula.id}-{breach.promise.name}"
        name = path.stem if len(breaches) == 1 else f"{name}-{checked.year}" if years else name
        yield path.with_name(f"{name}{path.suffix}"), as_toml(breach)
