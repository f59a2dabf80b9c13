"""Random budgets of a board: what it costs, what reduces that, what is given and answered."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from tests.properties.engine import Table
from tests.properties.formulas import IN_KIND
from tests.properties.members import Focus, Members, once_in, pence, text_of

SAYS = ("agreed", "refused", "no answer", "never asked")


@st.composite
def budget(draw: st.DrawFn, pools: list[str], focus: Focus) -> list[Table]:
    """Draw one or two lines for each pool; small ones, if units are to be counted one by one."""
    sums = st.integers(1, 3_000) if focus.rounding else pence()
    if focus.hostile and not focus.rounding:
        sums = st.sampled_from([1, 2, 3, 10**14, 10**14 + 1])
    lines = [(pool, number) for pool in pools for number in range(draw(st.integers(1, 2)))]
    return [
        {"pool": pool, "item": f"{pool} {number}"} | draw(_cost(sums, focus))
        for pool, number in draw(st.permutations(lines))
    ]


@st.composite
def _cost(draw: st.DrawFn, sums: st.SearchStrategy[int], focus: Focus) -> Table:
    """Draw what a line costs, sometimes with the lowest and the highest that it might."""
    low, central, high = (text_of(each) for each in sorted(draw(sums) for _ in range(3)))
    if not focus.full:
        return {"amount": central}
    if once_in(draw, 4):
        return {"amount": {"low": low, "central": central, "high": high}}
    return {"amount": central} | ({"range": [low, high]} if once_in(draw, 3) else {})


def estimated(line: Table, estimate: str) -> str:
    """Give what a line costs at an estimate, as typed."""
    if isinstance(line["amount"], dict):
        return str(line["amount"][estimate])
    low, high = line.get("range", [line["amount"]] * 2)
    return str({"low": low, "high": high}.get(estimate, line["amount"]))


@st.composite
def leads(draw: st.DrawFn, board: Members) -> str | list[str]:
    """Draw a lead partner, or in a list one or two."""
    if draw(st.booleans()):
        return draw(st.sampled_from(sorted(board.kinds)))
    names = st.lists(st.sampled_from(sorted(board.kinds)), min_size=1, max_size=2, unique=True)
    return draw(names)


@st.composite
def reserves(draw: st.DrawFn, pools: list[str], focus: Focus) -> Table:
    """Draw reserves that can pay their planned use and keep their minimum."""
    if not focus.keeping and not draw(st.booleans()):
        return {}
    use, minimum = (pence_or_none(draw) for _ in range(2))
    spare = draw(pence())
    found: Table = {"opening": text_of(use + minimum + spare), "minimum": text_of(minimum)}
    if use:
        found |= {"use": text_of(use), "reduces": draw(_some(pools))}
    return {"reserves": found}


def pence_or_none(draw: st.DrawFn) -> int:
    """Draw a sum, or nothing half of the time."""
    return draw(pence()) if once_in(draw, 2) else 0


@st.composite
def sources(draw: st.DrawFn, name: str, pools: list[str], focus: Focus) -> list[Table]:
    """Draw up to two sums that reduce some pools, often by more than those cost."""
    if focus.is_narrow and not once_in(draw, 6):
        return []
    return [
        {"name": f"{name} {n}", "reduces": draw(_some(pools)), "amount": text_of(draw(pence()))}
        for n in range(draw(st.sampled_from([0, 0, 1, 2])))
    ]


def _some(pools: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(pools), min_size=1, unique=True)


@st.composite
def partners(draw: st.DrawFn, board: Members, focus: Focus) -> list[Table]:
    """Draw who sits on the board; the bill of some may go to another, if all is drawn."""
    found = []
    for who, kind in board.kinds.items():
        partner: Table = {"id": who, "kind": kind, "devolved": draw(st.booleans())}
        if focus.full and once_in(draw, 6):
            partner["payer"] = draw(st.sampled_from([*sorted(board.kinds), "treasury"]))
        found.append(partner)
    return found


@st.composite
def drivers(draw: st.DrawFn, board: Members, focus: Focus) -> list[Table]:
    """Draw a quantity that everyone has some of, and one that many have none of.

    On a hostile board all have none of it, or the same, or the figures of some are not there.
    """
    much = st.one_of(st.integers(1, 3), st.integers(1, 80_000), st.just(999_999_999_999_999))
    little = st.sampled_from([0, 0, 1, 2, 3])
    found: list[Table] = []
    for name, figures in (("children", much), ("need", little)):
        how = draw(st.sampled_from(["none", "ties", "gaps", "", ""])) if focus.hostile else ""
        if how in ("none", "ties"):
            figures = st.just(0 if how == "none" else draw(much))
        values = {who: draw(figures) for who in board.kinds}
        if how == "gaps":
            known = {who: each for who, each in values.items() if not once_in(draw, 4)}
            values = known or values
        found.append({"name": name, "year": 2020, "source": "a test", "values": values})
    return found


@st.composite
def offers(
    draw: st.DrawFn, board: Members, lines: list[Table], focus: Focus, estimate: str
) -> list[Table]:
    """Draw gifts that meet lines, up to the whole of a line, and gifts that meet none."""
    left = {line["item"]: _pence_of(estimated(line, estimate)) for line in lines}
    found = []
    many = focus.giving or focus.keeping
    for _ in range(draw(st.sampled_from([1, 2, 3, 5] if many else [0, 0, 1, 2]))):
        offer: Table = {
            "partner": draw(st.sampled_from(sorted(board.kinds))),
            "kind": draw(st.sampled_from(IN_KIND)),
        }
        if once_in(draw, 4):
            offer["part"] = draw(st.sampled_from(["0%", "33.3%", "50%", "99.9%", "100%"]))
        if once_in(draw, 5):
            offer["value"] = text_of(draw(pence()))
        else:
            offer["meets"] = draw(st.sampled_from(sorted(left)))
            offer |= draw(_worth(left[offer["meets"]]))
            left[offer["meets"]] -= _pence_offered(offer)
        found.append(offer)
    return found


@st.composite
def _worth(draw: st.DrawFn, most: int) -> Table:
    if once_in(draw, 4):
        rate = draw(st.integers(0, most))
        return {"quantity": "0.7 fte", "rate": f"{text_of(rate)} per fte"}
    return {"value": text_of(draw(st.one_of(st.just(most), st.integers(0, most))))}


def _pence_offered(offer: Table) -> int:
    """Give what an offer takes of its line, a part of a penny counted as one."""
    if "value" in offer:
        return _pence_of(offer["value"])
    return -(-_pence_of(offer["rate"].split(" per ")[0]) * 7 // 10)


def _pence_of(text: str) -> int:
    return int(text.replace("£", "").replace(",", "").replace(".", ""))


DAYS = [date(2019, 5, 1), date(2020, 4, 1), date(2021, 3, 31), date(2021, 4, 1), date(2022, 1, 1)]
"""Days of answers: before the year, in it, on its last day, and after it."""


@st.composite
def answers(draw: st.DrawFn, board: Members, focus: Focus) -> list[Table]:
    """Draw for each partner no answer, one to any formula, one to this one, or several.

    Where nothing else tells which of several counts, each has a day of its own.
    """
    found: list[Table] = []
    silent: list[list[str | None]] = [[]] if focus.shortage else [[], [], []]
    given: list[list[str | None]] = [*silent, [None], ["drawn"], [None, "drawn"]]
    given += [[None, None], [None, "drawn", "drawn"]] if focus.full else []
    if focus.hostile and once_in(draw, 3):
        says = draw(st.sampled_from(SAYS[1:]))
        return [{"partner": who, "says": says} for who in board.kinds]
    for who in draw(st.permutations(sorted(board.kinds))):
        formulas = draw(st.sampled_from(given))
        dated = len(formulas) > len(set(formulas)) or (focus.full and once_in(draw, 4))
        days = draw(st.permutations(DAYS))
        for formula, day in zip(formulas, days, strict=False):
            answer: Table = {"partner": who} | draw(_said()) | ({"date": day} if dated else {})
            if formula is not None:
                answer["formula"] = formula
            if once_in(draw, 4):
                answer["while_duty"] = draw(st.sampled_from(["will", "may"]))
            if focus.full and once_in(draw, 6):
                answer["board"] = "board"
            if focus.full and once_in(draw, 6):
                answer["years"] = draw(st.sampled_from([["2020-21"], ["2020-21", "2021-22"]]))
            found.append(answer)
    return draw(st.permutations(found))


@st.composite
def _said(draw: st.DrawFn) -> Table:
    said: Table = {"says": draw(st.sampled_from([*SAYS, "agreed"]))}
    if said["says"] == "agreed":
        part = draw(st.sampled_from(["", "take_up", "amount"]))
        if part == "take_up":
            said[part] = draw(st.sampled_from(["0%", "33.3%", "50%", "100%"]))
        if part == "amount":
            said[part] = text_of(draw(st.one_of(st.just(0), pence())))
    return said
