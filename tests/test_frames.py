"""Frames carried through a text: the place, the time and the promise that hold where nothing else is said."""

import csv
from pathlib import Path

import pytest

from extract.pipeline import Extractor

TABLE = Path(__file__).parent / "cases" / "frames.tsv"
LINES = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))
FIELDS = ("subject", "period", "basis", "status")


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_frame(extractor, row):
    marked = row["text"].replace("¶", "\n")
    start = marked.index("【")
    text = marked.replace("【", "").replace("】", "")
    claims = extractor.parse(text, date=row["date"], place=row["place"] or None).claims
    claim = next(claim for claim in claims if claim.start <= start < claim.end)
    fields = {
        "subject": "、".join(subject.name for subject in claim.subject),
        "period": claim.period or "",
        "basis": claim.basis or "",
        "status": claim.status,
    }
    assert fields == {name: row[name] for name in FIELDS}
