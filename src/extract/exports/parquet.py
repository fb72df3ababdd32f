"""Every table as Parquet: exact decimals, real dates, the meaning of each column in its metadata."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extract.exports.columns import Column
from extract.exports.inputs import Outputs
from extract.exports.numbers import DECIMALS, DIGITS, fits
from extract.exports.tables import TABLES, Cell, Table

_BATCH = 10_000  # rows of a row group
_TYPES = {
    "text": pa.string(),
    "number": pa.decimal128(DIGITS, DECIMALS),
    "integer": pa.int64(),
    "day": pa.date32(),
}


def write(outputs: Outputs, folder: Path) -> list[str]:
    """Write `<table>.parquet` for every table into `folder`; remarks name what no decimal128 holds."""
    return [remark for table in TABLES for remark in _write(table, outputs, folder)]


def _write(table: Table, outputs: Outputs, folder: Path) -> Iterator[str]:
    schema = pa.schema([_field(column) for column in table.columns])
    lost = 0
    with pq.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as writer:
        rows = table.rows(outputs)
        while batch := list(islice(rows, _BATCH)):
            columns = [[fitting(cell) for cell in cells] for cells in zip(*batch, strict=True)]
            before = sum(cell is None for row in batch for cell in row)
            lost += sum(cell is None for cells in columns for cell in cells) - before
            writer.write_table(pa.table(dict(zip(schema.names, columns, strict=True)), schema))
    if lost:
        yield f"{table.name}: {lost} numbers too long for decimal128; the text beside them is exact"


def _field(column: Column) -> Any:
    meaning = {"description": column.en, "description_zh": column.zh}
    return pa.field(column.name, _TYPES[column.kind], metadata=meaning)


def fitting(cell: Cell) -> Cell:
    """The cell, or None for a number that has more digits than the columns hold: nothing is rounded."""
    return None if isinstance(cell, Decimal) and not fits(cell) else cell
