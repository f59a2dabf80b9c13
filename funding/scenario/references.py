"""Names in a scenario that must stand for something: partners, lines, boards, formulas."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from funding.data import wales
from funding.errors import Fault
from funding.language import _, ngettext
from funding.scenario.membership import Membership
from funding.scenario.successions import Successions
from funding.scenario.tables import Tables, texts_in
from funding.scenario.twice import boards_twice, named_twice, twice_on
from funding.toml import KeyPath, did_you_mean
from funding.years import FinancialYear

_ON_BOARDS = (
    *("partner", "cost", "grant", "income", "rate", "in_kind", "answer", "last_year"),
    *("arrears_paid", "account", "driver"),
)
_DATED = ("notice",)
_OF_PARTNERS = ("in_kind", "answer", "last_year", "notice", "arrears_paid", "account")
_OF_FORMULAS = ("answer", "arrears_paid", "account")


class References:
    """The checks of one scenario file; `years` may be empty where the file's are at fault."""

    def __init__(
        self, tables: Tables, years: list[FinancialYear], formulas: Collection[str]
    ) -> None:
        self._tables, self._years, self._formulas = tables, years, formulas
        self._document, self._data = tables.document, tables.data
        self._successions = Successions(tables.document)
        self._named = (*formulas, *self._successions.names)
        self._members = Membership(tables, years)

    def faults(self) -> Iterator[Fault]:
        """Give every fault found, a place that is wrong for several boards once."""
        found = (*self._check_names(), *self._check_boards())
        yield from {(each.file, each.line, each.column): each for each in reversed(found)}.values()

    def _check_names(self) -> Iterator[Fault]:
        yield from self._check_formulas()
        yield from self._check_settings()
        yield from self._check_areas()
        yield from self._check_boards_named()
        yield from self._check_drivers()

    def _check_boards(self) -> Iterator[Fault]:
        yield from boards_twice(self._tables)
        for board in self._tables.boards:
            yield from twice_on(self._tables, board, self._members.serving(board))
            yield from self._check_partners(board)
            yield from self._check_lines(board)

    def _check_formulas(self) -> Iterator[Fault]:
        chosen = self._data.get("formulas")
        names = texts_in(chosen)
        if chosen == []:
            fix = _("name at least one, or write {line}", line='formulas = "all"')
            message = _("the scenario asks for no formula")
            yield self._document.fault(("formulas",), message, fix)
        for place, name in names:
            if name not in self._named:
                yield self._no_formula(("formulas", place), name, self._named)
            elif name in [each for _, each in names[:place]]:
                message = _("formula '{formula}' is named twice", formula=name)
                yield named_twice(self._document, ("formulas", place), message)
        for what, place, table in self._tables.each_of(_OF_FORMULAS):
            to = table.get("formula")
            if isinstance(to, str) and to not in self._named:
                yield self._no_formula((what, place, "formula"), to, self._named)
        yield from self._successions.faults(self._formulas)
        baseline = self._data.get("baseline")
        among = self._named if chosen == "all" else [name for _, name in names]
        if isinstance(baseline, str) and among and baseline not in among:
            if baseline not in self._named:
                asked = ("baseline",) in self._document.overridden
                known = self._named if asked else among
                yield self._no_formula(("baseline",), baseline, known)
            else:
                message = _(
                    "the baseline '{formula}' is not one of the formulas of the scenario",
                    formula=baseline,
                )
                fix = _("add it to {key}", key="formulas")
                yield self._document.fault(("baseline",), message, fix)

    def _check_settings(self) -> Iterator[Fault]:
        """Check that what is set is of a formula that runs, or would if `--formula` let it."""
        settings, among = self._data.get("set"), self._run()
        narrowed = ("formulas",) in self._document.overridden
        for name in settings if isinstance(settings, dict) and among else ():
            typed = not any(path[:2] == ("set", name) for path in self._document.overridden)
            if name not in self._formulas:
                yield self._no_formula(("set", name), name, among, at="key")
            elif name not in among and not (narrowed and typed):
                message = _(
                    "the scenario does not run formula '{formula}', of which this sets a figure",
                    formula=name,
                )
                fix = _("add it to {key}, or leave this out", key="formulas")
                yield self._document.fault(("set", name), message, fix, at="key")

    def _run(self) -> Collection[str]:
        """Give the formulas that the scenario runs, those of successions too; none at a fault."""
        chosen = self._data.get("formulas")
        names = [name for _, name in texts_in(chosen)]
        return self._formulas if chosen == "all" else self._successions.with_members(names)

    def _check_areas(self) -> Iterator[Fault]:
        if not self._years:
            return
        year = self._years[0]
        areas = wales.areas(year.first_day)
        for board, (path, table) in self._tables.boards.items():
            area, named = table.get("area"), table.get("authorities")
            if isinstance(area, str) and area in wales.all_area_ids() and area not in areas:
                message = _(
                    "area '{area}' does not exist in {year}, only in other years",
                    area=area,
                    year=year,
                )
                fix = _("in that year there are {areas}", areas=", ".join(sorted(areas)))
                yield self._document.fault((*path, "area"), message, fix)
            elif isinstance(area, str) and area not in areas:
                message = _("there is no area '{area}' in {year}", area=area, year=year)
                yield self._unknown((*path, "area"), message, area, areas)
            for place, name in texts_in(named):
                if name not in wales.authorities():
                    where = (*path, "authorities", place)
                    message = _("there is no authority '{authority}'", authority=name)
                    yield self._unknown(where, message, name, wales.authorities())
            if area is not None and named is not None:
                message = _("the board has both an area and authorities")
                fix = _("keep one: the area has all its authorities")
                yield self._document.fault((*path, "authorities"), message, fix, at="key")
            nobody = not self._tables.of("partner", board) and not self._tables.is_above(board)
            if not area and not named and nobody:
                fix = _(
                    "add {area}, {authorities}, or {heading} tables",
                    area='area = "north-wales"',
                    authorities='authorities = ["wrexham"]',
                    heading="[[partner]]",
                )
                yield self._document.fault(path, _("nobody sits on the board"), fix)

    def _check_boards_named(self) -> Iterator[Fault]:
        boards = self._tables.boards
        for name in _ON_BOARDS + _DATED:
            for place, table in self._tables.of(name):
                named = table.get("board")
                if isinstance(named, str) and named not in boards:
                    yield self._no_board((name, place, "board"), named)
                for entry, board in texts_in(named):
                    if board not in boards:
                        yield self._no_board((name, place, "board", entry), board)

    def _check_drivers(self) -> Iterator[Fault]:
        """Check that each figure of a driver is of a partner on a board that it stands on."""
        for place, table in self._tables.of("driver"):
            boards = [
                board
                for board in self._tables.boards
                if (place, table) in self._tables.of("driver", board)
            ]
            values = table.get("values")
            if not boards or not all(map(self._members.are_known, boards)):
                continue
            for name in values if isinstance(values, dict) else ():
                if not any(self._members.one(name, board) for board in boards):
                    where = ("driver", place, "values", name)
                    yield self._no_partner(where, name, boards[0], at="key")

    def _check_partners(self, board: str) -> Iterator[Fault]:
        path, table = self._tables.boards[board]
        if self._tables.is_above(board):
            return  # it has no partners, and whatever names one is a fault of its own
        named: list[tuple[KeyPath, object, bool]] = [
            ((*path, "host"), table.get("host"), False),
            ((*path, "lead"), table.get("lead"), False),
            *(((*path, "lead", i), name, False) for i, name in texts_in(table.get("lead"))),
        ]
        for what, place, each in self._tables.each_of(_OF_PARTNERS, board):
            if "over" in each:
                continue  # a payer, which `tiers` looks for
            here: KeyPath = (what, place, "partner")
            named.append((here, each.get("partner"), "board" not in each))
        for where, name, everywhere in named:
            if isinstance(name, str) and self._members.are_known(board):
                yield from self._check_partner(where, name, board, everywhere=everywhere)

    def _check_partner(
        self, path: KeyPath, name: str, board: str, *, everywhere: bool
    ) -> Iterator[Fault]:
        """Check a partner's name: an id, or a kind where the board has one such.

        `everywhere` says that the table stands on every board because it names none.
        """
        if self._members.one(name, board):
            return
        alike = self._members.of_kind(name, board)
        elsewhere = [each for each in self._tables.boards if self._members.one(name, each)]
        if alike:
            message = ngettext(
                "board '{board}' has {number} partners of kind '{kind}'",
                "board '{board}' has {number} partners of kind '{kind}'",
                len(alike),
                board=board,
                kind=name,
                number=len(alike),
            )
            fix = _("name one of them: {names}", names=", ".join(sorted(alike)))
            yield self._document.fault(path, message, fix)
        elif self._members.is_absent(name, board):
            message = _(
                "partner '{partner}' sits on board '{board}' in none of the years",
                partner=name,
                board=board,
            )
            yield self._document.fault(path, message, _("correct its days, or delete this"))
        elif everywhere and elsewhere:
            message = _(
                "there is no partner '{partner}' on board '{board}'", partner=name, board=board
            )
            fix = _("say which board this is about: {line}", line=f'board = "{elsewhere[0]}"')
            yield self._document.fault(path, message, fix)
        else:
            yield self._no_partner(path, name, board)

    def _no_partner(
        self, path: KeyPath, name: str, board: str, at: Literal["key", "value"] = "value"
    ) -> Fault:
        message = _("there is no partner '{partner}' on board '{board}'", partner=name, board=board)
        return self._unknown(path, message, name, self._members.names(board), at)

    def _check_lines(self, board: str) -> Iterator[Fault]:
        known = self._tables.texts("cost", "item", board)
        shared = [table.get("item") for _, table in self._tables.shared(board)]
        for place, offer in self._tables.of("in_kind", board):
            item = offer.get("meets")
            if item in shared:
                continue  # a fault of its own
            if isinstance(item, str) and known is not None and item not in known:
                message = _(
                    "there is no cost line '{item}' on board '{board}'", item=item, board=board
                )
                yield self._unknown(("in_kind", place, "meets"), message, item, known)

    def _no_formula(
        self,
        path: KeyPath,
        name: str,
        known: Collection[str],
        at: Literal["key", "value"] = "value",
    ) -> Fault:
        message = _("there is no formula '{formula}'", formula=name)
        # The nearest of all was meant, though the scenario may not run it yet.
        fix = did_you_mean(name, known, also=self._named)
        return self._document.fault(path, message, fix, at=at)

    def _no_board(self, path: KeyPath, name: str) -> Fault:
        message = _("there is no board '{board}'", board=name)
        return self._unknown(path, message, name, self._tables.boards)

    def _unknown(
        self,
        path: KeyPath,
        message: str,
        name: str,
        known: Collection[str],
        at: Literal["key", "value"] = "value",
    ) -> Fault:
        return self._document.fault(path, message, did_you_mean(name, known), at=at)
