"""Which charts a view has."""

from __future__ import annotations

from collections.abc import Iterator

from funding.report.page.cash_charts import cash_figure, changes_figure
from funding.report.page.figures import Figure
from funding.report.page.meeting_charts import in_kind_figure, met_figure
from funding.report.page.views import View
from funding.report.page.year_charts import lines_figures


def figures_of(view: View) -> Iterator[Figure]:
    """Give the charts of a view: of its last year, and over the years where there are several."""
    drawn = view.drawn
    if len(drawn.who) > 1 or len(drawn.last) > 1:
        yield cash_figure(drawn)
    if any(drawn.compared()):
        yield changes_figure(drawn)
    yield from in_kind_figure(drawn)
    yield met_figure(drawn)
    if len(drawn.years) > 1:
        yield from lines_figures(drawn)
