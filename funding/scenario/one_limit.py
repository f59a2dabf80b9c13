"""Names in answers that are one limit over several boards: the boards, and who pays on each."""

from __future__ import annotations

from collections.abc import Iterator

from funding.data import wales
from funding.errors import Fault
from funding.language import _
from funding.scenario.membership import Membership
from funding.scenario.tables import Tables, texts_in
from funding.toml import KeyPath, did_you_mean
from funding.years import FinancialYear


def check_one_limit(tables: Tables, years: list[FinancialYear]) -> Iterator[Fault]:
    """Give every fault found."""
    members = Membership(tables, years)
    boards = [board for board in tables.boards if not tables.is_above(board)]
    for place, answer in tables.of("answer"):
        payer, over = answer.get("partner"), answer.get("over")
        if not isinstance(payer, str) or over is None:
            continue
        here: KeyPath = ("answer", place, "over")
        if over == "all boards":
            if all(map(members.are_known, boards)):
                yield from _pays(tables, members, ("answer", place, "partner"), payer, boards)
            continue
        seen: set[str] = set()
        for entry, board in texts_in(over):
            if board in seen:
                message = _("board '{board}' is named twice", board=board)
                yield tables.document.fault((*here, entry), message, _("delete one of the two"))
            elif board not in boards:
                message = _("no partners sit on a board '{board}'", board=board)
                yield tables.document.fault((*here, entry), message, did_you_mean(board, boards))
            elif members.are_known(board):
                yield from _pays(tables, members, (*here, entry), payer, [board])
            seen.add(board)


def _pays(
    tables: Tables, members: Membership, path: KeyPath, payer: str, boards: list[str]
) -> Iterator[Fault]:
    """Require a bill on one of some boards; a kind will not do, that may be another on each."""
    if any(members.paid_by(payer, board) for board in boards):
        return
    known = {name for board in boards for name in members.names(board)}
    fix = did_you_mean(payer, known - wales.kinds().keys())
    if any(members.paid_by(payer, board) for board in tables.boards):
        fix = _("leave this board out")
    elif any(members.of_kind(payer, board) for board in boards):
        fix = _("name the body by its id: a kind may be another body on each board")
    message = _("'{payer}' pays no bill on any board", payer=payer)
    if len(boards) == 1:
        message = _("'{payer}' pays no bill on board '{board}'", payer=payer, board=boards[0])
    yield tables.document.fault(path, message, fix)
