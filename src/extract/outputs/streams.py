"""The files that grow while documents are read: which there are, and what each gets of a document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
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


def render(extraction: Extraction) -> dict[str, bytes]:
    """What one document adds to each stream, by file name."""
    return {stream.name: stream.render(extraction) for stream in STREAMS}


class Writer:
    """All streams open in `folder`, as a context manager; knows the SHA-256 of what it wrote."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, BinaryIO] = {}
        self._hashes = {stream.name: hashlib.sha256() for stream in STREAMS}
        self._open = ExitStack()

    def __enter__(self) -> Writer:
        for stream in STREAMS:
            path = self._folder / stream.name
            self._files[stream.name] = self._open.enter_context(path.open("wb"))
            self._write(stream.name, stream.head)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def add(self, rendered: Mapping[str, bytes]) -> None:
        """Append one document's bytes to every stream."""
        for name, data in rendered.items():
            self._write(name, data)

    def hashes(self) -> dict[str, str]:
        """SHA-256 of every stream as it stands, in hexadecimal, by file name."""
        return {name: digest.hexdigest() for name, digest in self._hashes.items()}

    def _write(self, name: str, data: bytes) -> None:
        self._files[name].write(data)
        self._hashes[name].update(data)
