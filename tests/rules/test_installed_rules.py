"""A rule of an installed package is taken, or refused with the package's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from funding.errors import PluginError
from funding.rules.installed import OPEN_STAGES, installed_rules
from funding.rules.registry import BUILT_IN
from funding.rules.rule import Rule
from funding.worksheet.drafting import NameTaken
from funding.worksheet.tokens import ExpressionFault

MODULE = '''\
from funding.rules.rule import Rule, Settings


class Nothing(Settings):
    """A section without keys."""


def rule(name, stage="split", settings=Nothing):
    return Rule(name, stage, "share by what the test says", settings, lambda *_: "base", "")


FIRST, SECOND = rule("first"), rule("second")
KNOWN = rule("equal")
BARE = rule("bare", settings=None)
CLOSING = rule("closing_again", "closing")
TEXT = "no rule at all"
'''


def install(folder: Path, name: str, points: dict[str, str]) -> None:
    """Put a package where Python finds it, with what `pip` writes of its entry points."""
    (folder / f"{name}.py").write_text(MODULE, encoding="utf-8")
    facts = folder / f"{name}-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n", encoding="utf-8")
    lines = [f"{point} = {name}:{what}" for point, what in points.items()]
    text = "\n".join(["[funding.rules]", *lines, ""])
    (facts / "entry_points.txt").write_text(text, encoding="utf-8")


def test_rules_come_in_the_order_of_their_names_and_know_their_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "brought_by_order", {"b": "FIRST", "a": "SECOND"})
    monkeypatch.syspath_prepend(tmp_path)
    found = installed_rules({"equal"})
    assert [rule.name for rule in found] == ["second", "first"]
    assert {rule.package for rule in found} == {"brought_by_order"}
    assert all(rule.draft() == "base" for rule in found)


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("KNOWN", "its rule 'equal' is also one of the library"),
        ("ABSENT", "'refused_absent:ABSENT' cannot be loaded: "),
        ("TEXT", "'refused_text:TEXT' is not a rule"),
        ("BARE", "its rule 'bare' must have settings, and a stage of reductions, parties, "),
        ("CLOSING", "its rule 'closing_again' must have settings, and a stage of "),
    ],
)
def test_what_is_no_rule_or_takes_a_name_is_refused(
    what: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = f"refused_{what.lower()}"
    install(tmp_path, package, {"it": what})
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(PluginError) as raised:
        installed_rules({rule.name for rule in BUILT_IN})
    assert package in str(raised.value)
    assert why in str(raised.value)


def test_two_packages_with_a_rule_of_one_name_are_told_of_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "the_earlier", {"a": "FIRST"})
    install(tmp_path, "the_later", {"b": "FIRST"})
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(PluginError, match="its rule 'first' is also one of the_earlier") as raised:
        installed_rules(())
    assert "the_later" in str(raised.value)


def test_the_stages_that_the_library_keeps_are_three() -> None:
    assert not {"steps", "pools", "closing"} & set(OPEN_STAGES)
    assert {"split", "reductions", "year end"} <= set(OPEN_STAGES)


def failing(error: Exception, package: str) -> Rule:
    def columns() -> None:
        raise error

    return Rule("fails", "split", "fail", None, columns, "", package=package)


def test_what_goes_wrong_in_a_plugin_s_rule_names_the_plugin() -> None:
    with pytest.raises(PluginError, match="its rule 'fails' failed: KeyError") as raised:
        failing(KeyError("x"), "brought").draft()
    assert "brought" in str(raised.value)


def test_what_goes_wrong_in_a_rule_of_the_library_is_not_hidden() -> None:
    with pytest.raises(KeyError):
        failing(KeyError("x"), "").draft()


@pytest.mark.parametrize("error", [ExpressionFault("a", "b"), NameTaken("x")])
def test_a_fault_of_the_formula_is_no_fault_of_the_plugin(error: Exception) -> None:
    with pytest.raises(type(error)):
        failing(error, "brought").draft()
