"""One source to one document."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping

from extract.documents.imprint import imprint
from extract.documents.limits import Limits
from extract.documents.manifest import is_day
from extract.documents.readers import Plain, reader_of
from extract.documents.sources import Source
from extract.errors import InputError
from extract.furniture import FurnitureFinder
from extract.reading import view
from extract.records import Document
from extract.wraps import joined


def read(source: Source, furniture: FurnitureFinder, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    """Read one source into a document.

    Raises:
        InputError: it cannot be read, holds no text, is larger than `limits`, or its manifest line is broken.
    """
    if source.problem is not None:
        raise source.problem
    data = source.content(limits)
    reader = reader_of("" if source.is_row else source.name)
    plain = reader(_gunzipped(data, source, limits), source.label, limits)
    if not view(plain.text).strip():
        raise InputError(source.label, "holds no text")
    return _document(plain, furniture, source, data)


def _gunzipped(data: bytes, source: Source, limits: Limits) -> bytes:
    """What a `.gz` file holds, several streams one behind the other, too; other bytes as they are."""
    if source.is_row or not source.name.lower().endswith(".gz"):
        return data
    most = min(limits.document, limits.unpacked(len(data)))
    found = b""
    try:
        while data:
            stream = zlib.decompressobj(wbits=31)
            found += stream.decompress(data, most - len(found) + 1)
            if len(found) > most:
                raise InputError(source.label, limits.too_large())
            if not stream.eof:
                raise InputError(source.label, "is a gzip file that was cut")
            data = stream.unused_data.lstrip(b"\0")
    except zlib.error:
        raise InputError(source.label, "is no gzip file, or a damaged one") from None
    return found


def describe(
    text: str,
    furniture: FurnitureFinder,
    *,
    doc: str,
    known: Mapping[str, str],
) -> Document:
    """The document record of a text in memory: what is `known`, completed by what the text says of itself.

    Raises:
        InputError: the date is no day, or text or name hold half a surrogate pair.
    """
    if "date" in known and not is_day(known["date"]):
        raise InputError(doc, f"date {known['date']} is no day of the form YYYY-MM-DD")
    _utf8(doc, doc, "its name")
    return _record(Plain(text), furniture, doc, _utf8(text, doc, "its text"), known)


def _document(plain: Plain, furniture: FurnitureFinder, source: Source, data: bytes) -> Document:
    doc = source.name
    known = {**plain.facts, **source.entry}
    if "date" in known and not is_day(known["date"]):
        raise InputError(source.label, f"date {known['date']} is no day of the form YYYY-MM-DD")
    _utf8(doc, doc, "its name")
    return _record(plain, furniture, doc, data, known)


def _record(
    plain: Plain, furniture: FurnitureFinder, doc: str, data: bytes, known: Mapping[str, str]
) -> Document:
    reading = view(plain.text)
    unwrapped = joined(plain.text, reading)
    if unwrapped is None:
        marked = furniture.find(reading)
        spans = tuple(marked)
        said = imprint(plain.text, reading, marked, furniture)
    else:
        marked = furniture.find(unwrapped.text)
        spans = tuple(map(unwrapped.stored, marked))
        said = imprint(unwrapped.cut(plain.text), unwrapped.text, marked, furniture)
    fields = said | dict(known)
    return Document(
        doc=doc,
        text=plain.text,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=plain.encoding,
        furniture=spans,
        parts=plain.parts,
        **fields,
    )


def _utf8(text: str, doc: str, what: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(doc, f"{what} cannot be written as UTF-8 (character {error.start})") from None
