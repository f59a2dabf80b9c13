"""Whatever a file calls things, the page shows it as text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import funding
from funding.language import Language, speaking
from funding.report.page.writing import as_html
from tests.report.page.made import outcome_of, read

HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</title></style></svg><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; & <!-- ]]>",
    "javascript:alert(1)//' style='x",
]

SCENARIO = """
title = {name}
notes = {name}
year = "2026-27"
formulas = ["hostile", "plain"]
baseline = "plain"
status = "assumed"

[board]
id = "a"
name = {name}

[[partner]]
id = "one"
name = {name}
kind = "police"

[[partner]]
id = "two"
name = "Two"
kind = "health_board"

[[cost]]
pool = "core"
item = {name}
amount = {{ low = "£90.00", central = "£100.00", high = "£110.01" }}
source = {name}

[[in_kind]]
partner = "one"
kind = "staff"
meets = {name}
value = "£5.00"
evidence = {name}

[[answer]]
partner = "one"
says = "agreed"
evidence = {name}
"""

FORMULA = """
id = "{id}"
title = {name}
source = {name}
notes = {name}
covers = "all"
[percentages]
source = {name}
police = "{police}%"
health_board = "{health}%"
[in_kind]
source = {name}
eligible = ["staff"]
excess = "shared"
"""


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_shown_and_never_run(tmp_path: Path, name: str, language: Language) -> None:
    words = json.dumps(name)
    for each, police in (("hostile", 40), ("plain", 70)):
        text = FORMULA.format(id=each, name=words, police=police, health=100 - police)
        (tmp_path / f"{each}.toml").write_text(text)
    (tmp_path / "s.toml").write_text(SCENARIO.format(name=words))
    outcome = funding.simulate(funding.read_scenario(tmp_path / "s.toml"))
    with speaking(language):
        page = as_html(outcome, record=[(name, name)], record_json=json.dumps({"x": name}))
    found = read(page)
    scripts = list(found.every("script"))
    assert [each.attributes for each in scripts] == [
        {"type": "application/json", "id": "funding-record"}
    ]
    assert json.loads(scripts[0].text) == {"x": name}
    assert not list(found.every("img"))
    assert not list(found.every("b"))
    assert next(found.every("h1")).text == " ".join(name.split())
    shown = [each.text for each in found.every("text", "th", "dd", "dt")]
    assert shown.count(" ".join(name.split())) >= 3
    assert not [a for e in found.every() for a in e.attributes if a.startswith("on")]


def test_the_record_is_shown_and_carried() -> None:
    held = {"hash": "abc", "words": "</script><script>&"}
    text = json.dumps(held)
    page = as_html(outcome_of("western-bay-2013"), record=[("Hash", "abc")], record_json=text)
    found = read(page)
    (script,) = found.every("script")
    assert "<" not in script.text
    assert json.loads(script.text) == held
    assert [e.text for e in found.every("dt") if e.text == "Hash"] == ["Hash"]


def test_the_page_in_the_other_language_is_linked_to() -> None:
    for language, other in (("en", "cy"), ("cy", "en")):
        with speaking(language):  # type: ignore[arg-type]  # both are languages
            page = as_html(outcome_of("western-bay-2013"), other_language=f"x.{other}.html")
        (link,) = (e for e in read(page).every("a") if "hreflang" in e.attributes)
        assert link.attributes["href"] == f"x.{other}.html"
        assert link.attributes["hreflang"] == link.attributes["lang"] == other
