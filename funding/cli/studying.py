"""The command that works a study out."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funding.cli.options import FOLDERS, result_options
from funding.cli.recording import Delivered, recorded, remaking_in
from funding.cli.speaking import LANG, Asked, Edition, give
from funding.cli.writing import INTERRUPTED, say, stop
from funding.language import _

if TYPE_CHECKING:
    from funding.study.model import Study
    from funding.study.running import Progress
    from funding.study.studying import Studied


@click.command()
@click.argument("study")
@click.option(
    "--draws",
    type=click.IntRange(1, 2**30),
    help="Make so many draws instead of as many as the study says.",
)
@click.option(
    "--rows",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every draw to this Parquet file: one row a draw and partner.",
)
@click.option(
    "--state",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep what is done in this folder until the study is done; else in one named after it.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 1_000),
    help="Use so many processors; else all.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let the workers of this Dask scheduler do it, for instance tcp://10.0.0.5:8786.",
)
@FOLDERS
@result_options("table", "csv", "json", "markdown")
@LANG
def study(
    study: str,
    draws: int | None,
    folders: tuple[Path, ...],
    form: str,
    output: Path | None,
    lang: Asked,
    **how: Any,
) -> None:
    """Say what bills are likely to be, where not everything is known.

    STUDY is a file, or a scenario with a table [study]. If it is stopped, the same command goes on
    where it was.
    """
    from funding.record.asking import check_draws
    from funding.report.study_documents import STUDY_WRITERS
    from funding.study.reading import read_study

    remaking = remaking_in(click.get_current_context())

    def work(_edition: Edition) -> Delivered:
        asked = read_study(study, draws=draws, folders=folders)
        if remaking is not None and remaking.is_bounded:
            check_draws(asked.draws_in_all)
        found = _worked_out(asked, **how)
        say(found.warnings, strict=False)
        seed = asked.file.seed if asked.draws else None
        more = {"study": asked.document, "seed": seed}
        return recorded(STUDY_WRITERS[form], found, [asked.scenario], form, **more)

    give(work, output, lang)


def _worked_out(asked: Study, **how: Any) -> Studied:
    """Work a study out, and say on standard error how far it is."""
    from funding.study.studying import run_study

    shown = _Shown()
    try:
        found = run_study(asked, **how, said=shown.say)
    except KeyboardInterrupt:
        shown.end()
        stop(_("interrupted: the same command goes on from there"), INTERRUPTED)
    shown.end()
    return found


@dataclass
class _Shown:
    """How far a study is, on standard error: on one line of a terminal, else now and then."""

    began: float = field(default_factory=time.monotonic)
    at: float = 0.0
    first: int = -1

    def say(self, progress: Progress) -> None:
        """Say how far it is, how fast, and how long it will take, if that was not just said."""
        now = time.monotonic()
        if self.first < 0:
            self.first, self.began = progress.done, now
        is_terminal = sys.stderr.isatty()
        if now - self.at < (0.2 if is_terminal else 10):
            return
        self.at = now
        parts = {"what": progress.what, "part": f"{progress.done / progress.of:.0%}"}
        text = "{what}: {part}".format(**parts)
        made, taken = progress.done - self.first, now - self.began
        if made and taken:
            text = _(
                "{what}: {part}, {draws} draws a second, {left} left",
                draws=f"{progress.draws * made / taken:,.0f}",
                left=_in_words((progress.of - progress.done) * taken / made),
                **parts,
            )
        click.echo(f"\r{text:<70}" if is_terminal else text, err=True, nl=not is_terminal)

    def end(self) -> None:
        """End the line."""
        if sys.stderr.isatty() and self.first >= 0:
            click.echo(err=True)


def _in_words(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return _("{hours} h {minutes} min", hours=hours, minutes=minutes)
    if minutes:
        return _("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    return _("{seconds} s", seconds=rest)
