"""Excel, Parquet and DuckDB files, opened by the tools they are made for."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from extract.errors import ExtractError
from extract.exports import Form, export
from extract.exports import tables as exported
from extract.exports.numbers import fits
from outputs_sample import HOSTILE, rows_of, written

# Excel


@pytest.fixture
def workbook(out):
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    path, _ = export(Form.xlsx, out)
    return openpyxl.load_workbook(path)


def sheet_rows(sheet) -> list[dict]:
    names, *rows = sheet.iter_rows()
    return [dict(zip([cell.value for cell in names], row, strict=True)) for row in rows]


def test_excel_has_typed_columns_and_filters(workbook):
    assert workbook.sheetnames == ["claims", "audit", "series", "documents", "entities", "links", "columns"]
    first, *_, ratio = sheet_rows(workbook["claims"])
    assert (first["value"].value, first["value"].data_type) == (53420000000, "n")
    assert first["value_text"].value == "53420000000"
    assert first["period_end"].is_date
    assert ratio["value_text"].data_type == "s"
    for sheet in workbook:
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.freeze_panes == "A2"


def test_excel_leads_back_to_text_and_report(workbook):
    row = sheet_rows(workbook["claims"])[0]
    place = row["doc"].hyperlink.location
    assert place == "'documents'!A2"
    assert workbook["documents"][place.partition("!")[2]].value == "a.txt"
    link = row["link"].hyperlink
    assert (link.target, link.location) == ("report.html", row["link"].value.partition("#")[2])


def test_excel_explains_its_columns_where_they_stand(workbook):
    for sheet in workbook:
        for cell in sheet[1]:
            assert re.search("[\u4e00-\u9fff].*\n", cell.comment.text), (sheet.title, cell.value)


def test_excel_links_are_relative_to_the_workbook(out, tmp_path):
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    path, _ = export(Form.xlsx, out, tmp_path / "elsewhere" / "a.xlsx")
    (row, *_) = sheet_rows(openpyxl.load_workbook(path)["claims"])
    target = row["link"].hyperlink.target.replace("\\", "/")  # as Windows writes paths
    assert (path.parent / target).resolve() == out / "report.html"


def test_excel_has_no_formulas(workbook):
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert HOSTILE in {cell.value for cell in cells}


def test_excel_cuts_what_a_cell_cannot_hold(out):
    pytest.importorskip("xlsxwriter")
    document = samples.document("长" * 40_000)
    written(out, samples.Extraction(document, []))
    _, remarks = export(Form.xlsx, out)
    assert remarks == ["documents: 1 texts cut to 32,767"]


def test_excel_refuses_more_rows_than_a_sheet_holds(out, monkeypatch):
    excel = pytest.importorskip("extract.exports.excel")
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    with pytest.raises(ExtractError, match="claims: more rows than a sheet holds"):
        export(Form.xlsx, out)
    assert not (out / "claims.xlsx").exists()


def test_libreoffice_opens_the_workbook(out, tmp_path):
    pytest.importorskip("xlsxwriter")
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    path, _ = export(Form.xlsx, out)
    command = [soffice, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", path]
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    subprocess.run([*command, "--outdir", tmp_path], check=True, capture_output=True, env=home, timeout=300)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "claims.csv").read_text(encoding="utf-8"))))
    assert [row["value_text"] for row in rows] == [row["value_text"] for row in rows_of("claims", out)]
    assert rows[5]["text"] == HOSTILE


# Parquet and DuckDB


def test_parquet_keeps_decimals_and_meanings(out):
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    folder, remarks = export(Form.parquet, out)
    assert remarks == []
    table = pq.read_table(folder / "claims.parquet")
    field = table.schema.field("value")
    assert pa.types.is_decimal128(field.type)
    assert "准确数值" in field.metadata[b"description_zh"].decode()
    assert not [field.name for field in table.schema if pa.types.is_floating(field.type)]
    assert [row["value"] for row in table.to_pylist()] == [row["value"] for row in rows_of("claims", out)]
    assert table.schema.field("date").type == pa.date32()


@given(st.decimals(allow_nan=False, allow_infinity=False) | st.decimals(-(10**12), 10**12, places=6))
def test_a_decimal_column_holds_a_number_exactly_or_not_at_all(number):
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("extract.exports.parquet")
    (kept,) = pa.array([parquet.fitting(number)], pa.decimal128(38, 12)).to_pylist()
    assert kept == number if fits(number) else kept is None


def test_numbers_too_long_for_a_column_are_told_not_rounded(out):
    pq = pytest.importorskip("pyarrow.parquet")
    extraction = samples.extraction()
    extraction.claims[0] = extraction.claims[0].model_copy(update={"value": Decimal("1." + "1" * 13)})
    written(out, extraction)
    folder, remarks = export(Form.parquet, out)
    assert remarks[0].startswith("claims: 1 numbers too long")
    row = pq.read_table(folder / "claims.parquet").to_pylist()[0]
    assert (row["value"], row["value_text"]) == (None, "1." + "1" * 13)


def test_duckdb_is_queried_by_its_views(out):
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    path, _ = export(Form.duckdb, out)
    with duckdb.connect(str(path), read_only=True) as database:
        ask = lambda query: database.execute(query).fetchall()  # noqa: E731
        assert ask("SELECT value FROM claims WHERE unit = 'CNY' AND value IS NOT NULL") == [
            (Decimal(53420000000),)
        ]
        assert ask("SELECT REF_AREA, TIME_PERIOD FROM observations LIMIT 1") == [("422800", "2024-S1")]
        assert ask("SELECT indicator, value, value_text FROM series") == [
            ("=产值", Decimal("45.80"), "45.80"),
            ("=产值", None, "3..6"),
        ]
        views = ask("SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'")
        assert {name for (name,) in views} == {table.name for table in exported.TABLES}
        query = "SELECT comment FROM duckdb_columns() WHERE table_name = 'claims' AND column_name = 'bound'"
        assert all("约" in comment for (comment,) in ask(query))
        query = (
            "SELECT count(*) FROM duckdb_columns() WHERE data_type IN ('DOUBLE', 'FLOAT') AND NOT internal"
        )
        assert ask(query) == [(0,)]
