"""Text whose lines were broken at a width: what is joined, and the way between the offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import parse
from extract.reading import view
from extract.wraps import Joined, joined
from tables import cases

TEXT = (
    "甲县统计局今天公布，上半年全县完成工业产值53.2亿元，同比增长百分之五，"
    "其中规模以上企业完成产值41亿元，占比超过七成，全县企业672家，职工3万人。"
)


@pytest.mark.parametrize(("stored", "read", "why"), cases("wraps"))
def test_what_is_joined(stored: str, read: str, why: str) -> None:
    found = joined(stored, view(stored))
    assert (found.text if found else "") == read, why


def test_claims_are_quoted_as_they_are_stored() -> None:
    whole = [(claim.value, claim.indicator, claim.period) for claim in parse(TEXT).claims]
    broken = 0
    for width in range(13, 25):
        stored = "\n".join(TEXT[start : start + width] for start in range(0, len(TEXT), width))
        claims = parse(stored).claims
        assert [(claim.value, claim.indicator, claim.period) for claim in claims] == whole
        assert all(stored[claim.start : claim.end] == claim.text for claim in claims)
        broken += sum("\n" in claim.text for claim in claims)
    assert broken > 3, "numbers that a line end broke are among them"


def test_latin_words_keep_a_blank_between_them() -> None:
    stored = (
        "甲县今年工业企业中 Alpha\nBeta 完成产值53.2亿元，同\n比增长百分之五，占比超过七\n"
        "成，其他企业中也有 Gamma\nDelta 公司完成9亿元。"
    )
    found = joined(stored, view(stored))
    assert found is not None
    assert "Alpha Beta" in found.text
    assert "同比增长" in found.text


breaks = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 3), st.sampled_from(["", " "])), max_size=8)


@given(breaks)
def test_offsets_lead_there_and_back(gaps: list[tuple[int, int, str]]) -> None:
    text, spans = "", []
    for kept, length, instead in gaps:
        text += "字" * kept
        spans.append(((len(text), len(text) + length), instead))
        text += "\n" * length
    text += "字"
    found = Joined(text, spans)
    assert found.text == found.cut(text)
    assert "\n" not in found.text
    for start in (n for n, character in enumerate(found.text) if character == "字"):
        stored = found.stored((start, start + 1))
        assert text[slice(*stored)] == "字"
        assert found.joined(stored) == (start, start + 1)
