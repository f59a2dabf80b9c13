"""Figures of many boards, from arrays or from the tables of other libraries, as whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from funding.evaluation.batch.numbers import Whole
from funding.language import N_, _
from funding.worksheet.column import Scope
from funding.worksheet.worksheet import Worksheet

DIGITS_OF_CSV, DECIMALS_OF_CSV = 30, 10
"""A number in a CSV file may have so many digits, and so many of them behind the point."""
WIDE = 56
"""Decimals of so many digits can be multiplied by parts."""


class _NotExact(ValueError):
    """What is wrong with the figures of a column, whose name is not known where it is found."""

    def __init__(self, words: str, kind: object = "") -> None:
        super().__init__(words)
        self._words, self._kind = words, kind

    def of(self, name: str) -> str:
        """Say it of a column."""
        return _(self._words, name=name, kind=self._kind)


def figures_in(
    table: Any, worksheet: Worksheet, partners: Sequence[str], parts: Mapping[str, int]
) -> dict[str, Whole]:
    """Give the figures of all that varies: arrays of boards, or of partners by boards.

    Raise `ValueError` with every column that is missing, not needed or not exact.
    """
    columns = columns_of(table)
    found: dict[str, Whole] = {}
    faults: list[str] = []
    left = set(columns)
    for name, count in parts.items():
        single = name in columns or worksheet[name].scope is not Scope.PARTNER
        names = [name] if single else [f"{name}.{each}" for each in partners]
        left -= set(names)
        cells = []
        for each in names:
            if each not in columns:
                faults.append(_("there is no column '{name}'", name=each))
                continue
            try:
                cells.append(_whole(columns[each], count))
            except _NotExact as fault:
                faults.append(fault.of(each))
        if len(cells) == len(names):
            found[name] = cells[0] if single else np.stack(cells)
    faults += [
        _("'{name}' does not vary in this batch", name=each) for each in sorted(map(str, left))
    ]
    if faults:
        raise ValueError("; ".join(faults))
    return found


def columns_of(table: Any) -> Mapping[str, Any]:
    """Read a table of pandas, polars or Arrow, by what they all can give; or a file of one.

    What is columns by name already stays as it is.
    """
    if isinstance(table, Mapping):
        return table
    if isinstance(table, str | PathLike):
        arrow = _read(Path(table))
    elif hasattr(table, "__arrow_c_stream__"):
        import pyarrow

        arrow = pyarrow.table(table)
    else:
        kind = type(table).__name__
        raise ValueError(_("figures are arrays by name, or a table, and no {kind}", kind=kind))
    names = arrow.column_names
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(
            "; ".join(_("there are several columns '{name}'", name=name) for name in twice)
        )
    return {name: arrow.column(name).combine_chunks() for name in names}


def taken(cells: Any, rows: NDArray[np.intp]) -> Any:
    """Give some rows of a column, an array of any of the kinds that `figures_in` takes."""
    return cells[rows] if isinstance(cells, np.ndarray) else cells.take(rows)


def texts_of(name: str, cells: Any) -> NDArray[np.str_]:
    """Give a column of names as an array."""
    each = cells.to_pylist() if hasattr(cells, "to_pylist") else list(cells)
    if not all(isinstance(one, str) for one in each):
        raise ValueError(_("'{name}' has places that are no names", name=name))
    return np.array(each, dtype=np.str_)


def _read(path: Path) -> Any:
    """Read a file; of CSV, every number is taken as it is written."""
    import pyarrow
    from pyarrow import csv, parquet

    if path.suffix == ".parquet":
        return parquet.read_table(path)
    if path.suffix != ".csv":
        raise ValueError(_("'{name}' is no file of Parquet or CSV, by its name", name=path.name))
    names = csv.open_csv(path).schema.names
    written = pyarrow.decimal128(DIGITS_OF_CSV, DECIMALS_OF_CSV)
    return csv.read_csv(
        path,
        # A line without a figure is a board without one.
        parse_options=csv.ParseOptions(ignore_empty_lines=False),
        convert_options=csv.ConvertOptions(column_types=dict.fromkeys(names, written)),
    )


def _whole(cells: Any, parts: int) -> Whole:
    """Give whole numbers of parts; raise `_NotExact` for what is not exact."""
    if isinstance(cells, np.ma.MaskedArray):
        raise _NotExact(N_("'{name}' has a mask: give figures of every board"))  # as of all figures
    if isinstance(cells, np.ndarray):
        if cells.dtype.kind in "iu":
            if cells.dtype == np.uint64 and cells.size and cells.max() > np.iinfo(np.int64).max:
                raise _NotExact(N_("'{name}' has numbers that do not fit into 64 bits"))
            return cells.astype(np.int64, copy=False)
        words = N_("'{name}' is {kind}: give whole numbers of parts, or decimals in a table")
        raise _NotExact(words, cells.dtype)
    import pyarrow
    from pyarrow import compute

    if not isinstance(cells, pyarrow.Array | pyarrow.ChunkedArray):
        words = N_("'{name}' is a {kind}: give an array of whole numbers, or a table")
        raise _NotExact(words, type(cells).__name__)
    if cells.null_count:
        raise _NotExact(N_("'{name}' has places without a figure"))
    if pyarrow.types.is_integer(cells.type):
        return _whole(cells.to_numpy(zero_copy_only=False), parts)
    if not pyarrow.types.is_decimal(cells.type):
        words = N_("'{name}' is {kind}: give whole numbers of parts, or decimals")
        raise _NotExact(words, cells.type)
    wide = cells.cast(pyarrow.decimal256(WIDE, cells.type.scale))
    counted = compute.multiply(wide, pyarrow.scalar(parts))
    try:
        return np.asarray(counted.cast(pyarrow.int64()).to_numpy(zero_copy_only=False))
    except pyarrow.ArrowInvalid:
        words = N_("'{name}' has a figure that is not a whole number of {kind} parts")
        raise _NotExact(words, parts) from None
