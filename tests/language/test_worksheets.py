"""Whatever a worksheet, a warning or a refusal says is said in the language spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction
from pathlib import Path

import pytest

from funding import Outcome, load_formula, read_scenario, simulate
from funding.comparison.run import ITSELF, Run
from funding.compiling.statutes import NAMED
from funding.data import wales
from funding.errors import ConservationError, InputError
from funding.evaluation.identities import check_identities
from funding.evaluation.result import BoardResult, PartnerResult
from funding.language import _, here, in_english, marked, speaking
from funding.places import shipped_folder
from funding.rules.in_kind import KINDS, SAID
from funding.rules.registry import BUILT_IN
from funding.simulation import nominal_worksheet
from funding.toml.document import read_document
from funding.worksheet.apportionment import METHODS
from funding.worksheet.column import KEYS, Column, Origin, Scope, Title
from funding.worksheet.drafting import Draft, Restated
from funding.worksheet.expression import FUNCTION_NAMES, parse_expression
from funding.worksheet.figure_groups import GROUPS, OF_A_POOL, said_group
from funding.worksheet.tokens import ExpressionFault
from tests.evaluation.test_identities import SPOILED
from tests.faults.test_faults import FILES
from tests.language.pseudo import speaking_pseudo, widened
from tests.language.saying import WORD, left_over, left_over_of_fault, names_of
from tests.properties.engine import run
from tests.properties.writing import write_toml
from tests.rules.chosen import BOARDS, FORMULAS, case

SHIPPED = sorted(shipped_folder("scenarios").glob("*.toml"))
FORMULA_NAMES = sorted(path.stem for path in shipped_folder("formulas").glob("*.toml"))
LAW = frozenset({"between-boards", "part_of_year", *wales.kinds(), *wales.bodies(), *METHODS})
"""Names that stand in no file."""
REFUSED = (
    "", "x +", "(x", "x)", "x % y", "x ^ 2", "x ** 2", "'x'", "é", "X", "x @ y", "01", "x, 01",
    "1" * 99, "x" * 5_000, "((((" * 40, "x + " * 900 + "x", "x < y", "x < y < 1", "x = y", "(x)(y)",
    "round(x)", "choose(x, 1, 2)", "choose(x == y, 1)", "at_least(x, y=1)", "at_least(x)",
    "total()", "total(x, within=x)", "round_to(x, y, sideways)", "round_to(x, y, 1)", "z", "1.2.3",
    "x or y", "lambda: x", "choose(x in y, 1, 2)",
)  # fmt: skip


def columns_of(one: Run) -> Iterator[Column]:
    for part in one.parts or (one,):
        yield from part.sheet.worksheet


def said_of(columns: Iterator[Column]) -> Iterator[str]:
    """Give every word of a worksheet that is not a file's own."""
    for column in columns:
        yield marked(column.title)
        yield column.source
        yield column.without or ""
        yield column.remedy or ""
        for figure in column.figures:
            yield figure.source
            yield "" if figure.group.startswith(OF_A_POOL) else said_group(figure.group)


def forgotten(outcome: Outcome) -> set[str]:
    """Give what of an outcome's worksheets and warnings went round the catalogues."""
    known = names_of(outcome.scenario.document.data) | LAW
    for formula in outcome.scenario.formulas:
        known |= names_of(formula.document.data) | {formula.id}
    boards = outcome.scenario.boards
    known |= {partner.id for board in boards for partner in board.partners}
    known |= {w for b in boards for p in b.partners for w in WORD.findall(here(p.name))}
    known |= {word for board in boards for name in board.drivers for word in name.split("_")}
    found = set()
    for one in outcome.runs:
        for text in said_of(columns_of(one)):
            found |= {f"{word}: {text}" for word in left_over(text, known)}
        for text in one.warnings:
            found |= {f"{word}: {text}" for word in left_over_of_fault(text, known)}
    return found


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_word_of_a_shipped_scenario_goes_round_the_catalogues(path: Path) -> None:
    with speaking_pseudo():
        assert forgotten(simulate(read_scenario(path))) == set()


@pytest.mark.parametrize("name", FORMULA_NAMES)
def test_no_word_of_a_shipped_formula_goes_round_the_catalogues(name: str) -> None:
    with speaking_pseudo():
        formula = load_formula(name)
        known = names_of(formula.document.data) | LAW
        texts = list(said_of(iter(nominal_worksheet(formula))))
    assert [word for text in texts for word in left_over(text, known)] == []


@pytest.mark.parametrize("board", BOARDS)
@pytest.mark.parametrize("formula", FORMULAS)
def test_no_word_that_any_section_drafts_goes_round_the_catalogues(
    formula: str, board: str
) -> None:
    chosen = case(formula, board)
    with speaking_pseudo():
        try:
            outcome = run(write_toml(chosen.formula), write_toml(chosen.scenario))
        except InputError as error:
            assert_said(error, names_of(chosen.formula) | names_of(chosen.scenario) | LAW)
        else:
            assert forgotten(outcome) == set()


def assert_said(error: InputError, known: frozenset[str]) -> None:
    for fault in error.faults:
        for text in (fault.message, fault.fix or ""):
            assert left_over_of_fault(text, known) == [], text


NEAR = ("did you mean", "one of: ", "there is none")
"""How names that are known are pointed out, which `toml/` says; some stand in no file."""


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.parent.name == "board"],
    ids=lambda path: path.stem,
)
def test_why_a_formula_cannot_be_used_on_a_board_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    with speaking_pseudo(), pytest.raises(InputError) as raised:
        simulate(read_scenario(path.name))
    known = LAW | {path.stem}
    for file in (path, path.parent / "formulas" / path.name):
        known |= names_of(read_document(file).data) if file.is_file() else frozenset()
    for fault in raised.value.faults:
        fix = own_fix(fault.fix)
        assert [left_over_of_fault(text, known) for text in (fault.message, fix)] == [[], []]


def own_fix(fix: str | None) -> str:
    """Give what to do, but where it is one of the names that are known."""
    return "" if (fix or "").startswith((*NEAR, *map(widened, NEAR))) else fix or ""


@pytest.mark.parametrize("wrong", SPOILED.values(), ids=SPOILED)
def test_what_does_not_add_up_is_said(wrong: BoardResult) -> None:
    with speaking_pseudo(), pytest.raises(ConservationError) as raised:
        check_identities(wrong, "")
    words = {field.name for field in (*fields(BoardResult), *fields(PartnerResult))}
    assert left_over(str(raised.value), frozenset({"a", "b", *words})) == []


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_wrong_in_an_expression_is_said(text: str) -> None:
    names = {"x", "y", "kind", "total", *FUNCTION_NAMES, *METHODS, "down", "up", "half_up"}
    with speaking_pseudo(), pytest.raises(ExpressionFault) as raised:
        parse_expression(text, ["x", "y"])
    fix = own_fix(raised.value.fix)
    known = frozenset({*names, "and", "or", "not", "within", "U", "E9", *KEYS})
    for words in (raised.value.message, fix):
        assert left_over_of_fault(words, known) == []


def test_every_rule_says_in_short_what_it_does() -> None:
    with speaking_pseudo():
        assert {
            word for rule in BUILT_IN for word in left_over(_(rule.summary), frozenset())
        } == set()


def test_every_group_of_figures_is_said() -> None:
    """A group is a key; what rules and scenarios call groups stands in one list."""
    groups = {
        figure.group
        for path in SHIPPED
        for one in simulate(read_scenario(path)).runs
        for figure in one.figures
    }
    assert groups <= {*GROUPS, ITSELF}
    with speaking_pseudo():
        assert [said_group(group) for group in GROUPS] == [widened(group) for group in GROUPS]
        assert said_group(f"{OF_A_POOL}core") == f"{widened(OF_A_POOL)}core"


def test_kinds_of_things_given_and_the_acts_are_said() -> None:
    assert SAID == KINDS
    assert {word for act in wales.acts() for word in (act.name, act.section)} == set(NAMED)


def test_a_title_is_of_the_language_spoken_when_it_was_drafted() -> None:
    def titles() -> tuple[Title, Title, Title]:
        draft = Draft("x")
        draft.input("a", _("the penny"), Origin("penny"), scope=Scope.BOARD)
        draft.input("b", Title("a fund"), Origin("penny"), scope=Scope.BOARD)
        draft.input("c", Title("a fund", "cronfa"), Origin("penny"), scope=Scope.BOARD)
        a, b, c = (column.title for column in draft.finish())
        return a, b, c

    assert titles() == (Title("the penny"), Title("a fund"), Title("a fund", "cronfa"))
    with speaking("cy"):
        said, of_a_file, of_both = titles()
        assert [here(each) for each in (said, of_a_file, of_both)] == [
            "y geiniog", "a fund", "cronfa",
        ]  # fmt: skip
        assert marked(said) == here(said), "what is said is no English among Welsh"
        assert marked(of_a_file) == in_english("a fund")


def test_english_of_a_file_stays_marked_within_what_a_title_says_of_it() -> None:
    with speaking("cy"):
        draft = Draft("x")
        draft.restating = lambda: [Restated("stated", "sum * 2", "wedi'i uwchraddio", "")]
        draft.parameter("fee", Title("a fee"), by="board", values={"": Fraction(1)})
        title = draft.finish()["fee"].title
        assert marked(title) == f"{in_english('a fee')}, wedi'i uwchraddio"
        assert here(title) == "a fee, wedi'i uwchraddio"
