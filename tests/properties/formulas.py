"""Random formulas whose rules all have somebody to fall on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

from hypothesis import strategies as st

from funding.rules.rounding import Method
from tests.properties.bodies import groups, measures, shared_by, table_of
from tests.properties.bounding import bounding
from tests.properties.engine import Table
from tests.properties.members import KINDS, POOLS, Focus, Members, once_in, pence, text_of

IN_KIND = ("staff", "goods", "services", "accommodation", "other resources")
SPLITS = ("percentages", "driver", "equal")


@st.composite
def formulas(draw: st.DrawFn, board: Members, pools: list[str], focus: Focus) -> Table:
    """Draw a formula whose rules all have somebody to fall on."""
    rarely = 9 if focus.is_narrow else 4
    formula: Table = {"id": "drawn", "title": "Drawn", "source": "a test", "covers": "all"}
    if once_in(draw, rarely):
        chosen = st.lists(st.sampled_from(pools), min_size=1, unique=True)
        formula |= {"covers": draw(chosen), "rest": "uncovered"}
    if once_in(draw, rarely):
        formula["paid_centrally"] = [draw(st.sampled_from(POOLS))]
    if once_in(draw, rarely):
        formula |= draw(_fixed_sums(board))
    if focus.bodies or (focus.full and once_in(draw, rarely)):
        formula["measure"] = draw(measures())
    if focus.bodies or (focus.full and once_in(draw, rarely)):
        formula |= draw(groups(board, formula))
    formula |= draw(_shared(board, pools, formula, needed=focus.rounding))
    formula |= draw(_whole_money(board, focus))
    if draw(st.booleans()):
        formula["duty"] = draw(_duties(board))
    if focus.matching or (focus.full and once_in(draw, 5)):
        formula["matched"] = draw(_matched(board))
    formula |= draw(_given_and_kept(focus))
    if focus.shortage or once_in(draw, 2):
        formula["shortfall"] = draw(_shortfall(board))
    return formula


@st.composite
def _fixed_sums(draw: st.DrawFn, board: Members) -> Table:
    found: Table = {}
    others = [each for each in board.kinds if each != board.anchor]
    kinds = sorted(set(KINDS) - {board.anchor_kind})
    if draw(st.booleans()) and others:
        some = draw(st.lists(st.sampled_from(others), min_size=1, max_size=2, unique=True))
        found["amounts"] = {who: text_of(draw(pence())) for who in some}
    if not found or draw(st.booleans()):
        some = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=2, unique=True))
        found["flat_fees"] = {kind: text_of(draw(pence())) for kind in some}
    return found


@st.composite
def _given_and_kept(draw: st.DrawFn, focus: Focus) -> Table:
    """Draw what counts in kind, and what reserves aim at."""
    found: Table = {}
    if focus.giving or focus.keeping or once_in(draw, 2):
        found["in_kind"] = draw(_in_kind(focus))
    if focus.keeping or (focus.full and once_in(draw, 8)):
        found["reserves"] = draw(_reserves())
    return found


@st.composite
def _whole_money(draw: st.DrawFn, board: Members, focus: Focus) -> Table:
    """Draw what happens to the parts of pools before they are asked for."""
    bounded = focus.bounds or (focus.bodies and once_in(draw, 4))
    found: Table = draw(bounding(board)) if bounded else {}
    return found | ({"rounding": draw(_rounding())} if focus.rounding else {})


@st.composite
def _shared(
    draw: st.DrawFn, board: Members, pools: list[str], formula: Table, *, needed: bool
) -> Table:
    """Draw how pools are shared, where that is `needed` some of them rounded in their own way."""
    covered = pools if formula["covers"] == "all" else formula["covers"]
    shared = [pool for pool in covered if pool not in formula.get("paid_centrally", [])]
    found: Table = draw(_splits(board, shared, formula, needed=needed))
    for pool in shared if needed else ():
        if once_in(draw, 3):
            found.setdefault("pool", {}).setdefault(pool, {})["rounding"] = draw(_rounding())
    return found


@st.composite
def _splits(
    draw: st.DrawFn, board: Members, shared: list[str], formula: Table, *, needed: bool
) -> Table:
    found: Table = {}
    if needed or not formula.keys() & {"flat_fees", "amounts"} or draw(st.booleans()):
        found |= draw(_split(board, formula))
    own = [pool for pool in shared if once_in(draw, 4)]
    if own:
        found["pool"] = {pool: draw(_split(board, formula)) for pool in own}
    return found


@st.composite
def _split(draw: st.DrawFn, board: Members, formula: Table) -> Table:
    name = draw(st.sampled_from(SPLITS))
    if name == "percentages":
        return {name: draw(_percentages(board, formula))}
    table: Table = draw(shared_by(formula)) if name == "driver" else {}
    if once_in(draw, 3):
        more = draw(st.lists(st.sampled_from(KINDS), max_size=2, unique=True))
        table["among"] = list(dict.fromkeys([*more, board.anchor_kind]))
    if name == "driver" and once_in(draw, 4):
        weighed = st.lists(st.sampled_from(table.get("among", KINDS)), min_size=1, unique=True)
        times = st.sampled_from([1, 2, 3, "0.5", "0.125"])
        table["weights"] = {kind: draw(times) for kind in draw(weighed)}
    return {name: table}


@st.composite
def _percentages(draw: st.DrawFn, board: Members, formula: Table) -> Table:
    others = draw(st.lists(st.sampled_from(KINDS), max_size=4, unique=True))
    kinds = [kind for kind in others if kind != board.anchor_kind]
    points = [draw(st.integers(0, 10_000 // (len(kinds) + 1))) for _ in kinds]
    table: Table = {k: _percent(p, 100) for k, p in zip(kinds, points, strict=True)}
    rest = _percent(10_000 - sum(points), 100)
    table[board.anchor_kind] = "rest" if draw(st.booleans()) else rest
    within = [kind for kind in table if draw(st.booleans())]
    if within:
        table["within"] = {kind: draw(_within(board, kind, formula)) for kind in within}
        table["when_nil"] = "equal"
    table["missing_kind"] = draw(st.sampled_from(["others pro rata", "lead", "uncovered"]))
    return table


@st.composite
def _within(draw: st.DrawFn, board: Members, kind: str, formula: Table) -> str | Table:
    """Draw how a kind's share is divided among its partners."""
    alike = sorted(who for who, its_kind in board.kinds.items() if its_kind == kind)
    if alike and once_in(draw, 5):
        missing = draw(st.sampled_from(["others pro rata", "uncovered"]))
        return {"table": draw(table_of(alike)), "missing": missing}
    by = "equal" if once_in(draw, 3) else draw(shared_by(formula))["by"]
    return by if isinstance(by, str) else {"by": by}


def _percent(part: int, of: int) -> str:
    return f"{Decimal(part) / of:f}%"


@st.composite
def _duties(draw: st.DrawFn, board: Members) -> Table:
    words = st.sampled_from(["will", "may", "excluded"])
    found: Table = {}
    for who in draw(st.lists(st.sampled_from([*KINDS, *board.kinds]), max_size=5, unique=True)):
        word = draw(words)
        if word == "excluded" and who in (board.anchor, board.anchor_kind):
            word = "may"
        later = {"duty": "may", "will_from": date(draw(st.integers(2019, 2021)), 4, 1)}
        found[who] = later if word == "may" and draw(st.booleans()) else word
    return found


@st.composite
def _rounding(draw: st.DrawFn) -> Table:
    method = draw(st.sampled_from(get_args(Method)))
    table: Table = {"method": method}
    if draw(st.booleans()):
        table["unit"] = draw(st.sampled_from(["0.01", "£0.07", "£1.00", "£2.50"]))
    if once_in(draw, 3):
        table["shares"] = draw(st.sampled_from(["0.0001%", "1%", "12.5%", "33%"]))
    if method not in ("quota", "half_up_lead") and once_in(draw, 2):
        table["minimum"] = draw(st.sampled_from([0, 1, 1, 2, 30]))
    return table


@st.composite
def _matched(draw: st.DrawFn, board: Members) -> Table:
    present = sorted({*board.kinds, *board.kinds.values()})
    names = st.lists(st.sampled_from([*KINDS, *present]), min_size=1, max_size=4, unique=True)
    parts = st.sampled_from([0, 1, 333, 500, 999, 1000])
    table: Table = {name: _percent(draw(parts), 10) for name in draw(names)}
    if once_in(draw, 2):
        table["limit_amount"] = text_of(draw(st.one_of(st.just(0), pence())))
    return table


@st.composite
def _in_kind(draw: st.DrawFn, focus: Focus) -> Table:
    some = st.lists(st.sampled_from(IN_KIND), unique=True, max_size=4)
    words = ["refused", "kept", "shared", "shared", *["carried"] * (focus.keeping or focus.full)]
    table: Table = {
        "eligible": draw(st.one_of(st.just("all"), some)),
        "excess": draw(st.sampled_from([*words, *["carried"] * 4 * focus.keeping])),
    }
    for key, bound in (
        ("ceilings", st.sampled_from(["0%", "33.3%", "50%"])),
        ("ceiling_amounts", pence().map(text_of)),
    ):
        if once_in(draw, 2 if focus.giving else 4):
            table[key] = draw(st.dictionaries(st.sampled_from(IN_KIND), bound, min_size=2))
    if draw(st.booleans()):
        table["ceiling"] = _percent(draw(st.sampled_from([0, 10, 333, 500, 1000])), 10)
    if once_in(draw, 4):
        table["ceiling_amount"] = text_of(draw(pence()))
    return table


@st.composite
def _reserves(draw: st.DrawFn) -> Table:
    """Draw a target that is often near what a board has, and what it does."""
    table: Table = {}
    does = draw(st.sampled_from(["above", "above", "below", "both"]))
    if does != "below":
        table["above_target"] = "returned"
    if does != "above":
        table |= {"below_target": "collected", "years": draw(st.sampled_from([1, 1, 2, 3, 30]))}
    by = draw(st.sampled_from(["target", "target_amount", "both"]))
    if by != "target_amount":
        table["target"] = _percent(draw(st.sampled_from([0, 1, 50, 333, 1000])), 10)
    if by != "target":
        table["target_amount"] = text_of(draw(st.one_of(st.just(0), pence())))
    return table


@st.composite
def _shortfall(draw: st.DrawFn, board: Members) -> Table:
    words = ["reserves", "lead", "devolved", "all who pay in full", "all who must pay"]
    order = st.lists(st.sampled_from([*words, *sorted(set(board.kinds.values()))]), unique=True)
    first: list[str] = ["reserves"] if once_in(draw, 3) else []
    rest = draw(order)[: draw(st.integers(0, 3))]
    table: Table = {"borne_by": list(dict.fromkeys([*first, *rest]))}
    if once_in(draw, 3):
        table["limit"] = _percent(draw(st.sampled_from([0, 1, 100, 333, 1000])), 10)
    if once_in(draw, 4):
        table["limit_amount"] = text_of(draw(pence()))
    return table
