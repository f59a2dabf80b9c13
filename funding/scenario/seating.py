"""Who sits on a board: the bodies of its area, and those that the file adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from funding.data import wales
from funding.scenario.file import ScenarioFile
from funding.scenario.lines import PartnerFile
from funding.scenario.model import Partner
from funding.toml.fields import Title as TitleFile
from funding.worksheet.column import Title


def partners_of(
    file: ScenarioFile,
    board: str,
    authorities: tuple[str, ...],
    day: date,
    kinds: Mapping[str, bool],
) -> tuple[Partner, ...]:
    """Give the partners of a board; `kinds` are all that are known, each with its sector."""
    serving = wales.serving(authorities, day)
    found = [_partner(PartnerFile(id=body), serves, kinds) for body, serves in serving.items()]
    found += [
        _partner(each, _served(each.id, each.kind, authorities), kinds)
        for each in file.partner
        if each.stands_on(board)
    ]
    titles = {name: title(declared.title) for name, declared in file.kinds.items()}
    return tuple(replace(each, kind_title=titles.get(each.kind)) for each in found)


def _partner(file: PartnerFile, serves: frozenset[str], kinds: Mapping[str, bool]) -> Partner:
    body = wales.bodies().get(file.id)
    kind = file.kind or (body.kind if body else "")
    name = title(file.name) if file.name else Title(file.id, file.id)
    if body is not None and file.name is None:
        name = Title(body.name_en, body.name_cy or None)
    devolved = kinds[kind] if file.devolved is None else file.devolved
    payer = file.payer or file.id
    return Partner(file.id, name, kind, devolved, payer, serves, file.start, file.until)


class Names:
    """Partners by id, or by kind where the board has one of the kind."""

    def __init__(self, partners: tuple[Partner, ...]) -> None:
        self._ids = {partner.id for partner in partners}
        self._kinds: dict[str, list[str]] = {}
        for partner in partners:
            self._kinds.setdefault(partner.kind, []).append(partner.id)

    def of(self, name: str | None) -> str | None:
        """Give the id that a name in the file stands for."""
        alike = self._kinds.get(name or "", [])
        return alike[0] if name not in self._ids and len(alike) == 1 else name


def _served(partner: str, kind: str | None, authorities: tuple[str, ...]) -> frozenset[str]:
    """Give the authorities that a partner added to a board is there for: a council for its own."""
    if partner in wales.authorities():
        return frozenset([partner])
    return frozenset() if kind == "local_authority" else frozenset(authorities)


def title(file: TitleFile) -> Title:
    """Give a file's title, in Welsh only where it is in Welsh only."""
    return Title(file.en or file.cy or "", file.cy)
