"""The command that checks what a formula promises."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from funding.cli.options import FOLDERS, effort_options, format_option
from funding.cli.speaking import ONE_LANG
from funding.cli.writing import ANSWER_IS_NO, UNDECIDED, write

if TYPE_CHECKING:
    from funding.promises.checking import Checked


@click.command()
@click.argument("target")
@effort_options(examples=200)
@click.option(
    "--counterexample",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the board that breaks a promise to this file, as a scenario.",
)
@FOLDERS
@format_option("table", "json")
@ONE_LANG
def check(
    target: str,
    prove: bool,  # noqa: FBT001  # click gives it by name
    examples: int,
    seconds: float,
    counterexample: Path | None,
    folders: tuple[Path, ...],
    form: str,
) -> None:
    """Say whether what TARGET promises holds: proved, tested, or refuted by a small board.

    TARGET is a formula or a scenario: a name or a file. Of a scenario every formula is checked.
    """
    from funding.promises.checking import Effort
    from funding.promises.targets import checked
    from funding.report.promised import as_json, as_table, written_breaches

    found = list(checked(target, folders, Effort(examples, prove, seconds)))
    files = list(written_breaches(found, counterexample)) if counterexample else []
    for path, text in files:
        write(text, path)
    write(as_json(found) if form == "json" else as_table(found, files), None)
    sys.exit(_status(found))


def _status(found: list[Checked]) -> int:
    words = {word for each in found for word in each.words}
    return ANSWER_IS_NO if "refuted" in words else UNDECIDED if "undecided" in words else 0
