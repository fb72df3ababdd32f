"""The outputs in other tools' hands: each form is opened by the tool it is made for."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin

import samples
import tables
from extract.errors import ExtractError, InputError
from extract.exports import FORMATS, Form, columns, corrections, export, labelstudio, sdmx_time
from extract.exports import tables as exported
from extract.exports.inputs import Outputs, plain_text
from extract.exports.numbers import fits, quotient
from extract.exports.schema import schema
from extract.outputs import jsonl
from extract.outputs.tables import safe
from extract.records import Claim

HOSTILE = '=HYPERLINK("http://a","b")3个'
TEXT = f"{samples.TEXT}{HOSTILE}\n甲乙比为1:3。\n"


def written(folder: Path, extraction: samples.Extraction) -> Path:
    folder.mkdir(exist_ok=True)
    files = {
        "documents": [extraction.document],
        "claims": extraction.claims,
        "entities": extraction.entities,
        "audit": extraction.findings,
    }
    for name, records in files.items():
        (folder / f"{name}.jsonl").write_bytes(jsonl.dump(records))
    return folder


def sample() -> samples.Extraction:
    extraction = samples.extraction()
    extraction.document = extraction.document.model_copy(update={"text": TEXT})
    extraction.claims += [
        samples.claim(HOSTILE, text=TEXT, indicator=HOSTILE, unit_text=HOSTILE, period="../2024-06-30"),
        samples.claim("1:3", text=TEXT, value=str(Decimal(1) / 3), parts=("1", "3"), measure="ratio"),
    ]
    return extraction


@pytest.fixture
def out(tmp_path):
    """Outputs as a run writes them, series and links too."""
    folder = written(tmp_path / "outputs", sample())
    first, second = (claim.id for claim in sample().claims[:2])
    link = {"a": first, "b": second, "relation": "same"}
    (folder / "links.jsonl").write_text(json.dumps(link) + "\n")
    names = [column.name for column in columns.columns_of("series") if column.name != "value_text"]
    row = {"indicator": "'=产值", "period": "2023-01-01/2023-12-31", "value": "45.80", "date": "2024-07-20"}
    with (folder / "series.csv").open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.DictWriter(file, names)
        lines.writeheader()
        lines.writerows([row, row | {"value": "3..6"}])
    (folder / "report.html").write_text("<html></html>")
    return folder


def rows_of(table: str, out: Path) -> list[dict]:
    (found,) = [one for one in exported.TABLES if one.name == table]
    names = [column.name for column in found.columns]
    return [dict(zip(names, row, strict=True)) for row in found.rows(Outputs(out))]


# Tables


@pytest.mark.parametrize("table", exported.TABLES, ids=lambda table: table.name)
def test_every_cell_has_a_column_of_its_kind(table, out):
    kinds = {"text": str, "number": Decimal, "integer": int, "day": date}
    rows = list(table.make(Outputs(out)))
    assert rows
    for row in rows:
        for column in table.columns:
            assert row[column.name] is None or type(row[column.name]) is kinds[column.kind], column.key
        unexplained = set(row) - {column.name for column in table.columns}
        assert not unexplained, "every column is in the dictionary"


def test_every_column_is_explained_in_both_languages():
    assert {column.table for column in columns.dictionary()} == {table.name for table in exported.TABLES}
    for column in columns.dictionary():
        assert re.search("[\u4e00-\u9fff]", column.zh), column.key
        assert (
            not re.search("[\u4e00-\u9fff]", column.en.replace("、", ""))
            or "全市" in column.en
            or "同" in column.en
            or "亿" in column.en
            or "百" in column.en
        ), column.key


def test_claims_lead_back_to_the_text(out):
    for row in rows_of("claims", out):
        assert TEXT[row["start"] : row["end"]] == row["text"]
        assert row["sentence"] in TEXT
        assert row["link"].endswith(row["id"])


def test_values_stand_as_number_and_as_text(out):
    found = {row["text"]: (row["value"], row["value_text"]) for row in rows_of("claims", out)}
    assert found["534.2亿元"] == (Decimal(53420000000), "53420000000")
    assert found["30—40亿元"] == (None, "3000000000..4000000000")
    assert found["2.45:1"] == (Decimal("2.45"), "2.45:1")
    assert found["1:3"] == (Decimal("0.333333333333"), "1:3")


def test_findings_quote_their_figures(out):
    (row,) = rows_of("audit", out)
    assert (row["result"], row["operands"]) == (TEXT[1:2], TEXT[3:4])


def test_what_a_run_did_not_make_is_an_empty_table(tmp_path):
    folder = written(tmp_path / "outputs", sample())
    assert rows_of("series", folder) == rows_of("links", folder) == []


@pytest.mark.parametrize("name", ["entities", "claims", "audit"])
def test_files_of_different_runs_are_refused(out, name):
    path = out / f"{name}.jsonl"
    path.write_text(path.read_text().replace('"a.txt"', '"b.txt"'))
    with pytest.raises(InputError, match=r"b\.txt is not in documents\.jsonl") as caught:
        list(Outputs(out).releases())
    assert caught.value.name == str(path)


@given(st.text())
def test_text_comes_back_from_cells_that_are_safe(text):
    again = plain_text(safe(text))
    assert again == text or (text.startswith("'") and safe(text[1:]) != text[1:])


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_quotient_fits_or_is_too_large(number):
    assert fits(quotient(number)) or number.adjusted() >= 26


# Forms


@pytest.mark.parametrize("form", Form)
def test_nothing_is_left_behind_when_it_fails(form, tmp_path):
    folder = written(tmp_path / "outputs", sample())
    (folder / "claims.jsonl").write_text('{"doc": "a.txt"}\n')
    target = tmp_path / "there" / "x"
    if form is Form.schema:
        pytest.skip("the schema needs no records")
    with pytest.raises(InputError, match="line 1 is no Claim record"):
        export(form, folder, target)
    assert not target.exists()
    assert not target.parent.exists() or not list(target.parent.iterdir())


def test_without_a_run_there_is_nothing_to_export(tmp_path):
    with pytest.raises(ExtractError, match="extract the documents first"):
        export(Form.csv, tmp_path)


def test_a_missing_package_is_named_with_the_remedy(monkeypatch, out):
    monkeypatch.setattr("extract.exports.find_spec", lambda _: None)
    with pytest.raises(ExtractError, match=r"duckdb needs pyarrow and duckdb: .*extract-zh\[tables\]"):
        export(Form.duckdb, out)


@pytest.mark.parametrize("form", [form for form in Form if FORMATS[form].folder])
def test_the_same_outputs_give_the_same_files(form, out, tmp_path):
    for need in FORMATS[form].needs:
        pytest.importorskip(need)
    first, _ = export(form, out, tmp_path / "1")
    second, _ = export(form, out, tmp_path / "2")
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {
        p.name: p.read_bytes() for p in second.iterdir()
    }


def test_csv_holds_every_table(out):
    folder, remarks = export(Form.csv, out)
    assert folder == out / "csv"
    assert remarks == []
    assert {path.stem for path in folder.iterdir()} == {table.name for table in exported.TABLES}
    with (folder / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["value"] for row in rows[:2]] == ["53420000000", "6.1"]
    assert rows[3]["value_text"] == "-12"
    assert rows[5]["text"] == "'" + HOSTILE


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


# SDMX


@pytest.mark.parametrize(("period", "time", "frequency", "why"), tables.cases("sdmx_time"))
def test_periods_as_sdmx_time(period, time, frequency, why):
    found = sdmx_time.sdmx_time(period)
    assert (found or ("", "")) == (time, frequency), why


def test_sdmx_comes_back_from_pysdmx(out):
    io_ = pytest.importorskip("pysdmx.io")
    pytest.importorskip("pandas")
    folder, remarks = export(Form.sdmx, out)
    (dataset,) = io_.get_datasets(folder / "data.csv", folder / "structure.xml")
    structure = {component.id: component for component in dataset.structure.components}
    assert set(structure) == {column.name for column in columns.columns_of("observations")}
    assert structure["REF_AREA"].local_codes["422800"].name == "清江市"
    rows = dataset.data.to_dict("records")
    expected = rows_of("observations", out)
    assert [row["REF_AREA"] for row in rows] == [row["REF_AREA"] for row in expected] == ["422800", "_Z"]
    assert [Decimal(row["VALUE_TEXT"]) for row in rows] == [row["OBS_VALUE"] for row in expected]
    assert remarks == ["2 observations; 5 claims without period or value left out"]


def test_sdmx_structure_speaks_both_languages_and_knows_every_code(out):
    message = pytest.importorskip("pysdmx.io").read_sdmx(
        export(Form.sdmx, out)[0] / "structure.xml", validate=True
    )
    lists = {codelist.id: {code.id for code in codelist.items} for codelist in message.get_codelists()}
    for row in rows_of("observations", out):
        for name in ("REF_AREA", "MEASURE", "TRANSFORMATION", "CLAIM_STATUS", "FREQ", "OBS_STATUS"):
            assert not row[name] or row[name] in lists[f"CL_{name}"]
    text = (out / "sdmx" / "structure.xml").read_text(encoding="utf-8")
    assert text.count('xml:lang="en"') > 30
    assert text.count('xml:lang="zh"') > 30


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"measure": "change_rate", "basis": "yoy"}, {"TRANSFORMATION": "GY", "OBS_STATUS": "A"}),
        ({"measure": "change_rate", "basis": "prior"}, {"TRANSFORMATION": "G1"}),
        ({"measure": "change", "basis": "yoy"}, {"TRANSFORMATION": "DY"}),
        ({"measure": "change_rate", "basis": "since"}, {"TRANSFORMATION": "_O", "BASIS": "since"}),
        ({"measure": "share", "basis": "target"}, {"TRANSFORMATION": "N"}),
        ({"status": "forecast"}, {"OBS_STATUS": "F", "CLAIM_STATUS": "forecast"}),
        ({"status": "target"}, {"OBS_STATUS": None, "CLAIM_STATUS": "target"}),
        ({"status": "criterion"}, {"OBS_STATUS": None, "CLAIM_STATUS": "criterion"}),
        ({"indicator": ""}, {"INDICATOR": "_Z", "REF_AREA": "_Z"}),
    ],
)
def test_how_claims_become_observations(out, fields, expected):
    claim = samples.claim("12家", period="2023-01-01/2023-12-31", **fields)
    written(out, samples.Extraction(samples.document(), [claim]))
    (row,) = rows_of("observations", out)
    assert {name: row[name] for name in expected} == expected


def test_observations_of_one_key_are_told_apart(out):
    twice = [samples.claim(quote, period="2023-01-01/2023-12-31") for quote in ("12家", "534.2亿元")]
    written(out, samples.Extraction(samples.document(), twice))
    rows = rows_of("observations", out)
    assert [row["OCCURRENCE"] for row in rows] == [1, 2]


def test_bodies_without_code_get_one_of_their_own(out):
    body = {"name": "青河农商行", "kind": "org", "code": None}
    place = {"name": "青河县", "kind": "place", "code": "654325"}
    claim = samples.claim("12家", period="../2023-12-31", subject=(place, body))
    written(out, samples.Extraction(samples.document(), [claim]))
    (row,) = rows_of("observations", out)
    assert re.fullmatch("654325_ORG-[0-9a-f]{8}", row["REF_AREA"])
    assert row["REF_AREA_NAME"] == "青河县、青河农商行"


# Schema


def test_the_schema_describes_the_lines(out):
    path, _ = export(Form.schema, out)
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found == schema()
    jsonschema.Draft202012Validator.check_schema(found)
    for name, record in (("claims", "Claim"), ("documents", "Document"), ("audit", "Finding")):
        validator = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{record}", "$defs": found["$defs"]})
        for _, row in jsonl.objects(out / f"{name}.jsonl"):
            validator.validate(row)
        assert not validator.is_valid({"doc": 1})
    assert "约" in found["$defs"]["Claim"]["properties"]["bound"]["$comment"]


# spaCy


def test_the_doc_bin_holds_texts_claims_and_names(out):
    path, _ = export(Form.spacy, out)
    (doc,) = DocBin().from_disk(path).get_docs(spacy.blank("zh").vocab)
    assert doc.text == TEXT
    assert [span._.claim for span in doc.spans["claims"]] == sample().claims
    assert [span.text for span in doc.spans["claims"]] == [claim.text for claim in sample().claims]
    assert doc.spans["claims"][1].label_ == "change_rate"
    assert [(span.text, span.label_) for span in doc.ents] == [("清江市", "PLACE")]


# Label Studio


def corrected(out: Path, path: Path, change=lambda result: result) -> Path:
    """The tasks as Label Studio exports them when an annotator has submitted them with a `change`."""
    folder, _ = export(Form.labelstudio, out)
    tasks = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    for task in tasks:
        result = change(task.pop("predictions")[0]["result"])
        task["annotations"] = [{"was_cancelled": True, "result": []}, {"id": 1, "result": result}]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def claims_of(gold: Path) -> list[dict]:
    (path,) = gold.glob("*.jsonl")
    return [row["claim"] for _, row in jsonl.objects(path) if "claim" in row]


def test_tasks_uncorrected_are_the_claims(out, tmp_path):
    (path,) = corrections.write(corrected(out, tmp_path / "export.json"), tmp_path / "gold")
    assert path.name == "a.jsonl"
    lines = [row for _, row in jsonl.objects(path)]
    assert lines[0]["document"]["sha256"] == "0" * 64
    assert lines[-1] == {"entity": {"type": "PLACE", "start": 0, "end": 3, "text": "清江市"}}
    for row, claim in zip(
        claims_of(path.parent), sorted(sample().claims, key=lambda c: c.start), strict=True
    ):
        assert (row["start"], row["end"], row["text"]) == (claim.start, claim.end, claim.text)
        assert (row["value"], row["unit"], row["period"]) == (
            claim.written(),
            claim.unit_text,
            claim.period or "",
        )
        assert (row["bound"], row["measure"], row["basis"]) == (claim.bound, claim.measure, claim.basis or "")
        assert row["flags"] == list(claim.flags)
    assert [row["part_of"] for row in claims_of(path.parent)][2] == "1"


def test_indicators_are_linked_pieces_in_reading_order(out, tmp_path):
    start = TEXT.index("产值")
    claim = samples.claim("534.2亿元", text=TEXT, indicator_spans=((start, start + 2), (0, 3)))
    written(out, samples.Extraction(samples.document(TEXT), [claim]))
    corrections.write(corrected(out, tmp_path / "export.json"), tmp_path / "gold")
    assert claims_of(tmp_path / "gold")[0]["indicator"] == "清江市 产值"


def test_corrections_are_taken_over(out, tmp_path):
    def change(result):
        for entry in result:
            if entry.get("from_name") == "value" and entry["value"]["text"] == ["6.1"]:
                entry["value"]["text"] = ["-6.1"]
        return [entry for entry in result if entry.get("id") != sample().claims[0].id]

    corrections.write(corrected(out, tmp_path / "export.json", change), tmp_path / "gold")
    rows = claims_of(tmp_path / "gold")
    assert len(rows) == len(sample().claims) - 1
    assert rows[0]["value"] == "-6.1"
    assert {row["part_of"] for row in rows} == {""}


def broken(field: str, value: object):
    def change(result):
        entry = next(entry for entry in result if entry.get("from_name") == field)
        entry["value"] = entry["value"] | value
        return result

    return change


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (broken("label", {"start": 1}), "task 1, a.txt: the region at 1 does not quote the text"),
        (broken("value", {"text": ["12万"]}), "has no value such as 5"),
        (broken("value", {"text": ["NaN"]}), "has no value such as 5"),
        (broken("bound", {"choices": ["about"]}), "bound of the quantity at .* is about"),
        (broken("period", {"text": ["2023"]}), "is not start/end"),
        (lambda _: [{"type": "labels"}], "task 1 is no task of this project"),
    ],
)
def test_what_cannot_be_a_label_is_refused_with_its_place(out, tmp_path, change, cause):
    path = corrected(out, tmp_path / "export.json", change)
    with pytest.raises(InputError, match=cause):
        corrections.write(path, tmp_path / "gold")
    assert not (tmp_path / "gold").exists()


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"{", "is no JSON"),
        (b"{}", "is no list of tasks"),
        (b"[1]", "task 1 is no task"),
        (None, "No such file"),
    ],
)
def test_files_that_are_no_export_are_refused(tmp_path, data, cause):
    path = tmp_path / "export.json"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match=cause):
        corrections.write(path, tmp_path / "gold")


def test_labels_are_not_overwritten_and_untouched_tasks_passed_over(out, tmp_path):
    path = corrected(out, tmp_path / "export.json")
    gold = tmp_path / "gold"
    corrections.write(path, gold)
    with pytest.raises(InputError, match="labels are not overwritten"):
        corrections.write(path, gold)
    tasks = json.loads(path.read_text())
    tasks[0]["annotations"] = []
    path.write_text(json.dumps(tasks))
    assert corrections.write(path, gold) == []


def test_label_studio_accepts_interface_and_tasks(out):
    interface = pytest.importorskip("label_studio_sdk.label_interface")
    folder, _ = export(Form.labelstudio, out)
    found = interface.LabelInterface((folder / "config.xml").read_text(encoding="utf-8"))
    found.validate()
    for task in json.loads((folder / "tasks.json").read_text(encoding="utf-8")):
        assert found.validate_prediction(task["predictions"][0], return_errors=True) == []
        task["predictions"][0]["result"][0]["value"]["labels"] = ["NOTHING"]
        assert found.validate_prediction(task["predictions"][0], return_errors=True) != []


def test_offsets_are_code_points_even_behind_rare_characters(out, tmp_path):
    text = "𠮷县就业3万人。"
    written(out, samples.Extraction(samples.document(text), [samples.claim("3万人", text=text)]))
    assert (
        json.loads((export(Form.labelstudio, out)[0] / "tasks.json").read_text())[0]["predictions"][0][
            "result"
        ][0]["value"]["start"]
        == 4
    )
    corrections.write(corrected(out, tmp_path / "export.json"), tmp_path / "gold")
    assert claims_of(tmp_path / "gold")[0]["text"] == "3万人"


def test_what_a_tool_may_enter_is_what_a_record_may_hold():
    hints = Claim.model_fields
    assert set(labelstudio.CHOICES) <= set(hints)
    assert {"value", "period", "subject"} <= set(labelstudio.TEXTS) & set(hints)
