"""A plugin of pytest that lets laws look at a tenth of their examples: they reach much the same.

For runs that follow what the tests reach, which is slow, and for trials, of which there are
thousands: `-p tests.mutation.fewer`.
"""

from __future__ import annotations

import pytest
from hypothesis import settings

PART = 10
SETTINGS = "_hypothesis_internal_use_settings"
"""Where hypothesis keeps the settings of a law."""


class Fewer:
    """Change the settings of laws as they are collected."""

    def __init__(self) -> None:
        self._usual: dict[object, settings | None] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Change the settings of every law."""
        for item in items:
            law = getattr(item, "obj", None)
            # The items of a law that is parametrized share it.
            usual = self._usual.setdefault(law, getattr(law, SETTINGS, None))
            if usual is not None:
                less = max(usual.max_examples // PART, 1)
                setattr(law, SETTINGS, settings(usual, max_examples=less))


def pytest_configure(config: pytest.Config) -> None:
    """Be there once, whoever asks."""
    if not config.pluginmanager.has_plugin("fewer"):
        config.pluginmanager.register(Fewer(), "fewer")
