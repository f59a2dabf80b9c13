"""Papers written out as one self-contained file each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from funding.report.html.writing import Edition, page

TEMPLATES = Path(__file__).parent / "templates"


def paper(folder: Path, template: str, edition: Edition, **parts: Any) -> str:
    """Write a template of a folder, which extends `paper.html`, in the language spoken."""
    return page((folder, TEMPLATES), template, "paper.css", edition, **parts)
