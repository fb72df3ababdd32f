"""SDMX-CSV and its structure, read back by pysdmx."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

import samples
import tables
from extract.exports import Form, columns, export, sdmx_time
from outputs_sample import rows_of, written


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


def test_text_that_looks_like_a_formula_stays_text(out):
    lines = (export(Form.sdmx, out)[0] / "data.csv").read_text(encoding="utf-8").splitlines()
    assert any("'" + "=HYPERLINK" in line for line in lines)
    assert not any(cell.strip('"').startswith("=H") for line in lines for cell in line.split(","))
