"""The page of what each shipped formula promises: made by `make promises`, and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from funding.formula.library import library_for
from funding.formula.model import Formula
from funding.promises.catalogue import CATALOGUE
from funding.promises.checking import Checked, Decision, Effort, check
from funding.promises.targets import regional_boards
from funding.promises.which_years import year_for
from funding.report.promised import sentence

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "promises-kept.md"
NOTHING = "none of the boards drawn had what it is about"
UNSTATED = "not stated, though no board was found that breaks it"

HEAD = """\
# What the shipped formulas promise

Every shipped formula states what must always hold of it: [promises](promises.md). Those that are
*proved* hold for any figures on the six regional boards of Wales, or, for a formula that cannot
be used there, on a board with two partners of each kind. A proof is of boards on which no step
divides by nothing: on others some formulas have no result. Those that are *tested* held on every
board drawn. What a formula does not promise stands below it, with the reason, as `funding check`
gave it: often that the formula is meant so. A percentage for a kind of partner, shared by
nothing within the kind, asks two bodies of a kind for more than one.

This page is made by `make promises`. A test checks its words.
"""


def decisions_of(formula: Formula, names: Sequence[str], examples: int) -> Checked:
    """Check some promises of a formula, and prove what can be."""
    year = year_for(formula)
    promises = [CATALOGUE[name] for name in names]
    effort = Effort(examples=examples, prove=True, seconds=300)
    return check(formula, promises, regional_boards(year), year, effort)


def promised(formula: Formula) -> list[str]:
    """Give the names of what a formula promises, what every one does first."""
    return list(dict.fromkeys(["conserved", "non-negative", *formula.file.promises]))


def page() -> Iterator[str]:
    """Write the page, line by line."""
    yield HEAD
    library = library_for()
    for name in sorted(library.files):
        formula = library.load(name)
        own = promised(formula)
        checked = decisions_of(formula, list(CATALOGUE), 120)
        found = {each.promise.name: each for each in checked.decisions}
        yield f"## {name}\n"
        for word in ("proved", "tested"):
            those = [each for each in own if found[each].decision == word]
            yield f"- {word}: {', '.join(those) or 'none'}"
        for each in checked.decisions:
            if each.promise.name not in own:
                yield f"- does not promise {each.promise.name}: {_reason(each)}"
        yield ""


def _reason(decision: Decision) -> str:
    if decision.breach is not None:
        return sentence(decision.breach)
    return NOTHING if decision.scope.startswith("on no board") else UNSTATED


def stated_on_page() -> dict[str, dict[str, list[str]]]:
    """Read the page: of each formula, what is proved, tested and not promised."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            own = found[line.removeprefix("## ")] = {"proved": [], "tested": [], "not": []}
        for word in ("proved", "tested"):
            if line.startswith(f"- {word}: "):
                names = line.removeprefix(f"- {word}: ").split(", ")
                own[word] = [name for name in names if name != "none"]
        if line.startswith("- does not promise "):
            name, _, reason = line.removeprefix("- does not promise ").partition(": ")
            own["not"] += [name] if reason else []
    return found


if __name__ == "__main__":
    PAGE.write_text("\n".join(page()), encoding="utf-8")
