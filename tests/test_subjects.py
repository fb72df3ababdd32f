"""Whose: a table read by hand."""

import pytest

import tables

ROWS = tables.records("subjects")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_subject(extractor, row):
    text, [(start, _)] = tables.unmark(row["text"].replace("¶", "\n"))
    claims = extractor.parse(text, date="2024-03-08", place="保山市").claims
    claim = tables.claim_at(claims, start)
    assert "、".join(name.name for name in claim.subject) == row["subject"], claim.rules
