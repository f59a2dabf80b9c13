"""Random expressions: steps, parameters, and pools that are charged or driven by them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.properties.engine import Case, Table
from tests.properties.members import KINDS, once_in

STEPS = ("first", "second", "third")
METHODS = (
    "largest_remainder",
    "dhondt",
    "sainte_lague",
    "modified_sainte_lague",
    "huntington_hill",
    "adams",
    "dean",
    "quota",
)
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
KEYS = ("kind", "sector", "payer", "board")


@dataclass(frozen=True)
class Words:
    """The names that an expression may use: of each partner's own figures, and of the board's."""

    own: tuple[str, ...]
    board: tuple[str, ...]


@st.composite
def expressed(draw: st.DrawFn, case: Case) -> Case:
    """Add parameters and steps to a formula, and let some of its pools be shared by them."""
    formula, scenario = dict(case.formula), case.scenario
    formula["parameters"] = {
        name: draw(st.sampled_from([0, 1, 3, "0.25", "40%", "100%"]))
        for name in ("our_rate", "our_part")[: draw(st.integers(0, 2))]
    }
    words = _words(formula, scenario)
    formula["step"] = []
    for name in STEPS[: draw(st.integers(0, 3))]:
        text = short(draw(values(words, 3)))
        if draw(st.booleans()):
            text = _not_below_nothing(text)
        step = {"name": name, "expression": text}
        if draw(st.booleans()):
            step["unit"] = draw(st.sampled_from(["number", "money", "share"]))
        formula["step"].append(step)
        words = Words((*words.own, name), words.board)
    draw(_shared(formula, words))
    formula["step"] = draw(st.permutations(formula["step"]))
    for name in ("step", "parameters"):
        if not formula[name]:
            del formula[name]
    return Case(formula, scenario)


@st.composite
def _shared(draw: st.DrawFn, formula: Table, words: Words) -> None:
    """Let some pools be shared by an expression, or by a step in the place of a driver."""
    places = [formula, *formula.get("pool", {}).values()]
    driving = _driving(formula)
    whole = any("rounding" in place for place in places)
    for place in places:
        for name in sorted(_SPLITS & place.keys()):
            if once_in(draw, 2):
                del place[name]
                place["charge"] = {"expression": draw(charges(words, whole=whole))}
            elif driving:
                _drive(draw, name, place, driving)


_SPLITS = {"percentages", "driver", "equal"}


def _driving(formula: Table) -> list[str]:
    """Give the steps and parameters that are never below nothing."""
    steps = [e["name"] for e in formula["step"] if e["expression"].startswith("at_least(0, ")]
    return [*steps, *formula["parameters"]]


def _drive(draw: st.DrawFn, name: str, place: Table, driving: Sequence[str]) -> None:
    """Let a step take the place of a driver, where a split has one, and say what of nothing."""
    step = draw(st.sampled_from(driving))
    if name == "driver" and once_in(draw, 2):
        place[name] = {**place[name], "by": step, "when_nil": "equal"}
    if name == "percentages" and once_in(draw, 2):
        within = place[name].get("within", {})
        kinds = [kind for kind in within if "table" not in within[kind]]
        if kinds:
            within = {**within, draw(st.sampled_from(kinds)): step}
            place[name] = {**place[name], "within": within}


def _words(formula: Table, scenario: Table) -> Words:
    pools = list(dict.fromkeys(line["pool"] for line in scenario["cost"]))
    sources = [
        f"{first}_{each['name'].replace(' ', '_')}"
        for first in ("grant", "income")
        for each in scenario.get(first, [])
    ]
    groups = [name for name, each in formula.get("groups", {}).items() if isinstance(each, dict)]
    return Words(
        own=(
            *("children", "need", "sharing", "excluded"),
            *(f"is_{kind}" for kind in KINDS),
            *(f"in_group_{name}" for name in groups),
            *formula.get("measure", {}),
        ),
        board=(
            *(f"{first}_{pool}" for first in ("cost", "base") for pool in pools),
            *("penny", "part_of_year", *sources, *formula["parameters"]),
        ),
    )


NUMBERS = ("0", "1", "2", "7", "0.5", "0.125", "60%", "12.5%", "£5", "£1,234.50", "£0.07")


@st.composite
def values(draw: st.DrawFn, words: Words, size: int) -> str:
    """Draw an expression with one value a partner, of some size at most."""
    if size == 0 or once_in(draw, 5):
        atoms = [*words.own[:2], *words.own, *words.board, *NUMBERS]
        return draw(st.sampled_from(atoms))
    smaller = values(words, size - 1)
    way = draw(st.sampled_from(_WAYS))
    return way(draw, words, smaller, size - 1)


@st.composite
def sums(draw: st.DrawFn, words: Words, size: int) -> str:
    """Draw an expression with one value for the board."""
    if size and draw(st.booleans()):
        return f"total({draw(values(words, size - 1))})"
    return draw(st.sampled_from([*words.board, *NUMBERS]))


def _arithmetic(draw: st.DrawFn, words: Words, part: st.SearchStrategy[str], size: int) -> str:
    x, y = draw(part), draw(part)
    sign = draw(st.sampled_from(["+", "+", "-", "-", "*"]))
    if sign == "*":  # figures that grow for ever are refused
        y = draw(st.sampled_from([*NUMBERS, *words.own[2:], "penny"]))
    forms = ["{0} {2} {1}", "({0} {2} {1})", "({0}) {2} ({1})", "({0}){2}{1}", "-({0}) {2} {1}"]
    return draw(st.sampled_from([*forms, "-{0} {2} {1}", "{0} {2} -{1}"])).format(x, y, sign)


def _division(draw: st.DrawFn, words: Words, part: st.SearchStrategy[str], size: int) -> str:
    x, y = draw(part), draw(part)
    form = st.sampled_from(["({0}) / ({1})", "per({0}, {1})"])
    bare = draw(form).format(x, y)
    return bare if once_in(draw, 6) else f"choose({y} == 0, 0, {bare})"


def _bounded(draw: st.DrawFn, words: Words, part: st.SearchStrategy[str], size: int) -> str:
    return f"{draw(st.sampled_from(['at_least', 'at_most']))}({draw(part)}, {draw(part)})"


def _chosen(draw: st.DrawFn, words: Words, part: st.SearchStrategy[str], size: int) -> str:
    return f"choose({draw(conditions(part))}, {draw(part)}, {draw(part)})"


@st.composite
def conditions(draw: st.DrawFn, part: st.SearchStrategy[str]) -> str:
    """Draw a condition over some expressions."""

    def comparison() -> str:
        return f"{draw(part)} {draw(st.sampled_from(COMPARISONS))} {draw(part)}"

    form = ["{0}", "{0}", "not {0}", "{0} and {1}", "{0} or {1}", "not ({0} or {1}) and {2}"]
    more = [*form, "{0} or not {1} and {2}", "({0} or {1}) and {2}", "not {0} or {1}"]
    return draw(st.sampled_from(more)).format(comparison(), comparison(), comparison())


def _totalled(draw: st.DrawFn, words: Words, part: st.SearchStrategy[str], size: int) -> str:
    key = draw(st.sampled_from(["", *(f", within={key}" for key in KEYS)]))
    return f"total({draw(part)}{key})"


def _rounded(draw: st.DrawFn, words: Words, part: st.SearchStrategy[str], size: int) -> str:
    unit = draw(st.sampled_from(["penny", "1", "£2.50", "0.3", "10%"]))
    return f"round_to({draw(part)}, {unit}, {draw(st.sampled_from(['down', 'up', 'half_up']))})"


def _to_total(draw: st.DrawFn, words: Words, part: st.SearchStrategy[str], size: int) -> str:
    x, units = f"at_least({draw(part)}, 0)", draw(st.integers(0, 40))
    unit = draw(st.sampled_from(["1", "£2.50"]))
    amount = str(units) if unit == "1" else f"{units} * 2.5"
    method = draw(st.sampled_from(METHODS))
    if method == "largest_remainder":
        x = f"choose(total({x}) == 0, 0, {amount} * {x} / total({x}))"
    minimum = ", 1" if method != "quota" and once_in(draw, 3) else ""
    return f"round_to_total({x}, {amount}, {unit}, {method}{minimum})"


def _level(draw: st.DrawFn, words: Words, part: st.SearchStrategy[str], size: int) -> str:
    amount = draw(sums(words, min(size, 1)))
    low = draw(st.sampled_from(["0", "0", "1", "sharing * £5"]))
    high = f"{low} + at_least({draw(part)}, 0)"
    start = f", {draw(values(words, 0))}" if once_in(draw, 3) else ""
    return f"level({amount}, at_least({draw(part)}, 0), {low}, {high}{start})"


_WAYS = (
    *(_arithmetic, _arithmetic, _arithmetic, _division, _division, _bounded, _bounded),
    *(_chosen, _chosen, _totalled, _totalled, _rounded, _to_total, _level),
)


def _not_below_nothing(text: str) -> str:
    return f"at_least(0, {text})"


@st.composite
def charges(draw: st.DrawFn, words: Words, *, whole: bool) -> str:
    """Draw what a partner pays of a pool, by an expression that is seldom below nothing.

    If units are to be counted one by one, it is never more than the pool.
    """
    words = Words(words.own, (*words.board, "base"))
    x = _not_below_nothing(draw(values(words, 2)))
    weight = f"sharing * {x}"
    by_weight = f"choose(total({weight}) == 0, 0, base * {weight} / total({weight}))"
    most = draw(st.sampled_from(["base", "base * 40%", "base", "£1,000,000.00"][: 4 - whole]))
    level = f"level(base, {weight}, 0, sharing * {most}) * {weight}"
    ways = [
        by_weight,
        by_weight,
        f"round_to({by_weight}, {draw(st.sampled_from(['penny', '£1']))}, down)",
        f"at_most({x}, base)",
        f"at_most({x}, {most})",
        f"at_most({level}, {most})",
        f"{draw(st.sampled_from(['10%', '25%', '0.3']))} * base",
        f"at_most({draw(values(words, 2))}, base)",
    ]
    return short(draw(st.sampled_from(ways)))


def short(text: str, otherwise: str = "children") -> str:
    """Put something simple in the place of a text that is longer than an expression may be."""
    words = len(re.findall(r"[a-z0-9_.£%]+|[<>=!]=|[^\sa-z0-9_]", text))
    return text if words < 190 and len(text) < 950 else otherwise
