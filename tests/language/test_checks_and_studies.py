"""Whole outputs of `funding check` and `funding study`, and the faults of studies: none in English.

They are made of sentences of many folders.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from funding.cli import main
from funding.errors import InputError
from funding.promises.catalogue import CATALOGUE
from funding.study.reading import read_study
from funding.study.ready import prepare_study
from tests.faults.test_faults import FOLDER
from tests.language.pseudo import speaking_pseudo
from tests.language.words_left import words_left
from tests.promises.trying import HEAD
from tests.study.studies import SCENARIO, STUDY

FAULTS = sorted((FOLDER / "study").glob("*.toml"))
RECORD = re.compile(r"<!--.*?-->", re.DOTALL)
SECOND_OF_TWO = re.compile(r"^(\|[^|\n]*\|)[^|\n]*\|$", re.MULTILINE)
"""What the record of a run has for programs, and the files, hashes and versions in its table."""
FEW = STUDY.replace("200", "40")


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_the_faults_of_a_study_are_in_the_language_spoken(path: Path) -> None:
    with speaking_pseudo(), pytest.raises(InputError) as found:
        prepare_study(read_study(path))
    with pytest.raises(InputError) as english:
        prepare_study(read_study(path))
    places = [
        [(each.line, each.column, each.width) for each in e.value.faults] for e in (found, english)
    ]
    assert places[0] == places[1]
    for fault in found.value.faults:
        assert not words_left(fault.message, KEYS)
        assert not words_left(fault.fix or "", KEYS)


KEYS = {
    *("wrexham", "neath-port-talbot", "kinds", "partners", "boards", "formulas", "total"),
    *("start", "end", "step", "low", "high", "mean", "at_least", "at_most", "choose", "per"),
    *("uniform", "triangular", "normal", "poisson", "chance", "choice", "quantiles"),
    *("level", "round_to", "round_to_total", "funding", "show", "columns"),
}
"""Ids, keys and words of expressions."""


def check_of(folder: Path, form: str) -> str:
    """Give what `funding check` writes of a formula that breaks promises."""
    text = HEAD + '[equal]\n\n[[promise]]\nname = "ours"\nalways = "cash <= £1"\n'
    (folder / "planted.toml").write_text(text, encoding="utf-8")
    arguments = ["check", str(folder / "planted.toml"), "--examples", "20", "--format", form]
    arguments += ["--counterexample", str(folder / "broken.toml")] if form == "table" else []
    with speaking_pseudo():
        done = CliRunner().invoke(main, [*arguments, "--lang", "cy"])
    assert done.exit_code == 1, done.output
    assert re.search("[Ａ-Ｚａ-ｚ]", done.stdout)
    return done.stdout


PLANTED = {
    *CATALOGUE,
    *("planted", "ours", "cash", "funding simulate", "local-authority-1", "core"),
    "A formula with something planted",
}
"""Names of promises, ids, and the words of this file."""


def test_no_sentence_of_a_check_goes_round_the_catalogues(tmp_path: Path) -> None:
    text = check_of(tmp_path, "table")
    assert "£1" in text
    assert not words_left(text.replace(str(tmp_path), ""), PLANTED)


def test_no_sentence_of_a_check_for_programs_goes_round_the_catalogues(tmp_path: Path) -> None:
    document = json.loads(check_of(tmp_path, "json"))
    assert {"name", "says", "decision", "scope"} <= document["promises"][0].keys()
    for each in document["promises"]:
        assert each["decision"] in ("proved", "tested", "refuted", "undecided")
        for key in ("says", "scope", "because"):
            assert not words_left(each.get(key, ""), PLANTED)


NAMES = {
    *("boards", "hill", "dale", "equal-shares", "national-60-25-10-5", "GBP", "sobol", "invented"),
    *("reviews", "review_cost", "review cost", "growth", "What reviews may cost"),
    *("Hill", "Dale", "The council", "The town", "The health board", "The police", "The county"),
    *("The nurses", "council", "town", "health", "police", "county", "nurses", "agreed"),
}
"""Ids, names and titles of these files, and codes."""


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize("asked", ["", "\n[sensitivity]\ndraws = 16\nrepeats = 2\n"])
def test_no_sentence_of_a_study_goes_round_the_catalogues(
    form: str, asked: str, tmp_path: Path
) -> None:
    done = commanded(tmp_path, FEW + asked, form)
    text = RECORD.sub("", done.stdout.replace("\\", ""))
    text = SECOND_OF_TWO.sub(r"\1", text)
    assert not words_left(text, NAMES)
    assert not words_left(done.stderr, NAMES)


def test_no_sentence_of_a_study_for_programs_goes_round_the_catalogues(tmp_path: Path) -> None:
    found = json.loads(commanded(tmp_path, FEW.replace("0.8", '"0.8"'), "json").stdout)
    assert found["results"]
    said = [found["study"]["title"], *found["warnings"]]
    said += [each["why"] or "" for each in found["results"]]
    assert [words_left(each, NAMES) for each in said] == [[]] * len(said)


def commanded(folder: Path, study: str, form: str) -> Result:
    """Run `funding study` on a study in a folder."""
    (folder / "boards.toml").write_text(SCENARIO, encoding="utf-8")
    (folder / "study.toml").write_text(study, encoding="utf-8")
    arguments = ["study", str(folder / "study.toml"), "--state", str(folder / "kept")]
    with speaking_pseudo():
        done = CliRunner().invoke(main, [*arguments, "--format", form, "--lang", "cy"])
    assert done.exit_code == 0, done.output
    assert re.search("[Ａ-Ｚａ-ｚ]", done.stdout)
    return done
