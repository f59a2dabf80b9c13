"""Whatever is put in a line of a file, there is a result or a fault in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from funding.cli import main

NO_NAMES = (("formulas", "[[]]"), ("formulas", "[{}]"))
"""What cannot be a name, among the names of formulas."""

VALUES = (
    *("", "0", "-1", "nan", "1e15", "true", "2020-04-01", "[]", "{}", "[[]]", "[{}]"),
    *("0001-01-01", "9999-12-31"),
    *('""', '"x"', '"all"', '"100%"', '["wrexham"]', '["x", 1]', '{ value = "1%" }'),
)
"""What is put in place of each value in turn; nothing at all deletes the line."""

SCENARIO = """\
id       = "everything"
title    = { en = "A board with everything", cy = "Bwrdd" }
notes    = "words"
years    = ["2020-21", "2021-22"]
formulas = ["everything", "one-after-another"]
baseline = "everything"

[[board]]
id          = "wrexham"
name        = "Wrexham"
authorities = ["wrexham", "flintshire"]
serves      = "combined"
host        = "wrexham"
lead        = "flintshire"
source      = "words"

[board.reserves]
opening = "£9,000.00"
use     = ["£1,000.00", "£500.00"]
minimum = "£2,000.00"
reduces = ["core"]

[[board]]
area = "gwent"
lead = ["newport", "torfaen"]

[[board]]
id        = "above"
above     = ["wrexham", "gwent"]
by        = { wrexham = "40%", gwent = "60%" }
passes_to = "strategic"
reserves  = { opening = "£10.00", use = "£5.00", reduces = ["core"] }

[kinds.charity]
title    = "charity"
devolved = false

[[partner]]
board    = "wrexham"
id       = "shelter"
name     = "The shelter"
kind     = "charity"
payer    = "shelter-trust"
devolved = true
from     = 2020-08-01
until    = 2021-07-31

[[cost]]
pool   = "core"
item   = "coordinator"
amount = ["£40,000.00", "£41,000.00"]
status = "assumed"
source = "words"
range  = ["£1.00", "£50,000.00"]

[[cost]]
board  = "above"
pool   = "core"
item   = "strategy"
amount = "£900.00"

[[shared_cost]]
item   = "unit"
pool   = "beacon"
amount = ["£700.01", "£0.00"]
boards = ["wrexham", "gwent"]
by     = "population"
status = "agreed"
source = "words"

[[cost]]
board  = ["wrexham", "gwent"]
pool   = "training"
item   = "courses"
amount = 5000
outturn = ["£5,100.00", "not known"]
uprating = "pay"

[[index]]
name   = "pay"
title  = "pay"
source = "words"
status = "assumed"
values = { "2020-21" = "100", "2021-22" = 102.5 }

[[notice]]
partner  = "police"
given    = 2020-02-01
evidence = "words"

[[succession]]
id    = "one-after-another"
title = "One after another"

[[succession.formulas]]
formula = "everything"
until   = 2021-07-31

[[succession.formulas]]
formula = "equal-shares"

[[grant]]
name    = "a grant"
reduces = ["training", "core"]
amount  = "£1,000.00"
unused  = "deferred"

[[income]]
name    = "fees"
reduces = ["training"]
amount  = 100.50

[[in_kind]]
board    = "wrexham"
partner  = "police"
kind     = "staff"
meets    = "coordinator"
quantity = "0.5 fte"
rate     = "£30,000.00 per fte"

[[in_kind]]
board    = "gwent"
partner  = "police"
kind     = "goods"
value    = "£500.00"
evidence = "words"

[[rate]]
board  = "wrexham"
name   = "worker"
rate   = ["£240.00 per day", "£250.00 per day"]
status = "agreed"
source = "words"

[[in_kind]]
board    = "wrexham"
partner  = "police"
kind     = "staff"
meets    = "courses"
quantity = "2 day"
rate     = "worker"
part     = "60%"

[[last_year]]
board    = "wrexham"
partner  = "police"
assessed = "£900.00"
cash     = "£800.00"
arrears  = "£100.00"
in_kind  = "£50.00"

[[arrears_paid]]
board    = "wrexham"
partner  = "police"
amount   = ["£10.00", "£5.00"]
formula  = "everything"
date     = 2020-09-03
evidence = "words"
status   = "agreed"
source   = "words"

[[account]]
board    = "wrexham"
partner  = "police"
invoiced = ["£700.00", "not known"]
received = "£600.00"
formula  = "everything"
date     = 2021-03-31

[[answer]]
board      = "gwent"
partner    = "police"
formula    = "everything"
says       = "agreed"
take_up    = "50%"
while_duty = "may"
date       = 2020-04-01
evidence   = "words"

[[answer]]
board    = "wrexham"
partner  = "police"
says     = "agreed"
amount   = "£500.00"

[[answer]]
partner  = "gwent-police"
says     = "agreed"
amount   = ["£300.00", "£400.00"]
over     = "all boards"
years    = ["2020-21", "2021-22"]
date     = 2020-05-01

[[answer]]
partner  = "betsi-cadwaladr-health-board"
says     = "agreed"
amount   = "£300.00"
over     = ["wrexham"]
year     = "2021-22"

[[driver]]
name   = "caseload"
title  = "cases"
year   = 2020
source = "a count"
status = "published"

[driver.values]
wrexham = 30
torfaen = "5"

[set.everything]
notes = "other words"

[set.everything.percentages]
police = "15%"
"""
CHOSEN = 'formulas = ["everything", "one-after-another"]'
FORMULA = """\
id             = "everything"
title          = { en = "Everything", cy = "Popeth" }
source         = "words"
status         = "assumed"
notes          = "words"
in_force       = { from = 2020-04-01, until = 2030-03-31 }
review_by      = 2029-03-31
covers         = ["core", "training"]
rest           = "uncovered"
paid_centrally = ["reviews"]

[parameters]
half = "50%"
six  = { value = 6, status = "assumed", range = [5, 7] }

[[step]]
name       = "children"
title      = "children, in part"
unit       = "number"
expression = "half * children_0_17 * six"

[flat_fees]
probation = "£500.00"

[amounts]
gwent-police  = { value = "£700.00", status = "agreed" }
flintshire    = "£900.00"

[percentages]
local_authority        = "rest"
health_board           = { value = "25%", range = ["10%", "40%"] }
police                 = "15%"
missing_kind           = "others pro rata"
when_nil               = "equal"
within.local_authority = "children"

[pool.training.driver]
by       = "children_0_17"
among    = ["local_authority", "health_board"]
when_nil = "equal"

[duty]
local_authority = "will"
notice          = 6
police          = { duty = "may", will_from = 2021-08-01, after = "words" }

[uprating]
index = "pay"
base  = "2020-21"
of    = ["flat_fees", "amounts", "in_kind"]

[[amendment]]
from                     = 2020-08-01
source                   = "words"
status                   = "agreed"
set.percentages.police   = "12%"
set.flat_fees.probation  = { value = "£600.00", status = "enacted" }

[[amendment]]
from   = 2021-08-01
source = "words"

[amendment.set.shortfall]
borne_by = ["lead"]

[matched]
police       = "40%"
newport      = { value = "10%", status = "agreed", source = "words" }
limit_amount = "£2,000.00"

[in_kind]
eligible       = ["staff", "goods"]
ceiling        = "50%"
ceiling_amount = "£5,000.00"
excess         = "carried"

ceilings.staff        = "20%"
ceiling_amounts.goods = "£50.00"

[reserves]
target        = "10%"
target_amount = { value = "£500.00", range = ["£1.00", "£900.00"] }
above_target  = "returned"
below_target  = "collected"
years         = 3

[shortfall]
borne_by     = ["reserves", "lead", "devolved", "all who pay in full", "police"]
limit        = "10%"
limit_amount = "£100.00"
"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("formulas").mkdir()
    _write("scenario.toml", SCENARIO)
    _write("formulas/everything.toml", FORMULA)


def _write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def _mutations(text: str, value: str) -> Iterator[tuple[str, str]]:
    """Put a value in place of that of each line in turn; or delete each line, headings too."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        key, equals, _ = line.partition("=")
        if equals or (line and not value):
            changed = [] if not value else [f"{key}= {value}"]
            yield line, "\n".join([*lines[:number], *changed, *lines[number + 1 :]])


def _check(result: Result, line: str, *names: str) -> None:
    assert isinstance(result.exception, SystemExit | None), f"{line}: {result.exception!r}"
    assert result.exit_code in (0, 3), line
    if result.exit_code == 3:
        assert result.stdout == "", line
        assert result.stderr.startswith(names), f"{line}: {result.stderr}"


def test_the_files_are_sound_as_they_stand() -> None:
    assert CliRunner().invoke(main, ["simulate", "scenario.toml"]).exit_code == 0


@pytest.mark.parametrize(("key", "value"), NO_NAMES)
def test_what_is_no_name_among_names_is_refused_in_words(key: str, value: str) -> None:
    _write("scenario.toml", SCENARIO.replace(CHOSEN, f"{key} = {value}"))
    _check(CliRunner().invoke(main, ["simulate", "scenario.toml"]), key, "scenario.toml:")


@pytest.mark.parametrize("value", VALUES)
def test_a_scenario_with_anything_in_any_line_is_run_or_refused_in_words(value: str) -> None:
    for line, text in _mutations(SCENARIO, value):
        _write("scenario.toml", text)
        result = CliRunner().invoke(main, ["simulate", "scenario.toml"])
        _check(result, line, "scenario.toml:", "formulas/everything.toml:", "everything.toml:")


@pytest.mark.parametrize("value", VALUES)
def test_a_formula_with_anything_in_any_line_is_run_or_refused_in_words(value: str) -> None:
    for line, text in _mutations(FORMULA, value):
        _write("formulas/everything.toml", text)
        result = CliRunner().invoke(main, ["simulate", "scenario.toml", "--formula", "everything"])
        _check(result, line, "formulas/everything.toml", "scenario.toml")
        shown = CliRunner().invoke(main, ["show", "formulas/everything.toml"])
        _check(shown, line, "formulas/everything.toml")
