"""Kinds of field that only a study has; each says how to write what it refuses."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from funding.language import N_, _
from funding.toml import slug_of
from funding.toml.fields import misread, wrong_kind
from funding.toml.readers import SLUG, read_slug
from funding.toml.wording import shown
from funding.worksheet.column import Unit

POINTS = 'points = { "0%" = "£10,000", "50%" = "£25,000", "100%" = "£80,000" }'
_SIZES = {"low": 10, "likely": 20, "high": 30, "mean": 20, "deviation": 5}
_EXAMPLES = {"of": 'of = "50%"', "values": 'values = ["10%", "20%"]', "points": POINTS}


def whole_number(least: int, most: int, example: str) -> Callable[[object], int]:
    """Make the reader of a whole number between two others; `example` is a line with a good one."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            is_only_quoted = isinstance(value, str) and value.strip().isdecimal()
            fix = _("write a whole number, for instance: {code}", code=example)
            raise wrong_kind(N_("a whole number"), value, None if is_only_quoted else fix)
        if not least <= value <= most:
            ends = {"least": f"{least:,}", "most": f"{most:,}"}
            message = _("{given} is not from {least} to {most}", given=shown(value), **ends)
            raise misread(message, _("write a whole number from {least} to {most}", **ends))
        return value

    return read


Draws = Annotated[
    int,
    PlainValidator(whole_number(1, 2**30, "draws = 10000")),
    WithJsonSchema({"type": "integer"}),
]
Seed = Annotated[
    int, PlainValidator(whole_number(0, 2**63 - 1, "seed = 1")), WithJsonSchema({"type": "integer"})
]
Percentile = Annotated[
    int,
    PlainValidator(whole_number(1, 100, "percentiles = [5, 50, 95]")),
    WithJsonSchema({"type": "integer"}),
]
SensitivityDraws = Annotated[
    int,
    PlainValidator(whole_number(16, 2**24, "draws = 1024")),
    WithJsonSchema({"type": "integer"}),
]
Repeats = Annotated[
    int, PlainValidator(whole_number(2, 100, "repeats = 16")), WithJsonSchema({"type": "integer"})
]


def _read_scenario_name(value: object) -> str:
    """Take the name of a scenario; of a path of a file, say which name that is."""
    if isinstance(value, str) and (value.endswith(".toml") or "/" in value):
        name = slug_of(PurePosixPath(value).name.removesuffix(".toml"))
        if SLUG.fullmatch(name):
            message = _("{file} is a file, and a scenario is called by its name", file=shown(value))
            fix = _(
                "write {code}: its file stands beside the study, or is a shipped one",
                code=f'scenario = "{name}"',
            )
            raise misread(message, fix)
    return read_slug(value)


ScenarioName = Annotated[
    str, PlainValidator(_read_scenario_name), WithJsonSchema({"type": "string"})
]


def _called(heading: str) -> BeforeValidator:
    """Refuse a list of tables where each has a heading of its own."""

    def check(value: object) -> object:
        if isinstance(value, list):
            fix = _("give each a heading with its name: {heading}", heading=heading)
            raise wrong_kind(N_("a table"), value, fix)
        return value

    return BeforeValidator(check)


CalledDraws, CalledSweeps = _called("[draw.NAME]"), _called("[sweep.NAME]")


def example_of(key: str, distribution: str, units: Collection[Unit]) -> str:
    """Write a line that a draw lacks, with a figure of the kind of those it has."""
    if key in _EXAMPLES:
        return _EXAMPLES[key]
    size = _SIZES[key]
    if distribution == "poisson" or "number" in units:
        return f"{key} = {size}"
    return f'{key} = "£{size},000"' if "money" in units else f'{key} = "{size}%"'
