"""What there is to read: a file, or a document within a file that holds several."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from extract.documents.limits import Limits
from extract.errors import InputError


@dataclass(frozen=True, slots=True)
class Source:
    """A document to read, what is known of it, and what is already known to be wrong with it.

    Args:
        path: the file.
        entry: what the manifest, or the row of a table, says of it.
        problem: why it cannot be read.
        member: its name within a file of several: `/name` in an archive, `#3` for the third line or row.
        data: the bytes of such a member.
    """

    path: Path
    entry: dict[str, str] = field(default_factory=dict)
    problem: InputError | None = None
    member: str = ""
    data: bytes | None = None

    @property
    def name(self) -> str:
        """The document's name: the file's name, and the member's behind it."""
        return self.path.name + self.member

    @property
    def is_row(self) -> bool:
        """Whether it is a line or row of a table: text already, whatever the file's name ends in."""
        return self.member.startswith("#")

    @property
    def label(self) -> str:
        """The document as messages name it."""
        return str(self.path) + self.member

    def content(self, limits: Limits) -> bytes:
        """The document's bytes as they are stored.

        Raises:
            InputError: the file is gone, cannot be read, is no regular file, or is larger than the limit.
        """
        if self.data is not None:
            return self.data
        try:
            with open(self.path, "rb", opener=_opener) as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise InputError(self.label, "is no regular file")
                data = file.read(limits.document + 1)
        except OSError as error:
            raise InputError(self.label, error.strerror or "cannot be read") from None
        except ValueError:  # a NUL in the name
            raise InputError(self.label, "is no file name") from None
        if len(data) > limits.document:
            raise InputError(self.label, limits.too_large())
        return data

    def stamp(self) -> str:
        """What tells whether this is the document of an earlier run: content, or a file's size and time."""
        if self.problem is not None:
            return f"problem {self.problem}"
        if self.data is not None:
            return hashlib.blake2b(self.data, digest_size=16).hexdigest()
        try:
            status = self.path.stat()
        except (OSError, ValueError):
            return "gone"
        return f"{status.st_size} {status.st_mtime_ns}"


def _opener(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
