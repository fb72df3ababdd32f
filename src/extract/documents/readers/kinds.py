"""Which kind of file a name announces, and who reads it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import TypeAlias, cast

from extract.documents.limits import Limits
from extract.documents.readers.plain import Plain

Reader: TypeAlias = Callable[[bytes, str, Limits], Plain]

# The module that reads files of this suffix; imported when the first such file is met.
_MODULES = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
SUFFIXES = tuple(_MODULES)


def reader_of(name: str) -> Reader:
    """Who reads a file of this name: as plain text when no other kind is announced."""
    module = _MODULES.get(suffix(name), "text")
    return cast("Reader", import_module(f"extract.documents.readers.{module}").read)


def suffix(name: str) -> str:
    """The suffix that tells the kind, in lower case: `.html` of `a.HTML` and of `a.html.gz`."""
    path = PurePath(name)
    return PurePath(path.stem if path.suffix.lower() == ".gz" else path.name).suffix.lower()
