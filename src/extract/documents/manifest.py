"""`manifest.tsv`: what is known about the files of a folder, one line a file.

The header is `doc title date source place url`, separated by tabs, and may end with `split`; every line has
as many cells, but may leave that last one away. `doc` is the file's name, `date` its publication date as
YYYY-MM-DD, `place` what 全市, 全省 and 我县 mean, `split` says whether rules may be made with the text in
view (`dev`) or not (`test`). Cells but `doc` may be empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extract.encodings import decode
from extract.errors import InputError, ManifestError
from extract.patterns import late

MANIFEST = "manifest.tsv"
COLUMNS = ("doc", "title", "date", "source", "place", "url")
SPLITS = ("dev", "test")

_LINE_END = late(r"\r\n|\r|\n")
_DAY = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the manifest: the file it names, what it says of it, and what is wrong with the line.

    `facts` holds the cells that are not empty, by column, without `doc` and `split`.
    """

    doc: str
    facts: dict[str, str]
    problem: ManifestError | None = None
    split: str = ""

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
    if tuple(header) not in (COLUMNS, (*COLUMNS, "split")):
        raise ManifestError(str(path), f"line 1: the header must be {' '.join(COLUMNS)}, separated by tabs")
    docs = Counter(row[0] for row in rows)
    return [_entry(path, number, header, row, docs) for number, row in enumerate(rows, 2) if any(row)]


def splits(folder: Path) -> dict[str, str]:
    """`dev` or `test` by file stem, for the files that the folder's manifest assigns to either.

    What is wrong with the manifest is passed over: it is named when the texts are read.
    """
    try:
        lines = entries(folder)
    except InputError:
        return {}
    return {Path(line.doc).stem: line.split for line in lines if line.split and not line.problem}


def with_line(folder: Path, doc: str, facts: Mapping[str, str], split: str = "") -> str:
    """The text of the folder's manifest with one more line; a folder without one gets a new manifest.

    Raises:
        InputError: the manifest is broken, lists `doc` already, or the line would not be right.
    """
    path = folder / MANIFEST
    lines = entries(folder)
    for line in lines:
        if line.problem:
            raise line.problem
    cells = {"doc": doc, **facts, "split": split}
    header = [*COLUMNS, "split"] if split or any(line.split for line in lines) else list(COLUMNS)
    rows = [
        [{"doc": line.doc, **line.facts, "split": line.split}.get(c, "") for c in header] for line in lines
    ]
    rows.append([" ".join(cells.get(column, "").split()) for column in header])
    problem = _entry(path, len(rows) + 1, header, rows[-1], Counter(row[0] for row in rows)).problem
    if problem:
        raise problem
    return "".join("\t".join(row) + "\n" for row in [header, *rows])


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


def _entry(path: Path, number: int, header: list[str], row: list[str], docs: Counter[str]) -> Entry:
    cells = dict(zip(header, row, strict=False))
    cause = _cause(header, row, cells, docs)
    problem = ManifestError(str(path), f"line {number}: {cause}") if cause else None
    doc, split = cells.pop("doc"), cells.pop("split", "")
    return Entry(doc, {column: cell for column, cell in cells.items() if cell}, problem, split)


def _cause(header: list[str], row: list[str], cells: dict[str, str], docs: Counter[str]) -> str | None:
    """What is wrong with a line, None when it is right."""
    doc = cells["doc"]
    if not doc:
        return "names no file"
    if not _is_file_name(doc):
        return f"{doc} is no file name: a manifest lists the files of its own folder"
    if len(row) not in (len(COLUMNS), len(header)):
        return f"{len(row)} cells where {len(header)} are needed"
    if docs[doc] > 1:
        return f"{doc} is listed twice"
    return _wrong_cell(cells)


def _wrong_cell(cells: dict[str, str]) -> str | None:
    """Which cell of a line holds what its column does not allow, None when all are right."""
    day, split = cells.get("date", ""), cells.get("split", "")
    if day and not is_day(day):
        return f"date {day} is no day of the form YYYY-MM-DD"
    if split and split not in SPLITS:
        return f"split {split} is none of {', '.join(SPLITS)}"
    return None


def _is_file_name(doc: str) -> bool:
    return doc not in ("", ".", "..") and Path(doc).name == doc and "\0" not in doc
