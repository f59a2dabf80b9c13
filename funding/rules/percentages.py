"""A percentage for each kind of partner: `[percentages]`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar, Literal, get_args

from pydantic import ConfigDict, Field, model_validator

from funding.amounts import written_percent
from funding.language import N_, _
from funding.rules.division import EQUAL, Belonging, KindDivision, drivers_of, table_of
from funding.rules.rule import Body, Path, Rule, Settings
from funding.rules.weighing import Dividing, counted_once, divided_again, figure_of_payer
from funding.rules.work import Work
from funding.toml.fields import Name, Percent, Stated, Status, misread
from funding.worksheet.column import Figure

ANOTHER_KIND = N_("'{who}' is not of kind '{name}'")
ABSENT = {
    "uncovered": N_("'{who}' does not share: its {part} of the kind '{kind}' is uncovered"),
    "others pro rata": N_(
        "'{who}' does not share: its {part} of the kind '{kind}' is others pro rata"
    ),
}


class Percentages(Settings):
    """`[percentages]`: what each kind bears; they sum to 100 %, or one is `"rest"`.

    `within` says how a kind's share is divided among its partners: by a driver, by several, or by a
    table of them; equally, if it says nothing. `missing_kind` says what happens to the share of a
    kind that has no partner, and `when_nil` what happens if a driver totals nothing.
    """

    heeds_groups: ClassVar[bool] = True
    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Literal["rest"] | Stated[Percent]] = Field(init=False)
    within: dict[Name, Name | KindDivision] = {}
    missing_kind: Literal["others pro rata", "lead", "uncovered"] | None = None
    when_nil: Literal["equal"] | None = None

    @model_validator(mode="after")
    def _sum_to_one(self) -> Percentages:
        extra = self.__pydantic_extra__ or {}
        rests = [kind for kind, each in extra.items() if not isinstance(each, Stated)]
        stated = (each.value for each in extra.values() if isinstance(each, Stated))
        total = sum(stated, Fraction(0))
        fix = _('make them sum to 100%, or let one kind take the "{rest}"', rest="rest")
        if len(rests) > 1:
            raise misread(_("only one kind may take the rest"), fix, rests[1])
        if not extra:
            raise misread(
                _("no kind has a percentage"),
                _("write for instance {example}", example='local_authority = "60%"'),
            )
        if total > 1 or (not rests and total != 1):
            raise misread(
                _("the percentages sum to {total}, not 100%", total=written_percent(total)), fix
            )
        return self

    def shares(self) -> dict[str, Stated[Percent]]:
        """Give each kind's share of 1, the rest worked out."""
        extra = self.__pydantic_extra__ or {}
        stated = {kind: each for kind, each in extra.items() if isinstance(each, Stated)}
        rest = 1 - sum((each.value for each in stated.values()), Fraction(0))
        balance = Stated[Percent].model_construct(value=rest)
        return {kind: stated.get(kind, balance) for kind in extra}

    def takes_the_rest(self) -> str | None:
        """Give the kind that bears what the others leave, if one does."""
        extra = self.__pydantic_extra__ or {}
        return next((kind for kind, each in extra.items() if not isinstance(each, Stated)), None)

    def kinds_named(self) -> Iterator[tuple[Path, str]]:
        """Give the kinds with a percentage, and those divided by a driver."""
        for kind in self.__pydantic_extra__ or {}:
            yield (kind,), kind
        for kind in self.within:
            yield ("within", kind), kind

    def kinds_needed(self) -> Iterator[tuple[Path, str, str]]:
        """Give the kinds whose share would be nobody's, where no rule says what of it."""
        if self.missing_kind is None:
            for kind, share in self.shares().items():
                if share.value:
                    example = 'missing_kind = "others pro rata"'
                    yield (kind,), kind, _("add for instance: {example}", example=example)

    def drivers_needed(self) -> Iterator[tuple[Path, str, Collection[str] | None]]:
        """Give the drivers of each kind that is divided by some."""
        for kind, how in self.within.items():
            for path, driver in drivers_of(how):
                yield ("within", kind, *path), driver, (kind,)

    def partners_named(self) -> Iterator[str]:
        """Give those whom a table names."""
        for how in self.within.values():
            yield from table_of(how)

    def misfits(
        self, present: Sequence[Body], sharing: Sequence[Body]
    ) -> Iterator[tuple[Path, str, str]]:
        """Give what of a table does not fit the partners of its kind."""
        for kind, how in self.within.items():
            if isinstance(how, KindDivision):
                belonging = Belonging(ANOTHER_KIND, kind, kinds=frozenset([kind]))
                yield from how.misfits(("within", kind), present, sharing, belonging)

    def remarks(self, sharing: Sequence[Body]) -> Iterator[str]:
        """Give what becomes of the percentages of those in a table who do not share."""
        for kind, how in self.within.items():
            members = [body for body in sharing if body.kind == kind]
            if isinstance(how, KindDivision) and members:
                for who in how.absent(members):
                    part = written_percent(table_of(how)[who].value)
                    words = ABSENT[how.missing or "uncovered"]
                    yield _(words, who=who, part=part, kind=kind)

    def sharers_needed(self) -> tuple[Path, Collection[str]] | None:
        """Give the kinds that take the share of a missing one, if others do."""
        if self.missing_kind != "others pro rata":
            return None
        return (), [kind for kind, share in self.shares().items() if share.value]

    def has_nil_rule(self) -> bool:
        """Say whether equal shares take the place of a driver that totals nothing."""
        return self.when_nil is not None


def columns(settings: Percentages, work: Work, suffix: str) -> str:
    """Draft each partner's share of a pool, and give the expression that shares one."""
    draft, note = work.draft, work.note(settings)
    shares = settings.shares()
    draft.parameter(
        f"percentage{suffix}",
        _("percentage of its kind"),
        by="kind",
        values={kind: each.value for kind, each in shares.items()},
        figures=_standing(settings, work, shares),
        unit="share",
        source=note,
        whole=f"percentages{suffix}",
        rest=settings.takes_the_rest(),
    )
    draft.column(
        f"weight{suffix}",
        f"choose(sharing == 1, {_measure(settings, work, suffix)}, 0)",
        _("weight within its kind"),
        unit="number",
        source=note,
    )
    draft.column(
        f"kind_weight{suffix}",
        _weight_of_kind(settings, work, suffix),
        _("weight of all partners of its kind"),
        unit="number",
        source=note,
    )
    # A partner that shares and a kind whose weight is nothing: the division is meant to be a fault.
    draft.column(
        f"share{suffix}",
        f"choose(sharing == 0, 0, percentage{suffix} * weight{suffix} / kind_weight{suffix})",
        _("share of each pool"),
        unit="share",
        source=note,
    )
    placed = _placed(settings, work, suffix)
    condition = f"sharing == 1 and percentage{suffix} > 0"
    share = divided_again(work, f"share{suffix}", condition, suffix, "share")
    if settings.missing_kind == "lead":
        return f"base * ({share} + {_lead(work, suffix, note)} * (1 - {placed}))"
    if settings.missing_kind == "others pro rata":
        return f"base * {share} / {placed}"
    return f"base * {share}"


def _standing(
    settings: Percentages, work: Work, shares: Mapping[str, Stated[Percent]]
) -> tuple[Figure, ...]:
    """Give the standing of each percentage; the rest is no surer than what it is the rest of."""
    figures = work.figures("percentages", settings, shares)
    rest = settings.takes_the_rest()
    others = [each.status for each in figures if each.what != rest]
    if rest is None or not others or (*work.section, rest) in work.changed:
        return figures
    status = max(others, key=get_args(Status).index)
    source = _("the rest: what the others leave of 100%")
    return tuple(
        replace(each, status=status, source=source) if each.what == rest else each
        for each in figures
    )


def _lead(work: Work, suffix: str, note: str) -> str:
    """Write the lead's part of what a missing kind leaves: two leads that share halve it."""
    lead = work.flag("is_lead", _("1 for the lead partner, else 0"))
    if not work.shape.two_leads:
        return f"{lead} * sharing"
    return work.draft.column(
        f"lead_part{suffix}",
        f"choose({lead} * sharing == 1, {lead} * sharing / total({lead} * sharing), 0)",
        _("part of a lead partner that shares"),
        unit="share",
        source=note,
    )


def _measure(settings: Percentages, work: Work, suffix: str) -> str:
    """Write how a partner is weighed within its kind."""
    one = text = counted_once(work, "sharing == 1", ", within=kind", suffix) or "1"
    for kind, how in reversed(settings.within.items()):
        if how == EQUAL:
            continue
        for _path, driver in drivers_of(how):
            if not work.groups:
                work.driver(driver)
        flag = work.is_kind(kind)
        dividing = _dividing(settings, work, kind, f"_in_{kind}{suffix}", one)
        text = f"choose({flag} == 1, {dividing.cell(how)}, {text})"
    return text


def _dividing(settings: Percentages, work: Work, kind: str, suffix: str, one: str) -> Dividing:
    """Say who divides the share of a kind."""
    condition, key = f"sharing == 1 and {work.is_kind(kind)} == 1", ", within=kind"
    return Dividing(
        work,
        settings,
        condition,
        key,
        suffix,
        path=(*work.section, "within", kind),
        nil=settings.has_nil_rule(),
        one=one,
        figure=lambda driver: figure_of_payer(work, driver, condition, key, suffix),
    )


def _uncovering(settings: Percentages) -> list[str]:
    """Give the kinds of whose table the part of those who do not share is nobody's."""
    return [
        kind
        for kind, how in settings.within.items()
        if isinstance(how, KindDivision) and how.missing == "uncovered"
    ]


def _weight_of_kind(settings: Percentages, work: Work, suffix: str) -> str:
    """Write what all partners of a kind weigh; a table's part of nobody is weighed with them."""
    text = f"total(weight{suffix}, within=kind)"
    for kind in _uncovering(settings):
        text = f"choose({work.is_kind(kind)} == 1, 1, {text})"
    return text


def _placed(settings: Percentages, work: Work, suffix: str) -> str:
    """Write how much of 1 the kinds that share have together."""
    if not _uncovering(settings) or settings.missing_kind in (None, "uncovered"):
        return f"total(share{suffix})"
    return work.draft.column(
        f"placed{suffix}",
        f"total(choose(sharing == 1, percentage{suffix} / total(sharing, within=kind), 0))",
        _("percentages of all kinds that share"),
        unit="share",
        source=work.note(settings),
    )


RULE = Rule(
    "percentages",
    "split",
    N_("share a pool by percentages of each kind, and within a kind by a driver or equally"),
    Percentages,
    columns,
    "docs/reference/formula-file.md",
)
