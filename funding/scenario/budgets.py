"""The sums that payers' cash is held against: whose they are, and the figures made of them."""

from __future__ import annotations

from collections.abc import Iterator

from funding.errors import Fault
from funding.language import N_, _
from funding.scenario.entries import Budget
from funding.scenario.file import ScenarioFile
from funding.scenario.membership import Membership
from funding.scenario.tables import Tables
from funding.toml import KeyPath, did_you_mean
from funding.worksheet.column import Figure
from funding.years import FinancialYear


def make_budgets(file: ScenarioFile) -> tuple[Budget, ...]:
    """Make the budgets of a scenario that has been found sound, one sum for each year."""
    years = len(file.all_years)
    return tuple(
        Budget(
            each.payer,
            each.amount if len(each.amount) == years else each.amount * years,
            Figure(
                N_("budgets"),
                each.payer,
                each.status or "assumed",
                each.source or _("the scenario"),
            ),
        )
        for each in file.budget
    )


def check_budgets(tables: Tables, years: list[FinancialYear]) -> Iterator[Fault]:
    """Check that each budget is of somebody who gets a bill, and each payer's is stated once."""
    members = Membership(tables, years)
    all_known = all(members.are_known(board) for board in tables.boards)
    payer_of = _payers(tables, members) if all_known else None
    seen: set[str] = set()
    for place, table in tables.of("budget"):
        name, path = table.get("payer"), ("budget", place, "payer")
        if not isinstance(name, str):
            continue
        if payer_of is not None and name not in payer_of.values():
            yield _no_payer(tables, path, name, payer_of)
        elif name in seen:
            message = _("two budgets are stated for '{name}'", name=name)
            yield tables.document.fault(path, message, _("delete one of the two"))
        seen.add(name)


def _payers(tables: Tables, members: Membership) -> dict[str, str]:
    """Give who pays for each partner of any board."""
    found = {body: body for board in tables.boards for body in members.serving(board)}
    for _place, partner in tables.of("partner"):
        name, payer = partner.get("id"), partner.get("payer")
        if isinstance(name, str):
            found[name] = payer if isinstance(payer, str) else name
    return found


def _no_payer(tables: Tables, path: KeyPath, name: str, payer_of: dict[str, str]) -> Fault:
    if name in payer_of:
        payer = payer_of[name]
        message = _(
            "'{name}' gets no bill of its own: its payer is '{payer}'", name=name, payer=payer
        )
        fix = _("write {line}", line=f'payer = "{payer}"')
        return tables.document.fault(path, message, fix)
    message = _("there is no payer '{name}' on any board", name=name)
    return tables.document.fault(path, message, did_you_mean(name, payer_of.values()))
