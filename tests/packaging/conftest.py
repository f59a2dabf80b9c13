"""One installation for every test of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packaging.installing import ROOT, build, fresh_environment


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it, and nothing else, in a fresh environment."""
    folder = tmp_path_factory.mktemp("wheel")
    return fresh_environment(folder, build(ROOT, folder))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Give an empty folder."""
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder
