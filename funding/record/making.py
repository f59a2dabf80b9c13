"""Making the record of what was asked and read; files are read once, and their hash kept then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath, PureWindowsPath

from funding.formula.model import Formula
from funding.language import spoken
from funding.record.environment import data_here, plugins_here, versions_here
from funding.record.model import STDIN, Record, Source
from funding.scenario.model import Scenario
from funding.toml import Document


def record_of(
    command: Sequence[str],
    form: str,
    scenarios: Iterable[Scenario],
    *,
    formulas: Iterable[Formula] = (),
    study: Document | None = None,
    seed: int | None = None,
) -> Record:
    """Make the record of a command that read these scenarios, in the language spoken.

    `formulas` are those that were read without a scenario. `command` is without the place where
    the output goes. Absolute paths in it are named by their
    last part alone, as they are everywhere in a record.
    """
    asked = tuple(scenarios)
    documents = [scenario.document for scenario in asked]
    if study is not None and all(study.digest != each.digest for each in documents):
        documents.insert(0, study)
    return Record(
        command=tuple(as_recorded(word) for word in command),
        form=form,
        language=spoken(),
        scenarios=tuple(Source(named(each), each.digest) for each in documents),
        formulas=sources_of([*formulas, *(each for s in asked for each in s.formulas)]),
        data=data_here(),
        plugins=plugins_here(),
        versions=versions_here(),
        seed=seed,
    )


def files_of(
    scenarios: Iterable[Scenario],
    *,
    formulas: Iterable[Formula] = (),
    study: Document | None = None,
    seed: int | None = None,  # noqa: ARG001  # as `record_of` takes it
) -> tuple[Path, ...]:
    """Give the files that were read for what a record is of."""
    asked = tuple(scenarios)
    every = [*formulas, *(each for scenario in asked for each in scenario.formulas)]
    documents = [scenario.document for scenario in asked]
    documents += [each.document for formula in every for each in formula.alone()]
    documents += [study] if study is not None else []
    return tuple(dict.fromkeys(each.origin for each in documents if each.origin is not None))


def sources_of(formulas: Iterable[Formula]) -> tuple[Source, ...]:
    """Give the files of formulas, each once, those of a succession included."""
    alone = (each for formula in formulas for each in formula.alone())
    return tuple(sorted({Source(f"{each.id}.toml", each.document.digest) for each in alone}))


def named(document: Document) -> str:
    """Give a file's name as it was typed; standard input has its own."""
    return STDIN if document.origin is None else as_recorded(document.name)


def as_recorded(word: str) -> str:
    """Give a word of a command with an absolute path cut to its last part: it says where one works.

    >>> as_recorded("boards/ours.toml"), as_recorded("/home/eleri/ours.toml")
    ('boards/ours.toml', 'ours.toml')
    """
    for path in (PurePath(word), PureWindowsPath(word)):
        if path.is_absolute():
            return path.name or STDIN
    return word
