"""Formulas that follow one another, as a scenario names them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from funding.errors import Fault
from funding.formula.model import Formula
from funding.formula.succession import in_succession
from funding.language import _
from funding.scenario.tables import Typed, day_in
from funding.toml import Document, KeyPath, did_you_mean, validate
from funding.toml.fields import Title


class Successions:
    """The successions of a scenario file, as far as they can be made out."""

    def __init__(self, document: Document) -> None:
        self._document = document
        found = document.data.get("succession")
        self._tables = [
            (place, each)
            for place, each in enumerate(found if isinstance(found, list) else [])
            if isinstance(each, dict) and isinstance(each.get("id"), str)
        ]
        self._turns = {each["id"]: list(_turns(each)) for _, each in self._tables}

    @property
    def names(self) -> tuple[str, ...]:
        """The id of each."""
        return tuple(self._turns)

    def with_members(self, names: Collection[str]) -> tuple[str, ...]:
        """Give names with the formulas of those that are successions, each once."""
        found = [
            each
            for name in names
            for each in (name, *(formula for _, formula, _ in self._turns.get(name, ())))
        ]
        return tuple(dict.fromkeys(found))

    def make(self, name: str, formulas: Mapping[str, Formula]) -> Formula | None:
        """Give a succession as a formula; None where one of its own is at fault."""
        turns = [(formulas.get(formula), until) for _, formula, until in self._turns[name]]
        sound = [(formula, until) for formula, until in turns if formula is not None]
        if not turns or len(sound) < len(turns):
            return None
        table = next(each for _, each in self._tables if each["id"] == name)
        title = validate(Title, table.get("title", name), self._document, faults=[])
        return in_succession(name, title or Title(en=name), sound)

    def faults(self, library: Collection[str]) -> Iterator[Fault]:
        """Give every fault found; `library` has the names of the formulas that there are."""
        said: set[str] = set()
        for place, table in self._tables:
            name = table["id"]
            if name in library or name in said:
                message = _("'{name}' is the name of another succession", name=name)
                if name in library:
                    message = _("'{name}' is the name of a formula", name=name)
                where: KeyPath = ("succession", place, "id")
                yield self._document.fault(where, message, _("choose another name"))
            said.add(name)
            yield from self._check_turns(place, table, library)

    def idle(self, names: Collection[str]) -> Iterator[str]:
        """Warn of successions that are not among the formulas that run."""
        for name in self.names:
            if name not in names:
                yield _(
                    "succession '{name}' has no effect: it is not among the formulas", name=name
                )

    def _check_turns(self, place: int, table: Typed, library: Collection[str]) -> Iterator[Fault]:
        here: KeyPath = ("succession", place, "formulas")
        turns = list(_turns(table))
        if table.get("formulas") == []:
            example = '{ formula = "…", until = 2013-09-30 }'
            fix = _("write {example}, and the one that follows it", example=example)
            yield self._document.fault(here, _("the succession has no formula"), fix)
        before: date | None = None
        for number, formula, until in turns:
            if formula not in library:
                fix = did_you_mean(formula, library)
                message = _("there is no formula '{formula}'", formula=formula)
                yield self._document.fault((*here, number, "formula"), message, fix)
            if number == len(turns) - 1:
                if until is not None:
                    message = _("the last formula of a succession holds for good")
                    fix = _("delete its {key}, or add the formula that follows it", key="until")
                    yield self._document.fault((*here, number, "until"), message, fix, at="key")
            elif until is None:
                message = _("it is not said until when the formula holds")
                fix = _("add {line}, the last day before the next one", line="until = …")
                yield self._document.fault((*here, number), message, fix)
            elif before is not None and until <= before:
                message = _(
                    "it ends on {day}, and the formula before it on {before}",
                    day=until,
                    before=before,
                )
                fix = _("put them in the order of their days")
                yield self._document.fault((*here, number, "until"), message, fix)
            before = until or before


def _turns(table: Typed) -> Iterator[tuple[int, str, date | None]]:
    """Give each formula of a succession with its place and its last day."""
    found = table.get("formulas")
    for place, turn in enumerate(found if isinstance(found, list) else []):
        if isinstance(turn, dict) and isinstance(turn.get("formula"), str):
            yield place, turn["formula"], day_in(turn.get("until"))
