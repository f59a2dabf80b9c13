"""What a central grant pays in a partner's place, in proportion to what is asked: `[matched]`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from funding.language import N_, _
from funding.rules.rule import Rule, Settings
from funding.rules.work import Asked, Work, whole
from funding.toml.fields import Money, Percent, Stated, misread
from funding.worksheet.column import Role

PAGE = "docs/reference/formula-file.md"
RESULT_PAGE = "docs/reference/result.md"


class Matched(Settings):
    """`[matched]`: the part of what is asked that a grant pays, by kind or by partner's id.

    `limit_amount` is the most that the grant pays on a board in a year; what it pays of each is
    then reduced alike.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Stated[Percent]] = Field(init=False)
    limit_amount: Stated[Money] | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.__pydantic_extra__:
            raise misread(
                _("nobody is matched"), _("write for instance {example}", example='police = "50%"')
            )
        return self

    def parts(self) -> dict[str, Stated[Percent]]:
        """Give the part that the grant pays, by the kind or partner it is stated for."""
        return dict(self.__pydantic_extra__ or {})

    def partners_named(self) -> Iterator[str]:
        """Give the kinds and partners that are matched."""
        yield from self.parts()


def columns(settings: Matched, work: Work) -> None:
    """Draft what the grant pays in each partner's place, in whole pennies, rounded down.

    Nobody's own money grows by that: what is asked of the partner falls by what the grant pays.
    """
    draft, note, asked = work.draft, work.note(settings), work.asked
    part = _part(settings, work, note)
    draft.column(
        "matchable",
        f"round_to({part} * {asked.pence}, penny, down)",
        _("part of what is asked that a grant would pay"),
        source=_("{page}: matched in whole pennies, rounded down", page=PAGE),
    )
    draft.column(
        "matched", _limited(settings, work, note), _("paid by a grant instead"), source=note
    )
    draft.column(
        "matched_in_all",
        "total(matched)",
        _("matching grant"),
        role=Role.CENTRAL,
        source=_("{page}: what a grant pays in a partner's place", page=RESULT_PAGE),
    )
    # Matched in whole pennies, it may pass an exact share by a part of one.
    draft.column(
        "asked_unmatched_exact",
        f"at_least({asked.exact} - matched, 0)",
        _("asked of the partner itself, exact"),
        source=note,
    )
    draft.column(
        "asked_unmatched", f"{asked.pence} - matched", _("asked of the partner itself"), source=note
    )
    # What a grant leaves of whole units is pennies again.
    work.unit = "penny"
    work.asked = Asked("asked_unmatched_exact", "asked_unmatched")


def _part(settings: Matched, work: Work, note: str) -> str:
    """Draft each partner's part: its own goes before that of its kind, as with a duty."""
    parts = settings.parts()
    own = {name: each for name, each in parts.items() if name not in work.shape.kinds}
    # A kind that only the scenario declares is not known here: it looks like a partner's id.
    of_kind = work.draft.parameter(
        "matched_of_kind",
        _("part that a grant pays, of its kind"),
        by="kind",
        values=whole(parts),
        figures=work.figures(
            "matched parts", settings, {k: each for k, each in parts.items() if k not in own}
        ),
        unit="share",
        source=note,
    )
    if not own:
        return of_kind
    work.draft.parameter(
        "matched_own",
        _("part that a grant pays, of its own"),
        by="partner",
        values=whole(own),
        figures=work.figures("matched parts", settings, own),
        unit="share",
        source=note,
    )
    work.draft.parameter(
        "has_matched_own",
        _("1 for a partner with a matched part of its own, else 0"),
        by="partner",
        values=dict.fromkeys(own, Fraction(1)),
        unit="flag",
        source=note,
    )
    return f"choose(has_matched_own == 1, matched_own, {of_kind})"


def _limited(settings: Matched, work: Work, note: str) -> str:
    """Write what the grant pays of each, within its limit: then it pays the same part of all."""
    limit = settings.limit_amount
    if limit is None:
        return "matchable"
    work.draft.parameter(
        "most_matched",
        _("most that the grant pays"),
        by="board",
        values={"": limit.value},
        figures=work.figures("matching limits", settings, {"limit_amount": limit}),
        source=note,
    )
    return (
        "choose(total(matchable) > most_matched, "
        "round_to(matchable * most_matched / total(matchable), penny, down), matchable)"
    )


RULE = Rule(
    "matched",
    "matching",
    N_("let a central grant pay a part of what is asked of some partners"),
    Matched,
    columns,
    PAGE,
)
