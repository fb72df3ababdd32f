"""Parts and wholes: a table read by hand."""

import csv
from pathlib import Path

import pytest

from extract.pipeline import Extractor

TABLE = Path(__file__).parent / "cases" / "parts.tsv"
LINES = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_part(extractor, row):
    marked = row["text"].replace("¶", "\n")
    start = marked.index("【")
    text = marked.replace("【", "").replace("】", "")
    claims = extractor.parse(text, date="2024-03-08", place="保山市").claims
    claim = next(claim for claim in claims if claim.start <= start < claim.end)
    assert next((other.text for other in claims if other.id == claim.part_of), "") == row["whole"]
