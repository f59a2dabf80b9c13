"""The same boards are tried wherever the library is, and whatever else is loaded."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis.internal.conjecture import providers

from funding.promises import keeping, searching
from funding.promises.catalogue import CATALOGUE
from funding.promises.example import Example, Subject
from funding.promises.pair import Tried
from funding.promises.promise import Promise
from funding.promises.which_years import year_for
from tests.promises.trying import formula_from

FORMULA = formula_from('[driver]\nby = "population"\n')


def boards_tried(most: int, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Give the figures of every board that a search tries."""
    seen = list[object]()

    def noted(promise: Promise, tried: Tried) -> bool:
        if isinstance(tried, Example):
            seen.append((tried.rows, tried.values))
        return keeping.is_about(promise, tried)

    with monkeypatch.context() as patched:
        patched.setattr(searching, "is_about", noted)
        subject = Subject(FORMULA, year_for(FORMULA))
        searching.search(subject, [CATALOGUE["conserved"]], most)
    return seen


def load_a_module_full_of_numbers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "figures_of_ours.py"
    path.write_text(f"FIGURES = {[7_000 + 13 * each for each in range(400)]}\n", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("figures_of_ours", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, "figures_of_ours", module)


def test_a_module_more_changes_no_board_that_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = boards_tried(60, monkeypatch)
    load_a_module_full_of_numbers(tmp_path, monkeypatch)
    assert boards_tried(60, monkeypatch) == before
    assert len(before) > 20


def test_hypothesis_looks_at_code_again_once_a_search_is_over() -> None:
    looking, cache = providers._get_local_constants, providers.CONSTANTS_CACHE
    searching.search(Subject(FORMULA, year_for(FORMULA)), [CATALOGUE["conserved"]], 3)
    assert providers._get_local_constants is looking
    assert providers.CONSTANTS_CACHE is cache
