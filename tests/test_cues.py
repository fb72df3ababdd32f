"""Each cue is tested by its own examples: it holds in one sentence and not in the other."""

import pytest

from extract.claims.cues import CueRow
from extract.lexicon import Lexicon

ROWS = [row for row in Lexicon().rows("cues", CueRow) if row.value != "none"]


def claim_of_marked(extractor, example):
    """The claim on the figure between 【 and 】, read without the marks."""
    start = example.index("【")
    text = example.replace("【", "").replace("】", "") + "。"
    claims = extractor.parse(text, date="2024-03-01", place="昆明市").claims
    found = [claim for claim in claims if claim.start <= start < claim.end]
    assert found, f"no claim at the mark of {example}"
    return found[0]


def expected(row):
    return None if row.value == "unstated" else row.value


@pytest.mark.parametrize("row", [row for row in ROWS if row.holds], ids=lambda row: row.cue)
def test_cue_holds(extractor, row):
    assert getattr(claim_of_marked(extractor, row.holds), row.field) == expected(row)


@pytest.mark.parametrize("row", [row for row in ROWS if row.fails], ids=lambda row: row.cue)
def test_cue_fails(extractor, row):
    claim = claim_of_marked(extractor, row.fails)
    assert f"cue: {row.cue}" not in " ".join(claim.rules)


def test_every_cue_has_an_example():
    assert [row.cue for row in ROWS if not row.holds] == []
