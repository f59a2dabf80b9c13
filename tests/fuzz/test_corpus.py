"""Every text that the library once fell over: it is read again, and answered or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.target import KINDS, judge

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(path for kind in KINDS for path in (CORPUS / kind).glob("*"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_was_found_once_is_answered_or_refused(path: Path) -> None:
    kind = next(kind for kind in KINDS if kind == path.parent.name)
    assert judge(kind, path.read_bytes()) in ("refused", "run")


def test_what_is_found_is_given_a_name_and_a_place() -> None:
    """The long profile writes to `found/`; a finding is moved to its kind when it is mended."""
    assert not list((CORPUS / "found").glob("*"))
