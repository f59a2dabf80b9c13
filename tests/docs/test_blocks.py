"""Every block of the pages does what the page says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from funding.errors import InputError
from funding.formula.reading import read_formula
from funding.study.reading import read_study
from funding.study.ready import prepare_study
from tests.docs import files, running
from tests.docs.pages import PAGES, README, ROOT, Block, blocks

EVERY = [(each, all_of) for page in PAGES for all_of in [blocks(page)] for each in all_of]
MARKS = {
    "toml": ("formula", "scenario", "study", "broken", "part of a formula", "part of a scenario"),
    "sh": ("exit", ""),
    "python": ("",),
    "text": ("output", "help", "picture"),
}


def of(language: str, *marks: str) -> list[Any]:
    """Give the blocks of a language with one of some marks, each named by its place."""
    return [
        pytest.param(each, id=str(each))
        for each, _ in EVERY
        if each.language == language and each.mark.startswith(marks or "")
    ]


def test_no_check_of_blocks_is_without_blocks() -> None:
    """A test without cases is skipped, and would pass unseen."""
    assert all(of(language, mark) for language, marks in MARKS.items() for mark in marks)
    assert len(of("sh")) > 10


def before(block: Block) -> list[Block]:
    return [each for each in blocks(block.page) if each.line < block.line]


def after(block: Block) -> Block | None:
    return next((each for each in blocks(block.page) if each.line > block.line), None)


def shown_after(block: Block) -> list[Block]:
    """Give what a page shows as printed by a block: right after it, or by its number."""
    commands = [each for each in blocks(block.page) if each.language == "sh"]
    numbered = f"output of block {commands.index(block) + 1}"
    found = [each for each in blocks(block.page) if each.mark == numbered]
    following = after(block)
    if following is not None and following.mark == "output":
        found.append(following)
    return found


def test_every_block_is_of_a_kind_that_is_checked() -> None:
    unknown = [
        f"{each}: {each.language} marked '{each.mark}'"
        for each, _ in EVERY
        if not any(
            each.mark == mark or (mark and each.mark.startswith(f"{mark} "))
            for mark in MARKS.get(each.language, ())
        )
    ]
    assert not unknown


def test_there_are_blocks_of_every_kind() -> None:
    found = {(each.language, each.mark.split(" ")[0]) for each, _ in EVERY}
    assert found >= {
        ("toml", "formula"),
        ("toml", "scenario"),
        ("toml", "part"),
        ("sh", ""),
        ("sh", "exit"),
        ("python", ""),
        ("toml", "broken"),
        ("text", "output"),
        ("text", "help"),
    }


@pytest.mark.parametrize("block", of("toml", "formula"))
def test_a_formula_of_a_page_is_read_without_a_fault(block: Block, tmp_path: Path) -> None:
    running.lay_out([block], tmp_path)
    _, _, name = block.mark.partition(" ")
    found = read_formula(tmp_path / name).id if name else files.load(block)["id"]
    assert files.formula_from(files.load(block), block).id == found


@pytest.mark.parametrize("block", of("toml", "scenario"))
def test_a_scenario_of_a_page_runs(block: Block, tmp_path: Path) -> None:
    running.lay_out([*before(block), block], tmp_path)
    _, _, name = block.mark.partition(" ")
    outcome = (
        files.simulated_file(tmp_path / name) if name else files.simulated(files.load(block), block)
    )
    assert outcome.runs
    assert not outcome.left_out


@pytest.mark.parametrize("block", of("toml", "study"))
def test_a_study_of_a_page_fits_its_scenario(block: Block, tmp_path: Path) -> None:
    running.lay_out([*before(block), block], tmp_path)
    study = read_study(tmp_path / block.mark.partition(" ")[2])
    assert prepare_study(study).runs


@pytest.mark.parametrize("block", of("toml", "part of a formula"))
def test_a_part_of_a_formula_makes_a_sound_file_of_the_smallest_one(block: Block) -> None:
    whole = files.smallest(files.FORMULA_PAGE, "formula")
    part = files.load(block)
    merged = files.with_part(whole, part)
    assert merged != whole
    files.formula_from(merged, block)


@pytest.mark.parametrize("block", of("toml", "part of a scenario"))
def test_a_part_of_a_scenario_makes_a_sound_file_of_the_smallest_one(block: Block) -> None:
    whole = files.smallest(files.SCENARIO_PAGE, "scenario")
    merged = files.with_part(whole, files.load(block))
    assert merged != whole
    assert files.simulated(merged, block).runs


@pytest.mark.parametrize("block", of("toml", "broken"))
def test_a_broken_file_of_a_page_is_refused(block: Block, tmp_path: Path) -> None:
    running.lay_out([block], tmp_path)
    with pytest.raises(InputError):
        read_formula(tmp_path / block.mark.partition(" ")[2])


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], running.Reader]:
    """Give the reader of a page: one for all its blocks."""
    return cache(lambda page: running.Reader(page, tmp_path_factory.mktemp(page.stem)))


@pytest.mark.parametrize("block", of("sh"))
def test_the_commands_of_a_page_run_and_print_what_it_shows(
    block: Block, reader: Callable[[Path], running.Reader]
) -> None:
    printed = ""
    for status, output in reader(block.page).done(block):
        assert status == running.status_of(block), output
        printed += output
    for shown in shown_after(block):
        assert printed
        assert running.missing(shown.text, printed) == [], printed


@pytest.mark.parametrize("block", of("python"))
def test_the_python_of_a_page_runs_and_prints_what_it_shows(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.lay_out(before(block), tmp_path)
    monkeypatch.chdir(tmp_path)
    printed = running.run_python(block.text)
    shown = after(block)
    assert shown is not None
    assert shown.mark == "output", "a block of Python is followed by what it prints"
    assert running.missing(shown.text, printed) == [], printed


@pytest.mark.parametrize("block", of("text", "output"))
def test_what_is_shown_as_printed_is_compared_with_what_prints_it(block: Block) -> None:
    earlier = before(block)
    assert earlier
    if block.mark == "output" and earlier[-1].language == "python":
        return
    printing = [each for each in earlier if each.language == "sh" and block in shown_after(each)]
    assert len(printing) == 1


def test_every_command_of_a_page_is_one_of_ours_or_harmless() -> None:
    """A block that runs nothing would pass unseen."""
    idle = [str(each) for each, _ in EVERY if each.language == "sh" and not runs(each)]
    assert not idle


def runs(block: Block) -> bool:
    return bool(running.commands(block)) or running.is_set_up(block) or "make " in block.text


def test_the_first_two_blocks_of_the_readme_are_one_line_and_name_files_that_exist() -> None:
    first, second = [each for each in blocks(README) if each.language == "sh"][:2]
    for block in (first, second):
        assert running.is_set_up(block)
        assert block.text.count("\n") == 1
    assert "pytest" in second.text
    named = [word for word in first.text.split() if word.endswith(".toml")]
    assert named
    assert all((ROOT / name).is_file() for name in named)
