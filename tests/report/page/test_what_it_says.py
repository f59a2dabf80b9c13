"""What the page says: whose sums, of which year, in which order; and ids that are never doubled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import funding
from funding.comparison.outcome import Outcome
from funding.language import LANGUAGES, Language, speaking
from funding.report.page.cash_charts import cash_figure
from funding.report.page.headlines import headlines_of
from funding.report.page.views import views_of
from funding.report.page.writing import as_html
from funding.report.page.year_charts import lines_figures
from funding.study.ends import ends_of
from tests.report.page.made import SCENARIOS, Element, outcome_of, page_of, read, tables_in

FIVE_YEARS = "six-regional-boards-five-years"
NAMES = ("all", "data", "logs")
FORMULA = """
id = "{name}"
title = {{ en = "Model {name}", cy = "Model {name}" }}
source = "a test"
status = "agreed"
covers = "all"
[percentages]
local_authority = "rest"
police = {{ value = "{share}", range = ["0%", "60%"] }}
"""
SCENARIO = """
title = { en = "Odd names", cy = "Enwau od" }
years = ["2024-25", "2025-26"]
formulas = ["all", "data", "logs"]
baseline = "all"
status = "agreed"
BOARDS
[[partner]]
id = "vale"
name = { en = "The Vale", cy = "Y Fro" }
kind = "local_authority"
[[partner]]
id = "force"
name = { en = "The Force", cy = "Yr Heddlu" }
kind = "police"
[[partner]]
id = "health"
name = { en = "Health", cy = "Iechyd" }
kind = "health_board"
[[cost]]
pool = "core"
item = "staff"
amount = "£10,000.00"
range = ["£9,000.00", "£11,000.00"]
"""
BOARD = (
    '[[board]]\nid = "{0}"\nname = {{ en = "Board {0}", cy = "Bwrdd {0}" }}\nserves = "children"\n'
)
BOARDS = "".join(BOARD.format(name) for name in NAMES)
REFUSED = '[[answer]]\npartner = "force"\nsays = "refused"\n'


def written(folder: Path, more: str = "", boards: str = BOARDS, **shares: str) -> Path:
    for name, share in ({"all": "0%", "data": "50%", "logs": "0%"} | shares).items():
        text = FORMULA.format(name=name, share=share)
        text += "[shortfall]\nborne_by = []\n" if "shortfall" in more else ""
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    path = folder / "scenario.toml"
    path.write_text(SCENARIO.replace("BOARDS", boards) + more, encoding="utf-8")
    return path


def outcome_in(folder: Path, more: str = "", boards: str = BOARDS, **shares: str) -> Outcome:
    return funding.simulate(funding.read_scenario(written(folder, more, boards, **shares)))


def page_in(folder: Path, language: Language = "en", more: str = "", **shares: str) -> Element:
    path = written(folder, more, **shares)
    with speaking(language):
        outcome = funding.simulate(funding.read_scenario(path))
        return read(as_html(outcome, ends=list(ends_of(outcome.scenario))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_boards_and_formulas_are_called_no_id_stands_twice_and_links_lead_somewhere(
    tmp_path: Path, language: Language
) -> None:
    page = page_in(tmp_path, language)
    ids = [each.attributes["id"] for each in page.every() if "id" in each.attributes]
    assert [each for each in ids if ids.count(each) > 1] == []
    named = [each.attributes.get("aria-labelledby", "").split() for each in page.every()]
    links = [each.attributes["href"] for each in page.every("a")]
    assert {each.removeprefix("#") for each in links} <= set(ids)
    assert {each for some in named for each in some} <= set(ids)
    (logs,) = [each for each in page.every() if each.attributes.get("id") == "logs"]
    assert logs.tag == "h2"


def test_what_moves_on_a_board_called_all_is_not_taken_for_all_boards(tmp_path: Path) -> None:
    tables = tables_in(page_in(tmp_path))
    one, every = (tables[f"t-range-costs.{name}"] for name in ("board.all", "all-boards"))
    assert one.rows[0][:5] == ("The Vale", "£9,000.00", "£10,000.00", "£11,000.00", "£2,000.00")
    assert every.rows[0][1] == "£27,000.00"


def test_the_log_calls_a_board_and_a_formula_of_one_id_by_their_own_names(tmp_path: Path) -> None:
    (log,) = [each for name, each in tables_in(page_in(tmp_path)).items() if name == "t-data"]
    assert log.heads[3:5] == ("Value", "Range")
    shares = {(*row[1:5], row[7]) for row in log.rows if row[0] == "Percentages"}
    assert ("Police", "", "50%", "0% to 60%", "“Model data”; every board") in shares
    assert ("Local authority", "", "100%", "", "“Model all”, “Model logs”; every board") in shares
    formulas = {row[1] for row in log.rows if row[0] == "The formula itself"}
    assert formulas == {"Model all", "Model data", "Model logs"}


def test_the_library_s_own_words_in_a_log_are_not_marked_as_english(tmp_path: Path) -> None:
    page = page_in(tmp_path, "cy")
    english = {each.text for each in page.every("span") if each.attributes.get("lang") == "en"}
    assert "a test" in english
    assert not {each for each in english if "senario" in each}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_main_point_of_several_years_says_of_which_it_is(name: str) -> None:
    for view in views_of(outcome_of(name)):
        for headline in headlines_of(view):
            says_it = headline.sentence.startswith(f"{view.years[-1]}: ")
            assert says_it == (len(view.years) > 1)


def test_a_main_point_of_several_years_has_the_sums_of_all_of_them_too(tmp_path: Path) -> None:
    (view, *_others) = views_of(outcome_in(tmp_path))
    data, logs = headlines_of(view)
    assert data.sentence == (
        "2025-26: Under “Model data”, 1 of 3 pays more than under “Model all”: £5,000.00 more."
    )
    assert data.further[-1] == "2024-25 to 2025-26: All of the cost is found under both."
    assert data.further[-2] == (
        "Over the years from 2024-25 to 2025-26 together, 1 pays more: £10,000.00 more. "
        "1 pays less: £10,000.00 less."
    )
    assert "nobody pays more. Nobody pays less." in logs.further[-2]


def test_who_does_not_pay_is_named_with_what_nobody_finds_over_the_years(tmp_path: Path) -> None:
    reserves = '[board.reserves]\nopening = "£900.00"\n'
    board = BOARD.format("all") + reserves
    more = REFUSED.replace("says", 'year = "2025-26"\nsays')
    (view,) = views_of(outcome_in(tmp_path, more, board.replace("[[board]]", "[board]")))
    data, logs = headlines_of(view)
    assert "Due and not paid: The Force, £5,000.00." in data.further
    assert not [text for text in logs.further if text.startswith("Due")]
    assert data.further[-1] == (
        "2024-25 to 2025-26: £5,000.00 of the cost is found by nobody; "
        "under the baseline all of it is found."
    )
    assert "£900.00 is left in reserve at the end of the year under both." in data.further


def test_those_who_pay_as_much_as_each_other_are_not_said_to_pay_most_alone(tmp_path: Path) -> None:
    def said(**shares: str) -> str:
        (view, *_others) = views_of(outcome_in(tmp_path, **shares))
        return cash_figure(view).message

    assert said(all="0%", data="20%", logs="0%") == "The Vale pays most under every model"
    assert said(data="50%") == "Nobody pays more than The Vale under any model"
    assert said(all="60%", data="40%", logs="50%") == "The Force pays most under 1 of 3 models"
    (tmp_path / "one").mkdir()
    path = written(tmp_path / "one", data="50%")
    text = path.read_text(encoding="utf-8").replace('["all", "data", "logs"]', '["data"]')
    path.write_text(text.replace('baseline = "all"', ""), encoding="utf-8")
    (view, *_others) = views_of(funding.simulate(funding.read_scenario(path)))
    assert cash_figure(view).message == "2 pay most, all alike: £5,000 each"
    (headline,) = headlines_of(view)
    assert "2 pay most, all alike: £5,000.00 each." in headline.further


def test_a_main_point_says_who_pays_more_who_less_and_what_nobody_finds(tmp_path: Path) -> None:
    (view, *_others) = views_of(outcome_in(tmp_path, REFUSED))
    data, _logs = headlines_of(view)
    assert data.further[:5] == (
        "1 pays less: £5,000.00 less.",
        "The falls: The Vale, £5,000.00.",
        "2 pay the same.",
        "All together pay £5,000.00 less in cash.",
        "£5,000.00 of the cost is found by nobody; under the baseline all of it is found.",
    )


@pytest.mark.parametrize(
    ("language", "baseline", "model", "said"),
    [
        ("en", "0%", "0%", "All of the cost is found under both."),
        (
            "en",
            "0%",
            "50%",
            "£5,000.00 of the cost is found by nobody; under the baseline all of it is found.",
        ),
        ("en", "50%", "0%", "All of the cost is found; under the baseline £5,000.00 is lacking."),
        ("en", "50%", "50%", "£5,000.00 of the cost is found by nobody under both."),
        ("cy", "0%", "0%", "Telir y gost i gyd o dan y ddau."),
        (
            "cy",
            "0%",
            "50%",
            "Nid oes neb yn talu £5,000.00 o’r gost; o dan y waelodlin telir y cyfan.",
        ),
        ("cy", "50%", "0%", "Telir y gost i gyd; o dan y waelodlin mae £5,000.00 yn eisiau."),
    ],
)
def test_that_nothing_is_lacking_is_never_said_as_a_sum_of_nothing(
    tmp_path: Path, language: Language, baseline: str, model: str, said: str
) -> None:
    with speaking(language):
        outcome = outcome_in(tmp_path, REFUSED, all=baseline, data=model)
        (view, *_others) = views_of(outcome)
        data, _logs = headlines_of(view)
        page = read(as_html(outcome))
    assert said in data.further
    assert "£0.00" not in " ".join((data.sentence, *data.further))
    for text in ("£0 unfunded", "£0 heb"):
        assert text not in page.text


def test_bars_stand_in_the_order_of_the_tables_in_every_drawing_and_it_is_said() -> None:
    for name in ("western-bay-2013", "bridgend-after-2019", "mid-and-west-wales-pools"):
        outcome, page = outcome_of(name), read(page_of(name))
        order = [party.partner.name.en or "" for party in outcome.runs[0].parties]
        for figure in page.every("figure"):
            drawn = [
                [order.index(who) for who in order if f"{who}: £" in f"; {desc.text}"]
                for desc in figure.every("desc")
            ]
            for desc, places in zip(figure.every("desc"), drawn, strict=True):
                told = [desc.text.index(order[place]) for place in places]
                assert told == sorted(told)
            if any(len(places) > 1 for places in drawn):
                assert "All stand in the order of the tables." in figure.text


def test_a_line_of_nothing_has_no_drawing_and_it_is_said(tmp_path: Path) -> None:
    page = page_in(tmp_path)
    figures = [each for each in page.every("figure") if ".years." in each.attributes["id"]]
    assert figures
    for figure in figures:
        assert "1 pays nothing in any year under any model, and is not drawn." in figure.text
        labels = {text.text for text in figure.by_class("level")}
        assert "£1" not in labels
    assert "Health" not in {each.text for each in figures[0].by_class("panel-heading")}


def test_the_highest_sum_of_a_line_is_at_the_top_of_its_scale_or_below_as_is_said() -> None:
    page = read(page_of(FIVE_YEARS))
    said = "it begins at nothing and ends at a round sum, the highest that is drawn or above it"
    for figure in page.every("figure"):
        if ".years." not in figure.attributes["id"]:
            continue
        assert said in figure.text
        for chart in (each for each in figure.every("svg") if "role" in each.attributes):
            top, *_rest = sorted(float(each.attributes["y1"]) for each in chart.by_class("grid"))
            dots = [float(each.attributes["cy"]) for each in chart.every("circle")]
            assert top <= min(dots)
    assert "Mae gan bob llun ei raddfa ei hun" in read(page_of(FIVE_YEARS, "cy")).text


@pytest.mark.parametrize(("language", "all_"), [("en", "“All”"), ("cy", "“Pawb”")])
def test_the_row_of_all_in_the_table_of_ranges_is_explained(
    tmp_path: Path, language: Language, all_: str
) -> None:
    page = page_in(tmp_path, language)
    notes = [each.text for each in page.by_class("note") if all_ in each.text]
    assert notes
    table = tables_in(page)["t-range-figures.board.data"]
    assert all_.strip("“”") in {row[0] for row in table.rows}


def test_a_warning_and_what_is_left_out_name_boards_and_formulas_by_their_titles() -> None:
    text = read(page_of("six-regional-boards")).text
    left = outcome_of("six-regional-boards").left_out
    titles = {
        each.id: each.file.title.en for each in outcome_of("six-regional-boards").scenario.formulas
    }
    assert left
    for each in left:
        assert f"{titles[each.formula]} on " in text
        assert f"{each.formula} on {each.board}" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_and_no_main_point_breaks_a_name_or_a_year_at_its_hyphen(
    language: Language,
) -> None:
    page = read(page_of(FIVE_YEARS, language))
    bridgend = read(page_of("bridgend-before-2019", language))
    found = [each for one in (page, bridgend) for each in one.every("h1", "h2", "h3", "h4")]
    for name in ("headlines", "panel-heading"):
        found += [each for one in (page, bridgend) for each in one.by_class(name)]
    texts = [each.letters for each in found]
    assert any("-" in text for text in texts)
    assert [text for text in texts if re.search(r"\w-\w", text)] == []


@pytest.mark.parametrize(
    ("amounts", "wanted"),
    [
        ('["£10,000.00", "£12,000.00"]', "All cash together rises by £2,000 under every model"),
        ('["£12,000.00", "£10,000.00"]', "All cash together falls by £2,000 under every model"),
        (
            '["£10,000.00", "£10,000.00"]',
            "All cash together is the same at both ends of the years, under every model",
        ),
    ],
)
def test_what_moves_alike_under_all_models_is_not_said_to_move_most_under_one(
    tmp_path: Path, amounts: str, wanted: str
) -> None:
    path = written(tmp_path)
    text = path.read_text(encoding="utf-8").replace('"£10,000.00"\nrange', f"{amounts}\n#")
    path.write_text(text, encoding="utf-8")
    outcome = funding.simulate(funding.read_scenario(path))
    (view, *_others) = views_of(outcome)
    (figure, *_more) = lines_figures(view)
    assert figure.message == wanted


def test_where_two_move_as_far_neither_is_said_to_move_furthest(tmp_path: Path) -> None:
    path = written(tmp_path, all="40%", data="40%", logs="40%")
    outcome = funding.simulate(funding.read_scenario(path))
    titles = [
        each.text
        for each in read(as_html(outcome, ends=list(ends_of(outcome.scenario)))).every("figcaption")
    ]
    assert any("Cash moves by up to" in each for each in titles)
    assert not any("moves furthest" in each for each in titles)
