"""A workbook is one that everybody can read, and that runs nothing that somebody else wrote."""

from __future__ import annotations

import io
import re
from collections import Counter
from gettext import NullTranslations
from pathlib import Path

import pytest
from openpyxl import load_workbook

import funding.language
from funding import Outcome
from funding.language import LANGUAGES, speaking
from funding.places import shipped_folder
from funding.record.finding import in_workbook
from funding.report.workbook.making import book_of
from funding.report.workbook.naming import LONGEST, Names, link_to, quoted
from funding.report.workbook.writing import as_workbook
from tests.language.pseudo import speaking_pseudo
from tests.properties.engine import run
from tests.report.workbook.reading import cells, outcome_of, written
from tests.report.workbook.recalculating import OFFICE, recalculated

SHIPPED = [
    path
    for path in sorted(shipped_folder("scenarios").glob("*.toml"))
    if path.stem != "six-regional-boards-five-years"  # a minute of the same as six-regional-boards
]
TWO = "wrexham-and-neath-port-talbot"
TIERS = "north-wales-two-tiers-2013"
HOSTILE = ("=HYPERLINK(1)", "+1+999", "@x", "-2-999", '<script>"&', "a'b[1]:*?/\\")
KNOWN = {"SUM", "SUMPRODUCT", "MAX", "MIN", "AND", "OR", "NOT", "ABS", "INT", "TRUNC", "ROUND"}
KNOWN |= {"ROUNDUP", "SMALL", "SQRT", "NA", "IF", "INDEX", "MATCH"}
FORMULA = """
id     = "drawn"
title  = "TITLE"
source = "TITLE"
status = "assumed"
covers = "all"
duty   = { police = "will", health_board = "will" }
equal  = {}
"""


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return outcome_of(TWO)


def hostile(name: str) -> Outcome:
    """Run a board whose every name is one that a spreadsheet might run."""
    text = "'" + name.replace("'", "") + "'"
    scenario = f"""
title    = {text}
year     = "2020-21"
status   = "assumed"
formulas = ["drawn"]
[board]
id   = "board"
name = {{ en = {text} }}
[[partner]]
id   = "one"
kind = "police"
name = {text}
[[partner]]
id   = "two"
kind = "health_board"
[[cost]]
pool   = "core"
item   = {text}
amount = "£10.00"
source = {text}
"""
    return run(FORMULA.replace('"TITLE"', text), scenario)


@pytest.mark.parametrize("name", HOSTILE)
def test_text_that_could_run_as_a_formula_is_text(name: str) -> None:
    wanted = name.replace("'", "")
    book = written(hostile(name))
    found = [cell for _sheet, cell in cells(book) if cell.value == wanted]
    assert len(found) >= 3
    assert {cell.data_type for cell in found} == {"s"}
    formulas = [str(cell.value) for _sheet, cell in cells(book) if cell.data_type == "f"]
    assert not [text for text in formulas if wanted in text]


@pytest.mark.parametrize("place", range(len(SHIPPED)), ids=lambda place: SHIPPED[place].stem)
def test_the_same_outcome_is_the_same_bytes(place: int) -> None:
    # One in English, the next in Welsh: each language has scenarios of every size.
    record, document = [("version", "1")], '{"a": 1}'
    with speaking(LANGUAGES[place % 2]):
        one, other = (
            as_workbook(outcome_of(SHIPPED[place].stem), record, document)[0] for _again in range(2)
        )
    assert one == other


def test_a_record_is_read_again_from_the_properties_however_long_it_is(outcome: Outcome) -> None:
    text = '{"scenario": "' + "é<&" * 400 + '"}'
    content = as_workbook(outcome, [("what", "which")], text)[0]
    assert in_workbook(content) == text
    assert in_workbook(as_workbook(outcome)[0]) is None


@pytest.mark.parametrize("language", ["en", "cy"])
def test_names_of_sheets_are_short_and_each_is_there_once(language: str) -> None:
    with speaking(language):  # type: ignore[arg-type]  # one of the two
        for scenario in (TWO, TIERS, "six-regional-boards"):
            names = written(outcome_of(scenario)).sheetnames
            assert max(map(len, names)) <= LONGEST
            assert len({name.lower() for name in names}) == len(names)


def test_a_name_has_no_sign_that_a_spreadsheet_refuses() -> None:
    assert not set(Names().numbered("a'b[1]:*?/\\" * 9)) & set("'[]:*?/\\")


def test_names_that_are_alike_for_long_are_still_different_sheets() -> None:
    names = Names()
    found = [names.numbered("national-60-25-10-5 2013-14 north-wales-east") for _again in range(12)]
    assert len({name.lower() for name in found}) == len(found)
    assert max(map(len, found)) <= LONGEST


APOSTROPHE = "What's on it"


def sheet_in(address: str) -> str:
    """Give the sheet of an address, as a spreadsheet reads it."""
    quoted_name = re.fullmatch(r"#?(?:'((?:[^']|'')*)'|\$?([^'!.]+))[!.].*", address)
    assert quoted_name, address
    return (quoted_name[1] or quoted_name[2]).replace("''", "'")


def test_links_and_names_lead_to_sheets_that_are_there_whatever_these_are_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class OneName(NullTranslations):
        """Calls the contents, and the figures of formulas, by names with an apostrophe in them."""

        def gettext(self, message: str) -> str:
            called = {"Contents": APOSTROPHE, "Parameters": "The formulas' own"}
            return called.get(message, message)

    monkeypatch.setattr(funding.language, "_translations", lambda _language: OneName())
    with speaking("cy"):
        content = as_workbook(outcome_of(TWO))[0]
    contents = {"as-written": content}
    if OFFICE is not None:
        contents |= {"read-by-an-office": recalculated({"links": content}, tmp_path)["links"]}
    for made in contents.values():
        book = load_workbook(io.BytesIO(made))
        links = [cell.hyperlink.location for _sheet, cell in cells(book) if cell.hyperlink]
        assert "'What''s on it'!A1" in {link.lstrip("#") for link in links}
        assert {sheet_in(link) for link in links} <= set(book.sheetnames)
        places = {sheet_in(str(each.attr_text)) for each in book.defined_names.values()}
        assert places == {"The formulas' own"}


def test_what_a_link_to_a_sheet_with_an_apostrophe_must_be_is_what_it_is() -> None:
    assert quoted("Children's board") == "'Children''s board'"
    assert link_to(APOSTROPHE) == "internal:'What''s on it'!A1"


def test_the_bills_of_each_result_are_added_up_below_them_by_formulas(outcome: Outcome) -> None:
    book, values = written(outcome), written(outcome, values=True)
    rows, shown = list(book["Bills"].iter_rows()), list(values["Bills"].iter_rows())
    totals = [place for place, row in enumerate(rows) if row[0].value == "All together"]
    assert len(totals) == len(outcome.runs)
    heads = next(row for row in rows if row[1].value == "Id")
    column = next(n for n, each in enumerate(heads) if each.value == "Assessed")
    for place, run_ in zip(totals, outcome.runs, strict=True):
        letter = rows[place][column].column_letter
        first, last = place + 1 - len(run_.parties), place
        assert rows[place][column].value == f"=ROUND(SUM(${letter}${first}:${letter}${last}),2)"
        assert shown[place][column].value == float(run_.result.total("assessed"))


def quota(outcome_partners: int, method: str) -> Outcome:
    """Run a board of so many partners, whose parts are rounded by a method."""
    partners = "".join(
        f'[[partner]]\nid = "p{n:02}"\nkind = "police"\n' for n in range(outcome_partners)
    )
    scenario = f"""
title    = "Many"
year     = "2020-21"
status   = "assumed"
formulas = ["drawn"]
[board]
id = "board"
{partners}
[[cost]]
pool   = "core"
item   = "all"
amount = "£10.00"
"""
    return run(FORMULA.replace("TITLE", "t") + f'[rounding]\nmethod = "{method}"\n', scenario)


@pytest.mark.parametrize(
    ("partners", "method", "stands"),
    [
        (3, "largest_remainder", False),
        (3, "dhondt", False),
        (3, "quota", True),
        (60, "dhondt", False),
        (60, "largest_remainder", False),
    ],
)
def test_a_figure_that_no_cells_work_out_says_so_on_its_sheet_and_in_the_notes(
    partners: int, method: str, stands: bool
) -> None:
    book = written(quota(partners, method))
    said = [str(cell.value) for _sheet, cell in cells(book)]
    marked = [text for text in said if "as funding gives it: does not follow" in text]
    noted = [text for text in said if "does not follow what is typed" in text]
    assert (bool(marked), bool(noted)) == (stands, stands)
    if stands:
        assert any(text.startswith("(") for text in marked), "at the head of its column too"


def test_tables_are_marked_up_and_nothing_is_merged(outcome: Outcome) -> None:
    book = written(outcome)
    names = Counter(name for sheet in book for name in sheet.tables)
    assert set(names.values()) == {1}
    for sheet in book:
        assert not sheet.merged_cells.ranges
        if sheet.title not in ("Cover", "Notes"):
            assert sheet.tables, sheet.title
        for table in sheet.tables.values():
            rows = list(sheet[table.ref])
            assert len({str(cell.value).lower() for cell in rows[0]}) == len(rows[0])
            assert [cell.value for cell in rows[0]] == [c.name for c in table.tableColumns]
            assert all(row[0].value is not None for row in rows), "a row of a table is blank"


def test_the_first_sheets_are_cover_contents_and_notes_and_lead_to_all_others(
    outcome: Outcome,
) -> None:
    book = written(outcome)
    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]
    links = {
        cell.hyperlink.location
        for row in book["Contents"].iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links == {f"'{name}'!A1" for name in book.sheetnames[2:]}


def test_only_old_functions_and_plain_references_are_used(outcome: Outcome) -> None:
    book = written(outcome)
    for sheet, cell in cells(book):
        if cell.data_type == "f":
            bare = re.sub(r'"[^"]*"|\'[^\']*\'', "", str(cell.value))
            assert set(re.findall(r"([A-Z]+)\(", bare)) <= KNOWN, (sheet.title, cell.value)
            assert "[" not in bare
            assert len(bare) < 8192


def test_every_formula_has_the_engines_figure_beside_it(outcome: Outcome) -> None:
    values = written(outcome, values=True)
    for sheet, cell in cells(written(outcome)):
        if cell.data_type == "f":
            assert values[sheet.title][cell.coordinate].value is not None
    run_ = outcome.runs[-1]
    page = next(p for r, p in book_of(outcome).parts_of(run_) if r.sheet is run_.sheet)
    sheet = values[page.name]
    column = run_.sheet.worksheet["cash"]
    heads = next(row for row in sheet.iter_rows() if row[1].value == "Id")
    place = next(
        n for n, each in enumerate(heads) if str(each.value).startswith(f"({column.letter})")
    )
    shown = [row[place].value for row in sheet.iter_rows(min_row=heads[0].row + 1)]
    assert shown[: len(run_.result.partners)] == [float(p.cash) for p in run_.result.partners]


def test_every_figure_of_a_formula_has_a_name(outcome: Outcome) -> None:
    book = written(outcome)
    assert "wrexham.percentage.police" in book.defined_names
    formulas = {str(cell.value) for _sheet, cell in cells(book) if cell.data_type == "f"}
    assert len(formulas & {f"={name}" for name in book.defined_names}) > 10


def test_a_figure_of_a_formula_is_for_a_kind_by_its_name(outcome: Outcome) -> None:
    with speaking("cy"):
        book = written(outcome)
    # Worksheets have a column of the codes themselves, by which rows are alike; tables of what is
    # stated have it "for" somebody.
    whose = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for head in (cell for cell in row if cell.value == "Ar gyfer"):
                below = sheet.iter_rows(head.row + 1, None, head.column, head.column)
                whose |= {str(cell.value) for (cell,) in below}
    assert "Awdurdod lleol" in whose
    assert "local_authority" not in whose


def test_what_is_said_goes_through_the_catalogue(outcome: Outcome) -> None:
    plain = {str(cell.value) for _sheet, cell in cells(written(outcome)) if cell.data_type == "s"}
    with speaking_pseudo():
        wide = {str(c.value) for _sheet, c in cells(written(outcome)) if c.data_type == "s"}
    from_files = [
        *(column.title.en for r in outcome.runs for column in r.sheet.worksheet),
        *(column.source for r in outcome.runs for column in r.sheet.worksheet),
    ]
    same = {text for text in plain & wide if re.search("[a-z]{3} [a-z]{3}", text)}
    ours = {text for text in same if not any(words and words in text for words in from_files)}
    assert not {text for text in ours if text.startswith(("To ", "This", "Every", "What", "When"))}
