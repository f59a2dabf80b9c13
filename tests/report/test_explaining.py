"""A figure is told in sentences that are true, cite their steps, and are said in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from funding import read_scenario, simulate
from funding.comparison.outcome import Outcome
from funding.language import LANGUAGES, Language, speaking, split_by_language
from funding.report.explaining.explanations import explanations
from funding.report.explaining.model import Line
from funding.report.explaining.writing import FORMS, writer
from tests.cli.running import CALM, WELSH, run
from tests.language.pseudo import speaking_pseudo

TOLD = ("wrexham-and-neath-port-talbot", "north-wales-two-tiers-2013", "mid-and-west-wales-pools")
KINDS = ("local_authority", "police", "probation")


@pytest.fixture(scope="module", params=TOLD)
def outcome(request: pytest.FixtureRequest) -> Outcome:
    return simulate(read_scenario(request.param))


def written(outcome: Outcome, form: str, partner: str, other: str = "", **more: Any) -> str:
    found = writer(form, partner, other)(outcome, **more)
    assert isinstance(found, str)
    return found


def lines_of(outcome: Outcome) -> Iterator[Line]:
    for kind in KINDS:
        for explanation in explanations(outcome, kind):
            for chapter in explanation.chapters:
                yield from chapter.lines


def calm(tmp_path: Path, text: str = CALM) -> Outcome:
    path = tmp_path / "calm.toml"
    path.write_text(text, encoding="utf-8")
    return simulate(read_scenario(path, formulas=["equal-shares"]))


def test_a_figure_is_told_as_it_would_be_by_hand(tmp_path: Path) -> None:
    # £40,000.01 between three who pay alike: £13,333.33666… each, so two pennies are left over, and
    # they go to the first two in the alphabet: not to Wrexham.
    (found,) = explanations(calm(tmp_path), "wrexham")
    told = {line.title: line.sentence for line in found.chapters[0].lines}
    assert found.facts[0] == "Cash to pay: £13,333.33"
    assert told["cost of core"] == (
        "Step (b) of the board, “cost of core”, is £40,000.01, as stated."
    )
    exact = next(line for line in found.chapters[0].lines if line.title == "part of core, exact")
    assert exact.sentence == (
        f"Step ({exact.letter}) of Wrexham, “part of core, exact”, is £13,333.336666…: "
        "£40,000.01 (g) × 1 (f) ÷ 3 (the total of (f))."
    )
    penny = next(line for line in found.chapters[0].lines if line.left_over)
    assert penny.sentence == (
        f"Step ({penny.letter}) of Wrexham, “part of core, to the penny”, is £13,333.33: "
        f"£13,333.336666… ({exact.letter}) made whole pennies so that all parts come to "
        "£40,000.01 (i) (method: largest remainder)."
    )


def test_an_answer_that_came_too_late_is_said_to_have(tmp_path: Path) -> None:
    says = 'partner = "wrexham"\nsays    = '
    text = CALM.replace(f'{says}"agreed"', f'{says}"refused"\ndate = 2021-04-01')
    (found,) = explanations(calm(tmp_path, text), "wrexham")
    wanted = "Duty: may contribute. Answer: not recorded: 2021-04-01 was after the year."
    assert found.facts[1] == wanted


def test_a_sentence_has_its_letter_its_value_and_a_source(outcome: Outcome) -> None:
    found = list(lines_of(outcome))
    assert len(found) > 100
    for line in found:
        assert line.sentence.startswith(f"Step ({line.letter}) of ")
        assert f"is {line.value}" in line.sentence
        assert all(line.sources)
        assert line.sources


def number(text: str) -> Fraction | None:
    """Read a number as a sentence has it; None for what was cut, which has no exact value."""
    plain = text.replace("£", "").replace(",", "")
    if plain.endswith("%"):
        return Fraction(plain[:-1]) / 100
    return None if plain.endswith("…") else Fraction(plain)


RELATIONS = {
    "equal to": lambda x, y: x == y,
    "less than": lambda x, y: x < y,
    "more than": lambda x, y: x > y,
}
FIGURE = r"(-?£?[\d,.]+[%…]?)(?: \((?:[a-z]{1,3}|the total of [^)]*\)[^)]*)\))?"
COMPARED = re.compile(
    rf"(?:^|[:;] ){FIGURE} is (not )?(equal to|less than|more than) {FIGURE}(?=;)"
)


def test_what_a_sentence_says_of_two_figures_is_true(outcome: Outcome) -> None:
    seen = 0
    for line in lines_of(outcome):
        for one, negated, relation, other in COMPARED.findall(line.sentence):
            x, y = number(one), number(other)
            if x is not None and y is not None:
                assert RELATIONS[relation](x, y) is (not negated), line.sentence
                seen += 1
    assert seen > 50


def test_a_sentence_cites_the_steps_that_its_figure_rests_on(outcome: Outcome) -> None:
    for kind in KINDS:
        for explanation in explanations(outcome, kind):
            for chapter in explanation.chapters:
                before: set[str] = set()
                for line in chapter.lines:
                    cited = set(re.findall(r"\(([a-z]{1,2})\)", line.sentence.split("”", 1)[1]))
                    assert cited <= before, line.sentence
                    before.add(line.letter)


LETTERS = re.compile(r"\([a-z]{1,3}\)|\bdhondt\b")


def test_nothing_is_told_but_in_the_language_spoken(outcome: Outcome) -> None:
    with speaking_pseudo():
        for line in lines_of(outcome):
            told = line.sentence
            for part in (line.title, line.whose, line.value):
                told = told.replace(part, "")
            # The names of lines are those of the file.
            pieces = split_by_language(told)
            told = "".join(piece for piece, of_a_file in pieces if not of_a_file)
            for text in (told, line.lettered, line.numbered, line.left_over.partition(":")[0]):
                assert not re.search("[A-Za-z]", LETTERS.sub("", text).replace("USD", "")), text


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("form", sorted(FORMS))
def test_an_explanation_is_the_same_bytes_twice(form: str, language: str, tmp_path: Path) -> None:
    def at_once() -> str:
        with speaking(language):  # type: ignore[arg-type]  # one of the two
            return written(calm(tmp_path), form, "wrexham")

    assert at_once() == at_once()


def test_the_page_is_one_well_formed_file_in_the_language_spoken(tmp_path: Path) -> None:
    for language in LANGUAGES:
        with speaking(language):
            page = written(calm(tmp_path), "html", "wrexham", "other.html")
        root = ET.fromstring(page)
        assert root.attrib["lang"] == language
        assert "://" not in page.replace("http://www.w3.org/1998/Math/MathML", "")
        skip, link = root.iter("a")
        assert skip.attrib["href"] == "#main"
        assert (link.attrib["href"], link.text) == (
            ("other.html", "Cymraeg") if language == "en" else ("other.html", "English")
        )


HOSTILE = "<script>alert(1)</script> & \\*_x_`"


def test_a_name_is_never_taken_for_markup(tmp_path: Path) -> None:
    board = f'[board]\nid = "wrexham"\nname = """{HOSTILE}"""'.replace("\\", "\\\\")
    outcome = calm(tmp_path, CALM.replace('[board]\nid          = "wrexham"', board))
    page = written(outcome, "html", "wrexham")
    assert "<script>" not in page
    assert HOSTILE in "".join(ET.fromstring(page).itertext())
    assert "&lt;script&gt;" in page
    markdown = written(outcome, "markdown", "wrexham")
    assert r"\<script\>alert(1)\</script\> & \\\*\_x\_\`" in markdown


def test_english_among_welsh_is_marked_and_counted(tmp_path: Path) -> None:
    text = CALM.replace('id          = "wrexham"', 'id = "wrexham"\nname = { en = "Only English" }')
    with speaking("cy"):
        outcome = calm(tmp_path, text)
        page, plain = (written(outcome, form, "wrexham") for form in ("html", "text"))
    assert '<span lang="en">Only English</span>' in page
    marked = len(set(re.findall('<span lang="en">(.*?)</span>', page)))
    counted = re.search(r"(\d+) (?:d|t|th)estun sydd yn Saesneg", page)
    assert counted
    assert int(counted[1]) == marked > 0
    assert re.search(rf"\b{marked} (?:d|t|th)estun sydd yn Saesneg", plain.splitlines()[-1])


def test_a_name_that_is_given_once_is_not_called_english(tmp_path: Path) -> None:
    text = CALM.replace('id          = "wrexham"', 'id = "wrexham"\nname = "Cyngor Dyffryn"')
    with speaking("cy"):
        page = written(calm(tmp_path, text), "html", "wrexham")
    assert "Cyngor Dyffryn" in page
    assert '<span lang="en">Cyngor Dyffryn</span>' not in page


def test_a_run_record_stands_in_the_page_and_ends_nothing(tmp_path: Path) -> None:
    record = [("scenario", "<b>")]
    parts: dict[str, Any] = {"record": record, "record_json": '{"a": "</script><script>"}'}
    page = written(calm(tmp_path), "html", "wrexham", **parts)
    root = ET.fromstring(page)
    assert [each.text for each in root.iter("dd")] == ["<b>"]
    (element,) = root.iter("script")
    assert element.attrib == {"type": "application/json", "id": "funding-record"}
    assert element.text == '{"a": "\\u003c/script\\u003e\\u003cscript\\u003e"}'


def test_the_command_writes_a_page_for_each_language(tmp_path: Path) -> None:
    file = tmp_path / "why.html"
    asked = ["explain", WELSH, "--partner", "probation", "--format", "html", "--lang", "both"]
    done = run(*asked, "-o", str(file))
    assert done.exit_code == 0, done.output
    for language, other in (("en", "cy"), ("cy", "en")):
        page = (tmp_path / f"why.{language}.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}">' in page
        assert f'href="why.{other}.html"' in page


@pytest.mark.parametrize(
    ("language", "limit", "wanted"),
    [
        ("en", 'take_up = "50%"', "Answer: agreed, pays 50% of what is due in cash."),
        ("en", 'amount = "£5.00"', "Answer: agreed, up to £5.00."),
        ("cy", 'amount = "£5.00"', "Ateb: cytunodd, hyd at £5.00."),
    ],
)
def test_an_answer_that_limits_what_is_paid_is_not_told_as_agreed_and_no_more(
    tmp_path: Path, language: Language, limit: str, wanted: str
) -> None:
    said = 'partner = "police"\nsays    = "agreed"'
    assert said in CALM
    with speaking(language):
        outcome = calm(tmp_path, CALM.replace(said, f"{said}\n{limit}"))
        (found,) = explanations(outcome, "north-wales-police")
    assert any(wanted in fact for fact in found.facts)


LINE = '[[cost]]\npool   = "core"\nitem   = "rooms"\namount = "£12,000.00"\n'


def test_a_cost_of_several_lines_is_said_to_be_their_sum(tmp_path: Path) -> None:
    outcome = calm(tmp_path, f"{CALM}\n{LINE}")
    (found,) = explanations(outcome, "wrexham")
    told = {line.title: line.sentence for line in found.chapters[0].lines}
    assert told["cost of core"] == (
        "Step (b) of the board, “cost of core”, is £52,000.01, the sum of "
        "£40,000.01 (“coordinator”) + £12,000.00 (“rooms”)."
    )
    assert "      = £40,000.01 (“coordinator”) + £12,000.00 (“rooms”)\n" in written(
        outcome, "text", "wrexham"
    )


IN_KIND = '[in_kind]\neligible = ["staff"]\nexcess = "refused"\n'
OFFER = """
[[in_kind]]
partner  = "wrexham"
kind     = "staff"
meets    = "coordinator"
quantity = "0.4 fte"
rate     = "£10,000.01 per fte"
"""


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ("", "is £4,000.00: 0.4 fte × £10,000.01 per fte."),
        ('part = "50%"\n', "is £2,000.00: 50% × 0.4 fte × £10,000.01 per fte."),
        (
            f'{OFFER.replace("0.4", "0.1")}part = "100%"\n',
            (
                "is £5,000.00, the sum of £4,000.00 (“coordinator”: 0.4 fte × £10,000.01 per fte) "
                "+ £1,000.00 (“coordinator”: 0.1 fte × £10,000.01 per fte)."
            ),
        ),
    ],
)
def test_what_is_given_is_told_by_its_quantity_and_its_rate(
    tmp_path: Path, more: str, wanted: str
) -> None:
    formula = tmp_path / "ours.toml"
    head = 'id = "ours"\ntitle = "Ours"\nsource = "a test"\ncovers = "all"\n\n[equal]\n\n'
    formula.write_text(head + IN_KIND, encoding="utf-8")
    path = tmp_path / "calm.toml"
    path.write_text(CALM + OFFER + more, encoding="utf-8")
    (found,) = explanations(simulate(read_scenario(path, formulas=["ours"])), "wrexham")
    assert any(line.sentence.endswith(wanted) for line in found.chapters[0].lines)
