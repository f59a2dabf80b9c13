"""Promises of the catalogue that say nothing of a formula: it has nothing that could break them."""

from __future__ import annotations

from funding.promises.catalogue import CATALOGUE
from funding.promises.changes import SEVERAL, Moves, Scales
from funding.promises.example import Subject
from funding.promises.inputs import inputs_of
from funding.promises.promise import Promise
from funding.promises.scope import full_shape


def says_nothing(promise: Promise, subject: Subject) -> bool:
    """Say whether a promise of the catalogue claims nothing of a formula, whatever the board.

    Bounds are not claimed to be kept where there are none, and nothing is multiplied where there is
    no driver. What somebody wrote for a formula is meant to say something: it never says nothing.
    """
    if CATALOGUE.get(promise.name) is not promise:
        return False
    worksheet = subject.worksheet(full_shape(subject.formula))
    sorts = {sort for _, sort in inputs_of(worksheet)}
    origins = {column.origin.what for column, _ in inputs_of(worksheet) if column.origin}
    if isinstance(promise.change, Scales):
        return promise.change.sort not in sorts
    if isinstance(promise.change, Moves):
        return SEVERAL.get(promise.change.what) not in origins
    return not list(promise.claims(subject.formula, worksheet))
