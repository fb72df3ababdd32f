"""Bytes to text: UTF-8, UTF-16 with a byte-order mark, GB18030, Big5.

Bytes are decoded strictly and never changed, so that offsets point into the file as it is stored. UTF-8
proves itself; GB18030 and Big5 accept almost any bytes, so a reading counts only when nearly all its
characters are common ones, and the better of the two wins.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from extract.errors import InputError
from extract.patterns import late

_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (or a Word or Excel file)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|head|body)\b", re.IGNORECASE)
# <meta charset="gb2312">, <meta http-equiv=... content="text/html; charset=gb2312">
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{1,20})""", re.IGNORECASE
)
_CHARSET_WITHIN = 10_000  # bytes
_DECLARED = {"utf-8": "utf-8", "utf8": "utf-8", "big5": "big5", "big5-hkscs": "big5hkscs"}
_DECLARED |= dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk"), "gb18030")
_DAMAGED_SHARE = 0.001
_CONTROL = late("[\x01-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.01  # a page may hold a stray one; a binary file is full of them
_NOT_ASCII = late(r"[^\x00-\x7f]")
# The most frequent characters of running Chinese, in both scripts: Korean and Japanese bytes, too, make
# common Chinese characters, but not these.
_FREQUENT = frozenset("的一是在不了有和人这這中大为為上个個国國年月日，。、：")
_FREQUENT_SHARE = 1 / 50
_COMMON_SHARE = 3 / 4
_SAMPLE = 2000  # characters that decide
_LONG = 200  # characters; only so many must hold frequent ones


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode `data` strictly; returns the text and the encoding's name.

    Raises:
        InputError: the bytes are no plain text, or in none of the known encodings.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(name, f"is {kind}, not plain text")
    if _MARKUP.match(data):
        raise InputError(name, "is an HTML or XML page, not plain text")
    for text, encoding in _readings(data):
        if "\0" in text:
            raise InputError(name, "holds NUL characters: a binary file, or UTF-16 without byte-order mark")
        if len(_CONTROL.findall(text)) > 1 + _CONTROL_SHARE * len(text):
            raise InputError(name, "is no text file: it is full of control characters")
        return text, encoding
    raise InputError(name, _why_unknown(data))


def decode_markup(data: bytes, name: str) -> tuple[str, str]:
    """Decode a web page: as plain text, but with the help of the encoding that it declares.

    A page whose bytes are damaged at a few places is decoded as it declares, with U+FFFD at these places.

    Raises:
        InputError: the bytes are no text, or in none of the known encodings.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(name, f"is {kind}, not an HTML page")
    declared = _declared(data)
    for text, encoding in _readings(data, declared):
        return text, encoding
    if declared:
        text = data.decode(declared, "replace")
        if text.count("\ufffd") <= _DAMAGED_SHARE * len(text):
            return text, declared
    raise InputError(name, _why_unknown(data))


def _declared(data: bytes) -> str | None:
    """The Python name of the encoding a page declares; GB18030 for its subsets, None for one not expected."""
    match = _CHARSET.search(data[:_CHARSET_WITHIN])
    return _DECLARED.get(match[1].decode("ascii").lower()) if match else None


def _readings(data: bytes, declared: str | None = None) -> Iterator[tuple[str, str]]:
    """Possible readings, the most certain first."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from _strict(data, "utf-16")
    yield from _strict(data, "utf-8")
    if declared:
        yield from _strict(data, declared)
    if not _is_damaged_utf8(data):
        chinese = [*_strict(data, "gb18030"), *_strict(data, "big5")]
        yield from sorted(filter(_is_plausible, chinese), key=lambda reading: -_common_share(reading[0]))


def _strict(data: bytes, encoding: str) -> Iterator[tuple[str, str]]:
    try:
        yield data.decode(encoding), encoding
    except UnicodeDecodeError:
        return


def _is_plausible(reading: tuple[str, str]) -> bool:
    text, _ = reading
    sample = _sample(text)
    frequent = sum(character in _FREQUENT for character in sample)
    if len(sample) >= _LONG and frequent < _FREQUENT_SHARE * len(sample):
        return False
    return _common_share(text) >= _COMMON_SHARE


def _common_share(text: str) -> float:
    """The share of common Chinese characters and punctuation among those that are not ASCII."""
    sample = _sample(text)
    return sum(character in _common() for character in sample) / max(len(sample), 1)


def _sample(text: str) -> list[str]:
    return [match[0] for match in islice(_NOT_ASCII.finditer(text), _SAMPLE)]


@cache
def _common() -> frozenset[str]:
    """The characters that the two standards call common, and their punctuation and full-width forms."""
    high_gb2312, high_big5 = (*range(0xA1, 0xA4), *range(0xB0, 0xD8)), (0xA1, *range(0xA4, 0xC7))
    low_gb2312, low_big5 = range(0xA1, 0xFF), (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    gb2312 = (bytes(pair).decode("gb2312", "ignore") for pair in product(high_gb2312, low_gb2312))
    big5 = (bytes(pair).decode("big5", "ignore") for pair in product(high_big5, low_big5))
    return frozenset(gb2312) | frozenset(big5)


def _is_damaged_utf8(data: bytes) -> bool:
    head = data[: 3 * _SAMPLE]  # a Chinese character has three bytes
    return _common_share(head.decode("utf-8", "replace")) >= _COMMON_SHARE


def _why_unknown(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            return f"is UTF-8, but damaged at byte {error.start}"
    return "is in no known encoding (tried UTF-8, UTF-16, GB18030, Big5)"
