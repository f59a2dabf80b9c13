"""Hypothesis strategies that write TOML in all of its notations; not every text is valid."""

from __future__ import annotations

from hypothesis import strategies as st

_BARE = st.sampled_from(["a", "b", "c", "id", "2013-14", "x_y", "-", "true", "inf"])
_QUOTED = st.sampled_from(["'a b'", '"é"', '"q\\"]"', "'#'", "'='", '"\\u0041"', "''", '"."'])
KEYS = st.one_of(_BARE, _QUOTED)
_SPACE = st.sampled_from(["", " ", "\t", "  "])
_BLANKS = st.sampled_from(["", " ", "\n", ' # it\'s "so" [1, {2\n', "\r\n\t", "\n\n  #\n"])

_SINGLE = st.sampled_from(
    [
        "1",
        "0x1F",
        "+1_000",
        "-1.5e3",
        "1e999",
        "true",
        "false",
        "inf",
        "2013-04-01",
        "2013-04-01T07:32:00Z",
        "2013-04-01 07:32:00.5",
        "07:32:00",
        '""',
        "''",
        '"10%"',
        "'C:\\x'",
        '"a \\"b\\" \\\\"',
        '"# [ { = , é"',
        '""""""',
        "''''''",
        '"""a"""',
        '"""a""""',
        '"""a"" """""',
        '"""\nline\n\n  "two" \\\n   three\\""""',
        "'''a'''''",
        "'''\r\nit''s\n'''",
        "'''x'''",
    ]
)


@st.composite
def _arrays(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    parts = draw(st.lists(inner, max_size=3))
    written = [draw(_BLANKS) + part + draw(_BLANKS) for part in parts]
    end = draw(st.sampled_from(["", ",", ", # end\n"])) if parts else draw(_BLANKS)
    return f"[{','.join(written)}{end}]"


@st.composite
def _inline_tables(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    pairs = draw(st.lists(st.tuples(KEYS, inner), max_size=3, unique_by=lambda pair: pair[0]))
    dotted = [f"{draw(_SPACE)}{_dots(draw, key)}{draw(_SPACE)}={part}" for key, part in pairs]
    return "{" + ",".join(each + draw(_SPACE) for each in dotted) + "}"


def _dots(draw: st.DrawFn, key: str) -> str:
    parts = [key, *draw(st.lists(KEYS, max_size=2))]
    return draw(_SPACE).join(parts[:1]) + "".join(
        f"{draw(_SPACE)}.{draw(_SPACE)}{each}" for each in parts[1:]
    )


VALUES = st.recursive(
    _SINGLE, lambda inner: st.one_of(_arrays(inner), _inline_tables(inner)), max_leaves=6
)


@st.composite
def _statements(draw: st.DrawFn) -> str:
    kind = draw(st.integers(0, 5))
    key = _dots(draw, draw(KEYS))
    end = draw(st.sampled_from(["", " ", " # it's [a] = {", "\t#"]))
    if kind == 0:
        return f"{draw(_SPACE)}[{draw(_SPACE)}{key}{draw(_SPACE)}]{end}"
    if kind == 1:
        return f"{draw(_SPACE)}[[{draw(_SPACE)}{key}{draw(_SPACE)}]]{end}"
    return f"{draw(_SPACE)}{key}{draw(_SPACE)}={draw(_SPACE)}{draw(VALUES)}{end}"


@st.composite
def toml_texts(draw: st.DrawFn) -> str:
    """Write some statements, one below the other, with any line ends."""
    lines = draw(st.lists(st.one_of(_statements(), st.sampled_from(["", "# [x]"])), max_size=8))
    return "".join(line + draw(st.sampled_from(["\n", "\r\n", "\n\n"])) for line in lines)
