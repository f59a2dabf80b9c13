"""What was checked by this program, and how: sums, promises, and what is left to a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from funding.amounts import written_sum
from funding.assurance.model import Section, Table, table
from funding.assurance.naming import decision_said, promise_said
from funding.comparison.outcome import Outcome
from funding.evaluation.identities import broken_identities, identities
from funding.evaluation.result import BoardResult
from funding.language import _, marked, ngettext
from funding.promises.checking import Checked, Decision, Effort


def verification(outcome: Outcome, checked: Iterable[Checked], effort: Effort) -> Section:
    """Say whether the model does what it says: each check, how it was made, and what came of it."""
    found = list(checked)
    return Section(
        "verification",
        _("Verification: does the model do what its formulas say?"),
        (
            _(
                "The checks of sums and of promises below were made while this statement was "
                "written. No spreadsheet has worked the workbook out: whether one comes to the "
                "same totals is to be filled in."
            ),
            *_effort_said(found, effort),
        ),
        (*_sums(outcome), *_promises(found), *_recalculation(outcome)),
        (
            _("Checks that people made, such as a figure worked out by hand, with what came of it"),
            _("Whether the workbook was recalculated, in which program, and with the same totals"),
        ),
    )


def refuted(checked: Iterable[Checked]) -> tuple[str, ...]:
    """Give the promises that do not hold."""
    return tuple(
        f"{each.formula.id}: {decision.promise.name}"
        for each in checked
        for decision in each.decisions
        if decision.decision == "refuted"
    )


def _effort_said(checked: list[Checked], effort: Effort) -> Iterable[str]:
    yield ngettext(
        "Promises were tested on up to {number} board each, always the same one, drawn to break "
        "them, with at most {seconds} seconds for each promise.",
        "Promises were tested on up to {number} boards each, always the same ones, drawn to break "
        "them, with at most {seconds} seconds for each promise.",
        effort.examples,
        seconds=f"{effort.seconds:g}",
    )
    if effort.prove:
        yield _("Where a proof was found, it is of every figure that there could be.")
    else:
        yield _(
            "No proof was asked for: funding check {scenario} {option} looks for some.",
            scenario="SCENARIO",
            option="--prove",
        )
    yield _(
        "A formula is checked as it stands on the first day of a year, and once for all years in "
        "which it is the same. If it changes within a year, it is checked in the year after too."
    )
    for formula, days in dict.fromkeys((each.formula, each.unchecked) for each in checked):
        if days:
            yield _(
                "{formula} changes on {days}, and again by the beginning of the next year: as it "
                "is between, it is not checked.",
                formula=formula.id,
                days=", ".join(map(str, days)),
            )
    late = [f"{each.formula.id} {each.year}" for each in checked if each.out_of_time]
    if late:
        yield _(
            "The time was over before all boards were tried: {formulas}. How many were tried "
            "rests on the machine, so it is not said, and another run may decide otherwise.",
            formulas=", ".join(late),
        )


def _sums(outcome: Outcome) -> tuple[Table, ...]:
    """Check every identity of every result once more, and count them."""
    results = [part.result for run in outcome.runs for part in (run, *run.parts)]
    broken = [words for result in results for words in broken_identities(result)]
    compared = sum(len(list(identities(result, _total(result)))) for result in results)
    partners = sum(len(result.partners) for result in results)
    rows: list[tuple[str, ...]] = [
        (
            _("Conservation: money in is money out"),
            _(
                "Cost and surplus against all that pays for them; what each partner is asked "
                "against what it gives or lacks; each shortfall against who meets it; reserves "
                "against what moved them. By code that knows no formula."
            ),
            "; ".join(broken)
            or _(
                "{sums} in {results}, all equal to the penny",
                sums=ngettext("{number} pair of sums", "{number} pairs of sums", compared),
                results=ngettext("{number} result", "{number} results", len(results)),
            ),
        ),
        (
            _("Exact figures: no rounding but where a formula says so"),
            _("Every sum is held as a fraction of whole numbers, and published in whole pence."),
            ngettext(
                "{number} row of a partner, each in whole pence and none below nothing",
                "{number} rows of partners, each in whole pence and none below nothing",
                partners,
            ),
        ),
        (
            _("Repeatable: the same files give the same result"),
            _("The run record below has the hash of each file, and the versions."),
            _("To see it: {command}", command="funding verify FILE"),
        ),
    ]
    heads = (_("Check"), _("How"), _("What came of it"))
    return table("checks", _("Checks of every result"), heads, rows)


def _total(result: BoardResult):  # type: ignore[no-untyped-def]  # the type stands with `Total`
    return lambda of: sum(map(of, result.partners), start=Fraction(0))


def _promises(checked: list[Checked]) -> tuple[Table, ...]:
    rows = [
        (
            each.formula.id,
            each.years,
            decision.promise.name,
            promise_said(decision.promise),
            decision_said(decision.decision),
            _scope(each, decision),
        )
        for each in checked
        for decision in each.decisions
    ]
    heads = (_("Formula"), _("Years"), _("Promise"), _("What it says"), _("Decision"), _("Of what"))
    return table("promises", _("Promises of the formulas"), heads, rows)


def _scope(checked: Checked, decision: Decision) -> str:
    """Say of which boards it was decided; how many is not said where time decided that."""
    if checked.out_of_time and decision.decision in ("tested", "undecided"):
        return _("on those boards for which there was time")
    return decision.scope


def _recalculation(outcome: Outcome) -> tuple[Table, ...]:
    """Give the totals that a spreadsheet must come to when it works the workbook out itself."""
    rows = [
        (
            marked(run.board.name),
            run.formula.id,
            str(run.year),
            *(
                written_sum(amount, run.currency)
                for amount in (
                    run.result.cost,
                    run.result.total("assessed"),
                    run.result.total("in_kind"),
                    run.result.total("cash"),
                )
            ),
        )
        for run in outcome.runs
    ]
    heads = (_("Board"), _("Formula"), _("Year"), _("Cost"), _("Assessed"), _("In kind"), _("Cash"))
    caption = _("To be recalculated in a spreadsheet: the totals to compare")
    return table("recalculation", caption, heads, rows)
