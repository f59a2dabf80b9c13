"""Who may sit on a drawn board, and sums of money in the sizes that break arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, fields

from hypothesis import strategies as st

KINDS = (
    "local_authority",
    "health_board",
    "nhs_trust",
    "police",
    "probation",
    "youth_offending_team",
)
POOLS = ("core", "training", "reviews")


@dataclass(frozen=True)
class Members:
    """Who sits on a board, of what kind, and the one who always takes part."""

    kinds: dict[str, str]
    anchor: str

    @property
    def anchor_kind(self) -> str:
        """The kind of the one who always takes part."""
        return self.kinds[self.anchor]


@st.composite
def members(draw: st.DrawFn) -> Members:
    """Draw up to seven partners, in any order, often several of a kind."""
    names = ["d-1", "a", "b-2", "z", "b-10", "c", "m-m"]
    ids = draw(st.permutations(names))[: draw(st.integers(1, len(names)))]
    few = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=4, unique=True))
    kinds = {each: draw(st.sampled_from(few)) for each in ids}
    return Members(kinds, draw(st.sampled_from(ids)))


@st.composite
def hostile_members(draw: st.DrawFn) -> Members:
    """Draw one partner, or thirty, or several that are all of one kind."""
    number = draw(st.sampled_from([1, 1, 2, 5, 30]))
    ids = draw(st.permutations([f"p-{each}" for each in range(1, number + 1)]))
    some = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5, unique=True))
    if draw(st.booleans()):
        some = some[:1]
    kinds = {each: some[place % len(some)] for place, each in enumerate(ids)}
    return Members(kinds, draw(st.sampled_from(ids)))


def pence(least: int = 1) -> st.SearchStrategy[int]:
    """Draw sums from a penny to a penny short of a billion of thousands."""
    return st.one_of(
        st.integers(least, 7),
        st.integers(least, 1_000),
        st.integers(least, 20_000_000),
        st.sampled_from([1, 99, 100, 101, 33_333, 10_000_000, 99_999_999_999_999]),
    )


def text_of(amount: int) -> str:
    """Write pence as money is typed."""
    return f"£{amount // 100:,}.{amount % 100:02d}"


@dataclass(frozen=True)
class Focus:
    """What a case is about: then it is always there, and little else gets in its way."""

    giving: bool = False
    shortage: bool = False
    bounds: bool = False
    bodies: bool = False
    rounding: bool = False
    matching: bool = False
    keeping: bool = False
    expressing: bool = False
    composed: bool = False
    """Whether it is about several of these at once, each with all else that may stand beside it."""
    hostile: bool = False
    """Whether the board is of a sort that breaks arithmetic, or not fit for the formula."""
    full: bool = False
    """Whether all that files may say is drawn; a law that changes files cannot read it all."""

    @property
    def is_narrow(self) -> bool:
        """Say whether the case is about something, and nothing else should get in its way."""
        about = (f.name for f in fields(self) if f.name not in ("composed", "hostile", "full"))
        return not self.composed and any(getattr(self, name) for name in about)


def once_in(draw: st.DrawFn, times: int) -> bool:
    """Draw whether something that happens once in so many times happens."""
    return draw(st.integers(1, times)) == times
