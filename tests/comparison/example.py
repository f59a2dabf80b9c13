"""Two small boards and two formulas whose every figure is worked out by hand.

Board one costs £1,000.00; on it sit the councils ash and beech, the health board elm, which gives
staff worth £50.00 to the one line, and the police, oak, who refuse. Board two costs £500.00; on it
sit the council fir and oak, who answer nothing there, and so pay.

Under `councils` the councils of a board pay all, alike. Under `shared` they pay 60 %, the health
board 30 % and the police 10 %; what is given is credited; the councils bear what is refused. So:

| one   | councils | shared: assessed | borne | in kind | unpaid |   cash | change |
|-------|---------:|-----------------:|------:|--------:|-------:|-------:|-------:|
| ash   |   500.00 |           300.00 | 50.00 |         |        | 350.00 | -150.00 |
| beech |   500.00 |           300.00 | 50.00 |         |        | 350.00 | -150.00 |
| elm   |     0.00 |           300.00 |       |   50.00 |        | 250.00 | +250.00 |
| oak   |     0.00 |           100.00 |       |         | 100.00 |   0.00 |    0.00 |

On board two nobody is of the kind of elm, so 60 and 10 stand for all: fir is asked for 6/7 of
£500.00, 428.571…, and oak for 71.428…; the odd penny goes to oak. fir pays 428.57, oak 71.43.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from funding import Outcome, read_scenario, simulate

HEAD = 'title = "{0}"\nid = "{0}"\nsource = "a test"\nstatus = "agreed"\ncovers = "all"\n'
FORMULAS = {
    "councils": f"""{HEAD.format("councils")}
[percentages]
local_authority = "100%"
health_board    = "0%"
police          = "0%"
""",
    "shared": f"""{HEAD.format("shared")}
[percentages]
local_authority = "60%"
health_board    = "30%"
police          = "10%"
missing_kind    = "others pro rata"

[in_kind]
eligible = "all"
excess   = "refused"

[shortfall]
borne_by = ["local_authority"]
""",
    "alike": f"{HEAD.format('alike')}\n[equal]\n",
    "led": f'{HEAD.format("led")}\n[equal]\n\n[shortfall]\nborne_by = ["lead"]\n',
}

PARTNERS = """
[[partner]]
id    = "ash"
kind  = "local_authority"
name  = "Ash"
board = "one"

[[partner]]
id    = "beech"
kind  = "local_authority"
name  = "Beech"
board = "one"

[[partner]]
id    = "elm"
kind  = "health_board"
name  = "Elm"
board = "one"

[[partner]]
id    = "fir"
kind  = "local_authority"
name  = "Fir"
board = "two"

[[partner]]
id   = "oak"
kind = "police"
name = "Oak"
"""

SCENARIO = f"""
title    = "Two small boards"
id       = "small"
status   = "agreed"
year     = "2026-27"
formulas = ["councils", "shared"]
baseline = "councils"

[[board]]
id = "one"

[[board]]
id = "two"
{PARTNERS}
[[cost]]
board  = "one"
pool   = "core"
item   = "everything"
amount = "£1,000.00"

[[cost]]
board  = "two"
pool   = "core"
item   = "everything"
amount = "£500.00"

[[in_kind]]
board   = "one"
partner = "elm"
kind    = "staff"
meets   = "everything"
value   = "£50.00"

[[answer]]
board   = "one"
partner = "oak"
says    = "refused"

[[driver]]
board  = "one"
name   = "children_0_17"
title  = "children of 2026"
year   = 2026
source = "a test"
values = {{ ash = 600, beech = 400 }}

[[budget]]
payer  = "oak"
amount = "£10,000.00"
source = "a test"

[[budget]]
payer  = "fir"
amount = "£0.00"
status = "assumed"
"""


def outcome_of(scenario: str = SCENARIO) -> Outcome:
    """Run a scenario on the formulas above."""
    with TemporaryDirectory() as folder:
        # One folder deeper, so that no formula beside it is found.
        return simulate(read_scenario(laid_out(Path(folder) / "here", scenario)))


def laid_out(folder: Path, scenario: str = SCENARIO) -> Path:
    """Write a scenario and the formulas above into a folder; give the scenario's path."""
    (folder / "formulas").mkdir(parents=True, exist_ok=True)
    for name, text in FORMULAS.items():
        (folder / "formulas" / f"{name}.toml").write_text(text, encoding="utf-8")
    path = folder / "small.toml"
    path.write_text(scenario, encoding="utf-8")
    return path


def several_years(amounts: str, years: str, answer: str = "") -> str:
    """Give a board of three who share alike, over some years; the second bears what is not paid."""
    partners = "".join(
        f'\n[[partner]]\nid = "{name}"\nkind = "local_authority"\n'
        for name in ("ash", "beech", "fir")
    )
    return f"""
title    = "Three alike"
id       = "years"
status   = "agreed"
years    = {years}
formulas = ["led"]

[board]
id   = "one"
lead = "beech"
{partners}
[[cost]]
pool   = "core"
item   = "everything"
amount = {amounts}
{answer}"""
