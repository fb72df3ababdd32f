"""Fact, aim, forecast or rule: a table read by hand."""

import pytest

import tables
from extract.pipeline import Extractor

ROWS = tables.records("statuses")


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_status(extractor, row):
    text, [(start, _)] = tables.unmark(row["text"])
    claims = extractor.parse(text, date="2024-03-08", place="保山市").claims
    claim = next(claim for claim in claims if claim.start <= start < claim.end)
    assert claim.status == row["status"], claim.rules
