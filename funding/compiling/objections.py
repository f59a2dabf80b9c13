"""Reasons why a formula cannot be used on a board, found before anything is worked out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from funding.compiling.party import Party
from funding.errors import Fault
from funding.formula.model import Formula
from funding.language import _
from funding.rules.registry import OF_POOLS, SPLITS
from funding.rules.rule import Settings, among
from funding.rules.uprating import Uprating
from funding.scenario.model import Board
from funding.toml import KeyPath
from funding.toml.wording import any_of, shown
from funding.years import Part


def objections(formula: Formula, board: Board, part: Part) -> Iterator[Fault]:
    """Give a fault for each thing that the board lacks and the formula has no rule for."""
    sharing = [
        party
        for party in (Party(each, formula, board, part.first_day) for each in board.partners)
        if party.duty != "excluded" and not formula.sets_sum_of(party.partner)
    ]
    for section, settings in formula.sections():
        if not is_used(formula, board, section):
            continue
        for path, kind, fix in settings.kinds_needed():
            if not any(party.partner.kind == kind for party in sharing):
                yield formula.document.fault(
                    (*section, *path),
                    _(
                        "board '{board}' has no partner of kind '{kind}' to share, and no rule "
                        "says what of that",
                        board=board.id,
                        kind=kind,
                    ),
                    fix,
                )
        yield from _drivers(formula, board, section, settings, sharing)
        present, partners = board.partners, [party.partner for party in sharing]
        for path, message, fix in settings.misfits(present, partners):
            yield formula.document.fault(
                (*section, *path),
                _("on board '{board}', {message}", board=board.id, message=message),
                fix,
                at="key",
            )
        yield from _nobody(formula, board, section, settings, sharing)
        yield from _lead(formula, board, section, settings, sharing)
    yield from _sums(formula, board)
    yield from _index(formula, board, part)


def is_used(formula: Formula, board: Board, section: KeyPath) -> bool:
    """Say whether a split or a way of rounding holds for a pool; every other section is used."""
    covers, central = formula.file.covers, formula.file.paid_centrally
    pools = {line.pool for line in board.costs} - set(central)
    if covers != "all":
        pools &= set(covers)
    if section[0] == "pool":
        return section[1] in pools
    if section[0] in OF_POOLS:
        alike = SPLITS if section[0] in SPLITS else [section[0]]
        return bool(pools - formula.pools_with(alike))
    return True


def _nobody(
    formula: Formula, board: Board, section: KeyPath, settings: Settings, sharing: list[Party]
) -> Iterator[Fault]:
    """Somebody must be left to share: of the kinds named, neither excluded nor with a fixed sum."""
    needed = settings.sharers_needed()
    if needed is None:
        return
    path, kinds = needed
    if any(kinds is None or party.partner.kind in kinds for party in sharing):
        return
    message = (
        _(
            "board '{board}' has no partner of kind {kinds} to share",
            board=board.id,
            kinds=any_of(map(shown, kinds)),
        )
        if kinds
        else _("board '{board}' has no partner to share", board=board.id)
    )
    yield formula.document.fault(
        (*section, *path),
        message,
        _("let somebody share who sits on the board, or use the formula on another board"),
    )


def _lead(
    formula: Formula, board: Board, section: KeyPath, settings: Settings, sharing: list[Party]
) -> Iterator[Fault]:
    """Where the lead takes what is left of sharing, there is one, and it shares."""
    path = settings.lead_needed()
    if path is None or [party for party in sharing if (party.partner.id,) == board.leads]:
        return
    if not board.leads:
        message = _(
            "board '{board}' has no lead partner, and the formula needs one", board=board.id
        )
        fix = _(
            "add {example} to the board in the scenario, or use another method",
            example='lead = "…"',
        )
    elif len(board.leads) > 1:
        message = _(
            "board '{board}' has two lead partners, and one takes the difference", board=board.id
        )
        fix = _("name one lead, or use another method")
    else:
        message = _("the lead partner of board '{board}' does not share", board=board.id)
        fix = _("let it share, or use another method")
    yield formula.document.fault((*section, *path), message, fix)


def _drivers(
    formula: Formula, board: Board, section: KeyPath, settings: Settings, sharing: list[Party]
) -> Iterator[Fault]:
    """Every partner that shares by a driver has a figure, and together they are not nothing."""
    for path, driver, kinds in settings.drivers_needed():
        base = formula.base_of(driver)
        figures = board.drivers.get(base)
        if figures is None:  # a step of the formula, or unknown: the binding says so
            continue
        names = [p.partner for p in sharing if among(p.partner, kinds)]
        lacking = [partner.id for partner in names if partner.id not in figures.values]
        at: Literal["key", "value"] = "key" if path[-1] == driver else "value"
        if lacking:
            yield formula.document.fault(
                (*section, *path),
                _(
                    "driver '{name}' has no figure for {lacking} on board '{board}'",
                    name=base,
                    lacking=", ".join(lacking),
                    board=board.id,
                ),
                _("add the figure to a [[driver]] of the scenario, or leave the partner out"),
                at=at,
            )
        elif names and not any(figures.values[p.id] for p in names) and not settings.has_nil_rule():
            yield formula.document.fault(
                (*section, *path),
                _(
                    "driver '{name}' totals nothing on board '{board}', and no rule says what of "
                    "that",
                    name=base,
                    board=board.id,
                ),
                _("add the line: {example}", example='when_nil = "equal"'),
                at=at,
            )


def _sums(formula: Formula, board: Board) -> Iterator[Fault]:
    """Where fixed sums are all that pays, somebody on the board owes one."""
    settings = formula.section("amounts")
    others = formula.splits_of(None) or formula.pools or formula.section("flat_fees")
    present = {partner.id for partner in board.partners}
    if settings is not None and not others and not present & set(settings.sums()):
        yield formula.document.fault(
            ("amounts",),
            _("none of the partners with an agreed sum sits on board '{board}'", board=board.id),
            _("use the formula on a board whose partners it names"),
            at="key",
        )


def _index(formula: Formula, board: Board, part: Part) -> Iterator[Fault]:
    """Require that the index by which sums rise has a number for the year and the base year."""
    settings: Uprating | None = formula.section("uprating")
    if settings is None or settings.index is None:
        return
    index = board.indices.get(settings.index)
    if index is None:
        yield formula.document.fault(
            ("uprating", "index"),
            _("the scenario has no index '{index}'", index=settings.index),
            _(
                "add an [[index]] with {example} to the scenario",
                example=f'name = "{settings.index}"',
            ),
        )
        return
    for key, year in (("index", part.year), ("base", settings.base)):
        if year not in index.values:
            yield formula.document.fault(
                ("uprating", key),
                _("index '{index}' has no number for {year}", index=settings.index, year=year),
                _("add it to the values of the [[index]] in the scenario"),
            )
