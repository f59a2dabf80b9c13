"""What partners answered, of a file, made into the answers of one board."""

from __future__ import annotations

from collections.abc import Iterator

from funding.language import N_
from funding.scenario.entries import Answer
from funding.scenario.file import ScenarioFile
from funding.scenario.model import Partner
from funding.scenario.seating import Names
from funding.scenario.year_before import figure_of


def answers_of(
    file: ScenarioFile, board: str, partners: tuple[Partner, ...], years: int
) -> Iterator[Answer]:
    """Give the answers of a board's partners; one over several boards is each bill's."""
    named = Names(partners)
    for place, answer in enumerate(file.answer):
        if not answer.stands_on(board):
            continue
        whose = [named.of(answer.partner) or ""]
        if answer.over is not None:
            whose = [each.id for each in partners if answer.partner in (each.id, each.payer)]
        for partner in whose:
            limit = answer.amount
            yield Answer(
                partner,
                answer.says,
                answer.formula,
                answer.take_up,
                limit * years if limit and len(limit) != years else limit,
                answer.while_duty,
                figure_of(N_("answers"), answer.partner, answer, answer.evidence, partner),
                answer.all_years,
                answer.date,
                answer.evidence,
                answer.board is not None or isinstance(answer.over, list),
                None if answer.over is None else place,
            )
