"""The page of what mutation testing found: made from the result, and checked against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.mutation.mutants import ENGINE, ROOT
from tests.mutation.result import OfFile, Result, read_reasons, seen_of

PAGE = ROOT / "docs" / "reference" / "mutants.md"

HEAD = """\
# How well the tests watch the engine

A test that runs a line does not always look at what the line does. So the engine is made wrong in
small ways, one at a time, and the tests must fail each time. Each wrong engine is a *mutant*: `<`
becomes `<=`, a sum a difference, `at_least` becomes `at_most`, a call or a refusal is left out, a
condition is turned round, a 1 becomes a 2. The texts of columns that rules write are changed like
code. Words for people are not changed, nor are types, nor checks that only guard the code itself
(`strict=True`). Nor is `evaluation/batch/`, which works out many boards at once: tests hold it to
the pennies of `evaluation/`. [Why so](../decisions/0040-our-own-mutants.md).

A mutant is *seen* when a test fails, or takes more than five times its usual time. It has
*survived* when no test failed that reaches the changed line, among those that fit into {seconds}
seconds: more time can only see more.

On commit `{commit}`, {seen:,} of {tried:,} mutants were seen: {percent} %.{left}

<!-- mutants -->
| part of the engine | mutants | seen by a failing test | seen by time | survived | seen |
|---|---|---|---|---|---|
{rows}

Every line and every branch of the engine is run by the tests; `make coverage` fails if one is not.

## What survived

Each has its reason in `tests/mutation/survivors.toml`:

<!-- survivors -->
| mutants | why |
|---|---|
{reasons}

## To run it

- `make mutants` goes on where it was stopped, and takes hours. The first time it follows every
  test, to know which lines each reaches. Then `python -m tests.mutation --write` writes the result
  and this page.
- `make mutants FILES=funding/amounts.py` is for one file.
- `python -m tests.mutation --again --seconds 120` gives those that survived more time.
- `make mutants-changed` tries the files that have changed since the result, for two minutes at
  most. It is a part of every check, and fails if fewer than nine in ten are seen of those that are
  not known to survive. A file that was not run as a whole is not judged.
"""


def page(result: Result) -> str:
    """Write the page."""
    seen, tried = seen_of(result.files.values())
    there = sum(of.mutants for of in result.files.values())
    left = f" {there - tried:,} of {there:,} are still to be run." if tried < there else ""
    return HEAD.format(
        seconds=f"{result.seconds:g}",
        commit=result.commit,
        seen=seen,
        tried=tried,
        percent=percent(seen, tried),
        left=left,
        rows="\n".join(_rows(result)),
        reasons="\n".join(_reasons(result)),
    )


def percent(part: int, whole: int) -> str:
    """Write a percentage with one decimal, rounded down."""
    thousandths = 1000 * part // whole if whole else 0
    return f"{thousandths // 10}.{thousandths % 10}"


def _rows(result: Result) -> Iterator[str]:
    for part in ENGINE:
        those = [
            of
            for path, of in result.files.items()
            if path.startswith(f"funding/{part}/") or path == f"funding/{part}"
        ]
        yield _row(f"`{part}`" if part.endswith(".py") else f"`{part}/`", those)


def _row(name: str, those: list[OfFile]) -> str:
    seen, tried = seen_of(those)
    killed, by_time = sum(of.killed for of in those), sum(of.by_time for of in those)
    cells = (name, f"{tried:,}", f"{killed:,}", by_time, tried - seen, f"{percent(seen, tried)} %")
    return f"| {' | '.join(map(str, cells))} |"


def _reasons(result: Result) -> Iterator[str]:
    reasons = read_reasons()
    many = Counter(reasons.get(each, "not yet looked at") for each in result.survivors)
    for reason, count in sorted(many.items(), key=lambda item: (-item[1], item[0])):
        yield f"| {count} | {reason} |"
