"""Where the shipped formulas and scenarios are: in the checkout, or inside the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped_folder(name: str) -> Path:
    """Give the folder `formulas` or `scenarios`; in a checkout the top-level one itself."""
    top = _PACKAGE.parent / name
    if top.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return top
    return _PACKAGE / "shipped" / name
