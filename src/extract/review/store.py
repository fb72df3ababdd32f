"""A gold file on disk that several windows, and programs, may change: nobody overwrites what he has not seen.

Every state of the file has a tag, made from its bytes. A change names the tag it was made for; when the file
has another by then, nothing is written. Files are written beside and renamed.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from extract.errors import GoldError
from extract.labelling import draft
from extract.labelling.files import load
from extract.pipeline import Extraction
from extract.records import Document
from extract.review.rows import OPEN, Row, changed, complaints, content, loaded, stored

try:
    import fcntl
except ImportError:  # Windows: windows of one server are kept apart, two servers are not
    fcntl = None  # type: ignore[assignment]


class StaleError(Exception):
    """The file is not in the state that a change was made for."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the file; `warnings` concern the row that was changed last."""

    tag: str
    head: Mapping[str, Any]
    rows: Sequence[Row]
    warnings: Sequence[str] = ()

    def progress(self) -> tuple[int, int]:
        """How many labels are decided, and how many there are."""
        return sum(content(row)["review"] != OPEN for row in self.rows), len(self.rows)


def open_store(extraction: Extraction, folder: Path) -> Store:
    """The gold file of a document in `folder`, drafted from `extraction` when there is none.

    Raises:
        GoldError, InputError: as `Store`.
        OSError: the draft cannot be written.
    """
    path = folder / f"{Path(extraction.document.doc).stem}.jsonl"
    if not path.exists():
        draft.write(extraction, folder)
    return Store(path, extraction.document)


class Store:
    """The gold file of one document.

    Args:
        path: the file; it is there.
        document: the text it labels.

    Raises:
        GoldError: it labels another text, or none.
        InputError: it cannot be read.
    """

    def __init__(self, path: Path, document: Document) -> None:
        self.path = path
        self._document = document
        self._lock = Lock()
        labelled = self.read().head.get("sha256")
        if labelled != document.sha256:
            raise GoldError(str(path), f"labels another text than {document.doc} (its SHA-256 differs)")

    def read(self) -> Snapshot:
        """The file as it is now."""
        tag = hashlib.sha256(self.path.read_bytes()).hexdigest()
        gold = load(self.path)
        lines: list[tuple[int, Row]] = [(line, {"claim": dict(row)}) for line, row in gold.claims]
        lines += [(line, {"entity": dict(row)}) for line, row in gold.entities]
        head = gold.head or {}
        return Snapshot(tag, head, loaded(head, [row for _, row in lines]))

    def change(self, tag: str, old: Row | None, new: Row | None) -> Snapshot:
        """Put `new` in the place of `old`, check it, and write the file.

        Raises:
            StaleError: the file is not in the state `tag` any more; nothing was written.
            RefusedError: the change cannot be made; nothing was written.
        """
        with self._lock, _locked(self.path.parent):
            now = self.read()
            if now.tag != tag:
                raise StaleError
            rows = changed(now.rows, old, new)
            warnings = complaints(rows, new, self._document) if new else []
            self._write(*stored(now.head, rows))
            after = self.read()
        return Snapshot(after.tag, after.head, after.rows, warnings)

    def _write(self, head: Mapping[str, Any], rows: Sequence[Row]) -> None:
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in ({"document": head}, *rows)]
        handle, name = tempfile.mkstemp(prefix=".review-", dir=self.path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.writelines(lines)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, self.path.stat().st_mode)
            os.replace(name, self.path)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other servers out while a file of `folder` is read, compared and written."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
