"""The outputs in other forms: the tables they share, and what holds for every form."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from decimal import Decimal

import jsonschema
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin
from spacy.training import Corpus

from extract.documents import discover
from extract.errors import ExtractError, InputError
from extract.exports import FORMATS, Form, columns, export
from extract.exports import tables as exported
from extract.exports.inputs import Outputs, plain_text
from extract.exports.numbers import fits, quotient
from extract.exports.schema import schema
from extract.outputs import jsonl, series
from extract.outputs.run import run
from extract.outputs.tables import safe
from outputs_sample import HOSTILE, TEXT, rows_of, sample, written

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


def test_every_column_of_series_csv_is_exported():
    names = [column.name for column in columns.columns_of("series")]
    assert [name for name in names if name != "value_text"] == list(series.COLUMNS)


def test_a_series_of_two_releases_is_a_table(tmp_path):
    for year in (2022, 2023):
        text = f"{year}年，昆明市新增就业{year - 2019}万人。"
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    run(discover([tmp_path]), tmp_path / "outputs")
    rows = rows_of("series", tmp_path / "outputs")
    assert [(row["release"], row["value"]) for row in rows] == [("2022.txt", 30000), ("2023.txt", 40000)]


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


def test_links_lead_to_an_anchor_of_the_report(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("甲市2023年新增就业3万人，增长5.2%。", encoding="utf-8")
    run(discover([path]), tmp_path / "outputs")
    report = (tmp_path / "outputs" / "report.html").read_text(encoding="utf-8")
    links = [row["link"] for row in rows_of("claims", tmp_path / "outputs")]
    assert len(links) == 2
    for link in links:
        name, _, anchor = link.partition("#")
        assert (name, f'id="{anchor}"' in report) == ("report.html", True)


# Forms


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.schema])  # it reads nothing
def test_nothing_is_left_behind_when_it_fails(form, tmp_path):
    for need in FORMATS[form].needs:
        pytest.importorskip(need)
    folder = written(tmp_path / "outputs", sample())
    (folder / "claims.jsonl").write_text('{"doc": "a.txt"}\n')
    target = tmp_path / "there" / "x"
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


def test_spacy_trains_on_the_doc_bin(out):
    path, _ = export(Form.spacy, out)
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner")
    nlp.add_pipe("spancat", config={"spans_key": "claims"})
    examples = list(Corpus(path)(nlp))
    nlp.initialize(lambda: examples)
    assert nlp.get_pipe("ner").labels == ("PLACE",)
    assert set(nlp.get_pipe("spancat").labels) == {claim.measure for claim in sample().claims}
    assert nlp.update(examples)["spancat"] > 0
