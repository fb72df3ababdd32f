"""Parts and wholes: a table read by hand."""

import pytest

import tables

ROWS = tables.records("parts")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_part(extractor, row):
    text, [(start, _)] = tables.unmark(row["text"].replace("¶", "\n"))
    claims = extractor.parse(text, date="2024-03-08", place="保山市").claims
    claim = tables.claim_at(claims, start)
    assert next((other.text for other in claims if other.id == claim.part_of), "") == row["whole"]
