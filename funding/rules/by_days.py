"""What becomes of sums a year: they rise year by year, and count for the days of a part of one."""

from __future__ import annotations

from funding.worksheet.drafting import Restated

YEARS_PAGE = "docs/reference/years.md"
PART = "part_of_year"
BY_DAYS = f"{YEARS_PAGE}: a sum a year counts for its days"
DAYS = {
    "days_before": "days of the year before this part",
    "days_until": "days of the year until the end of this part",
    "days_in_year": "days of the year",
}
UPRATED = Restated(
    "stated",
    "round_to(sum * uprating, penny, half_up)",
    "uprated",
    f"{YEARS_PAGE}: rounded to the nearest penny",
)
FOR_DAYS = Restated(
    "a_year",
    "round_to(sum * days_until / days_in_year, penny, down)"
    " - round_to(sum * days_before / days_in_year, penny, down)",
    "for the days of this part",
    BY_DAYS,
)
