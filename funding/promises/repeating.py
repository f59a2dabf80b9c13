"""Drawing the same boards wherever the library is installed, and whatever else is loaded.

Hypothesis now and then draws a number that stands in the code of a program: of every module that is
loaded and is not installed as a package. So it would draw other boards for who works on this
library than for who uses it, and others again once one more module is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from hypothesis.internal.conjecture import providers


@contextmanager
def resting_on_no_module() -> Iterator[None]:
    """Let Hypothesis know of no code until the block ends; one of old that does not look stays."""
    if not hasattr(providers, "_get_local_constants"):
        yield
        return
    from hypothesis.internal.constants_ast import Constants

    none = Constants()
    cache = type(providers.CONSTANTS_CACHE)(providers.CONSTANTS_CACHE.max_size)
    with (
        patch.object(providers, "_get_local_constants", lambda: none),
        patch.object(providers, "CONSTANTS_CACHE", cache),
    ):
        yield
