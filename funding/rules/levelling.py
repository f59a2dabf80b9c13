"""Two ways to keep a total within bounds; both are a level and a clamp."""

from __future__ import annotations

from funding.language import _
from funding.rules.work import Work


def draft_pro_rata(work: Work, note: str) -> None:
    """Draft that those within their bounds pay in proportion to what was asked of them."""
    exact = work.asked.exact
    work.draft.column(
        "bounds_level",
        "choose(bound == 0, 1, "
        f"level(kept, sharing * {exact}, sharing * lowest, sharing * highest))",
        _("asked, as a part of what was asked before the bounds"),
        unit="share",
        source=note,
    )
    # Where no bound binds, whole money stays as it is: exact parts may come to some units more.
    work.draft.column(
        "levelled_exact",
        f"choose(sharing == 1 and bound > 0, at_most(at_least(bounds_level * {exact}, lowest), "
        f"highest), {work.asked.pence})",
        _("within the bounds, exact"),
        source=note,
    )


def draft_changes(work: Work, note: str) -> None:
    """Draft how far the others' changes on the year before can be scaled back to pay for bounds.

    A level of 1 leaves every change as it is. Below 1 the rises are scaled back, to nothing at 0;
    above 1 the falls are, to nothing at 2. Nobody is taken beyond what it was assessed for. Whole
    pennies are levelled, so that changes left as they are add up to what was asked.
    """
    draft, asked = work.draft, work.asked.pence
    rises = "was_assessed == 1 and wished > assessed_opening"
    falls = "was_assessed == 1 and wished < assessed_opening"
    fall = f"choose({falls}, assessed_opening - wished, 0)"
    for name, text, title in (
        (
            "wished",
            f"at_most(at_least({asked}, lowest), highest)",
            _("asked, within its own bounds"),
        ),
        (
            "change_wished",
            f"choose({rises}, wished - assessed_opening, {fall})",
            _("change on the year before, up or down"),
        ),
        (
            "bottom",
            f"at_least(choose({rises}, assessed_opening, wished), lowest)",
            _("least, with its whole rise scaled back"),
        ),
        (
            "top",
            f"choose({falls}, at_most(assessed_opening, highest), wished)",
            _("most, with its whole fall scaled back"),
        ),
        (
            "start",
            f"choose({rises}, assessed_opening, wished - change_wished)",
            _("where it begins"),
        ),
    ):
        draft.column(name, text, title, source=note)


def draft_scaled_back(work: Work, note: str) -> None:
    """Draft that bounds are paid for by scaling back the others' changes on the year before."""
    draft, asked = work.draft, work.asked.pence
    draft.column(
        "bounds_level",
        "choose(bound == 0, 1, level(kept, sharing * change_wished, sharing * bottom, "
        "sharing * top, sharing * start))",
        _("how much of the changes is left: all of them at 1"),
        unit="share",
        source=note,
    )
    draft.column(
        "levelled_exact",
        "choose(sharing == 1, at_most(at_least(start + bounds_level * change_wished, bottom), "
        f"top), {asked})",
        _("within the bounds, exact"),
        source=note,
    )
