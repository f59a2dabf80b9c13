"""Names that stand twice where one is meant: of boards, of partners, of cost lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from funding.errors import Fault
from funding.language import _
from funding.scenario.tables import Tables, board_id
from funding.toml import Document, KeyPath


def boards_twice(tables: Tables) -> Iterator[Fault]:
    """Refuse two boards of one name."""
    first: dict[str, int] = {}
    for place, table in tables.of("board"):
        name = board_id(table, place)
        if name in first:
            yield tables.document.fault(
                ("board", place, "id") if "id" in table else ("board", place),
                _("two boards are called '{name}'", name=name),
                _(
                    "give each an id of its own, for instance {line}",
                    line='id = "north-wales-adults"',
                ),
            )
        first.setdefault(name, place)


def twice_on(tables: Tables, board: str, serving: Collection[str]) -> Iterator[Fault]:
    """Refuse what stands twice on a board; `serving` sit on it by its area or authorities."""
    partners: set[str] = set()
    lines: set[str] = set()
    for place, table in tables.of("partner", board):
        name = table.get("id")
        path: KeyPath = ("partner", place, "id")
        if isinstance(name, str) and name in serving:
            message = _(
                "'{partner}' sits on board '{board}' already, by its area or authorities",
                partner=name,
                board=board,
            )
            yield tables.document.fault(path, message, _("delete this entry"))
        elif isinstance(name, str) and name in partners:
            message = _("partner '{partner}' is listed twice", partner=name)
            yield named_twice(tables.document, path, message)
        partners.add(str(name))
    for place, table in tables.of("cost", board):
        name = table.get("item")
        if isinstance(name, str) and name in lines:
            message = _(
                "two cost lines of board '{board}' are called '{name}'", board=board, name=name
            )
            fix = _("give each a name of its own")
            yield tables.document.fault(("cost", place, "item"), message, fix)
        lines.add(str(name))


def named_twice(document: Document, path: KeyPath, message: str) -> Fault:
    """Give the fault that a name is there twice, as `message` says."""
    return document.fault(path, message, _("delete one of the two"))
