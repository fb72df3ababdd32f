"""Whole claims, from sentence to record: a table read by hand."""

import pytest

import tables

ROWS = tables.records("claims")
FIELDS = ("subject", "period", "basis", "status", "part_of")


def shared(one, other):
    """Character F1, as the score counts it."""
    one, other = one.replace(" ", ""), other.replace(" ", "")
    common = sum(min(one.count(char), other.count(char)) for char in set(one))
    return 2 * common / (len(one) + len(other))


def read(extractor, row):
    text, [(start, _)] = tables.unmark(row["text"])
    claims = extractor.parse(text, date="2024-03-08", place="保山市").claims
    claim = tables.claim_at(claims, start)
    whole = next((other.text for other in claims if other.id == claim.part_of), "")
    fields = {
        "subject": "、".join(subject.name for subject in claim.subject),
        "period": claim.period or "",
        "basis": claim.basis or "",
        "status": claim.status,
        "part_of": whole,
    }
    return claim, fields


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_claim(extractor, row, request):
    if row["known"] != "no":
        request.applymarker(pytest.mark.xfail(strict=True, reason=row["known"]))
    claim, fields = read(extractor, row)
    assert fields == {name: row[name] for name in FIELDS}
    assert shared(claim.indicator, row["indicator"]) >= 0.7, claim.indicator
