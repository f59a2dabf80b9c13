"""What a study came to, as tables that people read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.amounts import named_currency, written_money
from funding.comparison.figures import fixed, percent
from funding.comparison.words import status_in_words
from funding.language import N_, _, here, ngettext, pgettext
from funding.report.grid import Style, cell, headed, laid_out, listed, warnings_counted
from funding.study.model import Study
from funding.study.sensitivity import Indices
from funding.study.studying import Studied
from funding.study.summaries import Bill, Summary

ABOUT = N_(
    "Over the draws: the mean bill in cash, and percentiles: so many of 100 draws are not above it."
    " All are counted in pennies."
)


def study_as_table(studied: Studied, style: Style = "simple") -> str:
    """Write for each case and board what each formula's bills came to."""
    study = studied.study
    parts = [headed(title_of(study), 1, style)]
    if study.draws:
        parts.append(_(ABOUT))
        parts += listed(_("What is not known"), [*_drawn(study)], style)
        for summary in studied.summaries:
            parts += _of_summary(study, summary, style)
    else:
        parts += _tried(studied, style)
    parts += warnings_counted(studied.warnings, style)
    return "\n\n".join(parts) + "\n"


def title_of(study: Study) -> str:
    """Give the title of a study, with how many draws it has."""
    title = (here(study.file.title) if study.file.title else "") or study.scenario.headline
    if not study.draws:
        return title
    return ngettext(
        "{title}: {number} draw", "{title}: {number} draws", study.file.draws, title=title
    )


def _drawn(study: Study) -> Iterator[str]:
    """Say of each draw how it is spread, how sure that is, and where it is from."""
    for draw in study.draws:
        file = draw.file
        what = (here(file.title) if file.title else "") or draw.name.replace("_", " ")
        if file.each == "board":
            what = _("{figure}, of each board", figure=what)
        elif file.each == "partner":
            what = _("{figure}, of each partner", figure=what)
        stated = {
            key: getattr(file, key).written(study.currency)
            for key in ("low", "likely", "high", "mean", "deviation", "of")
            if getattr(file, key) is not None
        }
        for key in ("values", "weights"):
            if each := getattr(file, key):
                stated[key] = " ".join(figure.written(study.currency) for figure in each)
        for share, figure in (file.points or {}).items():
            stated[share] = figure.written(study.currency)
        said = ", ".join(f"{_parameter(key)} {value}" for key, value in stated.items())
        source = f"; {file.source}" if file.source else ""
        spread = " ".join(filter(None, (_spread(file.distribution), f"({said})" if said else "")))
        yield f"{what}: {spread}: {status_in_words(file.status)}{source}"


def _spread(distribution: str) -> str:
    """Name the shape of what is drawn."""
    return {
        "uniform": pgettext("a distribution", "uniform"),
        "triangular": pgettext("a distribution", "triangular"),
        "normal": pgettext("a distribution", "normal"),
        "poisson": pgettext("a distribution", "poisson"),
        "chance": pgettext("a distribution", "chance"),
        "choice": pgettext("a distribution", "choice"),
        "quantiles": pgettext("a distribution", "quantiles"),
    }.get(distribution, distribution)


def _parameter(key: str) -> str:
    """Name a figure of a distribution; a percentile is its own name."""
    return {
        "low": pgettext("of a distribution", "low"),
        "likely": pgettext("of a distribution", "likely"),
        "high": pgettext("of a distribution", "high"),
        "mean": pgettext("of a distribution", "mean"),
        "deviation": pgettext("of a distribution", "deviation"),
        "of": pgettext("of a distribution", "of"),
        "values": pgettext("of a distribution", "values"),
        "weights": pgettext("of a distribution", "weights"),
    }.get(key, key)


def _tried(studied: Studied, style: Style) -> Iterator[str]:
    """Write a table for each formula on each board: what is tried in rows, bills in columns."""
    study = studied.study
    together: dict[tuple[str, str], list[Summary]] = {}
    for each in studied.summaries:
        together.setdefault((each.board, each.formula), []).append(each)
    for group in together.values():
        yield headed(_heading(study, group[0]), 2, style)
        names = next(([bill.partner for bill in each.bills] for each in group if each.bills), [])
        body = []
        for each in group:
            tried = [value.written(study.currency) for value in each.case.values()]
            bills = [written_money(bill.least) for bill in each.bills]
            body.append([*tried, *(bills or [_("no result") for _name in names])])
        headers = [*(sweep.name.replace("_", " ") for sweep in study.sweeps), *names]
        yield _laid_out(body, headers, style)


def _heading(study: Study, summary: Summary) -> str:
    money = named_currency(study.currency)
    return f"{summary.board_name}, {study.year}, {summary.formula} ({money})"


def _of_summary(study: Study, summary: Summary, style: Style) -> Iterator[str]:
    tried = "; ".join(
        f"{name.replace('_', ' ')} {value.written(study.currency)}"
        for name, value in summary.case.items()
    )
    heading = _heading(study, summary)
    yield headed(f"{tried}: {heading}" if tried else heading, 2, style)
    if not summary.draws:
        yield _("No draw has a result: {why}", why=cell(summary.why, style))
        return
    if summary.without:
        yield _(
            "{without} of {draws} draws have no result and are left out; {why}",
            without=f"{summary.without:,}",
            draws=f"{study.file.draws:,}",
            why=cell(summary.why, style),
        )
    yield _bills(study, summary, style)
    nothing = [each for each in summary.bills if _is_nothing(each)]
    if nothing:
        names = ", ".join(_paying_nothing(each) for each in nothing)
        yield _("In no draw anything in cash: {names}.", names=cell(names, style))
    if summary.unfunded:
        part = in_percent(summary.unfunded)
        yield _("Somebody's part is paid by nobody in {part} of the draws.", part=part)
    if study.file.sensitivity:
        yield _("Due to each draw, by itself and with others, in per cent of the bill's variance:")
        yield _indices(study, summary, style)


def _bills(study: Study, summary: Summary, style: Style) -> str:
    file = study.file
    shown = [bill for bill in summary.bills if not _is_nothing(bill)]
    has_baseline = any(bill.more is not None for bill in shown)
    has_shortfall = any(bill.short for bill in shown)
    headers = ["", _("scenario"), pgettext("heads a column", "mean")]
    headers += [f"P{each}" for each in file.percentiles]
    headers += [_("up over {amount}", amount=each.written(study.currency)) for each in file.rises]
    if has_baseline:
        headers += [_("above baseline"), pgettext("the baseline", "below")]
    headers += [_("pays short")] if has_shortfall else []
    body = []
    for bill in shown:
        row = [bill.name, written_money(bill.in_scenario), _commas(bill.mean)]
        row += [written_money(each) for each in bill.percentiles.values()]
        row += [in_percent(each) for each in bill.rises]
        if has_baseline:
            row += ["" if each is None else in_percent(each) for each in (bill.more, bill.less)]
        row += [in_percent(bill.short)] if has_shortfall else []
        body.append(row)
    return _laid_out(body, headers, style)


def in_percent(chance: Fraction) -> str:
    """Write a chance as a percentage: 100 % only where it was so on every draw."""
    written = percent(chance)
    return ">99.9%" if chance < 1 and written == "100.0%" else written


def _is_nothing(bill: Bill) -> bool:
    return bill.most == bill.in_scenario == 0


def _paying_nothing(bill: Bill) -> str:
    if not bill.short:
        return bill.name
    return _("{name} (short in {part})", name=bill.name, part=in_percent(bill.short))


def _indices(study: Study, summary: Summary, style: Style) -> str:
    body = [
        [bill.name, *(_index(each) for each in bill.indices.values())]
        for bill in summary.bills
        if bill.indices and any(bill.indices.values())
    ]
    return _laid_out(body, ["", *(draw.name.replace("_", " ") for draw in study.draws)], style)


def _index(found: Indices | None) -> str:
    if found is None:
        return ""
    least, most = (
        f"{max(round(100 * each.value), 0)} ± {round(100 * each.margin)}"
        for each in (found.first, found.total)
    )
    return _("{least} to {most}", least=least, most=most)


def _laid_out(body: list[list[str]], headers: list[str], style: Style) -> str:
    return laid_out(body, headers, ["left", *("right" for _header in headers[1:])], style)


def _commas(amount: Fraction) -> str:
    """Write an amount in whole pennies, rounded."""
    return written_money(Fraction(fixed(amount, 2)))
