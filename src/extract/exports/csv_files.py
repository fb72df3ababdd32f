"""Every table as CSV for spreadsheets: UTF-8 with byte-order mark, CRLF, text that stays text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from extract.exports.cells import text_of
from extract.exports.inputs import Outputs
from extract.exports.tables import TABLES, Cell, Table
from extract.outputs.tables import BYTE_ORDER_MARK, csv_lines

_BATCH = 1000  # rows made into bytes at a time


def write(outputs: Outputs, folder: Path) -> list[str]:
    """Write `<table>.csv` for every table into `folder`."""
    for table in TABLES:
        with (folder / f"{table.name}.csv").open("wb") as file:
            file.write(BYTE_ORDER_MARK + csv_lines([[column.name for column in table.columns]]))
            rows = table.rows(outputs)
            while batch := list(islice(rows, _BATCH)):
                file.write(csv_lines(_lines(table, batch)))
    return []


def _lines(table: Table, rows: Iterable[list[Cell]]) -> Iterable[list[str]]:
    for row in rows:
        yield [text_of(cell, column.name) for cell, column in zip(row, table.columns, strict=True)]
