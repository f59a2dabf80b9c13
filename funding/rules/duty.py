"""Who must contribute, who may, and who is left out: `[duty]`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, PlainValidator

from funding.language import N_, _
from funding.rules.rule import Rule, Settings
from funding.rules.work import Work
from funding.toml.fields import Day, Status, Table, Words, misread
from funding.toml.wording import shown

PAGE = "docs/reference/formula-file.md"
Word = Literal["will", "may", "excluded"]
MOST_MONTHS = 120


class Duty(Table):
    """A duty with its date: `may` until `will_from`, and `after` what consultation, and when."""

    duty: Word
    will_from: Day | None = None
    after: Words | None = None
    consulted: Day | None = None
    status: Status | None = None
    source: Words | None = None

    def on(self, day: date) -> Word:
        """Give the duty in force on a day."""
        return "will" if self.will_from is not None and day >= self.will_from else self.duty


def _months(value: object) -> int:
    """Read a number of months, not too many for a notice."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_MONTHS:
        return value
    fix = _(
        "write a number from 1 to {most} without quotes: {example}",
        most=MOST_MONTHS,
        example="notice = 12",
    )
    raise misread(_("{value} is not a number of months", value=shown(value)), fix)


class DutySettings(Settings):
    """`[duty]`: a word, or a table with dates, for each kind of partner or partner's id.

    `notice` is how many months of notice a partner gives that means to withdraw.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Word | Duty] = Field(init=False)
    notice: Annotated[int, PlainValidator(_months)] | None = None

    def stated(self) -> dict[str, Duty]:
        """Give every duty as a table, by the kind or partner it is stated for."""
        extra = self.__pydantic_extra__ or {}
        return {
            who: word if isinstance(word, Duty) else Duty(duty=word) for who, word in extra.items()
        }

    def partners_named(self) -> Iterator[str]:
        """Give the kinds and partners with a duty."""
        yield from self.stated()

    def of(self, partner: str, kind: str) -> Duty:
        """Give a partner's duty: its own, else its kind's; nothing stated is `may`.

        By s.138(1) of the Social Services and Well-being (Wales) Act 2014, and s.33 of the Children
        Act 2004 before it, every contribution is one that a partner *may* make.
        """
        stated = self.stated()
        return stated.get(partner) or stated.get(kind) or Duty(duty="may")


def columns(settings: Settings | None, work: Work) -> None:
    """Draft who is excluded, and so pays nothing whatever the split says."""
    silent = _("{page}: a formula silent on duty excludes nobody", page=PAGE)
    note = work.note(settings) if settings else silent
    work.flag("excluded", _("1 for a partner that the formula excludes, else 0"), note)


RULE = Rule(
    "duty",
    "parties",
    N_("say who will contribute, who may, from when, and who is excluded"),
    DutySettings,
    columns,
    PAGE,
    always=True,
)
