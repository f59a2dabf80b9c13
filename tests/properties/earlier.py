"""Random figures of the year before, what is paid of arrears, and rates that offers name."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.properties.engine import Table
from tests.properties.members import Focus, Members, once_in, pence, text_of


@st.composite
def last_year(draw: st.DrawFn, board: Members, focus: Focus) -> list[Table]:
    """Draw what is stated of some partners, each word or none."""
    if focus.bounds:
        return draw(_much_the_same(board))
    if not focus.keeping and not (focus.full and once_in(draw, 5)):
        return []
    found = []
    for who in draw(st.permutations(sorted(board.kinds))):
        words = ["cash", "cash", "in_kind", "in_kind", "arrears", "assessed"]
        some = draw(st.lists(st.sampled_from(words), unique=True))
        stated = {word: text_of(draw(st.one_of(st.just(0), pence()))) for word in some}
        if stated:
            found.append({"partner": who} | stated)
    return found


@st.composite
def _much_the_same(draw: st.DrawFn, board: Members) -> list[Table]:
    """Draw what most were assessed for in the year before: often nothing, often much the same."""
    usual = draw(pence())
    sums = st.one_of(st.just(0), st.just(usual), st.integers(0, 2 * usual), pence())
    known = [who for who in sorted(board.kinds) if not once_in(draw, 5)]
    return [{"partner": who, "assessed": text_of(draw(sums))} for who in known]


@st.composite
def arrears_paid(draw: st.DrawFn, before: list[Table]) -> list[Table]:
    """Draw payments of some arrears, up to all that is owed."""
    found = []
    for each in before:
        owed = int(each.get("arrears", "0").replace("£", "").replace(",", "").replace(".", ""))
        if owed and draw(st.booleans()):
            paid = draw(st.one_of(st.just(owed), st.integers(0, owed)))
            found.append({"partner": each["partner"], "amount": text_of(paid)})
    return found


@st.composite
def rates(draw: st.DrawFn, offers: list[Table]) -> list[Table]:
    """Give some of the offers a name in place of their rate; draw the rates of those names."""
    found = []
    for number, offer in enumerate(offers):
        if "rate" in offer and draw(st.booleans()):
            name = f"rate-{number}"
            found.append({"name": name, "rate": offer["rate"]})
            offer["rate"] = name
    return found
