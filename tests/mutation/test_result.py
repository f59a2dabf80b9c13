"""The committed result is whole, its page says it, and every mutant that survived has a reason."""

from __future__ import annotations

import pytest

from tests.mutation import again
from tests.mutation.again import LEAST, check_changed, is_run, reach_of
from tests.mutation.mutants import files
from tests.mutation.page import PAGE, page, percent
from tests.mutation.result import OfFile, Result, read_reasons, read_result, seen_of

RESULT = read_result()


def test_nine_in_ten_of_the_mutants_that_were_tried_were_seen() -> None:
    seen, tried = seen_of(RESULT.files.values())
    assert tried > 2_000
    assert 100 * seen >= LEAST * tried


def test_the_page_says_what_the_result_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(RESULT)


def test_every_mutant_that_survived_is_counted_and_has_a_reason() -> None:
    assert len(set(RESULT.survivors)) == sum(of.survived for of in RESULT.files.values())
    assert set(RESULT.survivors) - read_reasons().keys() == set()


def test_no_reason_is_given_for_what_did_not_survive() -> None:
    assert read_reasons().keys() - set(RESULT.survivors) == set()
    assert all(len(reason) > 20 for reason in read_reasons().values())


def test_a_percentage_is_never_rounded_up() -> None:
    assert [percent(*of) for of in ((9, 10), (8999, 10_000), (1, 3), (0, 0), (3, 3))] == [
        *("90.0", "89.9", "33.3", "0.0", "100.0")
    ]


def of_file(hash_: str, **killers: int) -> OfFile:
    return OfFile(hash_, 10, 8, 1, 1, killers)


def test_a_file_that_says_something_else_than_when_it_was_run_is_known() -> None:
    known = {path: RESULT.files.get(path, of_file("")) for path in files()}
    changed = Result("c", 6, {**known, "funding/amounts.py": of_file("another")}, ())
    assert "funding/amounts.py" in changed.changed()
    new = Result("c", 6, {path: of for path, of in known.items() if "exact" not in path}, ())
    assert "funding/evaluation/exact.py" in new.changed()


def test_a_changed_file_is_tried_by_what_saw_it_and_a_new_one_by_what_saw_most() -> None:
    known = Result("c", 6, {"a": of_file("", one=1), "b": of_file("", two=9, one=1)}, ())
    reach = reach_of(known, ["a", "new"])
    assert reach.of("a", range(1, 2)) == {"one"}
    assert reach.of("new", range(1, 2)) == {"one", "two"}


def test_a_file_is_judged_if_it_is_new_or_was_run_as_a_whole() -> None:
    whole, part = OfFile("", 10, 8, 1, 1, {}), OfFile("", 10, 8, 1, 0, {})
    known = Result("c", 6, {"whole": whole, "part": part}, ())
    assert [is_run(known, path) for path in ("whole", "part", "new")] == [True, False, True]


def test_where_nothing_has_changed_nothing_is_tried(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Result, "changed", lambda _: [])
    monkeypatch.setattr(again, "warm", None)
    assert check_changed(5, 20) == 0
    assert "no file of the engine has changed" in capsys.readouterr().out
