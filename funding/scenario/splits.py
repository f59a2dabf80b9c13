"""Boards that stand above others, and costs of several boards: who shares, and by what figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from funding.errors import Fault, InputError
from funding.formula.model import Country
from funding.language import N_, _, titled
from funding.scenario.between import EQUAL
from funding.scenario.entries import DriverFigures, SharedCost, Split
from funding.scenario.file import ScenarioFile
from funding.scenario.model import Board, Partner
from funding.scenario.standing import least_sure
from funding.toml import Document, KeyPath, did_you_mean
from funding.worksheet.column import Figure, Title

KIND = "board"
_LISTS = ("partner", "cost", "grant", "income", "in_kind", "answer", "last_year", "driver")


def only_named(file: ScenarioFile) -> ScenarioFile:
    """Give a file as a board above others sees it: what names no board is not for it."""
    kept = {
        name: [table for table in getattr(file, name) if table.board is not None] for name in _LISTS
    }
    return file.model_copy(update=kept)


def shared_of(
    file: ScenarioFile, boards: tuple[Board, ...], document: Document
) -> tuple[tuple[Board, ...], tuple[SharedCost, ...]]:
    """Give the boards with those above others made whole, and the costs that boards share.

    Raise `InputError` with every figure that is lacking or nothing.
    """
    maker = _Splits(file, boards, document)
    costs = tuple(maker.costs())
    whole = tuple(maker.boards())
    if maker.faults:
        raise InputError(maker.faults)
    return whole, costs


class _Lacking(Exception):
    """A board's figure cannot be told; says why, and what to do."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message, self.fix = message, fix


class _Splits:
    """By what boards share: each board's figure is the sum over its local authorities."""

    def __init__(self, file: ScenarioFile, boards: tuple[Board, ...], document: Document) -> None:
        self._file, self._document = file, document
        self._boards = {board.id: board for board in boards}
        self._files = dict(zip(self._boards, file.boards, strict=True))
        self._sums: dict[tuple[str, str], Fraction] = {}
        self.faults: list[Fault] = []

    def costs(self) -> Iterator[SharedCost]:
        """Give the costs that boards share."""
        everyone = [board for board, each in self._files.items() if each.above is None]
        years = len(self._file.all_years)
        for place, each in enumerate(self._file.shared_cost):
            path: KeyPath = ("shared_cost", place, "by")
            status = each.status or "assumed"
            split = self._split(path, each.by, each.named or everyone, status)
            amounts = each.amount if len(each.amount) == years else each.amount * years
            figure = Figure(N_("costs"), each.item, status, each.source or _("the scenario"))
            yield SharedCost(each.item, each.pool, amounts, split, figure)

    def boards(self) -> Iterator[Board]:
        """Give the boards; those above others with the boards beneath as their partners."""
        listed = isinstance(self._file.board, list)
        for place, (name, board) in enumerate(self._boards.items()):
            file = self._files[name]
            if file.above is None or file.by is None:
                yield board
                continue
            path: KeyPath = ("board", place, "by") if listed else ("board", "by")
            changed = any(path == each[: len(path)] for each in self._document.overridden)
            status = "assumed" if changed else self._file.status
            split = self._split(path, file.by, file.above, status)
            beneath = [self._boards[each] for each in file.above]
            yield replace(
                board,
                country=board.country or _country(beneath),
                partners=tuple(map(_as_partner, beneath)),
                drivers={} if split.by == EQUAL else {split.by: split.figures},
                beneath=split,
                passes_to=file.passes_to or "",
            )

    def _split(
        self, path: KeyPath, by: str | Mapping[str, Fraction], sharing: list[str], status: str
    ) -> Split:
        if isinstance(by, str) and by != EQUAL:
            return Split(by, self._driver(path, by, sharing), status)
        name = EQUAL if isinstance(by, str) else "percentages"
        parts = dict.fromkeys(sharing, Fraction(1)) if isinstance(by, str) else dict(by)
        title = N_("percentage stated for the board")
        if name == EQUAL:
            title = N_("1 for each board")
        figure = Figure(N_("shares of boards"), name, status, _("the scenario"))
        return Split(name, DriverFigures(Title(*titled(title)), None, parts, figure), status)

    def _driver(self, path: KeyPath, name: str, sharing: list[str]) -> DriverFigures:
        """Give each board's figure of a driver; note a fault for the first that cannot be told."""
        values: dict[str, Fraction] = {}
        try:
            values = {board: self._something(board, name) for board in sharing}
        except _Lacking as lacking:
            self.faults.append(self._document.fault(path, lacking.message, lacking.fix))
        found = [board.drivers[name] for board in self._boards.values() if name in board.drivers]
        if not found:
            none = Figure(N_("drivers"), name, "assumed", _("the scenario"))
            return DriverFigures(Title(name), None, values, none)
        status = least_sure(each.figure.status for each in found)
        return replace(found[0], values=values, figure=replace(found[0].figure, status=status))

    def _something(self, board: str, name: str) -> Fraction:
        """Give a board's figure; refuse nothing, by which it would bear nothing."""
        found = self._measured(board, name)
        if found == 0:
            message = _(
                "board '{board}' has a figure of nothing for '{driver}'", board=board, driver=name
            )
            raise _Lacking(message, _("leave it out, or share by something else"))
        return found

    def _measured(self, board: str, name: str) -> Fraction:
        """Sum a driver over the local authorities of a board, or of all beneath it."""
        if (board, name) not in self._sums:
            beneath = self._files[board].above
            self._sums[board, name] = (
                self._counted(board, name)
                if beneath is None
                else sum((self._measured(each, name) for each in beneath), Fraction(0))
            )
        return self._sums[board, name]

    def _counted(self, board: str, name: str) -> Fraction:
        """Sum a driver over the local authorities of a board."""
        driver = self._boards[board].drivers.get(name)
        if driver is None:
            known = {EQUAL, *self._boards[board].drivers}
            message = _(
                "there is no driver '{driver}' on board '{board}'", driver=name, board=board
            )
            raise _Lacking(message, did_you_mean(name, known))
        councils = [p.id for p in self._boards[board].partners if p.kind == "local_authority"]
        lacking = [each for each in councils if each not in driver.values]
        if lacking:
            raise _Lacking(
                _(
                    "driver '{driver}' has no figure for {partners} on board '{board}'",
                    driver=name,
                    partners=", ".join(lacking),
                    board=board,
                ),
                _(
                    "add the figure to a {heading} of the scenario, or share by something else",
                    heading="[[driver]]",
                ),
            )
        return sum((driver.values[each] for each in councils), Fraction(0))


def _as_partner(board: Board) -> Partner:
    """Give a board as it sits beneath another: it passes on what it is asked, and always pays."""
    serves = frozenset().union(*(partner.serves for partner in board.partners))
    return Partner(board.id, board.name, KIND, devolved=True, payer=board.id, serves=serves)


def _country(beneath: list[Board]) -> Country | None:
    found = {board.country for board in beneath}
    return found.pop() if len(found) == 1 else None
