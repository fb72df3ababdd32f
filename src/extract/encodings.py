"""Bytes to text: UTF-8, UTF-16 with a byte-order mark, GB18030, Big5."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from extract.errors import InputError

# The most frequent characters of running Chinese, in both scripts; wrong decodings have almost none of them.
_FREQUENT = re.compile("[的一是在不了有和人这這中大为為上个個国國年月日，。、：]")
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")
_SIGNATURES = (
    (b"%PDF", "is a PDF file, not text"),
    (b"PK\x03\x04", "is a zip archive (or a Word or Excel file), not text"),
    (b"\x1f\x8b", "is a gzip file, not text"),
    (b"\x89PNG", "is an image, not text"),
    (b"\xff\xd8\xff", "is an image, not text"),
)
_MINIMUM_SHARE = 200  # one frequent character in so many is enough to call a decoding Chinese


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode `data` strictly; returns the text and the encoding's name.

    Raises:
        InputError: the bytes are no text, or in none of the known encodings.
    """
    for signature, cause in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(name, cause)
    for text, encoding in _readings(data):
        if _BINARY.search(text):
            raise InputError(name, "is no text file: it holds control characters")
        return text, encoding
    raise InputError(name, "is in no known encoding (tried UTF-8, UTF-16, GB18030, Big5)")


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from _strict(data, "utf-16")
    yield from _strict(data, "utf-8")
    # Most Big5 bytes are valid GB18030 too, so the reading with more frequent characters wins.
    chinese = [*_strict(data, "gb18030"), *_strict(data, "big5")]
    yield from sorted(filter(_plausible, chinese), key=lambda reading: -_frequent(reading[0]))


def _strict(data: bytes, encoding: str) -> Iterator[tuple[str, str]]:
    try:
        yield data.decode(encoding), encoding
    except UnicodeDecodeError:
        return


def _plausible(reading: tuple[str, str]) -> bool:
    return _frequent(reading[0]) * _MINIMUM_SHARE >= len(reading[0])


def _frequent(text: str) -> int:
    return len(_FREQUENT.findall(text))
