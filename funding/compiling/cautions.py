"""Warnings: what a reader of a result must know, in words, counted and never silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from funding.amounts import written_percent, written_sum
from funding.compiling.arrears_cautions import of_duties
from funding.compiling.counting import counted
from funding.compiling.dated_cautions import of_charges, of_consultations, of_notices, of_time
from funding.compiling.objections import is_used
from funding.compiling.party import Party
from funding.compiling.statutes import of_acts
from funding.evaluation.exact import Sheet
from funding.evaluation.result import BoardResult
from funding.formula.model import Formula, named
from funding.formula.reading import known_kinds
from funding.language import N_, _
from funding.rules.registry import SPLITS
from funding.rules.rule import among
from funding.scenario.model import Board
from funding.toml import nearest
from funding.worksheet.worksheet import Worksheet
from funding.years import Part

MISSING = {
    "lead": N_(
        "nobody of kind '{kind}' shares: its {part} is the lead's, if it shares, and else uncovered"
    ),
    "others pro rata": N_("nobody of kind '{kind}' shares: its {part} is others pro rata"),
    "uncovered": N_("nobody of kind '{kind}' shares: its {part} is uncovered"),
}


def cautions(
    formula: Formula,
    board: Board,
    part: Part,
    sheet: Sheet,
    parties: tuple[Party, ...],
    result: BoardResult,
    place: int,
) -> Iterator[str]:
    """Give every warning about one result, of the year at `place` or a part of it."""
    yield from _of_place(formula, board)
    yield from of_time(formula, part)
    yield from _of_drivers(formula, board, part, sheet.worksheet)
    yield from of_duties(parties, result, board.currency)
    yield from of_consultations(parties, part)
    yield from of_notices(parties, part)
    yield from of_charges(formula, sheet.worksheet, part)
    yield from of_acts(board, part, parties)
    yield from _of_rules(formula, board, parties)
    yield from _of_bounds(formula, board, parties, sheet)
    yield from _of_bodies(formula, board, parties, sheet.worksheet)
    yield from _of_offers(formula, board, result, part, place)
    yield from _of_sums(result, board.currency)


def idle_names(formula: Formula, boards: Sequence[Board]) -> Iterator[str]:
    """Warn of names in a formula that stand for no partner on any board, and for no kind."""
    pools = {line.pool for board in boards for line in board.costs}
    for pool in formula.file.paid_centrally:
        meant = None if pool in pools else nearest(pool, pools)
        if meant is not None:
            yield _(
                "{formula}: paid_centrally names a pool '{pool}' that no board has; "
                "did you mean '{meant}'?",
                formula=formula.id,
                pool=pool,
                meant=meant,
            )
    kinds = known_kinds([formula])
    present = {partner.id for board in boards for partner in board.partners}
    for section, settings in formula.sections():
        for name in settings.partners_named():
            if name not in kinds and name not in present:
                meant = nearest(name, {*kinds, *present})
                hint = _("; did you mean '{meant}'?", meant=meant) if meant else ""
                yield _(
                    "{formula}: [{section}] {name} has no effect: nobody on any board is called "
                    "so{hint}",
                    formula=formula.id,
                    section=".".join(section),
                    name=name,
                    hint=hint,
                )


def _of_place(formula: Formula, board: Board) -> Iterator[str]:
    if not formula.is_for(board.country):
        there, here = named(formula.file.country), named(board.country)
        yield _("the formula is for boards in {there}, not in {here}", there=there, here=here)


def _of_drivers(formula: Formula, board: Board, part: Part, worksheet: Worksheet) -> Iterator[str]:
    idle = _without_effect(formula, board)
    for name, figures in board.drivers.items():
        if name not in worksheet or name in idle:
            continue
        if figures.year not in (None, part.start):
            yield _(
                "driver '{name}' has figures of {year}, and the year is {now}",
                name=name,
                year=figures.year,
                now=part.year,
            )
        if name == "children_0_17" and board.serves == "adults":
            yield _("children aged 0 to 17 drive shares of an adults' board")


def _without_effect(formula: Formula, board: Board) -> set[str]:
    """Give the drivers that divide nothing: among those they divide is at most one partner."""
    idle: dict[str, bool] = {}
    for _section, settings in formula.sections():
        for _path, driver, kinds in settings.drivers_needed():
            base, sharers = formula.base_of(driver), [p for p in board.partners if among(p, kinds)]
            idle[base] = idle.get(base, True) and kinds is not None and len(sharers) <= 1
    return {driver for driver, without in idle.items() if without}


def _of_rules(formula: Formula, board: Board, parties: tuple[Party, ...]) -> Iterator[str]:
    own = formula.pools_with(["rounding"])
    if own and formula.section("rounding") and not is_used(formula, board, ("rounding",)):
        yield _("[rounding] has no effect: every pool that is shared is rounded in its own way")
    settings = formula.section("percentages")
    if settings is None:
        return
    untouched = [
        party
        for party in parties
        if party.partner.kind not in settings.shares() and party.duty != "excluded"
    ]
    untouched = [each for each in untouched if not formula.sets_sum_of(each.partner)]
    for kind, share in settings.shares().items():
        is_there = any(p.partner.kind == kind and p.duty != "excluded" for p in parties)
        # Without a rule for it, every pool has a split of its own, and these shares none.
        if share.value and not is_there and settings.missing_kind is not None:
            part = written_percent(share.value)
            yield _(MISSING[settings.missing_kind], kind=kind, part=part)
    if untouched:
        names = ", ".join(party.name for party in untouched)
        yield _("no percentage is stated for {names}: nothing is asked", names=names)


def _of_bounds(
    formula: Formula, board: Board, parties: tuple[Party, ...], sheet: Sheet
) -> Iterator[str]:
    """Warn of what is said of partners that take no part, and of changes from what is unknown."""
    for section, settings in formula.sections():
        for name in dict.fromkeys(settings.partners_named()) if settings.of_sharers else ():
            alike = [p for p in parties if name in (p.partner.id, p.partner.kind)]
            if alike and not any(
                p.duty != "excluded" and not formula.sets_sum_of(p.partner) for p in alike
            ):
                yield _(
                    "[{section}] {name} has no effect: on board '{board}' it is excluded or owes a "
                    "fixed sum",
                    section=".".join(section),
                    name=name,
                    board=board.id,
                )
    unknown = [
        party.name
        for place, party in enumerate(parties)
        if "was_assessed" in sheet.cells
        and sheet.cell("sharing", place)
        and not sheet.cell("was_assessed", place)
    ]
    if unknown:
        yield _(
            "nothing is known of the year before for {unknown}: no change is limited",
            unknown=", ".join(unknown),
        )


def _of_bodies(
    formula: Formula, board: Board, parties: tuple[Party, ...], worksheet: Worksheet
) -> Iterator[str]:
    """Warn of what sections say of those who share, of groups not heeded, of measures not used."""
    sections = [(path, each) for path, each in formula.sections() if is_used(formula, board, path)]
    sharing = [
        party.partner
        for party in parties
        if party.duty != "excluded" and not formula.sets_sum_of(party.partner)
    ]
    used = {name for _path, each in sections for _at, name, _kinds in each.drivers_needed()}
    joined = [".".join(path) for path, settings in sections if settings.joins]
    for path, settings in sections:
        yield from settings.remarks(sharing)
        if joined and path[-1] in SPLITS and not settings.heeds_groups:
            yield _(
                "[{joined}] has no effect on what [{path}] shares",
                joined=joined[0],
                path=".".join(path),
            )
    made = formula.drivers_made()
    for name in made:
        if name not in worksheet and name not in used and name not in made.values():
            yield _("measure '{name}' has no effect: nothing is shared by it", name=name)


def _of_offers(
    formula: Formula, board: Board, result: BoardResult, part: Part, place: int
) -> Iterator[str]:
    """Warn of what was offered, meets a line, and was neither credited nor kept."""
    meeting = [offer for offer in board.offers if offer.pool is not None]
    if not meeting:
        return
    if formula.section("in_kind") is None:
        yield _(
            "the formula says nothing of contributions in kind: what is offered ({number}) is "
            "not credited, and the board buys the things",
            number=len(meeting),
        )
        return
    offered = sum((counted(part, offer.worth[place]) for offer in meeting), Fraction(0))
    refused = offered - result.total("in_kind") - result.total("in_kind_free")
    if refused > 0:
        yield _(
            "{refused} of what is offered in kind is not taken, and the board buys the things",
            refused=written_sum(refused, board.currency),
        )


def _of_sums(result: BoardResult, currency: str) -> Iterator[str]:
    """Warn of money asked above the cost, and of a surplus beside a hole."""
    above = result.surplus - result.total("in_kind_free") - result.total("arrears_paid")
    if above > 0:
        yield _(
            "{above} is collected above the cost, and goes to reserves",
            above=written_sum(above, currency),
        )
    if result.surplus and result.unfunded:
        hole = written_sum(result.unfunded, currency)
        surplus = written_sum(result.surplus, currency)
        yield _(
            "{hole} is unfunded, while {surplus} goes to reserves: no rule lets the one meet the "
            "other",
            hole=hole,
            surplus=surplus,
        )
