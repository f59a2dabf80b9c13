"""The promises that have a name: what each claims, of one board or of two."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.evaluation.result import BOARD_WORDS, PARTNER_WORDS
from funding.formula.model import Formula
from funding.language import N_
from funding.promises.changes import Change, Moves, Scales
from funding.promises.claims import Claim
from funding.promises.cliffs import Nudges
from funding.promises.promise import ClaimsOf, For, Promise, fixed
from funding.promises.seats import Exchanges, Leaves, Refuses, Reorders, Splits
from funding.rules.bounds import BoundsSettings
from funding.rules.shortfall import Shortfall
from funding.worksheet.worksheet import Worksheet

PENNY = Fraction(1, 100)
ABOUT = 10 * PENNY
"""What an exact share may be out by: where relief or bearing goes by whole pennies, it does too."""
WHOLE_BILL = "after_assessed == before_assessed and after_cash == before_cash"


def _non_negative(_formula: Formula, _worksheet: Worksheet) -> Iterator[Claim]:
    for word in ("assessed_exact", *PARTNER_WORDS, *BOARD_WORDS):
        yield Claim(f"{word} >= 0")


def _within_bounds(formula: Formula, worksheet: Worksheet) -> Iterator[Claim]:
    """Claim the floors and ceilings, but those that the formula lets a later step cross."""
    settings: BoundsSettings | None = formula.section("bounds")
    if settings is None:
        return
    if "giving back" not in settings.may_be_crossed_by:
        yield Claim("assessed >= lowest", when="sharing == 1")
    if "has_most" in worksheet:
        yield Claim("assessed + borne <= highest", when="has_most == 1")


def _within_changes(formula: Formula, worksheet: Worksheet) -> Iterator[Claim]:
    """Claim the limits on change, of those of whom the year before is known and was not nothing."""
    for claim in _within_bounds(formula, worksheet):
        key = "minimum_change" if ">=" in claim.always else "maximum_change"
        if f"the_{key}" not in worksheet:
            continue
        bound = f"assessed_opening * (1 + the_{key})"
        always = claim.always.replace("lowest", bound).replace("highest", bound)
        yield Claim(always, when=f"sharing == 1 and has_{key} == 1 and assessed_opening > 0")


def _quota(_formula: Formula, worksheet: Worksheet) -> Iterator[Claim]:
    for column in worksheet:
        pool = column.name.removeprefix("exact_")
        if pool != column.name and f"assessed_{pool}" in worksheet:
            near = f"assessed_{pool} < {column.name} + £0.01"
            yield Claim(f"{near} and assessed_{pool} > {column.name} - £0.01")


def _symmetric(_formula: Formula, worksheet: Worksheet) -> Iterator[Claim]:
    """Claim that exact sums are exchanged; whole pennies go by the id where parts tie."""
    pools = sum(column.name.startswith("cost_") for column in worksheet)
    yield Claim("after_assessed_exact == before_assessed_exact", within=ABOUT)
    yield Claim("after_assessed == before_assessed", within=ABOUT + pools * PENNY)


def _take_up_safe(formula: Formula, worksheet: Worksheet) -> Iterator[Claim]:
    """Claim that nobody is asked for more, and that only those pay who are to bear."""
    yield Claim("after_assessed == before_assessed")
    yield Claim(
        "after_cash - before_cash == after_borne - before_borne",
        when="after_shortfall == before_shortfall",
    )
    settings: Shortfall | None = formula.section("shortfall")
    words = settings.borne_by if settings else []
    flags = {"lead": "is_lead", "devolved": "devolved", "all who must pay": "must_pay"}
    if "all who pay in full" in words:
        return
    bearing = [flags.get(word, f"is_{word}") for word in words if word != "reserves"]
    idle = " and ".join(f"after_{flag} == 0" for flag in bearing if flag in worksheet)
    yield Claim("after_borne == 0", when=idle or None)


def _continuous(_formula: Formula, _worksheet: Worksheet) -> Iterator[Claim]:
    for one, other in (("after", "before"), ("before", "after")):
        yield Claim(f"{one}_cash - {other}_cash <= 2 * step", within=5 * PENNY)


def _ours(
    name: str, words: str, claims: ClaimsOf, change: Change | None = None, whose: For = None
) -> Promise:
    """Make a promise whose sentence has its Welsh."""
    return Promise(name, words, claims, change, whose, is_ours=True)


CATALOGUE = {
    promise.name: promise
    for promise in (
        _ours(
            "conserved",
            N_("all that is spent is paid for, to the penny, and nothing is paid twice"),
            fixed(
                Claim(
                    "cost + surplus == grants + income + reserves_used + total(cash) + "
                    "total(in_kind) + total(in_kind_free) + unfunded"
                ),
                Claim("assessed + borne == cash + in_kind + shortfall"),
                Claim(
                    "total(shortfall) == total(borne) + shortfall_from_reserves + "
                    "shortfall_unfunded"
                ),
                Claim("reserves_closing == reserves_opening + surplus - reserves_used"),
            ),
        ),
        _ours("non-negative", N_("no sum of a result is below nothing"), _non_negative),
        _ours(
            "order-free",
            N_("the order in which partners are listed changes no bill"),
            fixed(Claim(WHOLE_BILL), Claim("after_assessed_exact == before_assessed_exact")),
            Reorders(),
        ),
        _ours(
            "scale-free",
            N_("a driver measured in another unit changes no bill"),
            fixed(Claim(WHOLE_BILL)),
            Scales("count"),
        ),
        _ours(
            "homogeneous",
            N_("if every sum of money is twice as much, so is every exact share"),
            fixed(Claim("after_assessed_exact == step * before_assessed_exact", within=10 * ABOUT)),
            Scales("pence"),
        ),
        _ours(
            "monotone-in-cost",
            N_("if a cost rises, nobody's exact share falls"),
            fixed(Claim("after_assessed_exact >= before_assessed_exact", within=ABOUT)),
            Moves("cost"),
        ),
        _ours(
            "monotone-in-own-driver",
            N_("if a partner's driver rises, its exact share does not fall"),
            fixed(Claim("after_assessed_exact >= before_assessed_exact", within=ABOUT)),
            Moves("drivers"),
            "the changed",
        ),
        _ours(
            "monotone-in-others-drivers",
            N_("if a partner's driver rises, nobody else's exact share rises"),
            fixed(Claim("after_assessed_exact <= before_assessed_exact", within=ABOUT)),
            Moves("drivers"),
            "others",
        ),
        _ours(
            "symmetric",
            N_("two partners of a kind with the same figures pay alike"),
            _symmetric,
            Exchanges(),
        ),
        _ours("within-bounds", N_("floors and ceilings are kept in what is asked"), _within_bounds),
        _ours("within-changes", N_("limits on change are kept in what is asked"), _within_changes),
        _ours(
            "excluded-pay-nothing",
            N_("who is excluded is asked for nothing and pays nothing"),
            fixed(Claim("assessed == 0 and borne == 0 and cash == 0", when="excluded == 1")),
        ),
        _ours(
            "in-kind-neutral",
            N_("who gives more in kind pays no more for it, and is never paid"),
            fixed(Claim("after_cash <= before_cash and after_cash >= 0")),
            Moves("offers"),
            "the changed",
        ),
        _ours(
            "split-neutral",
            N_("a partner that is split in two, or two that merge, pay what they did"),
            fixed(Claim("after_assessed_exact == before_assessed_exact", within=ABOUT)),
            Splits(),
        ),
        _ours(
            "continuous",
            N_("a change of a penny moves no bill by more than twopence and rounding"),
            _continuous,
            Nudges(),
        ),
        _ours("quota", N_("each part of a pool is within a penny of the exact one"), _quota),
        _ours(
            "take-up-safe",
            N_("a refusal changes what nobody is asked, and is borne by whom the formula says"),
            _take_up_safe,
            Refuses(),
        ),
        _ours(
            "independent",
            N_("whether somebody sits there of whom nothing is asked changes no bill"),
            fixed(
                Claim("after_assessed == before_assessed", within=ABOUT + PENNY),
                Claim("after_assessed_exact == before_assessed_exact", within=ABOUT),
            ),
            Leaves(),
        ),
    )
}
