"""What the logs list: figures, and who is taken as paying for having never answered."""

from __future__ import annotations

from collections.abc import Iterator

from funding.comparison.log import Places, Used, figures_used
from funding.comparison.naming import name_of
from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.language import _
from funding.worksheet.column import Figure


def logged(outcome: Outcome, *, unsure: bool) -> list[Used]:
    """Give what is assumed or unverified, silence taken as payment too; or all other figures."""
    found = [each for each in figures_used(outcome) if each.is_unsure == unsure]
    return [*found, *taken_as_paying(outcome)] if unsure else found


def taken_as_paying(outcome: Outcome) -> list[Used]:
    """Give who may contribute, never answered, and is taken as paying in full: a row each.

    That is no figure of a file, and what is paid rests on it all the same.
    """
    of_runs: dict[tuple[str, str], list[Run]] = {}
    for run in outcome.runs:
        of_runs.setdefault((run.board.id, run.formula.id), []).append(run)
    found: dict[tuple[str, str, str], Places] = {}
    names: dict[str, str] = {}
    for (board, _formula), runs in of_runs.items():
        parts = [(run, part) for run in runs for part in run.parts or (run,)]
        silent: dict[str, dict[str, None]] = {}
        for run, part in parts:
            time = str(part.part) if run.parts else str(run.year)
            for who, name in _silent(part):
                names[who] = name
                silent.setdefault(who, {})[time] = None
        for who, times in silent.items():
            years = "" if len(times) == len(parts) else ", ".join(times)
            found.setdefault((board, who, years), Places()).add(runs[0])
    return [
        _row(outcome, who, names[who], years, where)
        for (_board, who, years), where in found.items()
    ]


def _silent(run: Run) -> Iterator[tuple[str, str]]:
    """Give who is asked for something, may refuse, and has no answer recorded."""
    for party, result in run.rows():
        if party.is_silent and result.assessed > 0:
            yield party.partner.id, name_of(party.partner)


def _row(outcome: Outcome, who: str, name: str, years: str, where: Places) -> Used:
    formulas = where.formulas_said(outcome)
    if years:
        formulas = _("{formulas}; {years}", formulas=formulas, years=years)
    return Used(
        Figure("answers", who, "assumed", _("no answer is recorded"), who),
        _("what it answered"),
        name,
        _("none is recorded: taken as paying in full"),
        "",
        formulas,
        where.boards_said(outcome),
    )
