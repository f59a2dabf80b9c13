"""An expression is worth, for every partner, what an independent reader makes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.evaluation.cell_faults import CellFault
from funding.evaluation.exact import evaluate
from funding.worksheet.column import Origin, Row, Scope
from funding.worksheet.drafting import Draft
from funding.worksheet.worksheet import Binding
from tests.oracle import Board, Partner, Refused
from tests.oracle.expressions import read
from tests.oracle.steps import Sheet
from tests.properties.engine import laws
from tests.properties.expressing import Words, short, values
from tests.properties.refuting import assert_refuted

WORDS = Words(own=("first", "second", "third"), board=("whole", "part"))


@dataclass(frozen=True)
class Page:
    """An expression, the partners for whom it is worked out, and the figures of the board."""

    text: str
    partners: tuple[Partner, ...]
    board: dict[str, Fraction]


Reader = Callable[[Page], list[Fraction] | None]
FIGURES = st.sampled_from([Fraction(each) for each in ("0", "0", "1", "1", "2", "5", "1/2", "-1")])


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Draw an expression over few figures with many ties, for partners alike in some ways."""
    partners = tuple(
        Partner(
            id=who,
            kind=draw(st.sampled_from(["police", "probation"])),
            devolved=draw(st.booleans()),
            figures={name: draw(FIGURES) for name in WORDS.own},
            payer=draw(st.sampled_from(["a", "b", "treasury"])),
        )
        for who in draw(st.sampled_from(["ba", "cab", "a", "cdab"]))
    )
    board = {name: draw(FIGURES) for name in WORDS.board}
    text = short(draw(values(WORDS, draw(st.integers(1, 3)))), otherwise="first")
    return Page(text, partners, board)


def worked_out(page: Page) -> list[Fraction] | None:
    """Give what the library makes of an expression; None where it has no value."""
    draft = Draft("page")
    for name in WORDS.own:
        draft.input(name, name, Origin(name), scope=Scope.PARTNER)
    for name in (*WORDS.board, "sharing", "penny"):
        draft.input(name, name, Origin(name), scope=Scope.BOARD)
    draft.column("wanted", page.text, "wanted", scope=Scope.PARTNER, source="a test")
    found: dict[str, Fraction | tuple[Fraction, ...]] = {
        name: tuple(each.figures[name] for each in page.partners) for name in WORDS.own
    }
    found |= {**page.board, "sharing": Fraction(1), "penny": Fraction(1, 100)}
    rows = tuple(
        Row(
            each.id,
            {
                "board": "board",
                "payer": each.payer,
                "kind": each.kind,
                "sector": "devolved" if each.devolved else "non-devolved",
            },
        )
        for each in page.partners
    )
    try:
        sheet = evaluate(draft.finish(), Binding(rows, found, {}))
    except CellFault:
        return None
    return [sheet.cell("wanted", row) for row in range(len(rows))]


def expected(page: Page) -> list[Fraction] | None:
    """Give what the oracle makes of an expression; None where it refuses it."""
    board = Board("board", date(2020, 4, 1), page.partners, {})
    flags = {"sharing": {each.id for each in page.partners}}
    sheet = Sheet({"parameters": page.board}, board, {}, flags)
    tree = read(page.text)
    try:
        return [sheet.value(tree, each) for each in page.partners]
    except Refused:
        return None


def is_worth_what_the_oracle_says(reader: Reader, page: Page) -> None:
    """Require the same value for each partner, or none at all."""
    assert reader(page) == expected(page)


@laws(1500)
@given(pages())
def test_an_expression_is_worth_what_the_oracle_says(page: Page) -> None:
    is_worth_what_the_oracle_says(worked_out, page)


def replacing(old: str, new: str) -> Reader:
    """Give a reader that takes one thing for another."""
    return lambda page: worked_out(Page(page.text.replace(old, new), page.partners, page.board))


def without(**changed: object) -> Reader:
    """Give a reader that takes all partners to be alike in something."""

    def reader(page: Page) -> list[Fraction] | None:
        alike = tuple(Partner(**{**vars(each), **changed}) for each in page.partners)
        return worked_out(Page(page.text, alike, page.board))

    return reader


WRONG: dict[str, Reader] = {
    "sums over the board whatever the key": replacing("within=kind", "within=board"),
    "takes all kinds for one": without(kind="police"),
    "takes everyone for devolved": without(devolved=True),
    "takes all for one payer": without(payer="treasury"),
    "rounds a half down": replacing("half_up", "down"),
    "rounds up half up": replacing(" up)", " half_up)"),
    "takes less for at most": replacing(" <= ", " < "),
    "takes not equal for more": replacing(" != ", " > "),
    "takes or for and": replacing(" or ", " and "),
    "never denies": replacing("not ", ""),
    "takes the less for the more": replacing("at_least", "at_most"),
    "adds what it should take off": replacing(" - ", " + "),
    "gives units by another method": replacing(" dhondt", " adams"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_reader_that_reads_otherwise_is_refuted(name: str) -> None:
    assert_refuted(is_worth_what_the_oracle_says, WRONG[name], pages(), 8000)
