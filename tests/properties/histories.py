"""Random boards over several years: sums by year, amendments, notices, who comes and leaves."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from funding import Outcome, read_scenario, simulate
from tests.properties.amending import amendments
from tests.properties.boards import estimated
from tests.properties.engine import Case, Table, Words
from tests.properties.expressing import expressed
from tests.properties.formulas import formulas
from tests.properties.members import POOLS, Focus, Members, members, once_in, pence, text_of
from tests.properties.strategies import ABOUT, scenarios
from tests.properties.writing import write_toml

YEARS = ("2020-21", "2021-22", "2022-23")
FIRST, LAST = date(2020, 4, 1), date(2023, 3, 31)


@dataclass(frozen=True)
class History:
    """Formulas by name, a scenario of several years, and which of the formulas is meant.

    Somebody of the kind `anchor_kind` always takes part.
    """

    formulas: dict[str, Table]
    scenario: Table
    name: str
    anchor_kind: str = ""

    def run(self) -> list[Words]:
        """Run it from files as a user has them; give what is published of each year."""
        found: list[Words] = self.outcome().to_dict()["results"]
        return found

    def outcome(self) -> Outcome:
        """Run it from files as a user has them."""
        with TemporaryDirectory() as folder:
            (Path(folder) / "formulas").mkdir()
            for name, table in self.formulas.items():
                path = Path(folder) / "formulas" / f"{name}.toml"
                path.write_text(write_toml(table), encoding="utf-8")
            scenario = Path(folder) / "scenario.toml"
            text = write_toml({**self.scenario, "formulas": [self.name]})
            scenario.write_text(text, encoding="utf-8")
            return simulate(read_scenario(scenario))


@st.composite
def histories(
    draw: st.DrawFn, *, plain: bool = False, rising: bool = False, all_rules: bool = False
) -> History:
    """Draw two or three years of one board; a plain one has sums by year and nothing dated.

    In a rising one the formula has a fee that somebody owes, and its sums rise. With all rules
    those too are drawn that let more pass between years than reserves.
    """
    board = draw(members())
    pools = list(POOLS[: draw(st.sampled_from([1, 1, 2, 3]))])
    focus = Focus(*draw(st.sampled_from([(False, False), (True, False), (False, True)])))
    if all_rules:
        focus = Focus(composed=True, full=True, **{each: once_in(draw, 3) for each in ABOUT})
    formula = draw(formulas(board, pools, focus))
    scenario = draw(scenarios(board, pools, focus))
    if all_rules:
        formula, scenario = draw(_of_all_rules(formula, scenario, focus))
    else:
        formula = _without_claims(formula)
        for key in ("last_year", "arrears_paid"):
            scenario.pop(key, None)
        scenario["in_kind"] = [each for each in scenario.get("in_kind", []) if "part" not in each]
    found = {"drawn": formula}
    years = list(YEARS[: draw(st.integers(2, 3))])
    scenario = draw(_by_year(scenario, len(years)))
    del scenario["year"]
    scenario["years"] = years
    if plain:
        return History(found, scenario, "drawn", board.anchor_kind)
    name = "drawn"
    if not all_rules and once_in(draw, 4):
        found["other"] = {**_without_claims(draw(formulas(board, pools, focus))), "id": "other"}
        turns = [{"formula": "drawn", "until": draw(days())}, {"formula": "other"}]
        name = "both"
        scenario["succession"] = [{"id": name, "title": "Both", "formulas": turns}]
    scenario = draw(_dated(scenario, board, list(found.values())))
    if rising:
        found = {each: draw(_with_fee(table, board)) for each, table in found.items()}
    found = {
        each: draw(_changing(table, board, scenario, rising=rising))
        for each, table in found.items()
    }
    return History(found, scenario, name, board.anchor_kind)


@st.composite
def _of_all_rules(
    draw: st.DrawFn, formula: Table, scenario: Table, focus: Focus
) -> tuple[Table, Table]:
    """Let steps be there too; arrears are paid in the first year."""
    if focus.expressing:
        case = draw(expressed(Case(formula, scenario)))
        formula, scenario = case.formula, case.scenario
    for each in scenario.get("arrears_paid", []):
        each["amount"] = [each["amount"], "£0.00", "£0.00"]
    return formula, scenario


def _without_claims(formula: Table) -> Table:
    """Leave out what passes between years besides reserves: there are cases by hand of that."""
    kept = {key: each for key, each in formula.items() if key != "reserves"}
    if "in_kind" in kept:
        by_kind = ("ceilings", "ceiling_amounts")
        kept["in_kind"] = {k: each for k, each in kept["in_kind"].items() if k not in by_kind}
    if kept.get("in_kind", {}).get("excess") == "carried":
        kept["in_kind"]["excess"] = "kept"
    return kept


def days(first: date = FIRST, last: date = LAST) -> st.SearchStrategy[date]:
    """Draw a day, often the first of a month, of a financial year or of the whole."""
    some = [date(2020, 4, 1), date(2021, 4, 1), date(2021, 3, 31), date(2020, 7, 1)]
    some = [day for day in some if first <= day <= last]
    return st.one_of(st.dates(first, last), st.sampled_from(some or [first]))


@st.composite
def _by_year(draw: st.DrawFn, scenario: Table, years: int) -> Table:
    """Let sums differ by year; a line never costs less than what meets it is worth."""
    found = deepcopy(scenario)
    index = {"name": "prices", "source": "a test", "values": {}}
    numbers = sorted(draw(st.lists(st.integers(90, 130), min_size=years, max_size=years)))
    index["values"] = dict(zip(YEARS, numbers, strict=False))
    estimate = found.pop("estimate", "central")
    for line in found["cost"]:
        line["amount"] = estimated(line, estimate)
        line.pop("range", None)
        how = draw(st.sampled_from(["one", "one", "list", "index", "rate"]))
        if how == "list":
            first = _pence_of(line["amount"])
            more = [0, *(draw(pence()) if once_in(draw, 2) else 0 for _ in range(years - 1))]
            line["amount"] = [text_of(first + each) for each in more]
        elif how == "index":
            line["uprating"] = "prices"
            found["index"] = [index]
        elif how == "rate":
            line["uprating"] = draw(st.sampled_from(["0%", "2%", "3.75%"]))
    for each in [*found.get("grant", []), *found.get("income", []), *found.get("answer", [])]:
        if "amount" in each and once_in(draw, 2):
            each["amount"] = [text_of(draw(pence(0))) for _ in range(years)]
    for each in found.get("in_kind", []):
        if "value" in each and once_in(draw, 2):
            most = _pence_of(each["value"])
            more = [draw(st.integers(0, most)) for _ in range(years - 1)]
            each["value"] = [text_of(part) for part in (most, *more)]
    if "reserves" in found["board"]:
        found["board"]["reserves"] = draw(_reserves(found["board"]["reserves"], years))
    return found


@st.composite
def _reserves(draw: st.DrawFn, table: Table, years: int) -> Table:
    """Draw later years that what the one before must keep can pay for."""
    minimum = _pence_of(table["minimum"])
    uses, minima = [_pence_of(table.get("use", "£0.00"))], [minimum]
    for _ in range(years - 1):
        minimum = draw(st.integers(0, minima[-1])) if once_in(draw, 2) else minima[-1]
        spare = minima[-1] - minimum
        uses.append(draw(st.integers(0, spare)) if "use" in table else 0)
        minima.append(minimum)
    found = {**table, "minimum": [text_of(each) for each in minima]}
    return {**found, "use": [text_of(each) for each in uses]} if "use" in table else found


@st.composite
def _dated(draw: st.DrawFn, scenario: Table, board: Members, tables: list[Table]) -> Table:
    """Let partners come and leave, and give notice; who is needed stays."""
    found = deepcopy(scenario)
    last = date(2020 + len(found["years"]), 3, 31)
    lead = found["board"]["lead"]
    needed = {board.anchor, *([lead] if isinstance(lead, str) else lead)}
    for table in tables:
        needed |= table.get("amounts", {}).keys()
    for paid in found.get("arrears_paid", []):
        needed.add(paid["partner"])
        paid["amount"] = paid["amount"][: len(found["years"])]
    for each in found["partner"]:
        if each["id"] in needed or not once_in(draw, 3):
            continue
        start = draw(days(FIRST - timedelta(days=60), last))
        if draw(st.booleans()):
            each["from"] = start
        if draw(st.booleans()):
            each["until"] = draw(st.dates(max(start, FIRST), last + timedelta(days=60)))
    notices = [
        {"partner": who, "given": draw(st.dates(date(2019, 1, 1), last))}
        for who in sorted(board.kinds)
        if once_in(draw, 5)
    ]
    return {**found, "notice": notices} if notices else found


@st.composite
def _with_fee(draw: st.DrawFn, table: Table, board: Members) -> Table:
    """Let a kind that sits on the board owe a fee, but not the one who always takes part."""
    kinds = sorted({*board.kinds.values()} - {board.anchor_kind})
    if not kinds:
        return table
    fee = {draw(st.sampled_from(kinds)): text_of(draw(pence()))}
    return {**table, "flat_fees": {**table.get("flat_fees", {}), **fee}}


@st.composite
def _changing(
    draw: st.DrawFn, table: Table, board: Members, scenario: Table, *, rising: bool
) -> Table:
    """Let a formula's duties have days, its sums rise, and amendments change it."""
    found = deepcopy(table)
    for who, word in found.get("duty", {}).items():
        if isinstance(word, dict):
            found["duty"][who] = {"duty": "may", "will_from": draw(days())}
    if once_in(draw, 2):
        found.setdefault("duty", {})["notice"] = draw(st.integers(1, 24))
    sections: list[str] = [name for name in ("flat_fees", "amounts") if name in found]
    sections += ["in_kind"] * ("ceiling_amount" in found.get("in_kind", {}))
    sections += ["shortfall"] * ("limit_amount" in found.get("shortfall", {}))
    if sections and (rising or once_in(draw, 3)):
        found["uprating"] = {"base": draw(st.sampled_from(YEARS)), "of": sections}
        if draw(st.booleans()):
            found["uprating"]["rate"] = draw(st.sampled_from(["1.5%", "2%", "10%"]))
        else:
            found["uprating"]["index"] = "pay"
            numbers = draw(st.lists(st.integers(70, 140), min_size=3, max_size=3))
            pay = {
                "name": "pay",
                "source": "a test",
                "values": dict(zip(YEARS, numbers, strict=True)),
            }
            named = [each["name"] for each in scenario.setdefault("index", [])]
            scenario["index"] += [pay] if "pay" not in named else []
    amended = [
        {"from": day, "source": "a test", "set": {section: value}}
        for day in draw(st.lists(days(), max_size=3, unique=True))
        for section, value in draw(amendments(found, board.anchor_kind))
    ]
    return {**found, "amendment": amended} if amended else found


def _pence_of(text: str) -> int:
    return int(text.replace("£", "").replace(",", "").replace(".", ""))
