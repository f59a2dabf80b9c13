"""A column's algebra says what its expression says, no more and no less, whatever the notation."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sympy import Expr, Rational, Symbol, preorder_traversal

from funding.formula.library import library_for
from funding.language import in_english, speaking
from funding.report.algebra import column_latex, column_mathml, legend_latex, legend_mathml
from funding.report.algebra.latex import Latex, escaped
from funding.report.algebra.mathml import NAMESPACE, MathML
from funding.simulation import load_formula, nominal_worksheet
from funding.worksheet import functions
from funding.worksheet.column import Column, Origin, Scope
from funding.worksheet.drafting import Draft
from funding.worksheet.expression import parse_expression
from funding.worksheet.worksheet import Worksheet
from tests.language.pseudo import speaking_pseudo
from tests.report.reading_algebra import read_back

SHIPPED = sorted(library_for(None).files)
INPUTS = ("cost", "children", "weight", "penny")
M = f'<math xmlns="{NAMESPACE}" display="block">'


def worksheet_of(text: str) -> Worksheet:
    """Give a worksheet of inputs a to d, of which d is the penny, and one step, e."""
    draft = Draft("a formula")
    for name in INPUTS:
        scope = Scope.BOARD if name in ("cost", "penny") else Scope.PARTNER
        draft.input(name, name, Origin(name), scope=scope)
    draft.column("step", text, "a step")
    return draft.finish()


def latex_of(text: str) -> str:
    worksheet = worksheet_of(text)
    return column_latex(worksheet["step"], worksheet)


def mathml_of(text: str) -> str:
    worksheet = worksheet_of(text)
    return column_mathml(worksheet["step"], worksheet)


# Derived by hand from what each word means on docs/reference/expressions.md.
BY_HAND = {
    "cost * children / total(children)": r"e = \frac{a \times b}{\sum_{\text{partners}} b}",
    "at_least(cost - 10, 0)": r"e = \max\left( a - 10,\; 0 \right)",
    "at_most(weight, 12.5%)": r"e = \min\left( c,\; 0.125 \right)",
    "total(weight, within=kind)": r"e = \sum_{\text{partners of the same kind}} c",
    "(cost + weight) * children": r"e = \left( a + c \right) \times b",
    "cost - (weight - children)": r"e = a - \left( c - b \right)",
    "cost - weight - children": r"e = a - c - b",
    "total(weight) + cost": r"e = \left( \sum_{\text{partners}} c \right) + a",
    "cost + total(weight)": r"e = a + \sum_{\text{partners}} c",
    "-weight": "e = - c",
    "round_to(weight, penny, down)": r"e = \text{round down}\left( c,\; d \right)",
    "round_to_total(weight, cost, penny, largest_remainder)": (
        r"e = \text{round to total}_{\text{largest remainder}}\left( c,\; a,\; d \right)"
    ),
    "choose(0 < weight, cost / weight, 0)": (
        r"e = \begin{cases} \frac{a}{c} & \text{if } c > 0 \\ 0 & \text{otherwise} \end{cases}"
    ),
    "choose(not (weight <= 1), 1/3, 1)": (
        r"e = \begin{cases} \frac{1}{3} & \text{if } \text{not } c \leq 1 \\ "
        r"1 & \text{otherwise} \end{cases}"
    ),
}


@pytest.mark.parametrize("text", BY_HAND)
def test_an_expression_is_written_as_it_would_be_by_hand(text: str) -> None:
    assert latex_of(text) == BY_HAND[text]


def test_mathml_is_written_as_it_would_be_by_hand() -> None:
    assert mathml_of("cost * children / total(children)") == (
        f"{M}<mrow><mi>e</mi><mo>=</mo><mfrac>"
        "<mrow><mi>a</mi><mo>×</mo><mi>b</mi></mrow>"
        '<mrow><munder><mo movablelimits="false">∑</mo><mtext>partners</mtext></munder>'
        "<mi>b</mi></mrow></mfrac></mrow></math>"
    )
    assert mathml_of("choose(weight < 1, 0, cost)") == (
        f"{M}<mrow><mi>e</mi><mo>=</mo><mrow><mo>{{</mo><mtable>"
        "<mtr><mtd><mn>0</mn></mtd><mtd><mrow><mtext>if\u00a0</mtext>"
        "<mrow><mi>c</mi><mo>&lt;</mo><mn>1</mn></mrow></mrow></mtd></mtr>"
        "<mtr><mtd><mi>a</mi></mtd><mtd><mtext>otherwise</mtext></mtd></mtr>"
        "</mtable></mrow></mrow></math>"
    )


def test_an_input_is_its_letter_alone() -> None:
    worksheet = worksheet_of("cost")
    assert column_latex(worksheet["cost"], worksheet) == "a"
    assert column_mathml(worksheet["cost"], worksheet) == f"{M}<mi>a</mi></math>"


def test_dividing_a_thing_by_itself_stays_a_division() -> None:
    assert latex_of("weight / weight") == r"e = \frac{c}{c}"
    assert latex_of("0 * weight / weight") == r"e = \frac{0 \times c}{c}"


def columns_used(expression: Expr) -> Counter[str]:
    """Count the columns in an expression; words such as `kind` and `down` are none."""
    columns = functions.symbol("a").assumptions0
    found = (node for node in preorder_traversal(expression) if isinstance(node, Symbol))
    return Counter(node.name for node in found if node.assumptions0 == columns)


def letters_in_latex(latex: str) -> Counter[str]:
    bare = re.sub(r"\\text\{[^}]*\}|\\(?:begin|end)\{cases\}", " ", latex)
    bare = re.sub(r"\\mathit\{(\w+)\}", r" \1 ", bare)
    return Counter(re.findall(r"[a-z]+", re.sub(r"\\[a-z]+", " ", bare)))


def letters_in_mathml(mathml: str) -> Counter[str]:
    found = ET.fromstring(mathml).iter(f"{{{NAMESPACE}}}mi")
    return Counter(each.text or "" for each in found if each.text not in ("max", "min"))


@pytest.mark.parametrize("name", SHIPPED)
def test_both_notations_mention_the_columns_that_are_used_each_as_often(name: str) -> None:
    worksheet = nominal_worksheet(load_formula(name))
    for column in worksheet:
        wanted = Counter({column.letter: 1})
        if column.expression is not None:
            used = columns_used(column.expression)
            wanted += Counter({worksheet[each].letter: n for each, n in used.items()})
        assert letters_in_latex(column_latex(column, worksheet)) == wanted, column.name
        assert letters_in_mathml(column_mathml(column, worksheet)) == wanted, column.name


def has_balanced_braces(latex: str) -> bool:
    bare, depth = re.sub(r"\\[{}]", "", latex), 0
    for character in bare:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    pairs = [(r"\left(", r"\right)"), (r"\begin{cases}", r"\end{cases}")]
    return depth == 0 and all(latex.count(left) == latex.count(right) for left, right in pairs)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_written_of_a_shipped_formula_is_well_formed(name: str, language: str) -> None:
    worksheet = nominal_worksheet(load_formula(name))
    with speaking(language):  # type: ignore[arg-type]  # one of the two
        latex = [column_latex(column, worksheet) for column in worksheet]
        mathml = [column_mathml(column, worksheet) for column in worksheet]
        latex += [sign for sign, _words in legend_latex(worksheet)]
        mathml += [sign for sign, _words in legend_mathml(worksheet)]
    assert all(map(has_balanced_braces, latex))
    for each in mathml:
        assert ET.fromstring(each).tag == f"{{{NAMESPACE}}}math"


def test_unbalanced_braces_are_seen() -> None:
    assert not has_balanced_braces(r"\frac{a}{b")
    assert not has_balanced_braces(r"\left( a")
    assert not has_balanced_braces("}{")


def meaning(node: Expr) -> Expr:
    """Give an expression with what may be written in two ways written in one.

    A fraction that no decimal is; a negative number; a comparison with its number in front.
    """
    if isinstance(node, Rational):
        over, under = Rational(abs(node.p)), Rational(node.q)
        whole = under
        for prime in (2, 5):
            while whole % prime == 0:
                whole /= prime
        value = Rational(abs(node.p), node.q) if whole == 1 else functions.per(over, under)
        return functions.times(Rational(-1), value) if node < 0 else value
    if not node.args:
        return node
    if node.is_Mul and node.args[0] == -1:
        return functions.times(Rational(-1), meaning(node.args[1]))
    parts = [meaning(part) for part in node.args]
    if isinstance(node, functions.is_equal) and isinstance(node.args[0], Rational):
        parts = parts if isinstance(node.args[1], Rational) else parts[::-1]
    if node.is_Add or node.is_Mul:
        return node.func(*parts, evaluate=False)
    return node.func(*parts)


def agrees(text: str) -> bool:
    worksheet = worksheet_of(text)
    step = worksheet["step"]
    return bool(reread(step, worksheet) == meaning(step.expression))


def reread(column: Column, worksheet: Worksheet) -> Expr:
    """Read what is seen of a column, and give its meaning."""
    names = {each.letter: each.name for each in worksheet}
    text = read_back(column_mathml(column, worksheet), names)
    return meaning(parse_expression(text, set(names.values()), bounded=False))


@pytest.mark.parametrize("name", SHIPPED)
def test_what_a_reader_sees_of_a_shipped_formula_is_its_expression(name: str) -> None:
    worksheet = nominal_worksheet(load_formula(name))
    for column in worksheet:
        if column.expression is not None:
            assert reread(column, worksheet) == meaning(column.expression), column.name


def _values(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two, three = st.tuples(inner, inner), st.tuples(inner, inner, inner)
    signs = st.sampled_from("+-*/")
    conditions = st.tuples(inner, st.sampled_from(["<", "<=", "==", "!=", ">"]), inner).map(
        " ".join
    )
    joined = st.one_of(
        conditions,
        st.tuples(conditions, st.sampled_from(["and", "or"]), conditions).map(" ".join),
        conditions.map("not ({})".format),
    )
    return st.one_of(
        st.tuples(inner, signs, inner).map(lambda x: f"({x[0]}) {x[1]} ({x[2]})"),
        st.tuples(inner, signs, inner).map(" ".join),
        inner.map("-({})".format),
        st.tuples(st.sampled_from(["at_least", "at_most"]), two).map(
            lambda x: f"{x[0]}({', '.join(x[1])})"
        ),
        st.tuples(inner, st.sampled_from(["", ", within=kind", ", within=payer"])).map(
            lambda x: f"total({x[0]}{x[1]})"
        ),
        st.tuples(joined, two).map(lambda x: f"choose({x[0]}, {', '.join(x[1])})"),
        two.map(lambda x: f"round_to({x[0]}, {x[1]}, half_up)"),
        three.map(lambda x: f"round_to_total({', '.join(x)}, dhondt)"),
        st.tuples(two, two).map(lambda x: f"level({', '.join([*x[0], *x[1]])})"),
    )


EXPRESSIONS = st.recursive(
    st.sampled_from([*INPUTS, "0", "7", "12.5%", "0.001", "1234"]), _values, max_leaves=8
)


@given(EXPRESSIONS)
@example("at_least(total(choose(cost < 1, cost, weight)), cost)")
@settings(max_examples=150, deadline=None)
def test_what_a_reader_sees_is_the_expression_whatever_was_written(text: str) -> None:
    assert agrees(text), text


@pytest.mark.parametrize("text", ["(cost + weight) * children", "total(weight) + cost"])
def test_algebra_without_its_brackets_would_be_seen(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert agrees(text)
    monkeypatch.setattr(MathML, "bracketed", lambda _self, piece: piece)
    assert not agrees(text)


HOSTILE = r"""<script>&"'\input{x} 50% $1 #_^~{}"""


def test_text_is_escaped_in_both_notations() -> None:
    assert escaped(HOSTILE) == (
        r"\textless{}script\textgreater{}\&"
        r"""\"'\textbackslash{}input\{x\} 50\% \$1 \#\_\textasciicircum{}\textasciitilde{}\{\}"""
    ).replace(r"\"", '"')
    assert escaped("[x]\n--- `y` [z] a-b") == (
        r"{}[x] -{}-{}- \textasciigrave{}y\textasciigrave{} [z] a-b"
    )
    words = MathML().words(HOSTILE)
    assert "<script>" not in words
    assert ET.fromstring(words).text == HOSTILE
    with speaking("cy"):
        assert Latex().words(in_english("a & b")) == r"\text{a \& b}"
        assert MathML().words(in_english("a")) == "<mtext>a</mtext>"


def test_space_at_the_ends_of_words_is_kept() -> None:
    assert MathML().words(" or ") == "<mtext>\u00a0or\u00a0</mtext>"
    assert MathML().words("a b") == "<mtext>a b</mtext>"


def test_a_legend_explains_what_stands_there_and_nothing_else() -> None:
    assert [sign for sign, _words in legend_latex(worksheet_of("cost + weight"))] == []
    found = dict(legend_latex(worksheet_of("at_least(total(weight), round_to(cost, penny, up))")))
    assert list(found) == [
        r"\sum_{\text{partners}} X",
        r"\max\left( X,\; Y \right)",
        r"\text{round up}\left( X,\; U \right)",
    ]
    assert found[r"\max\left( X,\; Y \right)"] == "the larger: X, but never less than Y"


def test_a_legend_has_every_function_that_there_is() -> None:
    text = (
        "choose(cost == 0, at_most(cost, 1), at_least(total(weight, within=kind), "
        "level(cost, weight, 0, 1) + level(cost, weight, 0, 1, weight)"
        " + round_to(cost, penny, half_up) + round_to(cost, penny, down)"
        " + round_to_total(weight, cost, penny, quota)"
        " + round_to_total(weight, cost, penny, adams, 1)))"
    )
    worksheet = worksheet_of(text)
    assert len(list(legend_latex(worksheet))) == 10
    assert [words for _sign, words in legend_latex(worksheet)] == [
        words for _sign, words in legend_mathml(worksheet)
    ]


def test_every_word_of_algebra_is_said_in_the_language_spoken() -> None:
    text = (
        "choose(not (cost == 0 and weight < 1 or cost < 1), round_to(cost, penny, up), "
        "total(level(cost, weight, 0, 1), within=sector)"
        " + round_to_total(weight, cost, penny, dean))"
    )
    worksheet = worksheet_of(text)
    with speaking_pseudo():
        found = column_mathml(worksheet["step"], worksheet)
        legend = "".join(words for _sign, words in legend_mathml(worksheet))
    words = [each.text or "" for each in ET.fromstring(found).iter(f"{{{NAMESPACE}}}mtext")]
    assert words
    assert not re.search("[A-Za-z]", "".join(words) + legend)
