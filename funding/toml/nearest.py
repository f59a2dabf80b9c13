"""The known word nearest to one that is not known, for "did you mean …?"."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from itertools import islice

from funding.language import N_, _, ngettext

LONGEST_WORD = 60
"""Comparing takes time with the square of the length: a longer word is near to nothing."""

MOST_COMPARED = 2_000
MOST_LISTED = 12


def slug_of(text: str) -> str:
    """Give the slug that a text would have: `"Swansea & Gower"` is `"swansea-gower"`.

    Empty if the text has neither letters nor digits.
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that was probably meant; None if none is near.

    Capitals, spaces, `-` and `_` make no difference.
    """
    if len(word) > LONGEST_WORD:
        return None
    by_slug = {slug_of(each): each for each in islice(sorted(set(known)), MOST_COMPARED)}
    near = difflib.get_close_matches(slug_of(word), by_slug, n=1)
    return by_slug[near[0]] if near else None


def did_you_mean(
    word: str, known: Iterable[str], what: str = N_("one of"), *, also: Iterable[str] = ()
) -> str:
    """Say which known word was probably meant, or else list them after `what`, marked by `N_`.

    What is known `also` may have been meant too, and is not listed.

    >>> did_you_mean("populaton", ["population", "name"])
    "did you mean 'population'?"
    >>> did_you_mean("colour", ["population", "name"], "known")
    'known: name, population'
    """
    names = sorted(set(known))
    meant = nearest(word, [*names, *also])
    if meant is not None:
        return _("did you mean '{meant}'?", meant=meant)
    if not names:
        return _("there is none to choose from")
    listed, rest = f"{_(what)}: {', '.join(names[:MOST_LISTED])}", len(names) - MOST_LISTED
    if rest <= 0:
        return listed
    return ngettext(
        "{these} and {number} more", "{these} and {number} more", rest, these=listed, number=rest
    )
