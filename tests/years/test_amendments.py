"""An amendment changes a formula from its day on, with its own instrument and status."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from funding import Outcome
from funding.cli import main
from funding.errors import InputError
from tests.years.running import COST, HEAD, SHARES, ran, results, scenario, words

AMENDMENT = """
[[amendment]]
from   = 2014-04-01
source = "minutes of 3 March 2014 (invented)"
status = "published"
set.percentages = { local_authority = "50%", police = "50%" }
"""
TWO_YEARS = '["2013-14", "2014-15"]'


def statuses(outcome: Outcome, place: int) -> dict[str, tuple[str, str]]:
    """Give the status and the source of each percentage."""
    return {
        figure.what: (figure.status, figure.source)
        for figure in outcome.runs[place].figures
        if figure.group == "percentages"
    }


def test_an_amendment_on_the_first_of_april_is_there_for_the_whole_year() -> None:
    before, after = results(ran(scenario(COST, years=TWO_YEARS), ours=SHARES + AMENDMENT))
    assert words(before, "assessed") == {"council": "21900.00", "force": "14600.00"}
    assert words(after, "assessed") == {"council": "18250.00", "force": "18250.00"}
    assert "parts" not in {**before, **after}


def test_a_figure_has_the_standing_of_the_amendment_that_set_it() -> None:
    outcome = ran(scenario(COST, years=TWO_YEARS), ours=SHARES + AMENDMENT)
    assert statuses(outcome, 0)["police"] == ("agreed", "an invented source")
    assert statuses(outcome, 1)["police"] == ("published", "minutes of 3 March 2014 (invented)")


def test_a_figure_that_says_its_own_standing_keeps_it() -> None:
    own = '{ value = "50%", status = "enacted", source = "an order (invented)" }'
    amendment = AMENDMENT.replace('police = "50%"', f"police = {own}")
    outcome = ran(scenario(COST, years=TWO_YEARS), ours=SHARES + amendment)
    assert statuses(outcome, 1)["police"] == ("enacted", "an order (invented)")
    assert statuses(outcome, 1)["local_authority"][0] == "published"


def test_a_figure_that_no_amendment_set_keeps_its_standing() -> None:
    fees = '\n[flat_fees]\nprobation = "£10.00"\n'
    found = ran(
        scenario(COST, '[[partner]]\nid = "service"\nkind = "probation"\n', years=TWO_YEARS),
        ours=SHARES + fees + AMENDMENT,
    )
    assert statuses(found, 1)["police"][0] == "published"
    fee = next(each for each in found.runs[1].figures if each.what == "probation")
    assert (fee.status, fee.source) == ("agreed", "an invented source")


def test_an_amendment_without_a_status_has_that_of_the_formula() -> None:
    amendment = AMENDMENT.replace('status = "published"\n', "")
    outcome = ran(scenario(COST, years=TWO_YEARS), ours=SHARES + amendment)
    assert statuses(outcome, 1)["police"][0] == "agreed"


def test_what_a_scenario_sets_holds_whatever_is_amended_and_is_assumed() -> None:
    formula = SHARES.replace('"60%"', '"rest"') + AMENDMENT.replace(
        'local_authority = "50%", police', "police"
    )
    text = scenario(COST, '[set.ours.percentages]\npolice = "10%"\n', years=TWO_YEARS)
    outcome = ran(text, ours=formula)
    assert [words(r, "assessed")["force"] for r in results(outcome)] == ["3650.00", "3650.00"]
    assert statuses(outcome, 1)["police"][0] == "assumed"
    assert any("has no effect on percentages.police" in each for each in outcome.warnings)


def test_amendments_are_applied_in_the_order_of_their_days_whatever_the_file_says() -> None:
    later = AMENDMENT.replace("2014-04-01", "2015-04-01").replace('"50%"', '"20%"', 1)
    later = later.replace('police = "50%"', 'police = "80%"')
    text = scenario(COST, years='["2013-14", "2014-15", "2015-16"]')
    found = results(ran(text, ours=SHARES + later + AMENDMENT))
    assert [words(each, "assessed")["council"] for each in found] == [
        "21900.00",
        "18250.00",
        "7300.00",
    ]


def test_what_an_amendment_does_not_change_stays() -> None:
    duty = '\n[duty]\npolice = { duty = "may", will_from = 2014-10-01, after = "words" }\n'
    more = "set.duty.police.will_from = 2013-04-01\n"
    text = scenario(COST, years=TWO_YEARS)
    before, after = results(ran(text, ours=SHARES + duty + AMENDMENT + more))
    assert [before["partners"][1]["duty"], after["partners"][1]["duty"]] == ["may", "will"]
    assert "parts" not in after


def test_a_change_to_what_is_so_already_is_a_warning() -> None:
    amendment = AMENDMENT.replace('"50%"', '"60%"', 1).replace('"50%"', '"40%"')
    outcome = ran(scenario(COST, years=TWO_YEARS), ours=SHARES + amendment)
    assert outcome.warnings == (
        "ours: the amendment of 2014-04-01 has no effect on percentages.local_authority",
        "ours: the amendment of 2014-04-01 has no effect on percentages.police",
    )


def test_a_change_is_none_without_effect() -> None:
    outcome = ran(scenario(COST, years=TWO_YEARS), ours=SHARES + AMENDMENT)
    assert outcome.warnings == ()


def test_more_amendments_than_anybody_can_follow_are_refused() -> None:
    many = "".join(AMENDMENT.replace("2014-04-01", f"{1900 + year}-04-01") for year in range(101))
    with pytest.raises(InputError, match="there are more amendments than 100"):
        ran(scenario(COST), ours=SHARES + many)


def test_a_figure_set_inside_a_table_holds_over_an_amendment_that_has_no_table() -> None:
    table = SHARES.replace('"40%"', '{ value = "40%", status = "published" }')
    table = table.replace('"60%"', '"rest"')
    amendment = AMENDMENT.replace('local_authority = "50%", police', "police")
    text = scenario(COST, '[set.ours.percentages.police]\nvalue = "10%"\n', years=TWO_YEARS)
    outcome = ran(text, ours=table + amendment)
    assert [words(r, "assessed")["force"] for r in results(outcome)] == ["3650.00", "3650.00"]
    assert statuses(outcome, 1)["police"][0] == "assumed"


def test_a_formula_is_shown_with_its_amendments(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(f'id = "ours"\n{HEAD}{SHARES}{AMENDMENT}', encoding="utf-8")
    shown = CliRunner().invoke(main, ["show", str(path)]).stdout
    assert (
        "Amendments\n----------\n"
        "from 2014-04-01 (published): minutes of 3 March 2014 (invented)\n"
        "    percentages.local_authority = 50%\n"
        "    percentages.police = 50%\n"
    ) in shown
