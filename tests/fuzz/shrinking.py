"""Making a finding smaller: what need not be there is taken out, lines first and then letters."""

from __future__ import annotations

from collections.abc import Callable

MOST_TRIES = 2_000


def smallest(content: bytes, still: Callable[[bytes], bool]) -> bytes:
    """Take out what can be taken out while the trouble stays the same."""
    tries = MOST_TRIES
    for separator in (b"\n", b""):
        pieces = content.split(separator) if separator else [bytes([each]) for each in content]
        width = max(1, len(pieces) // 2)
        while tries > 0:
            start, changed = 0, False
            while start < len(pieces) and tries > 0:
                fewer = pieces[:start] + pieces[start + width :]
                tries -= 1
                if still(separator.join(fewer)):
                    pieces, changed = fewer, True
                else:
                    start += width
            if width == 1 and not changed:
                break
            width = max(1, width // 2)
        content = separator.join(pieces)
    return content
