"""The one target of every fuzzer: a text is read, run and written as the program does it.

Whatever the text, one word comes back: `refused`, `read` (sound, but more than is run here) or
`run`. Anything else that happens is a finding.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, get_args

from funding.errors import ConservationError, InputError, PluginError
from funding.evaluation.cell_faults import CellFault
from funding.evaluation.exact import Sheet, evaluate
from funding.formula.library import Library
from funding.formula.model import Formula
from funding.formula.reading import formula_of
from funding.report.catalogue import formula_in_full
from funding.report.documents import WRITERS
from funding.report.explaining.expressions import lettered, with_numbers
from funding.report.explaining.text import explain_partner
from funding.scenario.model import Scenario
from funding.scenario.reading import scenario_of
from funding.simulation import nominal_worksheet, simulate
from funding.toml import Document, parse_document
from funding.worksheet.column import Column, Origin, Row, Scope
from funding.worksheet.drafting import Draft
from funding.worksheet.expression import parse_condition
from funding.worksheet.tokens import ExpressionFault
from funding.worksheet.worksheet import Binding
from tests.attack.defence import HIDDEN
from tests.fuzz.limits import within_limits
from tests.fuzz.sources import FORMULAS, SCENARIO

Kind = Literal["scenario", "formula", "expression"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Answer = Literal["run", "read", "refused"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)

MOST_RUNS = 8
"""A scenario of more boards, years and formulas than this is read, and not run."""


class Finding(AssertionError):
    """The library did what it must not, though it raised nothing."""


def judge(kind: Kind, content: bytes) -> Answer:
    """Do with a text what the program does; let out whatever is no error of the library's."""
    with within_limits():
        try:
            answer, said = _READERS[kind](content)
        except (ConservationError, PluginError):
            raise  # a rule is at fault, never the input
        except InputError as error:
            answer, said = "refused", error.summary()
            if not said.strip():
                raise Finding("refused without a word") from error
        except ExpressionFault as fault:
            answer, said = "refused", f"{fault.message}; {fault.fix}"
            if not 0 <= fault.offset <= len(content):
                raise Finding(f"a place that is none: {fault.offset}") from fault
        except CellFault as error:
            answer, said = "refused", str(error)
    hidden = HIDDEN.search(said)
    if hidden is not None:
        raise Finding(f"what is said has U+{ord(hidden[0]):04X} in it")
    return answer


def _scenario(content: bytes) -> tuple[Answer, str]:
    scenario = scenario_of(parse_document(content, "scenario.toml"), shelf())
    return _outcome(scenario, content)


def _formula(content: bytes) -> tuple[Answer, str]:
    formula = formula_of(parse_document(content, "formula.toml"))
    shown = formula_in_full(formula, nominal_worksheet(formula))
    scenario = scenario_of(_board(formula.id), Shelf((), {formula.id: formula}))
    answer, said = _outcome(scenario, content)
    return answer, shown + said


def _outcome(scenario: Scenario, content: bytes) -> tuple[Answer, str]:
    """Run a scenario and write it in one of the formats: which one is the text's own affair."""
    runs = len(scenario.boards) * len(scenario.years) * len(scenario.formulas)
    if runs > MOST_RUNS:
        return "read", "\n".join(scenario.warnings)
    outcome = simulate(scenario)
    chosen = zlib.crc32(content)
    written = list(WRITERS.values())[chosen % len(WRITERS)](outcome)
    # Of a workbook it is enough that it is written: its bytes are no text.
    said = written.replace("\r\n", "\n") if isinstance(written, str) else ""
    parties = [party for run in outcome.runs for party in run.parties]
    if parties and chosen % 16 < 4:
        said += explain_partner(outcome, parties[chosen % len(parties)].partner.id)
    return "run", said + "\n".join(outcome.all_warnings())


def _expression(content: bytes) -> tuple[Answer, str]:
    text = content.decode("utf-8", "surrogateescape")
    draft = Draft("fuzz")
    draft._columns = dict(_inputs())
    if zlib.crc32(content) % 4 == 0:
        parse_condition(text, draft.names())
    draft.check(text, {"part": "sharing"})
    draft.column("answer", text, "the answer", aliases={"part": "sharing"})
    worksheet = draft.finish()
    binding = Binding(ROWS, FIGURES, {}, {"sparse": frozenset({1})})
    filled = Filled(evaluate(worksheet, binding))
    answer = worksheet["answer"]
    words = [with_numbers(answer, filled, row) for row in range(len(ROWS))]
    return "run", "\n".join([lettered(answer, filled), *words])


_READERS: Mapping[Kind, Callable[[bytes], tuple[Answer, str]]] = {
    "scenario": _scenario,
    "formula": _formula,
    "expression": _expression,
}


@dataclass(frozen=True)
class Shelf(Library):
    """Formulas in memory, so that a million scenarios do not read the disk a million times."""

    held: Mapping[str, Formula] = field(default_factory=dict)

    @cached_property
    def files(self) -> dict[str, Path]:
        return {name: Path(f"{name}.toml") for name in self.held}

    def load(self, name: str) -> Formula:
        return self.held[name]


@lru_cache(maxsize=1)
def shelf() -> Shelf:
    """Give every sound formula of the project: those that are shipped and those of the faults."""
    held: dict[str, Formula] = {}
    for path in FORMULAS:
        try:
            formula = formula_of(parse_document(path.read_bytes(), path.name, path))
        except InputError:
            continue
        held.setdefault(formula.id, formula)
    return Shelf((), held)


@lru_cache(maxsize=64)
def _board(formula: str) -> Document:
    return parse_document(SCENARIO.replace("FORMULA", formula), "board.toml")


ROWS = tuple(
    Row(name, {"kind": kind, "sector": "devolved", "payer": payer, "board": "one"})
    for name, kind, payer in (("a", "police", "p"), ("b", "probation", "p"), ("c", "police", "c"))
)
FIGURES: dict[str, Fraction | tuple[Fraction, ...]] = {
    "base": Fraction(100_001, 100),
    "nil": Fraction(0),
    "sharing": (Fraction(1), Fraction(1), Fraction(0)),
    "population": (Fraction(1_000), Fraction(1_345_282), Fraction(1, 3)),
    "sparse": (Fraction(5), Fraction(0), Fraction(7)),
    "debt": (Fraction(-5), Fraction(0), Fraction(7)),
}


@lru_cache(maxsize=1)
def _inputs() -> Mapping[str, Column]:
    draft = Draft("fuzz")
    for name, figures in FIGURES.items():
        scope = Scope.PARTNER if isinstance(figures, tuple) else Scope.BOARD
        draft.input(name, name, Origin("driver", (name,)), scope=scope)
    return draft._columns


@dataclass(frozen=True)
class Filled:
    """What an explanation needs: the sheet, and in what currency it is."""

    sheet: Sheet
    currency: str = "GBP"
