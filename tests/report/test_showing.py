"""A formula is shown in full in every format, with its algebra, and is the same formula in each."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from funding.language import LANGUAGES, Language
from funding.simulation import load_formula, nominal_worksheet
from tests.attack.formats import check_latex
from tests.cli.running import SHIPPED, run

MATH = "{http://www.w3.org/1998/Math/MathML}math"
FORMS = ("text", "json", "latex", "mathml", "markdown")


def shown(name: str, form: str, language: str = "en") -> str:
    result = run("show", name, "--format", form, "--lang", language)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_formula_is_shown_in_every_format(name: str, language: Language) -> None:
    worksheet = nominal_worksheet(load_formula(name))
    computed = [column for column in worksheet if column.expression is not None]
    root = ET.fromstring(shown(name, "mathml", language))
    assert root.attrib["lang"] == language
    blocks = [each for each in root.iter(MATH) if each.attrib["display"] == "block"]
    assert len(blocks) == len(computed)
    latex = shown(name, "latex", language)
    check_latex(latex.encode(), [])
    assert latex.count(r"\[ ") == len(computed)
    assert shown(name, "markdown", language).count("\n$$\n\n") == len(computed)
    found = json.loads(shown(name, "json", language))
    assert [each["letter"] for each in found["columns"]] == [each.letter for each in worksheet]
    assert [each["expression"] for each in found["columns"]] == [each.text for each in worksheet]


def test_the_algebra_of_every_format_is_that_of_the_column() -> None:
    found = json.loads(shown("neath-port-talbot", "json"))
    latex, markdown, page = (shown("neath-port-talbot", f) for f in ("latex", "markdown", "mathml"))
    for column in found["columns"]:
        if column["expression"] is not None:
            assert rf"\[ {column['latex']} \]" in latex
            assert column["latex"].replace("<", r"\lt ").replace(">", r"\gt ") in markdown
            assert column["mathml"] in page


def test_json_has_its_schema_its_keys_sorted_and_no_float() -> None:
    text = shown("wrexham", "json")
    found = json.loads(text, parse_float=pytest.fail)
    found_again = {key: found[key] for key in sorted(found)}
    assert found["schema"] == "funding.formula/1"
    assert text == json.dumps(found_again, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    percentages = next(each for each in found["columns"] if each["name"] == "percentage")
    assert percentages["values"]["police"] == "1/10"


@pytest.mark.parametrize("form", FORMS)
def test_an_amended_formula_says_so_in_every_format(form: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        'id = "ours"\ntitle = "Ours & <theirs>"\nsource = "a test_50%"\ncovers = "all"\n'
        '[percentages]\npolice = "50%"\nlocal_authority = "50%"\n'
        '[[amendment]]\nfrom = 2021-04-01\nsource = "an Order $1"\n'
        'set.percentages = { police = "40%", local_authority = "60%" }\n',
        encoding="utf-8",
    )
    said = shown(str(path), form)
    if form == "json":
        assert json.loads(said)["title"]["en"] == "Ours & <theirs>"
        return
    wanted = {
        "text": "from 2021-04-01: an Order $1",
        "latex": r"from 2021-04-01: an Order \$1",
        "mathml": "from 2021-04-01: an Order $1",
        "markdown": r"from 2021-04-01: an Order \$1",
    }
    assert wanted[form] in said
    if form == "mathml":
        assert "Ours &amp; &lt;theirs&gt;" in said


def test_both_languages_are_two_files_that_lead_to_each_other(tmp_path: Path) -> None:
    file = tmp_path / "formula.html"
    done = run("show", "wrexham", "--format", "mathml", "--lang", "both", "-o", str(file))
    assert done.exit_code == 0, done.output
    for language, other in (("en", "cy"), ("cy", "en")):
        page = (tmp_path / f"formula.{language}.html").read_text(encoding="utf-8")
        assert f'href="formula.{other}.html"' in page
        marked = len(set(re.findall('<span lang="en">(.*?)</span>', page)))
        counted = re.search(r"(\d+) (?:d|t|th)estun sydd yn Saesneg", page)
        assert (language == "en") == (counted is None)
        assert counted is None or int(counted[1]) == marked
