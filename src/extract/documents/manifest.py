"""`manifest.tsv`: what is known about the files of a folder, one line a file.

The header is `doc title date source place url`, separated by tabs; every line has as many cells. `doc` is
the file's name, `date` its publication date as YYYY-MM-DD, `place` what 全市, 全省 and 我县 mean. Cells but
`doc` may be empty.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extract.encodings import decode
from extract.errors import InputError, ManifestError

MANIFEST = "manifest.tsv"
COLUMNS = ("doc", "title", "date", "source", "place", "url")

_LINE_END = re.compile(r"\r\n|\r|\n")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the manifest: the file it names, what it says of it, and what is wrong with the line.

    `facts` holds the cells that are not empty, by column, without `doc`.
    """

    doc: str
    facts: dict[str, str]
    problem: ManifestError | None = None

    @property
    def names_a_file(self) -> bool:
        """Whether `doc` can be a file of the manifest's own folder."""
        return _is_file_name(self.doc)


def entries(folder: Path) -> list[Entry]:
    """The lines of the folder's manifest, none when it has no manifest.

    Raises:
        InputError: the manifest as a whole cannot be read: its bytes are no text, its header is wrong.
    """
    path = folder / MANIFEST
    if not path.exists():
        return []
    header, *rows = _rows(path)
    if tuple(header) != COLUMNS:
        raise ManifestError(str(path), f"line 1: the header must be {' '.join(COLUMNS)}, separated by tabs")
    docs = Counter(row[0] for row in rows)
    return [_entry(path, number, row, docs) for number, row in enumerate(rows, 2) if any(row)]


def is_day(text: str) -> bool:
    """Whether `text` is a day of the calendar as YYYY-MM-DD."""
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _rows(path: Path) -> list[list[str]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from None
    text = decode(data, str(path))[0].removeprefix("\ufeff")
    return [[cell.strip() for cell in line.split("\t")] for line in _LINE_END.split(text)]


def _entry(path: Path, number: int, row: list[str], docs: Counter[str]) -> Entry:
    cells = dict(zip(COLUMNS, row, strict=False))
    cause = _cause(row, cells, docs)
    problem = ManifestError(str(path), f"line {number}: {cause}") if cause else None
    doc = cells.pop("doc")
    return Entry(doc, {column: cell for column, cell in cells.items() if cell}, problem)


def _cause(row: list[str], cells: dict[str, str], docs: Counter[str]) -> str | None:
    """What is wrong with a line, None when it is right."""
    doc, day = cells["doc"], cells.get("date", "")
    if not doc:
        return "names no file"
    if not _is_file_name(doc):
        return f"{doc} is no file name: a manifest lists the files of its own folder"
    if len(row) != len(COLUMNS):
        return f"{len(row)} cells where {len(COLUMNS)} are needed"
    if day and not is_day(day):
        return f"date {day} is no day of the form YYYY-MM-DD"
    if docs[doc] > 1:
        return f"{doc} is listed twice"
    return None


def _is_file_name(doc: str) -> bool:
    return doc not in ("", ".", "..") and Path(doc).name == doc and "\0" not in doc
