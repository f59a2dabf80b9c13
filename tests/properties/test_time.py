"""Years, and the parts of years, are what an independent computation makes of them day by day."""

from __future__ import annotations

from hypothesis import given

from tests.oracle.over_time import settle_years
from tests.properties.engine import laws, words_by_owner
from tests.properties.histories import History, histories


def agrees_day_by_day(history: History) -> None:
    years = settle_years(history.formulas, history.name, history.scenario)
    for words, expected in zip(history.run(), years, strict=True):
        days = [(each["from"], each["to"]) for each in words.get("parts", [])]
        cut = [(str(each[0]), str(each[-1])) for each, _ in expected.parts]
        assert days == (cut if len(cut) > 1 else [])
        assert words_by_owner(words) == expected.whole.published()


@laws(60)
@given(histories())
def test_every_year_is_what_the_oracle_works_out(history: History) -> None:
    agrees_day_by_day(history)
