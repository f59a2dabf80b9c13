"""Validating a part of a document, with pydantic's errors folded into faults for people.

pydantic reports one typo as an unknown key, a missing key and a failure of every form that the
value might have had; a reader gets one fault, at the place to put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from funding.errors import Fault
from funding.language import N_, _
from funding.toml.branches import Finding, find, one_branch_each, without_consequences
from funding.toml.complaints import complain
from funding.toml.headings import section_heading, write_heading
from funding.toml.nearest import did_you_mean, nearest
from funding.toml.wording import LIST, TABLE, KeyPath, describe, names_of, shown, value_at

if TYPE_CHECKING:
    from funding.toml.document import Document

M = TypeVar("M", bound=BaseModel)

MOST_FAULTS = 100
"""After so many faults of one file a reader is better told that there are more."""


def validate(
    model: type[M],
    value: object,
    document: Document,
    path: KeyPath = (),
    *,
    faults: list[Fault],
) -> M | None:
    """Build the model from a value that stands at `path` in the document.

    If it does not fit, append what is wrong to `faults`, in the order of the file, and give None.
    """
    tried: list[tuple[object, type[BaseModel]]] = []
    try:
        return model.model_validate(value, context={"tried": tried})
    except ValidationError as error:
        findings = [find(each, value) for each in error.errors(include_url=False)]
    folding = _Folding(value, document, path, {id(table): each for table, each in tried}, model)
    kept = one_branch_each(without_consequences(findings))
    folded = list(islice(folding.faults(kept), MOST_FAULTS + 1))
    faults += sorted(folded[:MOST_FAULTS], key=lambda fault: (fault.line, fault.column))
    if len(folded) > MOST_FAULTS:
        message = _("there are more faults than the {most} shown here", most=MOST_FAULTS)
        faults.append(Fault(document.name, 0, 0, message, _("correct those first")))
    return None


@dataclass(frozen=True)
class _Folding:
    """What it takes to word the findings about one value, which stands at `path`.

    `models` has for the identity of each table in it the model that was tried on it.
    """

    value: object
    document: Document
    path: KeyPath
    models: Mapping[int, type[BaseModel]]
    model: type[BaseModel]

    def faults(self, findings: Iterable[Finding]) -> Iterator[Fault]:
        """Give one fault for each place, however many findings it has."""
        about_keys: dict[KeyPath, list[Finding]] = {}
        about_values: dict[KeyPath, Finding] = {}
        for finding in findings:
            if finding.is_about_keys:
                about_keys.setdefault(finding.path[:-1], []).append(finding)
            else:
                about_values.setdefault(finding.path, finding)
        for table, found in about_keys.items():
            yield from self._faults_of_keys(table, found)
        for finding in about_values.values():
            yield self._fault_of_value(finding)

    def _faults_of_keys(self, table: KeyPath, findings: list[Finding]) -> Iterator[Fault]:
        """Give the faults of a table's keys; what is misspelt is not missing as well."""
        missing = [str(each.path[-1]) for each in findings if each.kind == "missing"]
        name = describe((*self.path, *table), self.document.data)
        for finding in findings:
            if finding.kind != "missing":
                key = str(finding.path[-1])
                meant = nearest(key, missing)
                if meant is not None:
                    missing.remove(meant)
                yield self._unknown(table, key, meant, name)
        for key in missing:
            message = _("{table} has no {key}", table=name, key=shown(key))
            where = (*self.path, *table, key)
            heading = section_heading(where, self._model_of(table))
            fix = _("add a line: {line}", line=f"{key} = …")
            if heading:
                fix = _("add a section: {heading}", heading=heading)
            yield self.document.fault(where, message, fix)

    def _unknown(self, table: KeyPath, key: str, meant: str | None, name: str) -> Fault:
        present, model = value_at(self.value, table), self._model_of(table)
        fields = _keys_of(model) if model is not None else []
        where = (*self.path, *table, key)
        put_in = self.document.put_in(where)
        # A key that is there already is not what another one was meant to be, save in a new table.
        taken = present if put_in is None and isinstance(present, dict) else {}
        free = [each for each in fields if each not in taken]
        meant = meant or nearest(key, free)
        fix = did_you_mean("", fields, N_("it may have"))
        if meant:
            fix = _("did you mean '{meant}'?", meant=meant)
        if put_in is not None and len(where) == 1:  # the place is in another file
            name = next(map(shown, names_of(self.document.data)), name)
        message = _("{table} has no field {key}", table=name, key=shown(key))
        return self.document.fault(where, message, fix, at="key")

    def _fault_of_value(self, finding: Finding) -> Fault:
        where = (*self.path, *finding.path)
        fix = self._fix_of_heading(where, finding)
        name = f"'{where[-1]}'" if where and isinstance(where[-1], str) else _("this")
        complaint = complain(finding.kind, finding.context, finding.said, finding.value, name)
        return self.document.fault(
            where,
            complaint.message,
            complaint.fix or fix,
            at="key" if finding.of_key else "value",
            offset=finding.context.get("offset", 0),
            width=finding.context.get("width"),
        )

    def _fix_of_heading(self, where: KeyPath, finding: Finding) -> str | None:
        """Say under which heading to write what should be a section and is not."""
        if self.document.put_in(where) is not None:
            return None
        if finding.expected == (LIST,) and isinstance(finding.value, dict):
            heading = section_heading(where, self._model_of(finding.path[:-1]))
            if heading is not None and heading.startswith("[["):
                return _("write its heading with two brackets: {heading}", heading=heading)
        if finding.expected == (TABLE,):
            heading = write_heading(where, 2 - isinstance(where[-1], str))
            return _("write it as a table: {heading}", heading=heading)
        return None

    def _model_of(self, table: KeyPath) -> type[BaseModel] | None:
        """Give the model that was tried on a table of the value."""
        found = self.models.get(id(value_at(self.value, table)))
        return self.model if found is None and not table else found


def _keys_of(model: type[BaseModel]) -> list[str]:
    return [each.alias or name for name, each in model.model_fields.items()]
