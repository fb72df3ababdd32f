"""Fact, aim, forecast or rule: a table read by hand."""

import pytest

import tables

ROWS = tables.records("statuses")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_status(extractor, row):
    text, [(start, _)] = tables.unmark(row["text"])
    claims = extractor.parse(text, date="2024-03-08", place="保山市").claims
    claim = tables.claim_at(claims, start)
    assert claim.status == row["status"], claim.rules
