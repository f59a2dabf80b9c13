"""What becomes of sums a year: they rise year by year, and count for the days of a part of one."""

from __future__ import annotations

from funding.language import N_, _
from funding.worksheet.drafting import Restated

YEARS_PAGE = "docs/reference/years.md"
PART = "part_of_year"
BY_DAYS = N_("{page}: a sum a year counts for its days")
DAYS = {
    "days_before": N_("days of the year before this part"),
    "days_until": N_("days of the year until the end of this part"),
    "days_in_year": N_("days of the year"),
}
FOR_DAYS = (
    "round_to(sum * days_until / days_in_year, penny, down)"
    " - round_to(sum * days_before / days_in_year, penny, down)"
)


def by_days() -> str:
    """Give the source of what counts for days."""
    return _(BY_DAYS, page=YEARS_PAGE)


def uprated() -> Restated:
    """Give what a sum that rises year by year goes through."""
    return Restated(
        "stated",
        "round_to(sum * uprating, penny, half_up)",
        _("uprated"),
        _("{page}: rounded to the nearest penny", page=YEARS_PAGE),
    )


def for_days() -> Restated:
    """Give what a sum a year goes through in a part of a year."""
    return Restated("a_year", FOR_DAYS, _("for the days of this part"), by_days())
