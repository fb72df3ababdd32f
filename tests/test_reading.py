"""The reading view: what is folded, and that offsets never move."""

from __future__ import annotations

from itertools import pairwise

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import reading
from extract.reading import lines, view
from tables import cases, rows

ANY = st.text(max_size=80)
# Text in which much is to be folded, and text in which nothing is.
MIXED = st.text(alphabet=st.sampled_from("２％．萬億與 \u3000\u200b\r\n\t，。a1增长⽉羅"), max_size=60)
TO_TRADITIONAL = opencc.OpenCC("s2t")


@pytest.mark.parametrize(("text", "expected", "why"), cases("reading"))
def test_case(text: str, expected: str, why: str) -> None:
    assert view(text) == expected, why


@given(ANY | MIXED)
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(view(text)) == len(text)


# 薴 is simplified to 苧, which is itself the traditional form of 苎: no text of ours needs either.
@given((ANY | MIXED).filter(lambda text: "薴" not in text))
def test_a_view_is_its_own_view(text: str) -> None:
    assert view(view(text)) == view(text)


def test_nothing_is_copied_when_nothing_is_folded() -> None:
    text = "本年增长3.5%。" * 3
    assert view(text) is text


def test_all_of_unicode_keeps_its_length_and_settles() -> None:
    text = "".join(chr(code) for code in range(0x20, 0x30000) if not 0xD800 <= code < 0xE000)
    once = view(text)
    assert len(once) == len(text)
    assert [a for a, b in zip(once, view(once), strict=True) if a != b] == ["苧"]


def test_traditional_forms_of_a_text_have_the_same_view() -> None:
    text = "上半年，全县国内生产总值增长百分之五，粮食总产量与农户收入均有提高；实际到账资金三亿元。"
    traditional = TO_TRADITIONAL.convert(text)
    assert traditional != text
    assert view(traditional) == view(text)


def test_a_phrase_that_would_change_its_length_is_converted_character_by_character(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Shortening:
        def convert(self, text: str) -> str:
            return text.replace("電腦", "机").replace("電", "电").replace("腦", "脑").replace("億", "")

    monkeypatch.setattr(reading, "_converter", Shortening)
    reading._simplified_character.cache_clear()
    assert view("電腦三億臺") == "电脑三億臺"
    reading._simplified_character.cache_clear()


@given(ANY | MIXED)
def test_lines_are_what_is_not_blank(text: str) -> None:
    folded = view(text)
    spans = list(lines(folded))
    assert [folded[start:end] for start, end in spans] == [
        stripped for line in folded.split("\n") if (stripped := line.strip(" \t"))
    ]
    assert all(a[1] < b[0] for a, b in pairwise(spans))


def test_the_table_has_texts_that_stay() -> None:
    unchanged = [row for row in rows("reading") if row[0] == row[1]]
    assert 3 * len(unchanged) >= len(rows("reading"))
