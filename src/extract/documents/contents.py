"""Files that hold several documents: zip archives, JSON lines and Parquet tables, one document at a time.

A member is named after its file: `pages.zip/2024/a.html`, `releases.jsonl#17`. Nothing is unpacked to disk,
and no more than one member is in memory. What is wrong with a member stays with it; a file that breaks off
is one more source that cannot be read.
"""

from __future__ import annotations

import gzip
import json
import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, cast

from extract.documents.limits import Limits
from extract.documents.manifest import COLUMNS, MANIFEST
from extract.documents.readers import SUFFIXES
from extract.documents.readers.kinds import suffix
from extract.documents.sources import Source
from extract.errors import InputError

_FACTS = COLUMNS[1:]
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_ROWS_AT_ONCE = 16
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Opening:
    """How files are opened: size limits, and the column of tables and JSON lines that holds the text."""

    limits: Limits = field(default_factory=Limits)
    text_column: str = "text"


class Contents:
    """The documents behind `sources`, in order; `ignored` counts members of a kind that nobody reads."""

    def __init__(self, sources: Iterable[Source], opening: Opening) -> None:
        self._sources = sources
        self._opening = opening
        self.ignored = 0

    def __iter__(self) -> Iterator[Source]:
        for source in self._sources:
            if source.problem is not None or source.data is not None:
                yield source
            elif (members := _MEMBERS.get(suffix(source.name))) is not None:
                yield from self._members(source, members)
            else:
                yield source

    def _members(self, source: Source, members: _Reader) -> Iterator[Source]:
        try:
            for member in members(source, self._opening):
                if member is None:
                    self.ignored += 1
                else:
                    yield member
        except InputError as error:
            yield Source(source.path, {}, error)
        except OSError as error:
            yield Source(source.path, {}, InputError(source.label, error.strerror or "is damaged"))
        except (EOFError, zlib.error, zipfile.BadZipFile) as error:
            yield Source(source.path, {}, InputError(source.label, f"is damaged ({type(error).__name__})"))


_Reader = Callable[[Source, Opening], Iterator["Source | None"]]


def _zip(source: Source, opening: Opening) -> Iterator[Source | None]:
    """The files of an archive in its order; None for one that is no release."""
    seen: set[str] = set()
    with source.path.open("rb") as file, _archive(file, source) as archive:
        left = opening.limits.unpacked(os.fstat(file.fileno()).st_size)
        for info in archive.infolist():
            name = _member_name(info)
            if info.is_dir() or _is_hidden(name):
                continue
            if suffix(name) not in SUFFIXES or stat.S_ISLNK(info.external_attr >> 16):
                yield None
                continue
            member = replace(source, member=f"/{name}")
            if name in seen:
                yield _refused(member, "comes twice in the archive")
                continue
            seen.add(name)
            left -= info.file_size
            if left < 0:
                ratio = opening.limits.ratio
                raise InputError(member.label, f"unpacks to more than {ratio} times the archive's size")
            yield _unpacked(archive, info, member, opening.limits)


def _archive(file: IO[bytes], source: Source) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except _DAMAGE:
        raise InputError(source.label, "is no zip archive, or a damaged one") from None


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: Source, limits: Limits) -> Source:
    if info.flag_bits & _ENCRYPTED:
        return _refused(member, "is encrypted")
    if info.file_size > limits.document:
        return _refused(member, limits.too_large())
    try:
        with archive.open(info) as file:
            return replace(member, data=file.read(info.file_size + 1))
    except (*_DAMAGE, RuntimeError) as error:
        return _refused(member, f"is damaged in the archive ({type(error).__name__})")


def _member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; old archives of Chinese origin hold names in GB18030 and do not say so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return parts[-1] == MANIFEST or any(part.startswith((".", "__MACOSX")) for part in parts)


def _json_lines(source: Source, opening: Opening) -> Iterator[Source | None]:
    """A document for every line that is not blank."""
    limit = opening.limits.document
    packed = source.name.lower().endswith(".gz")
    with source.path.open("rb") as stored, _gunzipping(stored) if packed else stored as file:
        left = opening.limits.unpacked(source.path.stat().st_size)
        number = 0
        while line := file.readline(limit + 1):
            number += 1
            member = replace(source, member=f"#{number}")
            left -= len(line)
            if len(line) > limit:
                left -= _skip_line(file, limit, left)
                yield _refused(member, opening.limits.too_large())
            elif line.strip():
                yield _json_row(line, member, opening)
            if left < 0:
                ratio = opening.limits.ratio
                raise InputError(member.label, f"unpacks to more than {ratio} times the file's size")


def _gunzipping(file: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", gzip.GzipFile(fileobj=file))


def _skip_line(file: IO[bytes], limit: int, left: int) -> int:
    """Read to the end of a line, or until `left` bytes; returns the number of bytes."""
    skipped = 0
    while skipped <= left and (piece := file.readline(limit)):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def _json_row(line: bytes, member: Source, opening: Opening) -> Source:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return _refused(member, "is no JSON in UTF-8")
    if not isinstance(row, dict):
        return _refused(member, "is no JSON object")
    return _row(row, member, opening)


def _parquet(source: Source, opening: Opening) -> Iterator[Source | None]:
    """A document for every row."""
    if find_spec("pyarrow") is None:
        raise InputError(source.label, "needs pyarrow: python -m pip install 'extract-zh[parquet]'")
    import pyarrow
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(source.path) as table:
            columns = [name for name in table.schema_arrow.names if name in (opening.text_column, *_FACTS)]
            number = 0
            for batch in table.iter_batches(_ROWS_AT_ONCE, columns=columns, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield _row(row, replace(source, member=f"#{number}"), opening)
    except (pyarrow.ArrowException, ValueError, OSError) as error:  # damage, and text that is not UTF-8
        raise InputError(
            source.label, f"is no Parquet file that can be read ({type(error).__name__})"
        ) from None


def _row(row: dict[str, Any], member: Source, opening: Opening) -> Source:
    """A row as a document: its text, and what its other columns say in the manifest's words."""
    text = row.get(opening.text_column)
    if not isinstance(text, str):
        return _refused(member, f"has no text in {opening.text_column!r}; --text-column names the column")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        return _refused(member, f"its text cannot be written as UTF-8 (character {error.start})")
    if len(data) > opening.limits.document:
        return _refused(member, opening.limits.too_large())
    said = {name: _cell(row[name]) for name in _FACTS if row.get(name) is not None}
    return replace(member, entry={k: v for k, v in said.items() if v} | member.entry, data=data)


def _cell(value: object) -> str:
    """A cell as text; a time is cut to its day, as manifests have it."""
    return str(value.isoformat()[:10] if hasattr(value, "isoformat") else value).strip()


def _refused(member: Source, cause: str) -> Source:
    return Source(member.path, {}, InputError(member.label, cause), member.member)


_MEMBERS: dict[str, _Reader] = {".zip": _zip, ".jsonl": _json_lines, ".parquet": _parquet}
CONTAINERS = tuple(_MEMBERS)


def readable(path: Path) -> bool:
    """Whether a file's name announces a kind that is read."""
    return suffix(path.name) in (*SUFFIXES, *CONTAINERS)


def holds_several(source: Source) -> bool:
    """Whether a file can hold several documents."""
    return source.data is None and suffix(source.name) in CONTAINERS
