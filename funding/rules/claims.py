"""What was given in earlier years above what was credited, drawn in this one: `excess = "carried"`.

The year in which a thing was given saved the money for it, which went to reserves. A later year
asks the giver for less, and reserves pay for that.
"""

from __future__ import annotations

from funding.language import N_, _
from funding.rules.closing import draft_minimum, draft_opening
from funding.rules.work import Asked, Work, without
from funding.worksheet.column import Role, Scope

PAGE = "docs/reference/in-kind.md"
SOURCE = N_("{page}: a claim is drawn as far as reserves allow")


def draft_claim(work: Work) -> str:
    """Draft what each partner gave in earlier years and was not credited with."""
    return work.draft.opening(
        "in_kind", _("given in earlier years and still to be credited"), scope=Scope.PARTNER
    )


def draft_drawn(work: Work) -> None:
    """Draft what is drawn of the claims of earlier years; from here on that much less is asked.

    No more than is asked of the partner, and all together no more than reserves have above their
    minimum after what they have paid so far. Claims above that are drawn in proportion.
    """
    draft, asked = work.draft, work.asked
    claim, opening, minimum = draft_claim(work), draft_opening(work), draft_minimum(work)
    draft.column(
        "drawable",
        f"at_most({claim}, {work.bounds.down_from(asked.pence)})",
        _("most that it may draw"),
        source=_(SOURCE, page=PAGE),
    )
    used = [*draft.playing(Role.RESERVES_PLANNED), minimum]
    draft.column(
        "drawn_in_all",
        f"at_most(total(drawable), at_least({without(opening, used)}, 0))",
        _("drawn by all partners, from reserves"),
        role=Role.RESERVES_PLANNED,
        source=_(SOURCE, page=PAGE),
    )
    draft.column(
        "drawn_exact",
        "choose(drawn_in_all > 0, drawable * drawn_in_all / total(drawable), 0)",
        _("drawn of earlier years, exact"),
        source=_(SOURCE, page=PAGE),
    )
    draft.column(
        "in_kind_drawn",
        "round_to_total(drawn_exact, drawn_in_all, penny, largest_remainder)",
        _("drawn of what was given in earlier years"),
        role=Role.IN_KIND_DRAWN,
        source=_(SOURCE, page=PAGE),
    )
    _ask_less(work)


def _ask_less(work: Work) -> None:
    asked = work.asked
    exact = work.draft.column(
        "after_claims_exact",
        f"at_least({asked.exact} - drawn_exact, 0)",
        _("asked after what is drawn, exact"),
        source=_(SOURCE, page=PAGE),
    )
    pence = work.draft.column(
        "after_claims",
        f"{asked.pence} - in_kind_drawn",
        _("asked after what is drawn"),
        source=_(SOURCE, page=PAGE),
    )
    work.asked = Asked(exact, pence)


def draft_carried(work: Work) -> None:
    """Draft what each partner may still draw in later years, with which the next one opens."""
    column = work.draft.column(
        "in_kind_carried",
        f"{draft_claim(work)} - in_kind_drawn + excess",
        _("given and still to be credited, carried to next year"),
        role=Role.IN_KIND_CARRIED,
        source=_("{page}: what is not drawn is carried on", page=PAGE),
    )
    work.draft.closing("in_kind", column)
