"""The one place where text is executed: that of a program, which has numbers and signs in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def function_of(source: str, name: str, names: dict[str, Any], *, where: str) -> Callable[..., Any]:
    """Make the function of a text, which calls nothing but what is named; `where` is its file."""
    exec(compile(source, where, "exec"), names)  # noqa: S102  # made of a program, never of a file
    found: Callable[..., Any] = names[name]
    return found
