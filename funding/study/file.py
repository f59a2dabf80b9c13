"""A study file as an officer types it: what is not known, what is tried, and what is asked."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema, model_validator

from funding.language import _
from funding.rules.rule import Distinct, Expression
from funding.study.figures import Figure, read_figure
from funding.study.typed import (
    CalledDraws,
    CalledSweeps,
    Draws,
    Percentile,
    Repeats,
    ScenarioName,
    Seed,
    SensitivityDraws,
    example_of,
)
from funding.toml import nearest
from funding.toml.fields import Name, Slug, Status, Table, Title, Words, Year, misread

MOST_TRIED = 1_000
"""So many values of one thing may be tried, and so many cases of all things together."""


def _unlike(figures: list[Figure]) -> list[Figure]:
    """Refuse a figure that stands twice in a list: it would count twice."""
    for place, figure in enumerate(figures):
        if figure in figures[:place]:
            said = _("{figure} stands here twice", figure=figure.written())
            raise misread(said, _("delete one of the two"), place)
    return figures


Unlike = AfterValidator(_unlike)
FigureTyped = Annotated[
    Figure, PlainValidator(read_figure), WithJsonSchema({"type": ["string", "number"]})
]

KEYS_OF = {
    "uniform": ({"low", "high"}, set[str]()),
    "triangular": ({"low", "likely", "high"}, set[str]()),
    "normal": ({"mean", "deviation"}, {"low", "high"}),
    "poisson": ({"mean"}, set[str]()),
    "chance": ({"of"}, set[str]()),
    "choice": ({"values"}, {"weights"}),
    "quantiles": ({"points"}, set[str]()),
}
"""What each distribution must say, and what it may."""
STEPS = {"start": "start", "end": "end", "step": "step"}
"""The keys of a sweep in steps, as parts of a sentence: they are not translated."""
OWN_KEYS = ("low", "likely", "high", "mean", "deviation", "of", "values", "weights", "points")


class DrawFile(Table):
    """`[draw.NAME]`: a figure that is not known, and how it is thought to be spread."""

    title: Title | None = None
    distribution: Literal[
        "uniform", "triangular", "normal", "poisson", "chance", "choice", "quantiles"
    ]
    each: Literal["study", "board", "partner"] = "study"
    low: FigureTyped | None = None
    likely: FigureTyped | None = None
    high: FigureTyped | None = None
    mean: FigureTyped | None = None
    deviation: FigureTyped | None = None
    of: FigureTyped | None = None
    values: Annotated[list[FigureTyped], Field(min_length=1, max_length=MOST_TRIED)] | None = None
    weights: Annotated[list[FigureTyped], Field(max_length=MOST_TRIED)] | None = None
    points: dict[str, FigureTyped] | None = None
    status: Status = "assumed"
    source: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def _say_how_it_is_spread(cls, value: object) -> object:
        """Say what to add; a key that is misspelt is told of by others, who find what was meant."""
        key = "distribution"
        if isinstance(value, dict) and key not in value and nearest(key, value) is None:
            fix = _("add for instance: {code}", code='distribution = "uniform"')
            raise misread(_("a draw needs '{key}'", key=key), fix)
        return value

    def _example(self, key: str) -> str:
        """Write a line for a key that is missing."""
        stated = [getattr(self, each) for each in OWN_KEYS]
        units = [each.unit for each in stated if isinstance(each, Figure)]
        return example_of(key, self.distribution, units)

    @model_validator(mode="after")
    def _say_what_it_needs(self) -> DrawFile:
        must, may = KEYS_OF[self.distribution]
        stated = {key for key in OWN_KEYS if getattr(self, key) is not None}
        for key in OWN_KEYS:
            parts = {"distribution": self.distribution, "key": key}
            if key in must - stated:
                message = _("a {distribution} distribution needs '{key}'", **parts)
                fix = _("add for instance: {code}", code=self._example(key))
                raise misread(message, fix)
            if key in stated - must - may:
                message = _("a {distribution} distribution has no '{key}'", **parts)
                raise misread(message, _takes(must | may), key)
        return self


def _takes(keys: set[str]) -> str:
    """Say which keys a distribution takes."""
    *others, last = (f"'{each}'" for each in OWN_KEYS if each in keys)
    for each in reversed(others):
        last = _("{one} and {other}", one=each, other=last)
    return _("it takes {keys}", keys=last)


class SweepFile(Table):
    """`[sweep.NAME]`: a figure that is tried at several values, one after another."""

    title: Title | None = None
    values: Annotated[list[FigureTyped], Field(min_length=1, max_length=MOST_TRIED), Unlike] = []
    start: FigureTyped | None = None
    end: FigureTyped | None = None
    step: FigureTyped | None = None

    @model_validator(mode="after")
    def _one_way(self) -> SweepFile:
        steps = [each for each in (self.start, self.end, self.step) if each is not None]
        if bool(self.values) == bool(steps) or len(steps) not in (0, 3):
            code = 'values = ["5%", "10%"]'
            fix = _("write {code}, or {start}, {end} and {step}", code=code, **STEPS)
            raise misread(_("it is not said which values are tried"), fix)
        if self.start is None or self.end is None or self.step is None:
            return self
        if len({each.unit for each in steps}) > 1:
            message = _("{start}, {end} and {step} are not of one kind", **STEPS)
            fix = _("write all as sums, all as percentages or all as numbers")
            raise misread(message, fix, "step")
        if self.step.value <= 0 or self.end.value < self.start.value:
            message = _("the steps do not lead from {start} to {end}", **STEPS)
            raise misread(message, _("let them rise"), "step")
        if (self.end.value - self.start.value) / self.step.value >= MOST_TRIED:
            message = _("there are more than {most} steps", most=f"{MOST_TRIED:,}")
            raise misread(message, _("take larger steps"), "step")
        return self


class InputFile(Table):
    """`[[input]]`: what a figure of the scenario, or of a formula, is instead of what it says."""

    column: Name
    expression: Expression
    boards: Annotated[list[Slug], Field(min_length=1), Distinct] | None = None
    formulas: Annotated[list[Slug], Field(min_length=1), Distinct] | None = None
    kinds: Annotated[list[Name], Field(min_length=1), Distinct] | None = None
    partners: Annotated[list[Slug], Field(min_length=1), Distinct] | None = None


class SensitivityFile(Table):
    """`[sensitivity]`: how much of what is not known about a bill is due to each draw."""

    draws: SensitivityDraws = 1_024
    repeats: Repeats = 16


class StudyFile(Table):
    """Every key of a study: a file of its own, or the table `[study]` of a scenario."""

    title: Title | None = None
    notes: Words | None = None
    scenario: ScenarioName | None = None
    formulas: Annotated[list[Slug], Field(min_length=1), Distinct] | None = None
    baseline: Slug | None = None
    year: Year | None = None
    draws: Draws = 10_000
    seed: Seed = 0
    sampling: Literal["sobol", "latin-hypercube", "random"] = "sobol"
    percentiles: Annotated[list[Percentile], Field(max_length=20), Distinct] = [5, 25, 50, 75, 95]
    rises: Annotated[list[FigureTyped], Field(max_length=10), Unlike] = []
    draw: Annotated[dict[Name, DrawFile], CalledDraws] = {}
    sweep: Annotated[dict[Name, SweepFile], CalledSweeps] = {}
    input: list[InputFile] = []
    sensitivity: SensitivityFile | None = None


def steps_of(file: SweepFile) -> list[Figure]:
    """Give the values that are tried, in order."""
    if file.start is None or file.end is None or file.step is None:
        return list(file.values)
    count = (file.end.value - file.start.value) // file.step.value
    return [
        Figure(file.start.value + Fraction(place) * file.step.value, file.start.unit)
        for place in range(int(count) + 1)
    ]
