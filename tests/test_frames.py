"""Frames carried through a text: the place, the time and the promise that hold where nothing else is said."""

import pytest

import tables

ROWS = tables.records("frames")
FIELDS = ("subject", "period", "basis", "status")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_frame(extractor, row):
    text, [(start, _)] = tables.unmark(row["text"].replace("¶", "\n"))
    claims = extractor.parse(text, date=row["date"], place=row["place"] or None).claims
    claim = tables.claim_at(claims, start)
    fields = {
        "subject": "、".join(subject.name for subject in claim.subject),
        "period": claim.period or "",
        "basis": claim.basis or "",
        "status": claim.status,
    }
    assert fields == {name: row[name] for name in FIELDS}
