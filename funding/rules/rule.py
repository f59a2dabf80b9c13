"""What a rule is, and what it works with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, Protocol, get_args

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from funding.errors import PluginError
from funding.language import _
from funding.toml.fields import Status, Table, Words, misread
from funding.toml.readers import read_name
from funding.worksheet.drafting import NameTaken
from funding.worksheet.expression import names_in, parse_expression
from funding.worksheet.tokens import ExpressionFault

Path = tuple[str | int, ...]
"""Keys from a section to something in it."""

Stage = Literal[
    "reductions",
    "parties",
    "sums",
    "sharing",
    "steps",
    "split",
    "pools",
    "matching",
    "bounds",
    "reserves",
    "in kind",
    "uncovered",
    "answers",
    "shortfall",
    "closing",
    "year end",
]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""The order of the bill, in which rules draft their columns."""


def _check_expression(text: str) -> str:
    """Refuse what cannot be an expression whatever its names mean; say where in the text."""
    try:
        parse_expression(text, names_in(text))
    except ExpressionFault as fault:
        raise misread(fault.message, fault.fix, offset=fault.offset, width=fault.width) from None
    return text


Expression = Annotated[str, AfterValidator(_check_expression)]


def _distinct(names: list[str]) -> list[str]:
    """Refuse a name that stands twice in a list: it would count twice."""
    for place, name in enumerate(names):
        if name in names[:place]:
            raise misread(
                _("'{name}' is named twice", name=name), _("delete one of the two"), place
            )
    return names


Distinct = AfterValidator(_distinct)


def check_names(names: Iterable[str], none: str, fix: str, most: int) -> None:
    """Refuse what cannot be the name of a column, no name at all (as `none`), and too many."""
    found = list(names)
    if len(found) > most:
        raise misread(
            _("there are {number} of these, more than {most}", number=len(found), most=most),
            _("join some of them"),
        )
    for name in found:
        try:
            read_name(name)
        except PydanticCustomError as error:
            context = error.context or {}
            raise misread(context["message"], context["fix"], name) from None
    if not found:
        raise misread(none, fix)


class Body(Protocol):
    """Whoever sits on a board, as far as a rule needs to know."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102


def among(body: Body, names: Collection[str] | None) -> bool:
    """Say whether a body is one of those named by id or by kind; None names everyone."""
    return names is None or body.id in names or body.kind in names


class Settings(Table):
    """A section of a formula file; every section may say where it is from, and how sure."""

    words: ClassVar[tuple[str, ...]] = ()
    """Words that may stand where a kind of partner may."""
    of_sharers: ClassVar[bool] = False
    """Whether what is said of a partner has an effect only if it takes part in the split."""
    joins: ClassVar[bool] = False
    """Whether it makes several bodies one payer."""
    heeds_groups: ClassVar[bool] = False
    """Whether, being a split, it takes several bodies that are one payer for one."""

    status: Status | None = None
    source: Words | None = None

    def kinds_named(self) -> Iterator[tuple[Path, str]]:
        """Give every kind of partner that the section names, with its path in the section."""
        yield from ()

    def kinds_needed(self) -> Iterator[tuple[Path, str, str]]:
        """Give every kind that must sit on the board, with its path and what to do if none does."""
        yield from ()

    def drivers_needed(self) -> Iterator[tuple[Path, str, Collection[str] | None]]:
        """Give every driver used, with its path, and the kinds or partners that it is used for.

        None is for all of them.
        """
        yield from ()

    def drivers_made(self) -> Iterator[tuple[Path, str, str]]:
        """Give every driver that the section makes of another: its path, its name, the other."""
        yield from ()

    def has_nil_rule(self) -> bool:
        """Say whether the section says what happens if a driver totals nothing."""
        return False

    def sharers_needed(self) -> tuple[Path, Collection[str] | None] | None:
        """Give the kinds (None for all) of which somebody must share, with a path; or nothing."""
        return None

    def lead_needed(self) -> Path | None:
        """Give the path of what needs a lead partner that shares; or nothing."""
        return None

    def partners_named(self) -> Iterator[str]:
        """Give every name that stands for a partner or a kind of partner."""
        yield from ()

    def misfits(
        self,
        present: Sequence[Body],  # noqa: ARG002  (for those that ask)
        sharing: Sequence[Body],  # noqa: ARG002
    ) -> Iterator[tuple[Path, str, str]]:
        """Give what does not fit those on a board, or those who share: path, message, fix."""
        yield from ()

    def contradictions(
        self,
        kinds: Collection[str],  # noqa: ARG002  (for those that ask)
        needed: Collection[str],  # noqa: ARG002
    ) -> Iterator[tuple[Path, str, str]]:
        """Give what no board could keep: path, message, fix.

        `kinds` are those that are known; of those `needed` each has a partner on every board.
        """
        yield from ()

    def remarks(self, sharing: Sequence[Body]) -> Iterator[str]:  # noqa: ARG002
        """Give what a reader must know of how the section meets those who share."""
        yield from ()

    def sets_sum_of(self, partner: str, kind: str) -> bool:  # noqa: ARG002  (for those that do)
        """Say whether the section sets a fixed sum for a partner."""
        return False

    def bounds_of(self, partner: str, kind: str) -> Iterator[str]:  # noqa: ARG002  (likewise)
        """Give the keys of the section that bound a partner, as they stand in the file."""
        yield from ()


@dataclass(frozen=True)
class Rule:
    """A verb: the section that sets it, and what turns its settings into columns.

    A rule of the stage `split` gives the expression of a partner's part of a pool, in which `base`
    is the sum to be shared; the others give nothing. One that is `always` there is drafted for a
    formula without its section too, with None for its settings.
    """

    name: str
    stage: Stage
    summary: str
    settings: type[Settings] | None
    columns: Callable[..., str | None]
    page: str
    always: bool = False
    package: str = ""
    """The installed package that brings it; empty for the library's own."""

    def draft(self, *arguments: object) -> str | None:
        """Draft its columns; raise `PluginError` for what goes wrong in a plugin's."""
        try:
            return self.columns(*arguments)
        except (ExpressionFault, NameTaken):
            raise
        except Exception as error:
            if not self.package:
                raise
            raise PluginError(
                self.package,
                _("its rule '{rule}' failed: {error}", rule=self.name, error=repr(error)),
            ) from error
