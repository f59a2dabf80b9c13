"""A statement says what a partner is asked, why, by what duty and what changed, on one page."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from funding import read_scenario, simulate
from funding.comparison.outcome import Outcome
from funding.comparison.run import UNSURE
from funding.data import wales
from funding.language import LANGUAGES, Language, speaking
from funding.places import shipped_folder
from funding.report.statement.making import ids_of, statements
from funding.report.statement.model import Section, Statement
from funding.report.statement.writing import writer
from tests.cli.running import CALM, WELSH, run
from tests.language.pseudo import speaking_pseudo

SCENARIOS = sorted(path.stem for path in shipped_folder("scenarios").glob("*.toml"))
WHY, DUTY, SUMS, CHANGED, ASSUMED = range(5)


def outcome_of(tmp_path: Path, text: str, *formulas: str, **files: str) -> Outcome:
    for name, content in files.items():
        (tmp_path / f"{name}.toml").write_text(content, encoding="utf-8")
    path = tmp_path / "scenario.toml"
    path.write_text(text, encoding="utf-8")
    return simulate(read_scenario(path, formulas=formulas))


def written(outcome: Outcome, form: str, ids: list[str]) -> str:
    found = writer(form, ids)(outcome)
    assert isinstance(found, str)
    return found


def of(outcome: Outcome, partner: str, place: int = 0) -> Statement:
    return list(statements(outcome, [partner]))[place]


def said(section: Section) -> str:
    return " ".join([*section.paragraphs, *section.items])


def text_of(statement: Statement) -> str:
    return " ".join([*statement.lead, *map(said, statement.sections)])


_BY_THE_ACT = (
    "You may contribute; the law does not require it. Section 138 of the Social Services and "
    "Well-being (Wales) Act 2014 says that you may make payments, directly or into a fund, and "
    "may provide staff, goods, services, accommodation or other resources."
)


def test_a_statement_is_as_it_would_be_by_hand(tmp_path: Path) -> None:
    # £40,000.01 in three equal parts; the odd pennies go to the two first in the alphabet.
    found = of(outcome_of(tmp_path, CALM, "equal-shares"), "wrexham")
    board = "Wrexham Safeguarding Board"
    assert (found.partner, found.year) == ("Wrexham", "2020-21")
    assert found.lead == (
        f"{found.board} asks you to contribute £13,333.33 to its costs in 2020-21.",
        "You pay all of it in cash.",
    ), board
    why, duty, sums, changed, _assumed = found.sections
    assert why.paragraphs[1] == (
        "The board’s costs are £40,000.01. The partners are asked for £40,000.01 together; your "
        "part is £13,333.33, which is about 33.33% of it."
    )
    assert duty.paragraphs == (
        _BY_THE_ACT,
        "You agreed to contribute. You pay in full what is due in cash: £13,333.33.",
    )
    assert [(row.label, row.amount) for row in sums.sums] == [
        ("Asked of you", "£13,333.33"),
        ("Credited to you in kind", "£0.00"),
        ("Cash to pay", "£13,333.33"),
    ]
    assert changed.paragraphs == ("Nothing is recorded of the year before.",)


def pounds(text: str) -> int:
    """Read a sum of the table, in pennies."""
    digits = re.sub(r"[^\d]", "", text)
    return -int(digits) if text.startswith("−") else int(digits)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_sums_of_every_statement_add_up_to_its_cash(name: str) -> None:
    outcome = simulate(read_scenario(name))
    found = list(statements(outcome, ids_of(outcome)))
    assert found
    for statement in found:
        *parts, total = statement.sections[SUMS].sums
        assert sum(pounds(each.amount) for each in parts) == pounds(total.amount)
        assert total.is_total
        assert not any(each.is_total for each in parts)


def test_a_statement_is_made_for_each_partner_board_year_and_formula() -> None:
    outcome = simulate(read_scenario("wrexham-and-neath-port-talbot"))
    found = list(statements(outcome, ids_of(outcome)))
    assert len(found) == sum(len(run.parties) for run in outcome.runs)
    places = [each.id for each in found]
    assert list(dict.fromkeys(places)) == [
        id_ for n, id_ in enumerate(places) if n == 0 or places[n - 1] != id_
    ], "those of one partner stand together"


def test_partners_are_found_by_id_payer_and_kind() -> None:
    outcome = simulate(read_scenario("wrexham-and-neath-port-talbot"))
    assert ids_of(outcome, ["police"]) == ["north-wales-police", "south-wales-police"]
    assert ids_of(outcome, ["wrexham", "wrexham"]) == ["wrexham"]


WILL = """\
id      = "ours"
title   = "Who must"
source  = "a test"
covers  = "all"

[equal]

[duty]
local_authority = "will"
health_board    = "excluded"
police          = { duty = "may", will_from = 2020-04-01, after = "a meeting of 1 May 2019" }
probation       = { duty = "will" }
"""
NEW_BOARD = """
[[partner]]
id   = "probation-wales"
kind = "probation"

[[partner]]
id   = "team"
kind = "youth_offending_team"
"""


def test_a_duty_is_said_in_the_words_of_the_law(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, CALM + NEW_BOARD, "ours", ours=WILL)
    duties = {each.id: said(each.sections[DUTY]) for each in statements(outcome, ids_of(outcome))}
    assert "By the formula you will contribute. Section 138(3) of the" in duties["wrexham"]
    assert "Secretary of State" not in duties["wrexham"], "it is devolved"
    health = "betsi-cadwaladr-health-board"
    assert duties[health] == "The formula asks nothing of you: it leaves you out."
    assert "The duty to contribute began on 1 April 2020." in duties["north-wales-police"]
    assert (
        "the Welsh Ministers must consult the Secretary of State (section 138(4)). "
        "The consultation recorded: a meeting of 1 May 2019."
    ) in duties["north-wales-police"]
    assert "No consultation is recorded." in duties["probation-wales"]
    assert "You may contribute; the law does not require it." in duties["team"]
    assert (
        "Section 134(2) of the Social Services and Well-being (Wales) Act 2014 does not name "
        "bodies of your kind (youth offending team) among the partners of a Safeguarding Board: "
        "you sit on it by agreement, and section 138, on payments, does not speak of you."
    ) in duties["team"]


YEARS = CALM.replace('year     = "2020-21"', 'years = ["2020-21", "2021-22"]').replace(
    'amount = "£40,000.01"', 'amount = ["£30,000.00", "£33,000.00"]'
)


def test_what_changed_since_the_year_before_is_said_with_its_reasons(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, YEARS, "equal-shares")
    first, second = (of(outcome, "wrexham", n).sections[CHANGED] for n in (0, 1))
    assert first.paragraphs == ("Nothing is recorded of the year before.",)
    assert second.paragraphs == (
        (
            "By these figures you paid £10,000.00 in cash in 2020-21. "
            "You now pay £1,000.00 more (10%)."
        ),
    )
    assert second.items == ("£1,000.00 more is asked of you",)


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        (
            'cash = "£14,000.00"',
            "In 2019-20 you paid £14,000.00 in cash. You now pay £666.67 less.",
        ),
        (
            'assessed = "£13,000.00"',
            "In 2019-20 you were asked for £13,000.00. £333.33 more is asked of you now.",
        ),
        ('cash = "£13,333.33"', "In 2019-20 you paid £13,333.33 in cash. You now pay the same."),
    ],
)
def test_what_the_file_states_of_the_year_before_is_compared_with(
    tmp_path: Path, stated: str, wanted: str
) -> None:
    text = f'{CALM}\n[[last_year]]\npartner = "wrexham"\n{stated}\n'
    outcome = outcome_of(tmp_path, text, "equal-shares")
    assert said(of(outcome, "wrexham").sections[CHANGED]) == wanted


def test_without_a_year_before_the_baseline_is_compared_with(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, CALM)
    found = list(statements(outcome, ["wrexham"]))
    changed = [said(each.sections[CHANGED]) for each in found]
    assert changed[0] == "Nothing is recorded of the year before."
    assert "you would pay £13,333.33 in cash: £26,666.68 less than here." in changed[1]


def test_what_is_owed_is_told_with_the_years_that_it_is_from(tmp_path: Path) -> None:
    """Of £30,000 and £33,000 the police must pay half, since the health board is left out."""
    refusing = YEARS.replace(
        'partner = "police"\nsays    = "agreed"', 'partner = "police"\nsays = "refused"'
    )
    outcome = outcome_of(tmp_path, refusing, "ours", ours=WILL)
    first, second = (of(outcome, "north-wales-police", n).sections[SUMS].items for n in (0, 1))
    owed = "is what you must pay and have not, at the end of the year"
    assert first[-1] == f"£15,000.00 {owed}."
    paying = f'{refusing}\n[[arrears_paid]]\npartner = "police"\namount = ["£0.00", "£500.00"]\n'
    third = of(outcome_of(tmp_path, paying, "ours", ours=WILL), "north-wales-police", 1)
    assert third.sections[SUMS].items[-1] == (
        f"£31,000.00 {owed}: £15,000.00 from earlier years, less £500.00 that you pay of it, and "
        "£16,500.00 from this year."
    )
    assert second[-1] == (
        f"£31,500.00 {owed}: £15,000.00 from earlier years and £16,500.00 from this year."
    )


def test_what_is_not_sure_is_listed_by_its_source_with_its_value() -> None:
    outcome = simulate(read_scenario("wrexham-and-neath-port-talbot"))
    asked = {run.formula.id: n for n, run in enumerate(outcome.runs) if run.board.id == "wrexham"}
    found = list(statements(outcome, ["wrexham"]))[asked["wrexham"]].sections[ASSUMED].items
    assert len(found) == len(set(found))
    assert any(each.startswith("Reserves: planned use £3,000.00, to be kept") for each in found)
    assert any("health board 25%, police 10%, probation 5%" in each for each in found)
    assert any("Wrexham, for “premises”: £7,200.00" in each for each in found)
    assert any(each.startswith("Answers: North Wales Police: refused. Source:") for each in found)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_source_of_a_figure_that_is_not_sure_is_listed(name: str) -> None:
    outcome = simulate(read_scenario(name))
    first = outcome.runs[0]
    listed = of(outcome, first.parties[0].partner.id).sections[ASSUMED].items
    unsure = {each.source for each in first.figures if each.status in UNSURE}
    for source in unsure:
        assert any(f"Source: {source} (" in each for each in listed)
    assert len(listed) >= len(unsure)


def test_an_illustration_says_so_before_all_else_and_why_at_the_end() -> None:
    outcome = simulate(read_scenario("wrexham-and-neath-port-talbot"))
    for run_, statement in zip(outcome.runs, statements(outcome, ids_of(outcome)), strict=False):
        assert bool(run_.illustration) == bool(statement.notice)
    found = of(outcome, "wrexham")
    assert found.sections[ASSUMED].items[0] == (
        "Costs: business manager and administration £61,500.00, training officer £34,000.00, "
        "premises £7,200.00. Source: not public; within the published London range (assumed)."
    )


NAMES = (
    *("coordinator", "a test", "Wrecsam", "Betsi Cadwaladr", "Heddlu Gogledd Cymru"),
    *(
        "Bwrdd Iechyd Prifysgol",
        "team",
        "a meeting of 1 May 2019",
        "Ebrill",
        "tîm troseddau ieuenctid",
    ),
    *(act.act_cy for board in ("children", "adults") for act in wales.payments(board)),
)


def test_a_statement_is_said_in_the_language_spoken_and_no_other(tmp_path: Path) -> None:
    own = {"ours": WILL}
    with speaking_pseudo():
        outcome = outcome_of(tmp_path, CALM + NEW_BOARD, "ours", **own)
        for statement in statements(outcome, ids_of(outcome)):
            for section in statement.sections[DUTY:]:
                whole = " ".join(
                    [section.heading, said(section), *(row.label for row in section.sums)]
                )
                for name in NAMES:
                    whole = whole.replace(name, "")
                assert not re.search("[A-Za-z]", whole), whole


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_shipped_scenario_has_its_statements_in_both_languages(
    name: str, language: Language
) -> None:
    with speaking(language):
        outcome = simulate(read_scenario(name))
        ids = ids_of(outcome)[:6]
        page = written(outcome, "html", ids)
        assert page == written(outcome, "html", ids)
        assert written(outcome, "markdown", ids) == written(outcome, "markdown", ids)
    root = ET.fromstring(page)
    assert root.attrib["lang"] == language
    assert len(list(root.iter("article"))) == len(list(statements(outcome, ids)))
    spans = [each for each in root.iter("span") if each.attrib.get("lang") == "en"]
    if language == "cy":
        counted = re.search(r"(\d[\d,]*) (?:d|t|th)estun sydd yn Saesneg", page)
        assert counted
        assert int(counted[1].replace(",", "")) == len({"".join(each.itertext()) for each in spans})
    else:
        assert not spans


HOSTILE = "<script>alert(1)</script> & =HYPERLINK(1) {{ 7*7 }}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_is_never_taken_for_markup(tmp_path: Path, language: Language) -> None:
    text = f'{CALM}\n[[partner]]\nid = "x"\nkind = "probation"\nname = "{HOSTILE}"\n'
    with speaking(language):
        outcome = outcome_of(tmp_path, text, "local-authority-pays")
        page, markdown = (written(outcome, form, ["x"]) for form in ("html", "markdown"))
    assert HOSTILE in "".join(ET.fromstring(page).itertext())
    assert "<script>alert" not in page
    assert r"\<script\>alert(1)\</script\>" in markdown


def test_the_command_writes_a_file_for_each_partner_in_a_folder(tmp_path: Path) -> None:
    asked = ["statement", WELSH, "--formula", "wrexham", "--lang", "both"]
    done = run(*asked, "--partner", "police", "-o", str(tmp_path))
    assert done.exit_code == 0, done.output
    names = ["north-wales-police", "south-wales-police"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"{name}.{language}.html" for name in names for language in LANGUAGES
    )
    page = (tmp_path / "north-wales-police.cy.html").read_text(encoding="utf-8")
    assert '<html lang="cy">' in page
    assert 'href="north-wales-police.en.html"' in page
    assert len(re.findall("^warning: ", done.stderr, re.MULTILINE)) == len(
        set(re.findall("^warning: .*", done.stderr, re.MULTILINE))
    )


def test_a_name_without_an_ending_is_said_to_be_one_file(tmp_path: Path) -> None:
    asked = ["statement", WELSH, "--formula", "wrexham"]
    file = tmp_path / "nowhere"
    done = run(*asked, "-o", str(file))
    assert f"{file} is one file, with the statements of several partners" in done.stderr
    assert "one file" not in run(*asked, "--partner", "wrexham", "-o", str(file)).stderr
    assert "one file" not in run(*asked, "-o", str(tmp_path / "all.html")).stderr
    assert "one file" not in run("verify", str(file)).stderr


def test_a_file_of_a_folder_is_the_one_that_is_written_for_that_partner(tmp_path: Path) -> None:
    asked = ["statement", WELSH, "--formula", "wrexham"]
    run(*asked, "-o", str(tmp_path))
    alone = run(*asked, "--partner", "wrexham").stdout
    assert (tmp_path / "wrexham.html").read_text(encoding="utf-8") == alone


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_file_of_a_folder_is_made_again_from_its_record(tmp_path: Path, form: str) -> None:
    name = "wrexham-and-neath-port-talbot"
    asked = ["statement", name, "--formula", "wrexham", "--lang", "both", "--format", form]
    assert run(*asked, "-o", str(tmp_path)).exit_code == 0
    files = sorted(tmp_path.iterdir())
    # Four sit on each board, and probation on both.
    assert len(files) == 2 * 7
    for file in (files[0], files[-1]):
        done = run("verify", str(file))
        assert done.exit_code == 0, done.output


def test_a_partner_who_is_none_is_a_wrong_command_line() -> None:
    done = run("statement", WELSH, "--partner", "wrexam")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "did you mean 'wrexham'?" in done.stderr


HOW_RESERVES_BEAR = """\
id     = "ours"
title  = "Reserves first"
source = "a test"
covers = "all"

[equal]

[shortfall]
borne_by = ["reserves", "local_authority"]
"""


def test_what_is_borne_for_others_is_said_by_whom(tmp_path: Path) -> None:
    refusing = CALM.replace(
        'partner = "police"\nsays    = "agreed"', 'partner = "police"\nsays = "refused"'
    )
    text = refusing.replace("[board]\n", '[board]\nreserves = { opening = "£1,000.00" }\n')
    assert text != refusing
    outcome = outcome_of(tmp_path, text, "ours", ours=HOW_RESERVES_BEAR)
    found = of(outcome, "wrexham")
    assert "Reserves also meet £1,000.00 that partners do not pay." in said(found.sections[WHY])
    assert found.lead[1] == (
        "In cash you pay £25,666.67, of which £12,333.34 is for others who do not pay."
    )


def test_silence_that_is_taken_for_payment_is_an_assumption(tmp_path: Path) -> None:
    answer = '\n[[answer]]\npartner = "police"\nsays    = "agreed"\n'
    assert answer in CALM
    outcome = outcome_of(tmp_path, CALM.replace(answer, ""), "equal-shares")
    own, others = (of(outcome, who).sections[ASSUMED] for who in ("north-wales-police", "wrexham"))
    assert own.paragraphs[0] == (
        "It is assumed that you pay in full what is due from you in cash, since no answer of "
        "yours that counts is recorded."
    )
    assert others.paragraphs[0] == (
        "It is assumed that these pay in full what is due from them in cash, since no answer of "
        "theirs that counts is recorded: North Wales Police."
    )
    asked = outcome_of(tmp_path, CALM.replace(answer, ""), "local-authority-pays")
    assert "no answer" not in said(of(asked, "wrexham").sections[ASSUMED])
