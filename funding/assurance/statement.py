"""The whole statement: what the program knows, and blanks for what only people can say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from funding.amounts import written_sum
from funding.assurance.checks import refuted, verification
from funding.assurance.expiry import expiry
from funding.assurance.logs import answers, decisions, log_of
from funding.assurance.model import Section, Statement, table
from funding.assurance.ranges import Range, ranges_of
from funding.comparison.log import figures_used
from funding.comparison.logged import taken_as_paying
from funding.comparison.outcome import Outcome
from funding.comparison.warned import warned
from funding.comparison.words import status_in_words
from funding.language import _, in_english, marked, ngettext
from funding.promises.checking import Checked, Effort
from funding.worksheet.column import Figure


def statement_of(outcome: Outcome, checked: Iterable[Checked], effort: Effort) -> Statement:
    """Make the statement of an outcome, with what came of the promises of its formulas.

    Its headings are those of the AQuA Book, HM Government's guidance on quality assurance of
    analysis: roles, proportionality, verification, validation, uncertainty, and the three logs.
    """
    found, ranges = list(checked), list(ranges_of(outcome))
    sections = (
        _about(outcome),
        _roles(),
        _proportionality(outcome),
        verification(outcome, found, effort),
        _validation(outcome),
        _uncertainty(outcome, ranges),
        _assumptions(outcome),
        Section("decisions", _("Decisions log"), (), (*decisions(outcome), *answers(outcome))),
        Section("data", _("Data log"), (), log_of(outcome, unsure=False)),
        _limitations(outcome),
        expiry(outcome),
    )
    scenario = outcome.scenario
    title = f"{marked(scenario.title)}{scenario.at_estimate}"
    return Statement(scenario.id, title, sections, refuted(found))


def _about(outcome: Outcome) -> Section:
    notes = outcome.scenario.document.data.get("notes")
    return Section(
        "about",
        _("What this is"),
        (
            _(
                "It says what was checked by a program when it was written, how, and on what the "
                "results rest. It is no sign-off: people fill in the blanks, and decide."
            ),
            *([in_english(notes)] if isinstance(notes, str) else []),
        ),
        blanks=(_("What the results are for, and which decision rests on them"),),
    )


def _roles() -> Section:
    who = (
        (_("Commissioner"), _("asks for the analysis, and accepts it as fit for its purpose")),
        (_("Analyst"), _("designs it, carries it out and checks it")),
        (_("Assurer"), _("reviews what the analyst checked, and took no part in the analysis")),
        (_("Approver"), _("signs it off, having seen what the assurer says")),
    )
    rows: list[tuple[str, ...]] = [(role, does, "", "", "") for role, does in who]
    heads = (_("Role"), _("What they do"), _("Name"), _("Date"), _("What they confirm"))
    text = _("One person may not be both analyst and assurer.")
    caption = _("Who has which role: to be filled in")
    return Section("roles", _("Roles"), (text,), table("roles", caption, heads, rows))


def _proportionality(outcome: Outcome) -> Section:
    """Say how much rests on it, so that people can say how much assurance is enough."""
    boards = {run.board.id for run in outcome.runs}
    partners = {party.partner.payer for run in outcome.runs for party in run.parties}
    largest = max((run for run in outcome.runs), key=lambda run: run.result.cost)
    return Section(
        "proportionality",
        _("Proportionality"),
        (
            _(
                "There are {boards}, {payers}, {formulas} and {years}.",
                boards=ngettext("{number} board", "{number} boards", len(boards)),
                payers=ngettext("{number} payer", "{number} payers", len(partners)),
                formulas=ngettext("{number} formula", "{number} formulas", len(outcome.formulas)),
                years=ngettext("{number} year", "{number} years", len(outcome.scenario.years)),
            ),
            _(
                "The largest cost of one board in one year is {sum}, of {board} in {year}.",
                sum=written_sum(largest.result.cost, largest.currency),
                board=marked(largest.board.name),
                year=largest.year,
            ),
        ),
        blanks=(
            _("What it would cost, and whom, if the results were wrong"),
            _("How much assurance is enough for that, and why"),
        ),
    )


def _validation(outcome: Outcome) -> Section:
    rows: list[tuple[str, ...]] = [
        (
            formula.id,
            marked(formula.file.title),
            status_in_words(formula.file.status),
            in_english(formula.file.source),
        )
        for formula in outcome.scenario.formulas
    ]
    heads = (_("Formula"), _("Title"), _("Status"), _("Source"))
    return Section(
        "validation",
        _("Validation: is it the right model for the purpose?"),
        (
            _("No program can decide that. Below is where each formula is from."),
            _(
                "A status other than enacted, published or agreed means that nobody has "
                "adopted the formula as it stands."
            ),
        ),
        table("formulas", _("Where the formulas are from"), heads, rows),
        (
            _("How the results compare with bills that were really paid"),
            _("Who else knows these arrangements, and what they say of the results"),
            _("Which other formulas were thought of, and why they are not here"),
        ),
    )


def _uncertainty(outcome: Outcome, ranges: list[Range]) -> Section:
    counts = Counter(figure.status for figure in _figures(outcome))
    rows: list[tuple[str, ...]] = [
        (each.where, each.file, in_english(each.what), each.value, each.low, each.high)
        for each in ranges
    ]
    heads = (_("Where"), _("File"), _("Figure"), _("Taken"), _("Lowest"), _("Highest"))
    said = [
        _(
            "{figures}: {status}",
            figures=ngettext("{number} figure", "{number} figures", number),
            status=status_in_words(status),
        )
        for status, number in sorted(counts.items())
    ]
    unsure = sum(bool(run.illustration) for run in outcome.runs)
    return Section(
        "uncertainty",
        _("Uncertainty"),
        (
            _("The results rest on these: {counts}.", counts="; ".join(said)),
            *_rows_of_logs(outcome, sum(counts.values())),
            ngettext(
                "Of {all}, {number} rests on a figure that is assumed or not verified.",
                "Of {all}, {number} rest on figures that are assumed or not verified.",
                unsure,
                all=ngettext("{number} result", "{number} results", len(outcome.runs)),
            ),
            _(
                "How far bills move when such figures do is not worked out here. {page} does it, "
                "for those with a stated range; so does {command}.",
                page="funding simulate --format html",
                command="funding study",
            ),
        ),
        table("ranges", _("Ranges that the files state"), heads, rows),
    )


def _rows_of_logs(outcome: Outcome, figures: int) -> Iterator[str]:
    """Say why the logs have more rows than there are figures, where they have."""
    rows = len(figures_used(outcome))
    if rows != figures:
        yield ngettext(
            "For these the logs below have {number} row: a figure that has several values, or "
            "another on another board, has a row for each.",
            "For these the logs below have {number} rows: a figure that has several values, or "
            "another on another board, has a row for each.",
            rows,
        )
    silent = len(taken_as_paying(outcome))
    if silent:
        yield ngettext(
            "{number} row more of the assumptions log is of a partner that never answered and is "
            "taken as paying.",
            "{number} rows more of the assumptions log are of partners that never answered and "
            "are taken as paying.",
            silent,
        )


def _figures(outcome: Outcome) -> set[Figure]:
    return {figure for run in outcome.runs for figure in run.figures}


def _assumptions(outcome: Outcome) -> Section:
    log = log_of(outcome, unsure=True)
    none = () if log else (_("No figure that a result rests on is assumed or not verified."),)
    blanks = (_("Who owns each assumption, and who agreed to it"),) if log else ()
    return Section("assumptions", _("Assumptions log"), none, log, blanks)


def _warnings(outcome: Outcome) -> tuple[str, ...]:
    """Give every warning, about boards and formulas as they are called, as the page does."""
    years = [str(year) for year in outcome.scenario.years]
    return (*outcome.warnings, *warned(outcome.runs, years, titled=True))


def _limitations(outcome: Outcome) -> Section:
    rows: list[tuple[str, ...]] = [(warning,) for warning in _warnings(outcome)]
    out: list[tuple[str, ...]] = [(e.formula, e.board, e.why) for e in outcome.left_out]
    return Section(
        "limitations",
        _("Limitations"),
        (
            _("The results are what the formulas give of these figures. They are no legal advice."),
            _("A promise that is tested and not proved may fail on a board that was not tried."),
            _(
                "A spreadsheet works with about fifteen digits, and this program with fractions: "
                "in a workbook a live cell says where two remainders are too close to tell apart."
            ),
        ),
        (
            *table("warnings", _("Warnings"), (_("Warning"),), rows),
            *table("left-out", _("Left out"), (_("Formula"), _("Board"), _("Why")), out),
        ),
        (_("What is not in the model, and matters"),),
    )
