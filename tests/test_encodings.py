"""Bytes to text: every known encoding is read back exactly, everything else is refused in one line."""

from __future__ import annotations

import codecs
import re

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.encodings import decode
from extract.errors import InputError
from tables import cases, rows

BODY = (
    "上半年，全县完成外贸进出口总额3.6亿元，同比增长5.2%，高于全市平均水平；其中出口2.1亿元，增长8%。"
    "新登记企业1204户，比上年同期多86户。年末全县共有个体工商户1.5万户，从业人员4万余人。"
)
TRADITIONAL = opencc.OpenCC("s2t").convert(BODY)
SIGNATURES = [
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1",
    b"\x1f\x8b\x08",
    b"\x89PNG\r\n",
    b"\xff\xd8\xff\xe0",
    b"GIF89a",
]


def pieces(text: str, shortest: int) -> st.SearchStrategy[str]:
    """Stretches of a text."""
    starts = st.integers(0, len(text) - shortest)
    return st.tuples(starts, st.integers(shortest, len(text))).map(lambda cut: text[cut[0] : cut[0] + cut[1]])


@pytest.mark.parametrize(("text", "written", "expected", "why"), cases("encodings"))
def test_case(text: str, written: str, expected: str, why: str) -> None:
    data = text.encode(written)
    if expected.startswith("!"):
        with pytest.raises(InputError, match=f"^a.txt: .*{expected[1:]}") as refused:
            decode(data, "a.txt")
        assert "\n" not in str(refused.value), why
    else:
        found, encoding = decode(data, "a.txt")
        assert (found.removeprefix("\ufeff"), encoding) == (text, expected), why


def test_a_third_of_the_table_is_refused() -> None:
    refused = [row for row in rows("encodings") if row[2].startswith("!")]
    assert 3 * len(refused) >= len(rows("encodings"))


def cause(data: bytes) -> str:
    """Why `data` is refused, "" when it is read."""
    try:
        decode(data, "a.txt")
    except InputError as error:
        return str(error)
    return ""


@given(st.text())
def test_any_utf8_text_is_read_back_or_refused_for_what_it_holds(text: str) -> None:
    refused = cause(text.encode())
    assert re.fullmatch("a.txt: .*(characters|page).*", refused) or decode(text.encode(), "a.txt") == (
        text,
        "utf-8",
    )


@given(pieces(BODY, 10), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_simplified_text_is_read_back_from_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt")[0].removeprefix("\ufeff") == text


@given(pieces(TRADITIONAL, 20), st.sampled_from(["utf-8", "utf-16", "gb18030", "big5"]))
def test_traditional_text_is_read_back_from_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding, "ignore"), "a.txt")[0] == text.encode(encoding, "ignore").decode(
        encoding
    )


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_one_clear_error(data: bytes) -> None:
    refused = cause(data)
    if refused:
        assert re.fullmatch("a.txt: (is|holds) .+", refused)
    else:
        text, encoding = decode(data, "a.txt")
        assert data.decode(encoding) == text


@given(st.integers(60, len(BODY.encode()) - 1), st.sampled_from([0xFF, 0xC0, 0x80]))
def test_damaged_utf8_is_no_other_encoding(position: int, byte: int) -> None:
    data = BODY.encode()
    start = len(data[:position].decode("utf-8", "ignore").encode())  # of a character
    with pytest.raises(InputError, match=f"is UTF-8, but damaged at byte {start}$"):
        decode(data[:start] + bytes([byte]) + data[start:], "a.txt")


def test_a_text_cut_within_a_character_names_the_byte() -> None:
    data = BODY.encode()
    with pytest.raises(InputError, match=f"damaged at byte {len(data) - 3}$"):
        decode(data[:-1], "a.txt")


@pytest.mark.parametrize("signature", SIGNATURES)
def test_files_of_other_kinds_are_named(signature: bytes) -> None:
    with pytest.raises(InputError, match=r"^b\.txt: is an? .*not plain text$"):
        decode(signature + bytes(50), "b.txt")


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf16_that_ends_within_a_character_is_refused(mark: bytes) -> None:
    with pytest.raises(InputError, match="no known encoding"):
        decode(mark + BODY.encode("utf-16-le")[:-1], "a.txt")


def test_a_long_korean_text_is_refused() -> None:
    # Its bytes make common Chinese characters, but hardly any of the most frequent ones.
    with pytest.raises(InputError, match="no known encoding"):
        decode("경제 성장률은 삼 퍼센트였다. ".encode("euc-kr") * 40, "a.txt")


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"", "a.txt") == ("", "utf-8")
