"""An explanation before it is written: what is said of each figure, whatever the format.

Every text may have marks about English in it; whoever writes it out sees to them.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

NO_MARKUP = Markup()


@dataclass(frozen=True)
class Line:
    """One lettered step of a figure: in words, with letters, with numbers, and where it is from.

    `id` says whose it is as files do, `whose` by name. What is stated has no `lettered` and no
    `numbered` form; `made_of` says of what lines of the budget, or of what quantity
    and rate, if it is of such.
    """

    letter: str
    title: str
    id: str
    whose: str
    value: str
    sentence: str
    sources: tuple[str, ...]
    lettered: str = ""
    numbered: str = ""
    left_over: str = ""
    made_of: str = ""
    mathml: Markup = NO_MARKUP
    latex: str = ""


@dataclass(frozen=True)
class Chapter:
    """The lines of a year, or of a part of one, which has a heading and facts of its own."""

    lines: tuple[Line, ...]
    heading: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """One figure explained; `heading` names things as files do, `title` as people do."""

    heading: str
    title: str
    facts: tuple[str, ...]
    chapters: tuple[Chapter, ...]
