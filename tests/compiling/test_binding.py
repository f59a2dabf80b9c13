"""A year opens with one sum for the board, or one for each partner, and never with the other."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from funding import read_scenario
from funding.compiling.bind import bind
from funding.compiling.compile import compile_formula
from funding.compiling.terms import terms_of
from funding.errors import PluginError
from funding.formula.reading import known_kinds
from funding.rules.registry import SPLITS
from funding.worksheet.column import Origin, Scope
from funding.worksheet.drafting import Draft
from funding.worksheet.worksheet import Opening
from tests.properties.engine import run

SCENARIO = "wrexham-and-neath-port-talbot"


def opened_with(opening: Opening, scope: Scope) -> Fraction | tuple[Fraction, ...]:
    """Bind a worksheet of one column: what the year before left, called `kept`."""
    scenario = read_scenario(SCENARIO)
    term = terms_of(scenario.formulas[0], scenario.boards[0], scenario.years[0])[0]
    draft = Draft("a draft")
    draft.opening("kept", "kept", scope=scope)
    bound = bind(draft.finish(), term.formula, term.board, term.part, 0, {"kept": opening})
    return bound.values["kept_opening"]


def test_what_the_board_kept_is_one_sum() -> None:
    assert opened_with(Fraction(5), Scope.BOARD) == 5
    with pytest.raises(TypeError, match="the opening 'kept' is one for each partner"):
        opened_with({"wrexham": Fraction(5)}, Scope.BOARD)


def test_what_each_partner_kept_is_its_own_and_nothing_for_the_others() -> None:
    partners = [partner.id for partner in read_scenario(SCENARIO).boards[0].partners]
    found = opened_with({partners[1]: Fraction(5)}, Scope.PARTNER)
    assert found == tuple(Fraction(5 * (who == partners[1])) for who in partners)
    with pytest.raises(TypeError, match="the opening 'kept' is one for the board"):
        opened_with(Fraction(5), Scope.PARTNER)


def test_a_plugin_s_split_that_does_not_say_how_names_the_plugin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scenario = read_scenario(SCENARIO, formulas=["equal-shares"])
    silent = replace(SPLITS["equal"], columns=lambda *_: None, package="brought")
    monkeypatch.setitem(SPLITS, "equal", silent)
    shape = scenario.boards[0].shape(known_kinds(scenario.formulas), in_part=False)
    with pytest.raises(PluginError, match="its rule 'equal' does not say how") as raised:
        compile_formula(scenario.formulas[0], shape)
    assert "brought" in str(raised.value)


def test_a_board_on_which_everybody_leads_has_its_lead() -> None:
    """One council, which leads, and bears what nobody lacks."""
    formula = 'id = "drawn"\ntitle = "Drawn"\nsource = "a test"\ncovers = "all"\n[equal]\n'
    scenario = (
        'title = "A board"\nyear = "2020-21"\nformulas = ["drawn"]\n[board]\nid = "board"\n'
        'lead = "council"\n[[partner]]\nid = "council"\nkind = "local_authority"\n'
        '[[cost]]\npool = "core"\nitem = "unit"\namount = "£10.00"\n'
    )
    outcome = run(f'{formula}[shortfall]\nborne_by = ["lead"]\n', scenario)
    assert outcome.to_dict()["results"][0]["partners"][0]["cash"] == "10.00"


TWO_POOLS = """
title    = "A board"
year     = "2020-21"
formulas = ["drawn"]

[board]
id = "board"

[[partner]]
id   = "council"
kind = "local_authority"

[[cost]]
pool   = "core"
item   = "unit"
amount = "£10.00"
status = "agreed"

[[cost]]
pool   = "training"
item   = "courses"
amount = "£5.00"
status = "proposed"
"""


def test_a_pool_rests_on_its_own_lines_and_a_year_s_cost_on_all(tmp_path: Path) -> None:
    formula = 'id = "drawn"\ntitle = "Drawn"\nsource = "a test"\ncovers = "all"\n[equal]\n'
    (tmp_path / "drawn.toml").write_text(formula, encoding="utf-8")
    (tmp_path / "scenario.toml").write_text(TWO_POOLS, encoding="utf-8")
    scenario = read_scenario(tmp_path / "scenario.toml", folders=[tmp_path])
    term = terms_of(scenario.formulas[0], scenario.boards[0], scenario.years[0])[0]
    draft = Draft("a draft")
    for name, origin in (
        ("core", Origin("cost", ("core",))),
        ("training", Origin("cost", ("training",))),
        ("both", Origin("cost_a_year")),
    ):
        draft.input(name, name, origin, scope=Scope.BOARD)
    bound = bind(draft.finish(), term.formula, term.board, term.part, 0, {})
    assert bound.values == {"core": 10, "training": 5, "both": 15}
    standing = {name: [each.status for each in of] for name, of in bound.figures.items()}
    assert standing == {
        "core": ["agreed"],
        "training": ["proposed"],
        "both": ["agreed", "proposed"],
    }
