"""The pages hold together: links lead somewhere, folders and dependencies are all named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, anchors, links, prose, tables, text_of

ARCHITECTURE = ROOT / "docs/architecture.md"
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))


def broken_links(page: Path, found: list[str]) -> list[str]:
    """Give each link of a page whose file or heading does not exist."""
    broken = []
    for link in found:
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        inside = target.is_relative_to(ROOT) and target.exists()
        if not inside or (anchor and anchor not in anchors(target)):
            broken.append(link)
    return broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken_links(page, links(page)) == []


def test_a_link_to_nowhere_is_seen() -> None:
    page = ROOT / "README.md"
    wrong = ["docs/no-such-page.md", "docs/architecture.md#no-such-heading", "../outside.md"]
    assert broken_links(page, wrong) == wrong


@pytest.mark.parametrize(
    "page", [p for p in PAGES if p.name != "README.md"], ids=lambda page: page.name
)
def test_every_page_can_be_reached_from_another(page: Path) -> None:
    targets = {
        (other.parent / link.partition("#")[0]).resolve()
        for other in PAGES
        if other != page
        for link in links(other)
    }
    folders = {target for target in targets if target.is_dir()}
    assert page in targets or page.parent in folders


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_mentions_a_place_that_readers_do_not_have(page: Path) -> None:
    for pattern in (r"\.\./shared", r"/work/", r"/tmp/", r"/root/", r"/home/"):
        assert not re.search(pattern, text_of(page))


@pytest.mark.parametrize(
    ("page", "folder", "words"),
    [
        ("README.md", "formulas", "{} formulas"),
        ("CHANGELOG.md", "formulas", "{} formulas"),
        ("CHANGELOG.md", "scenarios", "{} scenarios"),
    ],
)
def test_the_number_of_shipped_files_is_the_one_stated(page: str, folder: str, words: str) -> None:
    numbers = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
    ]
    count = len(list((ROOT / folder).glob("*.toml")))
    assert words.format(numbers[count]) in prose(ROOT / page)


def folders_of(package: Path) -> set[str]:
    return {path.parent.name for path in package.glob("*/__init__.py")}


def test_the_page_of_the_architecture_names_every_folder_and_no_other() -> None:
    table = next(each for each in tables(ARCHITECTURE) if each.mark == "folders")
    named = [folder.removesuffix("/") for folder in table.column(0)]
    assert sorted(named) == sorted(folders_of(ROOT / "funding"))


def test_the_page_of_the_architecture_names_every_module_at_the_top() -> None:
    table = next(each for each in tables(ARCHITECTURE) if each.mark == "modules")
    found = {path.name for path in (ROOT / "funding").glob("*.py")}
    assert sorted(table.column(0)) == sorted(found)


def test_the_picture_of_the_architecture_has_no_folder_that_is_not_there() -> None:
    drawn = set(re.findall(r"\b([a-z_]+)/", text_of(ARCHITECTURE)))
    known = folders_of(ROOT / "funding") | {path.name for path in ROOT.iterdir() if path.is_dir()}
    within = {path.name for path in (ROOT / "docs").iterdir() if path.is_dir()}
    assert drawn <= known | within
    assert drawn >= folders_of(ROOT / "funding")


def dependencies() -> list[str]:
    """Give the name of everything that the project depends on, to run, build or check."""
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    return sorted({re.split(r"[<>=!~\[; ]", each)[0] for each in wanted})


@pytest.mark.parametrize("name", dependencies())
def test_a_dependency_is_named_in_a_decision_record(name: str) -> None:
    assert any(re.search(rf"(?<![\w-]){name}(?![\w-])", prose(page)) for page in DECISIONS)


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name)
def test_a_decision_record_has_its_three_parts_and_fits_on_half_a_page(page: Path) -> None:
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", page.name)
    heads = re.findall(r"^## (.*)$", text_of(page), flags=re.MULTILINE)
    assert heads == ["Context", "Decision", "Consequences"]
    assert len(prose(page).split()) <= 330


def test_decision_records_are_numbered_without_a_gap() -> None:
    numbers = [int(page.name[:4]) for page in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))
    assert len(numbers) > 5
