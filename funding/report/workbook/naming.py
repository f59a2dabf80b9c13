"""Names of sheets: short, each once, and with no sign that a spreadsheet refuses."""

from __future__ import annotations

import re

LONGEST = 31


def quoted(name: str) -> str:
    """Write a sheet's name as it stands in a link or formula: an apostrophe in it is doubled.

    >>> quoted("Children's board")
    "'Children''s board'"
    """
    return "'" + name.replace("'", "''") + "'"


def link_to(name: str) -> str:
    """Give the link to the first cell of a sheet."""
    return f"internal:{quoted(name)}!A1"


class Names:
    """Gives each page a name that no other has, whatever it is called."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._number = 0

    def fixed(self, name: str) -> str:
        """Take a name as it is."""
        self._taken.add(name.lower())
        return name

    def numbered(self, name: str) -> str:
        """Give the next number and as much of a name as there is room for."""
        self._number += 1
        whole = re.sub(r"[\[\]:*?/\\'\x00-\x1f]", " ", f"{self._number} {name}")
        return self.fixed(whole[:LONGEST].rstrip())
