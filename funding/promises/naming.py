"""Whether there is all that a promise names: words, columns, figures, kinds and partners."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from funding.data import wales
from funding.errors import InputError
from funding.formula.model import Formula
from funding.formula.promised import PromiseFile, Whose
from funding.formula.reading import known_kinds
from funding.language import N_, _
from funding.promises.changes import MOVABLE, SEVERAL, Moves
from funding.promises.claims import AFTER, BEFORE, Claim, claim_sheet, names_of
from funding.promises.example import Subject
from funding.promises.inputs import inputs_of
from funding.promises.members import partners_of
from funding.promises.promise import Promise, stated
from funding.promises.scope import full_shape
from funding.toml import Document, did_you_mean
from funding.toml.nearest import nearest
from funding.worksheet.column import Scope
from funding.worksheet.expression import names_in
from funding.worksheet.tokens import ExpressionFault
from funding.worksheet.worksheet import Worksheet

SOME = 4
"""How many names are listed where none is near."""


@dataclass(frozen=True)
class Known:
    """The kinds of partner, and the partners, of which a promise may speak."""

    kinds: frozenset[str]
    partners: frozenset[str]
    named: frozenset[str] = frozenset()
    """The partners that the formula names, at any time."""


def known_to(formula: Formula) -> Known:
    """Give whom a formula's own promises may name: whom it names itself, and who is in Wales."""
    stands = [formula, *(each for _, each in formula.changes)]
    named = frozenset(who for each in stands for who in partners_of(each))
    return Known(known_kinds(stands), named | wales.bodies().keys(), named)


def check_names(
    subject: Subject, files: Iterable[PromiseFile], document: Document, known: Known
) -> None:
    """Refuse a promise of a file over anything that there is not."""
    faults = [
        document.fault(
            ("promise", place, *key.split(".")),
            why.message,
            why.fix,
            offset=why.offset,
            width=why.width,
        )
        for place, file in enumerate(files)
        for key, why in unknown_names(subject, stated(file), known)
    ]
    if faults:
        raise InputError(faults)


def unknown_names(
    subject: Subject, promise: Promise, known: Known | None = None
) -> Iterator[tuple[str, ExpressionFault]]:
    """Give what is wrong with the names of a promise, each with the key that it stands under."""
    known = known or known_to(subject.whole)
    worksheet = subject.worksheet(full_shape(subject.formula))
    whose = promise.whose if isinstance(promise.whose, Whose) else None
    yield from _unknown_partners("for", whose, known)
    of = None if promise.change is None else getattr(promise.change, "of", None)
    yield from _unknown_partners("of", of, known)
    if isinstance(promise.change, Moves):
        faults = list(_wrong_figures(promise.change, promise, worksheet))
        yield from faults
        if any(key in ("rises", "falls") for key, _ in faults):
            return
    two = promise.change is not None
    for claim in promise.claims(subject.formula, worksheet):
        for key, part in (("when", claim.when), ("always", claim.always)):
            try:
                if part is not None:
                    claim_sheet([Claim(part)], worksheet, two=two)
            except ExpressionFault as fault:
                name = part[fault.offset : fault.offset + fault.width] if part else ""
                fix = fault.fix
                # What else may be wrong in a condition was refused when it was read.
                if part and name in names_in(part):
                    fix = _fix(name, worksheet, two=two)
                yield key, ExpressionFault(fault.message, fix, fault.offset, fault.width)


def _unknown_partners(
    key: str, whose: Whose | None, known: Known
) -> Iterator[tuple[str, ExpressionFault]]:
    if whose is None:
        return
    for field, who, those, message in (
        ("kind", whose.kind, known.kinds, N_("there is no kind of partner '{who}'")),
        ("partner", whose.partner, known.partners, N_("there is no partner '{who}'")),
    ):
        if who is not None and who not in those:
            why = ExpressionFault(_(message, who=who), did_you_mean(who, those))
            yield f"{key}.{field}", why


def _wrong_figures(
    change: Moves, promise: Promise, worksheet: Worksheet
) -> Iterator[tuple[str, ExpressionFault]]:
    """Give what is wrong with the figure that moves, and with of whom it is."""
    inputs = {column.name: column for column, sort in inputs_of(worksheet) if sort in MOVABLE}
    what = change.what
    if what not in (*SEVERAL, *inputs):
        message = _("the formula rests on no figure '{figure}'", figure=what)
        fix = did_you_mean(what, [*SEVERAL, *inputs])
        yield "rises" if change.up else "falls", ExpressionFault(message, fix, 0, len(what))
        return
    if what != "cost" and (what not in inputs or inputs[what].scope is not Scope.BOARD):
        return
    if promise.whose == "the changed":
        why = _("it is a figure of the board, and so of no partner that is changed by it")
        fix = _("write {code}, or leave it out", code='for = "others"')
        yield "for", ExpressionFault(why, fix, 0, 13)
    if change.of is not None:
        why = _("'{figure}' is a figure of the board, and so of nobody", figure=what)
        yield "of", ExpressionFault(why, _("leave it out"), 0, 1)


def _fix(name: str, worksheet: Worksheet, *, two: bool) -> str:
    """Say what to write for a name that there is not; the nearest first."""
    names = names_of(worksheet)
    plain = name.removeprefix(BEFORE).removeprefix(AFTER)
    if two and name in names:
        before, after = f"{BEFORE}{name}", f"{AFTER}{name}"
        return _("of two boards, write {before} or {after}", before=before, after=after)
    if not two and plain != name and plain in names:
        code = 'rises = "cost"'
        return _("say what changes: add for instance {code}; or {falls}", code=code, falls="falls")
    known = [f"{board}{each}" for board in (BEFORE, AFTER) for each in names] if two else names
    if nearest(name, known) is not None:
        return did_you_mean(name, known)
    near = difflib.get_close_matches(name[:60], known, n=SOME, cutoff=0)
    return _("the nearest there are: {names}", names=", ".join(near))
