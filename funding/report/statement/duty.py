"""By what duty a partner contributes, in the words of the law, and what it answered.

Wales until 5 April 2016: Children Act 2004 s.33. From then on: Social Services and Well-being
(Wales) Act 2014 s.138. Of other countries no statute is stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from funding.amounts import written_percent
from funding.comparison.run import Run
from funding.comparison.words import kind_in_words
from funding.compiling.party import Party
from funding.data import wales
from funding.language import _, in_english
from funding.report.statement.model import Section
from funding.report.statement.place import Place, day
from funding.scenario.entries import Answer

ACT_OF_2014 = date(2016, 4, 6)
"""The day on which section 138 came into force."""


def duty_of(place: Place) -> Section:
    """Say the duty and the answer; of a year that is cut, those of each part where they differ."""
    said = [
        (part, " ".join(_duty(part, party)), " ".join(_answers(place, party)))
        for part, party in ((part, part.parties[row]) for part, row in place.parts)
    ]
    heading = _("By what duty")
    if len({(duty, answers) for _part, duty, answers in said}) == 1:
        _only, duty, answers = said[0]
        return Section(heading, tuple(filter(None, (duty, answers))))
    paragraphs: list[str] = []
    for part, duty, answers in said:
        begins, ends = day(part.part.first_day), day(part.part.last_day)
        paragraphs += [_("From {begins} to {ends}:", begins=begins, ends=ends), duty, answers]
    return Section(heading, tuple(filter(None, paragraphs)))


def _duty(run: Run, party: Party) -> Iterator[str]:
    if party.duty == "excluded":
        yield _("The formula asks nothing of you: it leaves you out.")
        return
    if run.board.country != "wales":
        yield (
            _("By the formula you will contribute. No statute is stated for this board.")
            if party.duty == "will"
            else _("By the formula you may contribute. No statute is stated for this board.")
        )
    elif run.part.last_day < ACT_OF_2014:
        yield _by_the_act_of_2004(party)
    else:
        yield _by_the_act_of_2014(party)
        yield from _sits_by_agreement(party)
    if party.duty == "will":
        yield from _made_to(run, party)


def _by_the_act_of_2004(party: Party) -> str:
    if party.duty == "will":
        return _(
            "By the formula you will contribute. Section 33 of the Children Act 2004 says that you "
            "may make payments, and may provide staff, goods, services, accommodation or other "
            "resources."
        )
    return _(
        "You may contribute; the law does not require it. Section 33 of the Children Act 2004 says "
        "that you may make payments, and may provide staff, goods, services, accommodation or "
        "other resources."
    )


def _by_the_act_of_2014(party: Party) -> str:
    if party.duty == "will":
        return _(
            "By the formula you will contribute. Section 138(3) of the Social Services and "
            "Well-being (Wales) Act 2014 lets regulations require payments and say how their "
            "amount is worked out. No such regulations are known here: the duty is the formula’s."
        )
    return _(
        "You may contribute; the law does not require it. Section 138 of the Social Services and "
        "Well-being (Wales) Act 2014 says that you may make payments, directly or into a fund, and "
        "may provide staff, goods, services, accommodation or other resources."
    )


def _sits_by_agreement(party: Party) -> Iterator[str]:
    act = wales.acts()[-1]
    if party.partner.kind not in act.kinds:
        kind = kind_in_words(party.partner.kind)
        yield _(
            "Section 134(2) of that Act does not name you among the partners of a Safeguarding "
            "Board ({kind}): you sit on it by agreement.",
            kind=kind,
        )


def _made_to(run: Run, party: Party) -> Iterator[str]:
    """Say since when a partner must, and what consultation went before where the law asks one."""
    stated = party.stated
    if stated.will_from is not None:
        yield _("The duty to contribute began on {date}.", date=day(stated.will_from))
    if party.partner.devolved or run.board.country != "wales" or run.part.last_day < ACT_OF_2014:
        return
    yield _(
        "Before regulations require a payment of you, the Welsh Ministers must consult the "
        "Secretary of State (section 138(4))."
    )
    if stated.after:
        yield _("The consultation recorded: {consultation}.", consultation=in_english(stated.after))
    elif stated.consulted is not None:
        yield _("The consultation recorded is of {date}.", date=day(stated.consulted))
    else:
        yield _("No consultation is recorded.")


def _answers(place: Place, party: Party) -> Iterator[str]:
    if party.duty == "excluded":
        return
    if party.notice is not None and party.duty == "may":
        given = day(party.notice.given)
        yield (
            _("Your notice to withdraw, given on {date}, is over: you pay nothing.", date=given)
            if party.has_withdrawn
            else _("Your notice to withdraw, given on {date}, is not over yet.", date=given)
        )
    answer = party.recorded
    if answer is None:
        if party.notice is None:
            yield _unheard(party)
        return
    yield _said(answer, party)
    yield from _terms(place, answer)
    if answer.date is not None:
        yield _("Your answer is of {date}.", date=day(answer.date))
    if answer.evidence:
        yield _("Evidence: {evidence}.", evidence=in_english(answer.evidence))


def _unheard(party: Party) -> str:
    if party.duty == "will":
        return _("No answer of yours is recorded. You pay in full.")
    return _("No answer of yours is recorded. The figures take it that you pay in full.")


def _said(answer: Answer, party: Party) -> str:
    must = party.duty == "will"
    match answer.says:
        case "agreed":
            return _("You agreed to contribute.")
        case "refused":
            return _("You refused to contribute.")
        case "no answer":
            if must:
                return _("You were asked and gave no answer. You pay in full.")
            return _("You were asked and gave no answer. You are taken as paying nothing.")
    if must:
        return _("You were never asked. You pay in full.")
    return _("You were never asked. You are taken as paying nothing.")


def _terms(place: Place, answer: Answer) -> Iterator[str]:
    if answer.take_up is not None:
        part = written_percent(answer.take_up)
        yield _("You pay {part} of what is due in cash.", part=part)
    if answer.limit is not None:
        limit = place.sum(answer.limit[place.year])
        if answer.shared_limit is None:
            yield _("You pay up to {amount}.", amount=limit)
        else:
            # What counts on a board is the part of the limit that was split off for its bill.
            yield _(
                "You pay up to {amount} of this bill: its part of one limit over several bills.",
                amount=limit,
            )
