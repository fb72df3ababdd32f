"""What a run has done so far, document by document, so that an interrupted one can go on.

The journal is a file of JSON lines: first what decides the outputs (version, options, word lists), then a
line a document: which source it was, what became of it, how long every output was after it, and a hash of all
of them. A line is written only after the outputs it speaks of. What stands behind the last whole line that
fits is cut off and done again, so that the outputs are the same as those of a run that was never interrupted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from extract.outputs.streams import Writer
from extract.outputs.work import Failed, Read

if TYPE_CHECKING:
    from extract.documents import Source

# Outputs and journal reach the system together, after so many documents or bytes.
_DOCUMENTS, _BYTES = 16, 250_000


Became: TypeAlias = Read | Failed


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal: a source, what became of it, and the state of the outputs after it."""

    label: str
    stamp: str
    became: Became
    sizes: tuple[int, ...]
    check: str

    def is_of(self, source: Source) -> bool:
        """Whether this was `source`, unchanged since."""
        return self.label == source.label and self.stamp == source.stamp()

    def line(self) -> bytes:
        """The entry as a line of JSON; odd bytes of file names stay as escapes."""
        became = {"failed" if isinstance(self.became, Failed) else "read": asdict(self.became)}
        value = {"label": self.label, "stamp": self.stamp, "sizes": self.sizes, "check": self.check} | became
        return json.dumps(value).encode("ascii") + b"\n"

    @classmethod
    def parse(cls, line: bytes) -> Entry:
        """Read a line back; ValueError, KeyError or TypeError when it is none."""
        if not line.endswith(b"\n"):
            raise ValueError("is cut")
        value = json.loads(line)
        became = Read(**value["read"]) if "read" in value else Failed(**value["failed"])
        return cls(value["label"], value["stamp"], became, tuple(value["sizes"]), value["check"])


class Journal:
    """The journal at `path` beside the outputs of `writer`, a context manager.

    Args:
        path: the file; made when missing.
        writer: knows the length and hash of the outputs.
        head: what decides the outputs; a journal with another one is of no use and is begun anew.
    """

    def __init__(self, path: Path, writer: Writer, head: dict[str, Any]) -> None:
        self._path = path
        self._writer = writer
        self._head = json.dumps(head, sort_keys=True).encode("ascii") + b"\n"
        self._waiting: list[bytes] = []
        self._unwritten = 0
        self._file: BinaryIO | None = None

    def entries(self) -> Iterator[tuple[Entry, int]]:
        """The entries that are whole, each with its end in bytes; none when the head is another one."""
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            if file.readline() != self._head:
                return
            for line in file:
                try:
                    yield Entry.parse(line), file.tell()
                except (ValueError, KeyError, TypeError):
                    return

    def begin(self, end: int | None) -> None:
        """Open for writing behind byte `end`, or anew when None."""
        if end is None:
            self._file = self._path.open("wb")
            self._waiting.append(self._head)
        else:
            self._file = self._path.open("r+b")
            self._file.truncate(end)
            self._file.seek(end)

    def note(self, label: str, stamp: str, became: Became, size: int) -> None:
        """Add an entry; `size` is the number of bytes that the document added to the outputs."""
        entry = Entry(label, stamp, became, self._writer.sizes(), self._writer.check())
        self._waiting.append(entry.line())
        self._unwritten += size
        if len(self._waiting) >= _DOCUMENTS or self._unwritten >= _BYTES:
            self.flush()

    def flush(self) -> None:
        """Hand outputs, then entries, to the system."""
        assert self._file is not None
        self._writer.flush()
        self._file.writelines(self._waiting)
        self._file.flush()
        self._waiting.clear()
        self._unwritten = 0

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what waits, unless the disk has failed, and close."""
        if self._file is None:
            return
        try:
            if not isinstance(error, OSError):
                self.flush()
        finally:
            self._file.close()
