"""Plain text: decoded and not changed, so that offsets point into the file as it is stored."""

from __future__ import annotations

from extract.documents.limits import Limits
from extract.documents.readers.plain import Plain
from extract.encodings import decode


def read(data: bytes, name: str, limits: Limits) -> Plain:
    """The text of `data`.

    Raises:
        InputError: the bytes are no text.
    """
    del limits
    text, encoding = decode(data, name)
    return Plain(text, encoding)
