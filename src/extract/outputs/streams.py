"""The files that grow while documents are read: which there are, and what each gets of a document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from extract.outputs import jsonl, tables

if TYPE_CHECKING:
    from extract.pipeline import Extraction


@dataclass(frozen=True, slots=True)
class Stream:
    """A file, what stands at its head, and the bytes that one document adds to it."""

    name: str
    head: bytes
    render: Callable[[Extraction], bytes]


STREAMS = (
    Stream("claims.jsonl", b"", lambda extraction: jsonl.dump(extraction.claims)),
    Stream("entities.jsonl", b"", lambda extraction: jsonl.dump(extraction.entities)),
    Stream("documents.jsonl", b"", lambda extraction: jsonl.dump([extraction.document])),
    Stream("audit.jsonl", b"", lambda extraction: jsonl.dump(extraction.findings)),
    Stream("claims.csv", tables.head(), lambda e: tables.rows(e.claims, e.document.text)),
)


def render(extraction: Extraction, streams: Iterable[Stream] = STREAMS) -> dict[str, bytes]:
    """What one document adds to each of the streams, by file name."""
    return {stream.name: stream.render(extraction) for stream in streams}


# Where the sections of the report wait, in the order of the documents, until its head is known.
SECTIONS = "work/report.part"
POINTS = "work/points.jsonl"  # and the claims that can belong to a series, until all are known
_NAMES = (*(stream.name for stream in STREAMS), SECTIONS, POINTS)
_AT_ONCE = 1 << 20  # bytes read at once


class Writer:
    """All streams open in `folder`, as a context manager; knows length and SHA-256 of what it wrote.

    Nothing is touched before `begin` or `go_on`.
    """

    def __init__(self, folder: Path) -> None:
        self._paths = {name: folder / name for name in _NAMES}
        self._files: dict[str, BinaryIO] = {}
        self._sizes = dict.fromkeys(_NAMES, 0)
        self._hashes = {name: hashlib.sha256() for name in _NAMES}
        self._open = ExitStack()

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def begin(self) -> None:
        """Begin all files anew."""
        for name, path in self._paths.items():
            self._files[name] = self._open.enter_context(path.open("wb"))
        for stream in STREAMS:
            self._write(stream.name, stream.head)

    def go_on(self, sizes: tuple[int, ...], check: str) -> bool:
        """Go on behind the first `sizes` bytes of the files; False when these are not what `check` says."""
        if not self._load(sizes) or self.check() != check:
            return False
        for name, path in self._paths.items():
            file = self._files[name] = self._open.enter_context(path.open("r+b"))
            file.truncate(self._sizes[name])
            file.seek(self._sizes[name])
        return True

    def add(self, rendered: Mapping[str, bytes], section: bytes | None, points: bytes) -> int:
        """Append one document's bytes to every stream; returns how many."""
        for name, data in rendered.items():
            self._write(name, data)
        self._write(SECTIONS, section or b"")
        self._write(POINTS, points)
        return sum(map(len, rendered.values())) + len(section or b"") + len(points)

    def hashes(self) -> dict[str, str]:
        """SHA-256 of every output as it stands, in hexadecimal, by file name."""
        return {stream.name: self._hashes[stream.name].hexdigest() for stream in STREAMS}

    def sizes(self) -> tuple[int, ...]:
        """The length of every file in bytes."""
        return tuple(self._sizes.values())

    def check(self) -> str:
        """A short hash of all that was written."""
        together = hashlib.blake2b(digest_size=8)
        for digest in self._hashes.values():
            together.update(digest.digest())
        return together.hexdigest()

    def flush(self) -> None:
        """Hand everything to the system."""
        for file in self._files.values():
            file.flush()

    def _load(self, sizes: tuple[int, ...]) -> bool:
        """Hash the first bytes of files that are there; False when one is shorter."""
        for name, size in zip(_NAMES, sizes, strict=True):
            path = self._paths[name]
            if not path.exists() or path.stat().st_size < size:
                return False
            with path.open("rb") as file:
                left = size
                while left and (data := file.read(min(left, _AT_ONCE))):
                    self._hashes[name].update(data)
                    left -= len(data)
            self._sizes[name] = size
        return True

    def _write(self, name: str, data: bytes) -> None:
        self._files[name].write(data)
        self._sizes[name] += len(data)
        self._hashes[name].update(data)
