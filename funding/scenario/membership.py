"""Who sits on which board, as far as a scenario file's tables let it be made out."""

from __future__ import annotations

from funding.data import wales
from funding.scenario.presence import is_there_in
from funding.scenario.tables import Tables, Typed, texts_in
from funding.years import FinancialYear


class Membership:
    """The kind of everybody on each board; `years` may be empty where the file's are at fault."""

    def __init__(self, tables: Tables, years: list[FinancialYear]) -> None:
        self._tables, self._years = tables, years
        self._kinds = {board: self._kinds_on(board) for board in tables.boards}
        self._payers = {
            (board, partner.get("id")): partner.get("payer")
            for board in tables.boards
            for _, partner in tables.of("partner", board)
            if isinstance(partner.get("id"), str)
        }

    def are_known(self, board: str) -> bool:
        """Say whether it can be made out who sits on a board."""
        _, table = self._tables.boards[board]
        area, named = table.get("area"), table.get("authorities")
        authorities = [name for _, name in texts_in(named)]
        areas = list(wales.areas(self._years[0].first_day)) if self._years else []
        return (
            bool(self._years)
            and (area is None or area in areas)
            and (named is None or named == authorities)
            and wales.authorities().keys() >= set(authorities)
            and self._tables.texts("partner", "id", board) is not None
        )

    def one(self, name: str, board: str) -> bool:
        """Say whether a name stands for one partner: an id, or a kind of which there is one."""
        return name in self._kinds[board] or len(self.of_kind(name, board)) == 1

    def is_absent(self, name: str, board: str) -> bool:
        """Say whether a name is that of a partner listed for none of the years."""
        listed = [each.get("id") for _, each in self._tables.of("partner", board)]
        return name in listed and name not in self._kinds[board]

    def of_kind(self, kind: str, board: str) -> list[str]:
        """Give the partners of a kind."""
        return [each for each, its_kind in self._kinds[board].items() if its_kind == kind]

    def answering(self, answer: Typed, board: str) -> list[str]:
        """Give the partners of a board whose answer a table is."""
        name = answer.get("partner")
        if not isinstance(name, str):
            return []
        if "over" in answer:
            return self.paid_by(name, board)
        return [name] if name in self._kinds[board] else self.of_kind(name, board)[:1]

    def paid_by(self, payer: str, board: str) -> list[str]:
        """Give the partners of a board whose bill a payer gets; or the one of that id."""
        return [
            each for each in self._kinds[board] if payer in (each, self._payers.get((board, each)))
        ]

    def names(self, board: str) -> set[str]:
        """Give every name that stands for one partner."""
        kinds = set(self._kinds[board].values())
        return {*self._kinds[board], *(kind for kind in kinds if self.one(kind, board))} - {""}

    def serving(self, board: str) -> dict[str, str]:
        """Give the kind of each body that serves a board by its area or authorities."""
        _, table = self._tables.boards[board]
        if not self._years:
            return {}
        day = self._years[0].first_day
        known = wales.authorities()
        authorities = [name for _, name in texts_in(table.get("authorities")) if name in known]
        area = table.get("area")
        if isinstance(area, str) and area in wales.areas(day):
            authorities = list(wales.authorities_of(area, day))
        return {body: wales.bodies()[body].kind for body in wales.serving(authorities, day)}

    def _kinds_on(self, board: str) -> dict[str, str]:
        kinds = self.serving(board)
        for _, partner in self._tables.of("partner", board):
            name = partner.get("id")
            if isinstance(name, str) and is_there_in(partner, self._years):
                body = wales.bodies().get(name)
                kinds[name] = str(partner.get("kind") or (body.kind if body else ""))
        return kinds
