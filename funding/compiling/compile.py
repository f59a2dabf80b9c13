"""From a formula and the shape of a board to a worksheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from funding.errors import Fault, InputError, PluginError
from funding.formula.model import Formula
from funding.formula.reading import in_order
from funding.language import _
from funding.rules.registry import IN_ORDER, OF_POOLS, SPLITS
from funding.rules.rule import STAGES, Rule, Settings
from funding.rules.words import said_source
from funding.rules.work import Shape, Work, in_identifier
from funding.toml import KeyPath, did_you_mean, find_text
from funding.worksheet.column import Title
from funding.worksheet.drafting import Draft, NameTaken
from funding.worksheet.tokens import ExpressionFault
from funding.worksheet.worksheet import Worksheet


def compile_formula(formula: Formula, shape: Shape) -> Worksheet:
    """Draft every column that a formula means for boards of a shape, in the order of the bill.

    Raise `InputError` for a name that means nothing on such a board.
    """
    _check_pools(formula, shape)
    work = _work(formula, shape)
    try:
        _draft(formula, work)
    except NameTaken as taken:
        message = _("the worksheet has a column of its own called '{name}'", name=taken.name)
        path = find_text(formula.document.data, taken.name)
        fix = (
            _("choose another name") if path else _("rename the pool, grant or driver of that name")
        )
        raise InputError([formula.document.fault(path, message, fix)]) from None
    _check_uprated(formula, work)
    return work.draft.finish()


def _draft(formula: Formula, work: Work) -> None:
    """Draft the whole worksheet, stage by stage; what a formula is silent on is left out."""
    for stage in STAGES:
        work.draft.section = ()
        if stage == "steps":
            _parameters_and_steps(formula, work)
        elif stage == "split":
            work.shares = _splits(formula, work)
        for rule in (each for each in IN_ORDER if each.stage == stage):
            for section, settings in _sections_of(rule, formula, work):
                work.section = work.draft.section = section
                rule.draft(settings, work)


def _sections_of(
    rule: Rule, formula: Formula, work: Work
) -> Iterator[tuple[tuple[str, ...], Settings | None]]:
    """Give what sets a rule, with its path: sections of single pools, then that of the formula."""
    for pool in work.covered if rule.name in OF_POOLS else ():
        if (own := formula.section_of(pool, rule.name)) is not None:
            yield ("pool", pool, rule.name), own
    settings = formula.section(rule.name) if rule.settings else None
    if rule.always or settings is not None:
        yield ((rule.name,) if settings else ()), settings


def covered_pools(formula: Formula, shape: Shape) -> tuple[str, ...]:
    """Give the pools of a board that the formula shares."""
    covers = formula.file.covers
    wanted = shape.pools if covers == "all" else tuple(covers)
    return tuple(
        pool for pool in shape.pools if pool in wanted and pool not in formula.file.paid_centrally
    )


def _work(formula: Formula, shape: Shape) -> Work:
    work = Work(
        draft=Draft(formula.id),
        shape=shape,
        source=said_source(formula.file.source),
        status=formula.file.status,
        covered=covered_pools(formula, shape),
        central=tuple(pool for pool in shape.pools if pool in formula.file.paid_centrally),
        changed=formula.changed,
        amended=formula.amended,
        sections={path[0]: settings for path, settings in formula.sections() if len(path) == 1},
    )
    work.draft.restating = work.restated
    return work


def _check_uprated(formula: Formula, work: Work) -> None:
    """Every section whose sums are to rise states some."""
    faults = [
        formula.document.fault(
            ("uprating", "of", place),
            _("[{name}] states no sum of money that could rise", name=name),
            _("name sections that state sums, or leave this out"),
        )
        for place, (name, sums) in enumerate(work.uprated.items())
        if not sums
    ]
    if faults:
        raise InputError(faults)


def _check_pools(formula: Formula, shape: Shape) -> None:
    """Every pool that the formula covers, or shares in a way of its own, has a cost."""
    covers = formula.file.covers
    named: list[tuple[KeyPath, str]] = []
    if covers != "all":
        named += [(("covers", i), pool) for i, pool in enumerate(covers)]
    named += [(("pool", pool), pool) for pool in formula.pools]
    faults = [
        formula.document.fault(
            path,
            _("no cost line belongs to a pool '{pool}'", pool=pool),
            did_you_mean(pool, shape.pools),
        )
        for path, pool in named
        if pool not in shape.pools
    ]
    if faults:
        raise InputError(faults)


def _parameters_and_steps(formula: Formula, work: Work) -> None:
    file = formula.file
    work.own = {*file.parameters, *(step.name for step in file.step)}
    work.section = ("parameters",)
    for name, stated in file.parameters.items():
        work.draft.parameter(
            name,
            Title(name.replace("_", " ")),
            by="board",
            values={"": Fraction(stated.value)},
            figures=work.figures("parameters", Settings(), {name: stated}),
            unit="number",
            source=said_source(stated.source or file.source),
        )
    for step in in_order(file.step):
        place = ("step", file.step.index(step), "expression")
        with _faults_at(formula, place):
            work.prepare(step.expression)
            words = step.title
            work.draft.column(
                step.name,
                step.expression,
                Title(words.en or words.cy or "", words.cy) if words else Title(step.name),
                unit=step.unit,
                source=work.note(step),
            )


def _splits(formula: Formula, work: Work) -> Mapping[str, tuple[str, Settings]]:
    """Draft the columns of each split once, and give the expression that shares each pool."""
    shares: dict[str, tuple[str, Settings]] = {}
    default: tuple[str, Settings] | None = None
    for pool in work.covered:
        own = formula.splits_of(pool)
        if own:
            (name, settings), section = own[0], ("pool", pool, own[0][0])
            suffix = f"_for_{in_identifier(pool)}"
            shares[pool] = _split(formula, work, name, settings, section, suffix)
        elif formula.splits_of(None):
            (name, settings) = formula.splits_of(None)[0]
            default = default or _split(formula, work, name, settings, (name,), "")
            shares[pool] = default
    return shares


def _split(
    formula: Formula,
    work: Work,
    name: str,
    settings: Settings,
    section: tuple[str, ...],
    suffix: str,
) -> tuple[str, Settings]:
    work.section = section
    with _faults_at(formula, (*section, "expression")):
        rule = SPLITS[name]
        text = rule.draft(settings, work, suffix)
        if text is None:
            raise PluginError(
                rule.package, _("its rule '{rule}' does not say how a pool is shared", rule=name)
            )
        return text, settings


class _faults_at:  # noqa: N801  (read as a verb: with _faults_at(...))
    """Turn the fault of an expression into one with its place in the formula's file."""

    def __init__(self, formula: Formula, path: tuple[str | int, ...]) -> None:
        self._formula, self._path = formula, path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _type: object, error: object, _traceback: object) -> None:
        if isinstance(error, ExpressionFault):
            fault: Fault = self._formula.document.fault(
                self._path, error.message, error.fix, offset=error.offset, width=error.width
            )
            raise InputError([fault]) from None
