"""On what the figures of a sheet rest, in words, so that none is read for surer than it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from funding.comparison.run import UNSURE, Run, rests_on
from funding.language import _, here
from funding.report.workbook.book import Book


def of_run(run: Run) -> tuple[str, ...]:
    """Say which figures of a result are not sure, for a line of its own; nothing if all are."""
    return _begun(run.illustration)


def of_runs(runs: Iterable[Run]) -> tuple[str, ...]:
    """Say how many of several results rest on figures that are not sure; nothing if none does."""
    return _begun(rests_on(runs))


def of_figures(statuses: Sequence[str]) -> tuple[str, ...]:
    """Say how many of the figures on a sheet are not sure; nothing if all are."""
    unsure = sum(each in UNSURE for each in statuses)
    if not unsure:
        return ()
    words = _(
        "Illustration: figures of this sheet that are assumed or unverified: {unsure} of {number}",
        unsure=unsure,
        number=len(statuses),
    )
    return (words,)


def in_a_word(run: Run) -> str:
    """Say in one word how sure a result is, for a narrow cell."""
    return _("illustration") if run.illustration else _("nothing assumed")


def of_row(run: Run) -> str:
    """Say in the cell of a row what it rests on."""
    return run.illustration or _("no figure is assumed or unverified")


def of_formulas(book: Book) -> Iterator[str]:
    """Say of each formula what its results rest on, once where it is the same."""
    found: dict[str, dict[str, Run]] = {}
    for run in book.outcome.runs:
        if run.illustration:
            found.setdefault(run.formula.id, {}).setdefault(run.illustration, run)
    for runs in found.values():
        for why, run in runs.items():
            if len(runs) == 1:
                yield _("{formula}: {why}", formula=here(run.formula.file.title), why=why)
            else:
                yield _(
                    "{formula}, {board}, {year}: {why}",
                    formula=here(run.formula.file.title),
                    board=here(run.board.name),
                    year=str(run.year),
                    why=why,
                )


def say_what_pages_rest_on(book: Book) -> None:
    """Put it first on every page that does not say it yet."""
    for page in book.figures.values():
        page.about = (*of_figures([each for line in page for each in line.statuses]), *page.about)
    for parting, page in book.partings:
        runs = (run for run in book.outcome.runs if run.year == parting.year)
        if parting.formula:
            runs = (run for run in runs if run.formula.id == parting.formula)
        page.about = (*of_runs(runs), *page.about)
    page = book.parameters.page
    page.about = (*of_figures(book.parameters.statuses), *page.about)


def _begun(words: str) -> tuple[str, ...]:
    return (words[0].upper() + words[1:],) if words else ()
