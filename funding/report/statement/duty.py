"""By what duty a partner contributes: the law, what it answered, and what that comes to."""

from __future__ import annotations

from itertools import groupby

from funding.comparison.run import Run
from funding.language import _
from funding.report.statement.answers import Seats, comes_to, outcome_of, said_of
from funding.report.statement.law import law_of
from funding.report.statement.model import Section
from funding.report.statement.place import Place, day


def duty_of(place: Place) -> Section:
    """Say the duty and the answer; of a year that is cut, those of each span that is alike."""

    def told(seat: tuple[Run, int]) -> tuple[str, str, str]:
        run, row = seat
        party = run.parties[row]
        law, said = " ".join(law_of(run, party)), " ".join(said_of(run, row))
        return law, said, outcome_of(run, row)

    spans = [(law, said, list(seats)) for (law, said, _came), seats in groupby(place.parts, told)]
    laws = list(dict.fromkeys(law for law, _said, _seats in spans))
    paragraphs = [*laws] if len(laws) == 1 else []
    for law, said, seats in spans:
        if len(spans) > 1:
            paragraphs.append(_days_of(seats))
        if len(laws) > 1:
            paragraphs.append(law)
        paragraphs.append(" ".join(filter(None, (said, *comes_to(place, seats)))))
    return Section(_("By what duty"), tuple(filter(None, paragraphs)))


def _days_of(seats: Seats) -> str:
    (first, _row), (last, _last_row) = seats[0], seats[-1]
    begins, ends = day(first.part.first_day), day(last.part.last_day)
    return _("From {begins} to {ends}:", begins=begins, ends=ends)
