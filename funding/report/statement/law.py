"""By what law a partner contributes, in the law's own words, and what the formula makes of it.

Which Act speaks of paying for a board, and since when, stands in `funding/data/payments.csv`; which
bodies are partners, in `acts.csv`. Of boards outside Wales no statute is stated.
"""

from __future__ import annotations

from collections.abc import Iterator

from funding.comparison.naming import kind_said
from funding.comparison.run import Run
from funding.compiling.party import Party
from funding.data import wales
from funding.language import N_, _, in_english, spoken
from funding.report.statement.place import day

BOARDS = {"children": ("children",), "adults": ("adults",), "combined": ("children", "adults")}
"""Whom a board protects, as laws tell boards apart."""

UNSAID = {
    "children": N_("No statute of those days says who pays for a board that protects children."),
    "adults": N_("No statute of those days says who pays for a board that protects adults."),
}


def law_of(run: Run, party: Party) -> Iterator[str]:
    """Say by what law a partner contributes on the days of a run, and since when it must."""
    if party.duty == "excluded":
        yield _("The formula asks nothing of you: it leaves you out.")
    elif run.board.beneath is not None:
        yield _by_the_formula(party)
        yield _("No statute is stated for what one board pays to another.")
    elif run.board.country == "wales":
        yield from _of_wales(run, party)
    else:
        yield _by_the_formula(party)
        yield _("No statute is stated for this board.")
        yield from _began(party)


def _by_the_formula(party: Party) -> str:
    if party.duty == "will":
        return _("By the formula you will contribute.")
    return _("By the formula you may contribute.")


def _of_wales(run: Run, party: Party) -> Iterator[str]:
    """Say what the Act in force on the last of the days says of each sort of board that it is."""
    when = run.part.last_day
    by_board = {each: wales.payments(each) for each in BOARDS[run.board.serves]}
    laws = {each: wales.in_force(found, when) for each, found in by_board.items()}
    speaking = list(dict.fromkeys(law for law in laws.values() if law is not None))
    if party.duty == "may" and speaking:
        yield _("You may contribute; the law does not require it.")
    else:
        yield _by_the_formula(party)
    named = wales.in_force(wales.acts(), when)
    for law in speaking:
        if named is not None and party.partner.kind not in named.kinds:
            yield _by_agreement(run, party, named, law)
        else:
            yield _as_named(party, law)
    for board in laws:
        if laws[board] is None:
            yield _(UNSAID[board])
            yield from (_later(each) for each in by_board[board] if _is_after(each, run))
    yield from _began(party)
    if party.duty == "will" and named is not None and party.partner.kind in named.kinds:
        yield from (each for law in speaking for each in _consulted(party, law))


def _as_named(party: Party, law: wales.Payments) -> str:
    parts = {"section": law.section, "act": _title(law)}
    if party.duty == "may":
        return _(
            "Section {section} of the {act} says that you may make payments, directly or into a "
            "fund, and may provide staff, goods, services, accommodation or other resources.",
            **parts,
        )
    if not law.regulations:
        return _(
            "Section {section} of the {act} says only that you may make payments and may provide "
            "staff, goods, services, accommodation or other resources: the duty is the formula’s.",
            **parts,
        )
    parts["section"] = law.regulations
    return _(
        "Section {section} of the {act} lets regulations require payments and say how their amount "
        "is worked out. No such regulations are known here: the duty is the formula’s.",
        **parts,
    )


def _by_agreement(run: Run, party: Party, named: wales.Act, law: wales.Payments) -> str:
    return _(
        "Section {section} of the {act} does not name bodies of your kind ({kind}) among the "
        "partners of a Safeguarding Board: you sit on it by agreement, and section {payments}, on "
        "payments, does not speak of you.",
        section=named.section.removeprefix("s."),
        act=_title(law),
        kind=kind_said(party.partner.kind, run),
        payments=law.section,
    )


def _is_after(law: wales.Payments, run: Run) -> bool:
    return law.first_day is not None and law.first_day > run.part.last_day


def _later(law: wales.Payments) -> str:
    since = day(law.first_day) if law.first_day else ""
    return _("The {act} does, from {date} on.", act=_title(law), date=since)


def _title(law: wales.Payments) -> str:
    return law.act_cy if spoken() == "cy" else law.act_en


def _began(party: Party) -> Iterator[str]:
    """Say since when a partner must."""
    if party.duty == "will" and party.stated.will_from is not None:
        yield _("The duty to contribute began on {date}.", date=day(party.stated.will_from))


def _consulted(party: Party, law: wales.Payments) -> Iterator[str]:
    """Say what consultation goes before regulations that would bind a partner, and what is known.

    Section 138(4) of the 2014 Act asks it for the police and for probation: of the bodies that it
    names, those that do not answer to Wales.
    """
    if party.partner.devolved or not law.consulting:
        return
    yield _(
        "Before regulations require a payment of you, the Welsh Ministers must consult the "
        "Secretary of State (section {section}).",
        section=law.consulting,
    )
    stated = party.stated
    if stated.after:
        yield _("The consultation recorded: {consultation}.", consultation=in_english(stated.after))
    elif stated.consulted is not None:
        yield _("The consultation recorded is of {date}.", date=day(stated.consulted))
    else:
        yield _("No consultation is recorded.")
