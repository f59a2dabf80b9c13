"""Names that look alike, and characters that show a reader something other than is there."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.attack.defence import FORMULA, HIDDEN, SCENARIO, refused, run, write

GOOD = FORMULA.format(expression='"base * sharing / total(sharing)"')

HIDES = {
    "a null": "\x00",
    "an escape": "\x1b",
    "a next line": "\x85",
    "a soft hyphen": "\u00ad",
    "a grapheme joiner": "\u034f",
    "an Arabic letter mark": "\u061c",
    "a Hangul filler": "\u3164",
    "a zero-width space": "\u200b",
    "a zero-width joiner": "\u200d",
    "a left-to-right mark": "\u200e",
    "a right-to-left mark": "\u200f",
    "a line separator": "\u2028",
    "a paragraph separator": "\u2029",
    "a right-to-left embedding": "\u202b",
    "a right-to-left override": "\u202e",
    "a right-to-left isolate": "\u2067",
    "a word joiner": "\u2060",
    "a variation selector": "\ufe0f",
    "a byte order mark inside": "\ufeff",
    "a tag": "\U000e0041",
}
"""One of each sort; each is refused wherever it stands, and never printed."""


@pytest.mark.parametrize("what", HIDES)
def test_a_character_that_hides_or_turns_what_is_seen_is_refused(what: str, tmp_path: Path) -> None:
    sign = HIDES[what]
    code = f"U+{ord(sign):04X}"
    for old in ("everything", "A board", '"wrexham"', "[[cost]]"):
        said = refused(
            run("simulate", str(write(tmp_path, GOOD, SCENARIO.replace(old, old + sign))))
        )
        assert code in said
    comment = SCENARIO + f"# a comment with {sign}\n"
    assert code in refused(run("simulate", str(write(tmp_path, GOOD, comment))))
    escaped = SCENARIO.replace("everything", f"every\\U{ord(sign):08X}thing")
    assert "stands for" in refused(run("simulate", str(write(tmp_path, GOOD, escaped))))
    for text in (GOOD + f"# {sign}\n", GOOD.replace("a stranger", f"a {sign} stranger")):
        assert code in refused(run("simulate", str(write(tmp_path, text))))


@pytest.mark.parametrize("kind", ["table", "csv", "json", "markdown"])
def test_no_table_has_a_hidden_character_and_every_script_is_shown(
    kind: str, tmp_path: Path
) -> None:
    names = ("Ynys Môn", "Абердер", "בית", "مجلس", "理事会", "e\u0301clair")
    more = "".join(
        f'[[partner]]\nid = "p{n}"\nkind = "police"\nname = "{name}"\n'
        for n, name in enumerate(names)
    )
    path = write(tmp_path, GOOD, SCENARIO.replace("A board", " ".join(names)) + more)
    result = run("simulate", str(path), "--format", kind)
    assert result.exit_code == 0, result.output
    assert not HIDDEN.search(result.stdout.replace("\r\n", "\n"))
    assert "Абердер" in result.stdout


ALIKE = {
    "the same name": ("Shelter", "Shelter"),
    "a Cyrillic letter": ("Shelter", "Shelt\u0435r"),
    "a Cyrillic capital": ("Shelter", "\u0405helter"),
    "a Greek letter": ("Shelter Co", "Shelter C\u03bf"),
    "an Armenian letter": ("House", "H\u0585use"),
    "full-width letters": ("Shelter", "\uff33\uff48\uff45\uff4c\uff54\uff45\uff52"),
    "an accent in one piece or two": ("Ynys M\u00f4n", "Ynys Mo\u0302n"),
    "a space that is none": ("The Shelter", "The\u00a0Shelter"),
    "two spaces": ("The Shelter", "The  Shelter"),
    "a small L": ("Ilford", "llford"),
    "a digit": ("Shelter O1", "Shelter 0l"),
    "a ligature": ("The office", "The o\ufb03ce"),
    "another apostrophe": ("St John's", "St John\u2019s"),
    "another hyphen": ("Blaen-y-maes", "Blaen\u2011y\u2011maes"),
    "a shipped body's own": ("Wrexham", "Wr\u0435xham"),
}


def two_partners(first: str, second: str, ids: tuple[str, str] = ("one", "two")) -> str:
    return SCENARIO + "".join(
        f'[[partner]]\nid = "{each}"\nkind = "police"\nname = "{name}"\n'
        for each, name in zip(ids, (first, second), strict=True)
    )


@pytest.mark.parametrize("what", ALIKE)
def test_partners_whose_names_look_the_same_are_warned_of(what: str, tmp_path: Path) -> None:
    first, second = ALIKE[what]
    path = write(tmp_path, GOOD, two_partners(first, second))
    result = run("simulate", str(path))
    assert result.exit_code == 0, result.output
    assert " look the same: " in result.stderr
    assert not HIDDEN.search(result.stderr)
    assert run("simulate", str(path), "--strict").exit_code == 3


@pytest.mark.parametrize(
    ("first", "second"),
    [("Ynys Môn", "Ynys Mon"), ("Cardiff", "Caerdydd"), ("Ward 1", "Ward 2"), ("Ely", "Fly")],
)
def test_partners_whose_names_differ_are_not_warned_of(
    first: str, second: str, tmp_path: Path
) -> None:
    path = write(tmp_path, GOOD, two_partners(first, second))
    assert "look the same" not in run("simulate", str(path)).stderr


def test_ids_that_look_the_same_are_warned_of(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD, two_partners("First", "Second", ("ward-1", "ward-l")))
    said = run("simulate", str(path)).stderr
    assert "partners 'ward-1' and 'ward-l' look the same" in said


@pytest.mark.parametrize(
    "name", ["w\u0430rd", "WARD", "ward\u200b", "wa\u0301rd", "ｗａｒｄ", "wârd"]
)
def test_an_id_has_plain_letters_only(name: str, tmp_path: Path) -> None:
    refused(run("simulate", str(write(tmp_path, GOOD, two_partners("a", "b", (name, "ward"))))))


def test_boards_that_look_the_same_are_warned_of(tmp_path: Path) -> None:
    boards = "".join(
        f'[[board]]\nid = "{each}"\nname = "{name}"\nauthorities = ["wrexham"]\n'
        for each, name in (("north", "North"), ("south", "N\u043erth"))
    )
    scenario = SCENARIO.replace('[board]\nauthorities = ["wrexham"]\n', boards)
    said = run("simulate", str(write(tmp_path, GOOD, scenario))).stderr
    assert "boards 'north' and 'south' look the same: they are called 'North' and 'Nоrth'" in said


def test_the_shipped_bodies_all_look_different() -> None:
    from funding.data import wales
    from funding.scenario.alike import drawn

    names = [body.name_en for body in wales.bodies().values()]
    assert len({drawn(name) for name in names}) == len(names)


def test_the_marks_are_what_they_are_called() -> None:
    assert unicodedata.name(HIDES["a right-to-left override"]) == "RIGHT-TO-LEFT OVERRIDE"
    assert unicodedata.normalize("NFC", ALIKE["an accent in one piece or two"][1]) == "Ynys Môn"
