"""Every draw as rows of a Parquet file: one a draw and partner, a row group a formula and board."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from funding.evaluation.batch.many import Pence
from funding.evaluation.batch.numbers import Whole
from funding.study.figures import MOST_PARTS
from funding.study.ready import WORDS, Prepared, Ready, Whose, drawn_for

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True, eq=False)
class Block:
    """Some draws of a case: what was drawn, and what came of it, by the identity of each run."""

    case: int
    start: int
    count: int
    drawn: Mapping[Whose, Whole]
    found: Mapping[int, Pence]


def file_of(prepared: Prepared, block: Block) -> bytes:
    """Give the rows of a block as a Parquet file of its own."""
    from pyarrow import parquet

    schema = schema_of(prepared)
    room = io.BytesIO()
    with parquet.ParquetWriter(room, schema) as writer:
        for ready in prepared.runs:
            table = _table(prepared, block, ready, schema)
            writer.write_table(table, row_group_size=max(table.num_rows, 1))
    return room.getvalue()


def put_in_one(parts: Iterable[Path], schema: pyarrow.Schema, path: Path) -> None:
    """Write the rows of several files into one, row group by row group."""
    from pyarrow import parquet

    path.unlink(missing_ok=True)  # left by a process that was killed
    # A name that somebody else makes meanwhile is never written through.
    with path.open("xb") as out, parquet.ParquetWriter(out, schema) as writer:
        for part in parts:
            file = parquet.ParquetFile(part)
            for group in range(file.num_row_groups):
                table = file.read_row_group(group)
                writer.write_table(table, row_group_size=max(table.num_rows, 1))


def schema_of(prepared: Prepared) -> pyarrow.Schema:
    """Give the columns: which draw, on what board and by what formula, what was drawn, and bills.

    Sums are pounds and pence, and nothing stands where a draw has no result.
    """
    import pyarrow as pa

    words = pa.dictionary(pa.int32(), pa.string())
    figure, money = pa.decimal128(38, 6), pa.decimal128(38, 2)
    study = prepared.study
    names = [*(each.name for each in study.sweeps), *(each.name for each in study.draws)]
    return pa.schema(
        [
            ("draw", pa.int64()),
            ("board", words),
            ("formula", words),
            *((name, figure) for name in names),
            ("partner", words),
            *((word, money) for word in WORDS),
        ]
    )


def _table(prepared: Prepared, block: Block, ready: Ready, schema: pyarrow.Schema) -> pyarrow.Table:
    import pyarrow as pa

    people, count = len(ready.partners), block.count
    found = block.found[id(ready)]
    missing = np.repeat(~found.has_result(count), people)
    columns: dict[str, Any] = {
        "draw": np.repeat(np.arange(block.start, block.start + count) + 1, people),
        "board": _same(ready.board, people * count),
        "formula": _same(ready.formula, people * count),
        "partner": pa.DictionaryArray.from_arrays(
            np.tile(np.arange(people, dtype=np.int32), count), list(ready.partners)
        ),
    }
    for name, cells, parts in _inputs(prepared, block, ready):
        of_rows = np.repeat(cells, people) if cells.ndim == 1 else cells.T.ravel()
        columns[name] = _decimals(of_rows, parts, 6)
    for word in WORDS:
        columns[word] = _decimals(found.partners[word].T.ravel(), 100, 2, missing)
    return pa.table([pa.array(columns[name]) for name in schema.names], schema=schema)


def _inputs(prepared: Prepared, block: Block, ready: Ready) -> Iterator[tuple[str, Whole, int]]:
    """Give what was tried and drawn for a run, in parts: of draws, or of partners by draws."""
    case = prepared.study.cases[block.case]
    for sweep in prepared.study.sweeps:
        yield sweep.name, np.full(block.count, sweep.counted(case[sweep.name])), sweep.parts
    for draw in prepared.study.draws:
        cells = drawn_for(draw, ready, block.drawn) + draw.lowest
        yield draw.name, cells, draw.distribution.parts


def _same(text: str, count: int) -> Any:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(np.zeros(count, dtype=np.int32), [text])


def _decimals(cells: Whole, parts: int, digits: int, missing: Any = None) -> Any:
    """Give whole parts as decimals with so many digits behind the point, exactly."""
    import pyarrow as pa
    from pyarrow import compute

    known = pa.array(cells, mask=missing).cast(pa.decimal128(19, 0))
    millionths = pa.scalar(Decimal(MOST_PARTS // parts)).cast(pa.decimal128(7, 0))
    scaled = compute.multiply(known, millionths)
    found = compute.multiply(scaled, pa.scalar(Decimal("0.000001")))
    return found.cast(pa.decimal128(38, digits))
