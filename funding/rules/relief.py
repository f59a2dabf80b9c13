"""What contributions in kind above a partner's own share take off the others' shares."""

from __future__ import annotations

from funding.language import _
from funding.rules.work import Work


def draft_relief(work: Work, note: str) -> str:
    """Draft what the excess takes off the others, in proportion to what is asked of them.

    Partners with an excess of their own get none; nobody's relief passes what it has left to pay.
    The ceiling was taken before, on what is asked, or the two would chase each other.
    """
    draft, asked = work.draft, work.asked.pence
    room = f"{asked} - in_kind"
    if work.bounds.lowest:
        room = f"at_most({room}, {work.bounds.down_from(asked)})"
    draft.column(
        "relief_weight",
        f"choose(excess > 0, 0, {asked})",
        _("shares in the relief by"),
        source=note,
    )
    draft.column(
        "relief_room",
        f"choose(excess > 0, 0, {room})",
        _("most that relief may take off"),
        source=note,
    )
    draft.column(
        "relief_in_all",
        "at_most(total(excess) - filled, total(relief_room))",
        _("relief of all partners"),
        source=note,
    )
    draft.column(
        "relief_level",
        "level(relief_in_all, relief_weight, 0, relief_room)",
        _("relief, as a part of what is asked"),
        unit="share",
        source=note,
    )
    draft.column(
        "relief_exact",
        "at_most(relief_level * relief_weight, relief_room)",
        _("relief, exact"),
        source=note,
    )
    return draft.column(
        "relief",
        "round_to_total(relief_exact, relief_in_all, penny, largest_remainder)",
        _("relief from others' contributions in kind"),
        source=note,
    )
