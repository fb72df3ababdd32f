"""Frames carried through a text: the place, the time and the promise that hold where nothing else is said."""

import pytest

import tables
from extract.pipeline import Extractor

ROWS = tables.records("frames")
FIELDS = ("subject", "period", "basis", "status")


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_frame(extractor, row):
    text, [(start, _)] = tables.unmark(row["text"].replace("¶", "\n"))
    claims = extractor.parse(text, date=row["date"], place=row["place"] or None).claims
    claim = next(claim for claim in claims if claim.start <= start < claim.end)
    fields = {
        "subject": "、".join(subject.name for subject in claim.subject),
        "period": claim.period or "",
        "basis": claim.basis or "",
        "status": claim.status,
    }
    assert fields == {name: row[name] for name in FIELDS}
