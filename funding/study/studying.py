"""The whole of a study on one page: read, prepare, work out, sum up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from funding.errors import FundingError
from funding.evaluation.batch.compiled.kernel import processors
from funding.language import _, ngettext
from funding.study.crew import Crew, Threads
from funding.study.idle import idle
from funding.study.keeping import Keeping, at_work
from funding.study.model import Study
from funding.study.packing import digest_of, pack
from funding.study.ready import Prepared, prepare_study
from funding.study.rows import put_in_one, schema_of
from funding.study.running import Progress, Running
from funding.study.summaries import Summary, summaries
from funding.study.work import pieces_of


@dataclass(frozen=True, eq=False)
class Studied:
    """A study that is worked out: for each case, board and formula, what its bills came to."""

    prepared: Prepared
    summaries: tuple[Summary, ...]

    @property
    def study(self) -> Study:
        """The study itself."""
        return self.prepared.study

    @cached_property
    def warnings(self) -> list[str]:
        """Draws that have no result, what has no effect, and what the scenario warns of."""
        without = [
            ngettext(
                "{formula} on {board}: {number} of {draws} draws has no result; {why}",
                "{formula} on {board}: {number} of {draws} draws have no result; {why}",
                each.without,
                formula=each.formula,
                board=each.board,
                draws=f"{self.study.file.draws:,}",
                why=each.why,
            )
            for each in self.summaries
            if each.without
        ]
        return [*without, *idle(self.prepared), *self.prepared.outcome.all_warnings()]


def run_study(
    study: Study,
    *,
    rows: Path | None = None,
    state: Path | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
    said: Callable[[Progress], None] = lambda _progress: None,
) -> Studied:
    """Work a study out, on so many `workers` of this machine, or on a Dask `scheduler`'s.

    Every draw is written to `rows`, a Parquet file, if that is given. What is done is kept in the
    folder `state`, from where the same call goes on if it was stopped; the folder goes when the
    study is done. `said` is told how far it is. Whatever the workers, and however often it was
    stopped, the same study gives the same bytes.

    Raise `InputError` for a study that does not fit its scenario, `OfAnother` for a folder with
    another study's, and `FundingError` if a library is missing.
    """
    _check_libraries(study, has_rows=rows is not None)
    if rows is not None:
        _check_place(rows)
    prepared = prepare_study(study)
    asked = f"{digest_of(pack(study))} {'rows' if rows else 'no rows'}"
    folder = state or Path(f"{study.id}.study")
    with at_work(folder):
        keeping = Keeping.open(folder, asked)
        with _crew(prepared, workers, scheduler) as crew:
            finished = Running(prepared, crew, keeping, said, has_rows=rows is not None).run()
        if rows is not None:
            _write_rows(prepared, keeping, rows)
        found = Studied(prepared, tuple(summaries(prepared, finished)))
        keeping.remove()
    return found


@contextmanager
def _crew(prepared: Prepared, workers: int | None, scheduler: str | None) -> Iterator[Crew]:
    if scheduler is None:
        yield Threads(prepared, workers or processors())
        return
    from funding.study.cluster import cluster_at

    with cluster_at(scheduler, prepared.study) as cluster:
        yield cluster


def _write_rows(prepared: Prepared, keeping: Keeping, rows: Path) -> None:
    """Put the rows of all pieces into one file, which is whole or as it was."""
    partial = rows.with_name(f".{rows.name}.part")
    every = keeping.all_rows(len(prepared.study.cases), pieces_of(prepared))
    try:
        put_in_one(every, schema_of(prepared), partial)
        partial.replace(rows)
    except OSError as error:
        why = error.strerror or error
        raise FundingError(_("{file}: cannot be written: {why}", file=rows, why=why)) from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _check_place(rows: Path) -> None:
    """Refuse a place where nothing can be written before the work is done, not after."""
    if not rows.parent.is_dir():
        message = _("{file}: there is no folder {folder}", file=rows, folder=rows.parent)
        raise FundingError(message)
    if rows.is_dir() or not os.access(rows.parent, os.W_OK):
        raise FundingError(_("{file}: cannot be written", file=rows))


def _check_libraries(study: Study, *, has_rows: bool) -> None:
    file = study.file
    normal = any(draw.file.distribution == "normal" for draw in study.draws)
    needs_scipy = normal or file.sensitivity or (file.sampling == "sobol" and study.draws)
    missing = [
        name
        for name, is_needed in (("scipy", needs_scipy), ("pyarrow", has_rows))
        if is_needed and find_spec(name) is None
    ]
    if missing:
        both = _("{one} and {other}", one=missing[0], other=missing[-1])
        raise FundingError(
            _(
                "this study needs {libraries}: {command}",
                libraries=both if len(missing) > 1 else missing[0],
                command="pip install 'funding[study]'",
            )
        )
