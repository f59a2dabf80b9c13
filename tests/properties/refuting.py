"""A law that cannot fail proves nothing: known-wrong subjects that a law must reject."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.properties.engine import laws

Subject = TypeVar("Subject")
Drawn = TypeVar("Drawn")


def assert_refuted(
    law: Callable[[Subject, Drawn], None],
    subject: Subject,
    drawn: st.SearchStrategy[Drawn],
    examples: int = 2_000,
) -> None:
    """Require that some example breaks the law; the first will do, however large."""

    @settings(laws(examples), phases=[Phase.generate], report_multiple_bugs=False, print_blob=False)
    @given(drawn)
    def attempt(example: Any) -> None:
        law(subject, example)

    with pytest.raises(AssertionError):
        attempt()
