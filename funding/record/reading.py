"""Reading a record back: it stands in a file that anybody may have changed, and is trusted in none.

Whatever does not fit is refused in words; of what fits, nothing is run and nothing opened here.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from funding.language import _
from funding.record.model import SCHEMA, NoRecord, Plugin, Record, Source
from funding.toml.wording import shown

MOST_CHARACTERS = 1_000_000
"""So long at most may the text of a record be: one of the longest scenario has a tenth of that."""


_STRICT = ConfigDict(extra="forbid", strict=True, frozen=True)

Line = Annotated[str, Field(max_length=5_000)]
Name = Annotated[Line, Field(min_length=1, max_length=500)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _SourceRead(BaseModel):
    model_config = _STRICT
    name: Name
    sha256: Hash


class _PluginRead(_SourceRead):
    version: Line


class _RecordRead(BaseModel):
    model_config = _STRICT
    schema_: Literal["funding.record/1"] = Field(alias="schema")
    command: Annotated[list[Line], Field(min_length=1, max_length=500)]
    format: Annotated[str, Field(pattern=r"^[a-z]{1,20}$")]
    language: Literal["en", "cy"]
    seed: Annotated[int, Field(ge=0, lt=2**63)] | None
    scenarios: Annotated[list[_SourceRead], Field(max_length=10)]
    formulas: Annotated[list[_SourceRead], Field(max_length=5_000)]
    data: Annotated[list[_SourceRead], Field(max_length=100)]
    plugins: Annotated[list[_PluginRead], Field(max_length=500)]
    versions: Annotated[dict[Name, Line], Field(max_length=100)]


def record_from(text: str) -> Record:
    """Read a record from its JSON; raise `NoRecord` for whatever is not exactly one."""
    if len(text) > MOST_CHARACTERS:
        raise NoRecord(_("the record is too long to be one of funding's"))
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise NoRecord(_("the record cannot be read: it is not JSON")) from None
    return record_of_values(found)


def record_of_values(found: Any) -> Record:
    """Make a record of plain values; raise `NoRecord` for whatever does not fit."""
    schema = found.get("schema") if isinstance(found, dict) else None
    if schema != SCHEMA:
        raise NoRecord(
            _("the record is of kind {kind}, and this funding reads {known}",
              kind=shown(schema), known=SCHEMA)
        )  # fmt: skip
    try:
        read = _RecordRead.model_validate(found)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        words = _("the record is not one that funding wrote: see {place}", place=shown(place))
        raise NoRecord(words) from None
    return Record(
        command=tuple(read.command),
        form=read.format,
        language=read.language,
        scenarios=_sources(read.scenarios),
        formulas=_sources(read.formulas),
        data=_sources(read.data),
        plugins=tuple(Plugin(each.name, each.version, each.sha256) for each in read.plugins),
        versions=tuple(sorted(read.versions.items())),
        seed=read.seed,
    )


def _sources(read: list[_SourceRead]) -> tuple[Source, ...]:
    return tuple(Source(each.name, each.sha256) for each in read)
