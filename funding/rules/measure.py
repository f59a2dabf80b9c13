"""A driver made of another, without an expression: `[measure.NAME]`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from funding.language import N_, _
from funding.rules.rule import Path, Rule, Settings, check_names
from funding.rules.words import in_words
from funding.rules.work import Made, Work
from funding.toml.fields import Name, Number, Percent, Stated, Table, misread
from funding.worksheet.column import Origin, Scope
from funding.worksheet.drafting import NameTaken

PAGE = "docs/reference/measures.md"
MOST_BANDS, MOST_MEASURES = 40, 40
"""A band is a term of one expression; a measure of a measure is worked out within it."""


class Band(Table):
    """One of `bands`: what of a figure counts at a rate, up to a figure; the last has no end."""

    up_to: Stated[Number] | None = None
    rate: Stated[Percent | Number]


class Taper(Table):
    """`taper`: a figure counts in full up to `from`, then less, and from `to` on not at all."""

    start: Stated[Number] = Field(alias="from")
    to: Stated[Number]

    @model_validator(mode="after")
    def _rise(self) -> Taper:
        if self.start.value >= self.to.value:
            raise misread(
                _("the taper ends where it begins, or before"), _("make 'to' larger"), "to"
            )
        return self


def _in_order(bands: list[Band]) -> list[Band]:
    """Refuse bands that do not rise, or leave out what is above them all."""
    if not bands:
        raise misread(
            _("there is no band"),
            _("write for instance {example}", example="[{ up_to = 1000, rate = 1 }, …]"),
        )
    for place, band in enumerate(bands[:-1]):
        if band.up_to is None:
            fix = _("write up_to, or put it last")
            raise misread(_("only the last band has no end"), fix, place)
    ends = [band.up_to.value for band in bands if band.up_to is not None]
    for place, (before, after) in enumerate(pairwise([Fraction(0), *ends])):
        if after <= before:
            raise misread(_("the bands do not rise"), _("put them in order"), place, "up_to")
    if bands[-1].up_to is not None:
        message = _("it is not said what of a figure above the last band")
        raise misread(
            message,
            _("add a band without an end: {example}", example='{ rate = "0" }'),
            len(bands) - 1,
        )
    return bands


class MeasureFile(Settings):
    """`[measure.NAME]`: what it is made of, and one of three ways in which a figure counts."""

    of: Name
    threshold: Stated[Number] | None = None
    bands: Annotated[list[Band], AfterValidator(_in_order), Field(max_length=MOST_BANDS)] | None = (
        None
    )
    taper: Taper | None = None

    @model_validator(mode="after")
    def _one_way(self) -> MeasureFile:
        ways = [key for key in ("threshold", "bands", "taper") if getattr(self, key) is not None]
        if not ways:
            message = _("it is not said how a figure counts")
            raise misread(message, _("add one of: {keys}", keys="threshold, bands, taper"))
        if len(ways) > 1:
            message = _("a measure has one of {ways}, not both", ways=_(" and ").join(ways))
            raise misread(message, _("make a measure of a measure for the other"), ways[1])
        return self


class Measures(Settings):
    """`[measure]`: each measure by its name."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, MeasureFile] = Field(init=False)

    @model_validator(mode="after")
    def _lead_somewhere(self) -> Measures:
        measures = self.__pydantic_extra__ or {}
        check_names(
            measures,
            _("no measure is named"),
            _("write for instance {example}", example="[measure.large_councils]"),
            MOST_MEASURES,
        )
        for name in measures:
            way = [name]
            while measures[way[-1]].of in measures:
                way.append(measures[way[-1]].of)
                if way[-1] in way[:-1]:
                    message = _("the measures go round in a circle: {way}", way=" → ".join(way))
                    raise misread(message, _("let one of them be of a driver"), name, "of")
        return self

    def each(self) -> dict[str, MeasureFile]:
        """Give each measure by its name, with the section's status and source where it has none."""
        return {
            name: measure.model_copy(
                update={
                    "status": measure.status or self.status,
                    "source": measure.source or self.source,
                }
            )
            for name, measure in (self.__pydantic_extra__ or {}).items()
        }

    def drivers_made(self) -> Iterator[tuple[Path, str, str]]:
        """Give each measure, and what it is made of."""
        for name, measure in self.each().items():
            yield (name, "of"), name, measure.of


def columns(settings: Measures, work: Work) -> None:
    """Make the measures known; each is drafted when something is first shared by it."""
    for name, measure in settings.each().items():
        if name in work.draft or name in work.shape.drivers:
            raise NameTaken(name)
        work.made[name] = _Maker(work, name, measure).made()


class _Maker:
    """One measure, and the columns of the figures that it states."""

    def __init__(self, work: Work, name: str, measure: MeasureFile) -> None:
        self._work, self._name, self._measure = work, name, measure

    def made(self) -> Made:
        return Made(self._measure.of, self._own, self._over)

    def _own(self) -> str:
        """Draft the measure of each partner's own figure; who has no figure has no measure."""
        figure = self._work.driver(self._measure.of)
        base = self._measure.of
        while base in self._work.made:
            base = self._work.made[base].of
        known = self._work.draft.input(
            f"has_{base}",
            _("1 for a partner with a figure of {driver}, else 0", driver=in_words(base)),
            Origin("has_driver", (base,)),
            scope=Scope.PARTNER,
            unit="flag",
        )
        text = f"choose({known} == 1, {self._text(figure)}, 0)"
        return self._column(self._name, text, base)

    def _over(self, figure: str, name: str) -> str:
        """Draft the measure of another column, which everyone has."""
        return self._column(name, self._text(figure), None)

    def _column(self, name: str, text: str, base: str | None) -> str:
        return self._work.draft.column(
            name,
            text,
            _(self._how(), measure=in_words(self._name), driver=in_words(self._measure.of)),
            unit="number",
            source=self._work.note(self._measure),
            figure_of=base,
        )

    def _how(self) -> str:
        measure = self._measure
        if measure.threshold is not None:
            return N_("{measure}: {driver} above its threshold")
        if measure.bands is not None:
            return N_("{measure}: {driver} by bands")
        return N_("{measure}: {driver} with a taper")

    def _text(self, figure: str) -> str:
        """Write the measure of a figure."""
        measure = self._measure
        if measure.threshold is not None:
            threshold = self._stated("threshold", measure.threshold, "threshold")
            return f"at_least({figure} - {threshold}, 0)"
        if measure.taper is not None:
            start = self._stated("from", measure.taper.start, "taper", "from")
            to = self._stated("to", measure.taper.to, "taper", "to")
            part = f"({to} - {figure}) / ({to} - {start})"
            return f"{figure} * at_most(at_least({part}, 0), 1)"
        return " + ".join(self._bands(figure, measure.bands or []))

    def _bands(self, figure: str, bands: list[Band]) -> Iterator[str]:
        """Write what each band gives: its rate times the part of the figure that lies in it."""
        lower = ""
        for number, band in enumerate(bands, start=1):
            rate = self._stated(f"rate_{number}", band.rate, "bands")
            part = figure
            if band.up_to is not None:
                end = self._stated(f"band_{number}", band.up_to, "bands")
                part = f"at_most({figure}, {end})"
            yield f"{rate} * at_least({part} - {lower}, 0)" if lower else f"{rate} * {part}"
            lower = end if band.up_to is not None else lower

    def _stated(self, what: str, stated: Stated[Fraction], *at: str) -> str:
        """Draft one figure of the measure, and give its column; a list is set as a whole."""
        work, column = self._work, f"{self._name}_{what}"
        words = column.replace("_", " ")
        path = ("measure", self._name, *at)
        figure = work.figure("figures of measures", words, stated, self._measure, path)
        return work.draft.parameter(
            column,
            in_words(column),
            by="board",
            values={"": Fraction(stated.value)},
            figures=[figure],
            unit="number",
            source=work.note(self._measure),
        )


RULE = Rule(
    "measure",
    "sharing",
    N_("make a driver of another: above a threshold, by bands, or with a taper"),
    Measures,
    columns,
    PAGE,
)
