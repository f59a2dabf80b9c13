"""One mistake in a file is one fault, at the place to put right, in plain words."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, Field, model_validator

from funding.errors import Fault
from funding.toml import parse_document, validate
from funding.toml.fields import (
    Money,
    Name,
    Number,
    Percent,
    Slug,
    Stated,
    Status,
    Table,
    Title,
    Year,
    misread,
)


def _no_b(text: str) -> str:
    if "b" in text:
        raise misread("there is no 'b' here", offset=text.index("b"), width=1)
    return text


class Partner(Table):
    id: Slug
    population: Number
    title: Title | None = None
    share: Stated[Percent] | None = None
    status: Status = "agreed"
    steps: tuple[Name, ...] = ()
    weights: dict[Name, Number] = {}
    cost: Stated[Money] | Literal["all", "none"] | tuple[Money, ...] | None = None
    years: Annotated[int, Field(ge=1)] = 1
    is_lead: bool = False


class Cap(Table):
    kind: Literal["cap"]
    cap: dict[str, Number]
    most: Money


class Floor(Table):
    kind: Literal["floor"]
    least: Money


class Scenario(Table):
    year: Year
    partner: Annotated[tuple[Partner, ...], Field(min_length=1)]
    rule: tuple[Annotated[Cap | Floor, Field(discriminator="kind")], ...] = ()

    @model_validator(mode="after")
    def _one_of_each(self) -> Scenario:
        for index, partner in enumerate(self.partner):
            if partner.id in {each.id for each in self.partner[:index]}:
                raise misread(f"'{partner.id}' is there twice", "rename", "partner", index, "id")
            if partner.id == "nobody":
                raise ValueError("nobody cannot pay")
        return self


def _faults(text: str) -> list[Fault]:
    document = parse_document(text, "f.toml")
    faults: list[Fault] = []
    model = validate(Scenario, document.data, document, faults=faults)
    assert (model is None) == bool(faults)
    return faults


_FINE = 'year = "2013-14"\n[[partner]]\nid = "a"\npopulation = 1\n'


def test_a_file_without_faults_is_a_model() -> None:
    document = parse_document(_FINE + 'cost = "all"\n', "f.toml")
    faults: list[Fault] = []
    model = validate(Scenario, document.data, document, faults=faults)
    assert isinstance(model, Scenario)
    assert (model.partner[0].cost, faults) == ("all", [])


def test_a_misspelt_key_is_one_fault_and_not_missing_as_well() -> None:
    (fault,) = _faults(
        'year = "2013-14"\n[[partner]]\nid = "south-wales-police"\n  populaton = 1_345_282\n'
    )
    assert str(fault) == (
        "f.toml:4:3: partner 'south-wales-police' has no field 'populaton'\n"
        "      populaton = 1_345_282\n"
        "      ^^^^^^^^^\n"
        "  did you mean 'population'?"
    )


@pytest.mark.parametrize(
    ("line", "place", "message", "fix"),
    [
        (
            "wieghts = 3",
            "5:1",
            "partner 'a' has no field 'wieghts'",
            "did you mean 'weights'?",
        ),
        (
            "zzz = 3",
            "5:1",
            "partner 'a' has no field 'zzz'",
            "it may have: cost, id, is_lead, population, share, status, steps, title, weights",
        ),
        ('title = { enn = "A" }', "5:11", "'title' has no field 'enn'", "did you mean 'en'?"),
        ("title = {}", "5:9", "a title needs words", 'write en = "…", cy = "…" or both'),
        ("title.en = 3", "5:12", "'en' should be text, not a number", 'put it in quotes: "3"'),
        (
            "title = 3",
            "5:9",
            "'title' should be text, or a table with en and cy, not a number",
            'put it in quotes: "3"',
        ),
        (
            "share = 3",
            "5:9",
            "is 3 a percentage or a fraction of 1?",
            "write it with its sign: '3%'",
        ),
        (
            'share = { value = "10%", range = ["20%", "30%"] }',
            "5:34",
            "the value lies outside its range",
            "correct the value or the range",
        ),
        (
            'share = { value = "10%", range = ["20%"] }',
            "5:34",
            "'range' should have 2 entries",
            "write the lowest and the highest: [lowest, highest]",
        ),
        (
            'share = { valeu = "10%" }',
            "5:11",
            "'share' has no field 'valeu'",
            "did you mean 'value'?",
        ),
        (
            'share = { status = "agreed" }',
            "5:9",
            "'share' has no 'value'",
            "add a line: value = …",
        ),
        (
            'status = "agred"',
            "5:10",
            "'agred' is not one of enacted, published, agreed, proposed, unverified, assumed",
            "did you mean 'agreed'?",
        ),
        (
            'status = "x"',
            "5:10",
            "'x' is not one of enacted, published, agreed, proposed, unverified, assumed",
            "write one of enacted, published, agreed, proposed, unverified, assumed",
        ),
        (
            "status = 3",
            "5:10",
            "'status' should be 'enacted', 'published', 'agreed', 'proposed', 'unverified'",
            None,
        ),
        ('steps = ["a", "B c"]', "5:15", "'B c' cannot be a name: only small", "write 'b_c'"),
        (
            'steps = "a"',
            "5:9",
            "'steps' should be a list, not text",
            "put it in square brackets: […]",
        ),
        ("weights.Bad-Key = 1", "5:9", "'Bad-Key' cannot be a name: only", "write 'bad_key'"),
        ('weights = { a = "x" }', "5:17", "'x' is not a number", "write a number of zero or"),
        ('cost = "al"', "5:8", "'al' is not one of all, none", "did you mean 'all'?"),
        ('cost = "12.345"', "5:8", "12.345 has parts of a penny", "write whole pence"),
        ('cost = ["1", "x"]', "5:14", "'x' is not a sum of money", "write pounds and pence"),
        (
            "cost = true",
            "5:8",
            "'cost' should be a sum of money, 'all' or 'none' or a list, not true",
            "write pounds and pence",
        ),
        (
            'cost = { value = "1", sauce = "A" }',
            "5:23",
            "'cost' has no field 'sauce'",
            "did you mean 'source'?",
        ),
        ("years = 0", "5:9", "'years' should be at least 1, not 0", None),
        ('years = "3"', "5:9", "'years' should be a whole number, not text", "write it without"),
        ("is_lead = 1", "5:11", "'is_lead' should be true or false, not a number", None),
        ('[[partner]]\nid="a"\npopulation=2', "6:4", "'a' is there twice", "rename"),
        ('[[partner]]\nid="nobody"\npopulation=2', "1:1", "nobody cannot pay", None),
        (
            "[[partner]]\npopulation=2",
            "5:1",
            "partner number 2 has no 'id'",
            "add a line: id = …",
        ),
        (
            '[[rule]]\nkind = "cap"\ncap = {}',
            "5:1",
            "rule number 1 has no 'most'",
            "add a line: most = …",
        ),
        (
            '[[rule]]\nkind = "cap"\ncap = { cap = "x" }\nmost = 1',
            "7:15",
            "'x' is not a number",
            "write a number",
        ),
        ('[[rule]]\nkind = "caap"', "6:8", "'caap' is not one of cap, floor", "did you mean 'cap'"),
        ("[[rule]]\nleast = 3", "5:1", "rule number 1 has no 'kind'", "add a line: kind = …"),
        ("weights = 3", "5:11", "'weights' should be a table", "write it as a table: [partner.w"),
        ("title = true", "5:9", "'title' should be text, or", 'put it in quotes: "true"'),
        (
            'share = { value = "1%", range = "2%" }',
            "5:33",
            "'range' should be a list, not text",
            "write the lowest and the highest",
        ),
        ("rule = 3", "5:1", "partner 'a' has no field 'rule'", "it may have: cost"),
    ],
)
def test_each_mistake_is_one_fault_at_its_place(
    line: str, place: str, message: str, fix: str | None
) -> None:
    (fault,) = _faults(_FINE + line)
    assert f"{fault.line}:{fault.column}" == place
    assert fault.message.startswith(message)
    assert fix is None or (fault.fix or "").startswith(fix)
    assert fix is not None or fault.fix is None


def test_a_list_can_have_too_few_entries() -> None:
    (fault,) = _faults('year = "2013-14"\npartner = []\n')
    assert str(fault).startswith("f.toml:2:11: 'partner' should have at least 1 entry\n")


def test_every_fault_of_a_file_is_given_in_its_order() -> None:
    faults = _faults('yeer = "2013-14"\n[[partner]]\nid = "A"\npopulation = "x"\nmore = 1\n')
    assert [(each.line, each.column) for each in faults] == [(1, 1), (3, 6), (4, 14), (5, 1)]


def test_a_part_of_a_document_has_its_own_places() -> None:
    document = parse_document("[[partner]]\nid = 'a'\npopulation = true\n", "f.toml")
    faults: list[Fault] = []
    part = {"id": "a", "population": True}
    assert validate(Partner, part, document, ("partner", 0), faults=faults) is None
    assert [str(each).partition("\n")[0] for each in faults] == [
        "f.toml:3:14: 'population' should be a number, not true"
    ]


def test_a_value_that_was_set_is_at_fault_where_it_came_from() -> None:
    document = parse_document(_FINE, "f.toml").override(
        {("partner", "a", "population"): ("x", "--set partner.a.population=x")}
    )
    faults: list[Fault] = []
    validate(Scenario, document.data, document, faults=faults)
    (fault,) = faults
    assert str(fault).startswith("--set partner.a.population=x: 'x' is not a number\n")


def test_a_section_is_missing_and_not_a_line() -> None:
    (fault,) = _faults('year = "2013-14"\n')
    assert (fault.message, fault.fix) == (
        "the file has no 'partner'",
        "add a section: [[partner]]",
    )


@pytest.mark.parametrize(
    ("partner", "message", "fix"),
    [
        ("{ id = 'a' }", "'partner' should be a list, not a table", "[[partner]]"),
        ("[3]", "this should be a table, not a number", "[[partner]]"),
    ],
)
def test_what_should_be_a_section_is_told_its_heading(partner: str, message: str, fix: str) -> None:
    (fault,) = _faults(f'year = "2013-14"\npartner = {partner}\n')
    assert fault.message == message
    assert (fault.fix or "").endswith(f": {fix}")


def test_a_name_put_in_from_another_file_may_be_meant_for_one_that_is_there() -> None:
    other = parse_document("set.yer.x = 1", "other.toml")
    document = parse_document("id = 'b'\n" + _FINE, "f.toml").override(
        {("yer", "x"): (1, (other, ("set", "yer", "x")))}
    )
    faults: list[Fault] = []
    validate(Scenario, document.data, document, faults=faults)
    assert str(faults[-1]) == (
        "other.toml:1:5: 'b' has no field 'yer'\n"
        "    set.yer.x = 1\n"
        "        ^^^\n"
        "  did you mean 'year'?"
    )


class Step(Table):
    expression: Annotated[str, AfterValidator(_no_b)]


@pytest.mark.parametrize(
    ("text", "place"),
    [("expression = 'a + b'", (19, 1)), ('expression = """a + b"""', (21, 1))],
)
def test_a_validator_can_point_inside_a_text(text: str, place: tuple[int, int]) -> None:
    document = parse_document(text, "f.toml")
    faults: list[Fault] = []
    validate(Step, document.data, document, faults=faults)
    assert (faults[0].column, faults[0].width) == place


def test_a_table_that_is_none_is_one_fault() -> None:
    document = parse_document("partner = 3", "f.toml")
    faults: list[Fault] = []
    validate(Partner, 3, document, ("partner",), faults=faults)
    assert str(faults[0]).startswith("f.toml:1:11: 'partner' should be a table, not a number")
