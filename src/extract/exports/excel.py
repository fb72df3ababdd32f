"""An Excel workbook: a sheet a table, typed columns, filters, links to the document and to the report.

Excel's own numbers have 15 digits; beside a column of values the exact text stands in a column of its own.
Text is written as text, whatever it begins with, so that none becomes a formula.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from extract.errors import ExtractError
from extract.exports.columns import Column
from extract.exports.inputs import Outputs
from extract.exports.tables import DOCUMENTS, OBSERVATIONS, REPORT, TABLES, Cell, Table

# Observations are the claims again, under the names that SDMX gives them.
SHEETS = tuple(table for table in TABLES if table is not OBSERVATIONS)
# Limits of the file format: rows of a sheet, characters of a cell, links of a sheet, decimals, first day.
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
MOST_LINKS = 65_530
MOST_DIGITS = 15
FIRST_DAY = date(1900, 3, 1)  # Excel counts a day too many before it
_NOTE = {"x_scale": 2.5, "author": "extract-zh"}
_WIDTHS = {"number": 18, "integer": 10, "day": 12, "text": 14}
_WIDE = {"sentence": 60, "title": 36, "indicator": 28, "message": 50, "en": 70, "zh": 60, "doc": 30}


def write(outputs: Outputs, path: Path) -> list[str]:
    """Write the workbook to `path`, which lies in the staging folder inside the folder it will stand in."""
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    report = _report(outputs, path.parent.parent)
    remarks = []
    with xlsxwriter.Workbook(path, options) as workbook:
        formats = _Formats(workbook)
        documents = _document_rows(outputs)
        for table in SHEETS:
            sheet = _Sheet(workbook.add_worksheet(table.name), table, formats, documents, report)
            remarks += sheet.fill(table.rows(outputs))
    return remarks


def _report(outputs: Outputs, folder: Path) -> str | None:
    """The report's address as seen from `folder`; None when there is no report."""
    report = outputs.folder / REPORT
    return Path(os.path.relpath(report, folder)).as_posix() if report.exists() else None


def _document_rows(outputs: Outputs) -> dict[str, int]:
    """In which row of the sheet `documents` each document stands, counted as Excel does."""
    return {release.document.doc: number for number, release in enumerate(outputs.releases(), 2)}


class _Formats:
    """The cell formats of a workbook, made when first wanted."""

    def __init__(self, workbook: Any) -> None:
        self._add = workbook.add_format
        self._numbers: dict[int, Any] = {}
        self.head = self._add({"bold": True, "bottom": 1, "valign": "top"})
        self.link = self._add({"font_color": "#1a5fb4", "underline": 1})

    def number(self, value: Decimal) -> Any:
        """Thousands parted, with as many decimals as `value` has."""
        decimals = min(max(-int(value.as_tuple().exponent), 0), MOST_DIGITS)
        if decimals not in self._numbers:
            pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self._add({"num_format": pattern})
        return self._numbers[decimals]


class _Sheet:
    """A sheet being filled row by row.

    Args:
        sheet: the worksheet.
        table: what it shows.
        formats: of the workbook.
        documents: the rows of the documents, for links.
        report: address of the report, for links; None when there is none.
    """

    def __init__(
        self, sheet: Any, table: Table, formats: _Formats, documents: dict[str, int], report: str | None
    ) -> None:
        self._sheet = sheet
        self._table = table
        self._formats = formats
        self._documents = {} if table is DOCUMENTS else documents
        self._report = report
        self._links = 0
        self._cut = 0

    def fill(self, rows: Iterable[list[Cell]]) -> list[str]:
        """Write head and rows; the remarks say what Excel cannot hold.

        Raises:
            ExtractError: there are more rows than a sheet holds.
        """
        columns = self._table.columns
        for index, column in enumerate(columns):
            self._sheet.set_column(index, index, _WIDE.get(column.name, _WIDTHS[column.kind]))
            self._sheet.write_string(0, index, column.name, self._formats.head)
            self._sheet.write_comment(0, index, f"{column.zh}\n{column.en}", _NOTE)
        number = 0
        for number, row in enumerate(rows, 1):
            if number >= MOST_ROWS:
                raise ExtractError(f"{self._table.name}: more rows than a sheet holds; use parquet or duckdb")
            for index, (cell, column) in enumerate(zip(row, columns, strict=True)):
                self._write(number, index, cell, column)
        self._sheet.freeze_panes(1, 0)
        self._sheet.autofilter(0, 0, number, len(columns) - 1)
        return [f"{self._table.name}: {self._cut} texts cut to {MOST_CHARACTERS:,}"] if self._cut else []

    def _write(self, row: int, index: int, cell: Cell, column: Column) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, Decimal):
            self._sheet.write_number(row, index, cell, self._formats.number(cell))
        elif isinstance(cell, int):
            self._sheet.write_number(row, index, cell)
        elif isinstance(cell, date) and cell >= FIRST_DAY:
            self._sheet.write_datetime(row, index, cell)
        else:
            self._write_text(row, index, str(cell), column)

    def _write_text(self, row: int, index: int, text: str, column: Column) -> None:
        self._cut += len(text) > MOST_CHARACTERS
        target = self._target(text, column) if self._links < MOST_LINKS else None
        if target is None:
            self._sheet.write_string(row, index, text[:MOST_CHARACTERS])
        else:
            self._links += 1
            self._sheet.write_url(row, index, target, self._formats.link, text)

    def _target(self, text: str, column: Column) -> str | None:
        """Where a cell leads to: a document's name to its text, a link to the report."""
        if column.name == "doc" and text in self._documents:
            return f"internal:'{DOCUMENTS.name}'!A{self._documents[text]}"
        if column.name == "link" and self._report:
            return f"external:{self._report}#{text.partition('#')[2]}"
        return None
