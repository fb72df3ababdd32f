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


@pytest.mark.parametrize(
    ("source", "subject"), [("龙陵县人民法院", "龙陵县人民法院"), ("保山日报", "保山市"), (None, "保山市")]
)
def test_the_publisher_is_the_institution_that_the_text_does_not_name(extractor, source, subject):
    document = extractor.parse("上半年，全院受理案件939件。", date="2024-03-08", place="保山市").document
    (claim,) = extractor.extract(document.model_copy(update={"source": source})).claims
    assert [name.name for name in claim.subject] == [subject]
