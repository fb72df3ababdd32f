"""Which files to read, and one file to one document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extract.documents.imprint import imprint
from extract.documents.manifest import MANIFEST, Entry, entries, is_day
from extract.encodings import decode
from extract.errors import ExtractError, InputError
from extract.furniture import FurnitureFinder
from extract.reading import view
from extract.records import Document

_SUFFIX = ".txt"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, what the manifest says of it, and what is already known to be wrong with it."""

    path: Path
    entry: dict[str, str] = field(default_factory=dict)
    problem: InputError | None = None

    @property
    def name(self) -> str:
        """The document's name: the file's name."""
        return self.path.name


def discover(paths: Sequence[Path]) -> list[Source]:
    """The files behind `paths`: files as given, and of folders every `.txt` file, in sorted order.

    Hidden files and folders are passed over. What is wrong with a manifest or a line of it becomes a source
    that cannot be read, so that the other files are still done. A file that is named twice is read once; of
    two files with the same name the second cannot be read, because records are known by file name.

    Raises:
        ExtractError: a path does not exist, or there is nothing to read.
    """
    found: list[Source] = []
    for path in paths:
        try:
            found += _folder(path) if path.is_dir() else _file(path)
        except OSError as error:
            raise ExtractError(f"{path}: {error.strerror or 'cannot be read'}") from None
    if not found:
        raise ExtractError(f"{', '.join(map(str, paths))}: no file to read")
    return list(_without_repeats(found))


def read(source: Source, furniture: FurnitureFinder) -> Document:
    """Read one file into a document.

    Raises:
        InputError: the file cannot be read, is no text, or its manifest line is broken.
    """
    if source.problem is not None:
        raise source.problem
    try:
        data = source.path.read_bytes()
    except OSError as error:
        raise InputError(str(source.path), error.strerror or "cannot be read") from None
    text, encoding = decode(data, str(source.path))
    if not view(text).strip():
        raise InputError(str(source.path), "holds no text")
    return describe(text, furniture, doc=source.name, data=data, encoding=encoding, known=source.entry)


def describe(
    text: str,
    furniture: FurnitureFinder,
    *,
    doc: str,
    data: bytes | None = None,
    encoding: str = "utf-8",
    known: dict[str, str],
) -> Document:
    """The document record of `text`: what is `known`, completed by what the text says of itself.

    Raises:
        InputError: the date is no day, or text or name hold half a surrogate pair.
    """
    if "date" in known and not is_day(known["date"]):
        raise InputError(doc, f"date {known['date']} is no day of the form YYYY-MM-DD")
    _utf8(doc, doc, "its name")
    if data is None:
        data = _utf8(text, doc, "its text")
    reading = view(text)
    marked = furniture.find(reading)
    fields = imprint(text, reading, marked, furniture) | known
    digest = hashlib.sha256(data).hexdigest()
    return Document(doc=doc, text=text, sha256=digest, encoding=encoding, furniture=tuple(marked), **fields)


def _utf8(text: str, doc: str, what: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(doc, f"{what} cannot be written as UTF-8 (character {error.start})") from None


def _folder(folder: Path) -> list[Source]:
    """The sources of a folder and of those below it, in sorted order."""
    files = [path for path in folder.rglob("*") if path.is_file() and not _is_hidden(path, folder)]
    found = {path: Source(path) for path in files if path.suffix.lower() == _SUFFIX}
    if not found:
        raise ExtractError(f"{folder}: no {_SUFFIX} file in this folder")
    broken: list[Source] = []
    for parent in sorted({path.parent for path in files if path in found or path.name == MANIFEST}):
        listed, troubles = _listed(parent)
        found |= {source.path: source for source in listed}
        broken += troubles
    return [*(found[path] for path in sorted(found)), *broken]


def _file(path: Path) -> list[Source]:
    """The source of a file that was named; none for a manifest, which only speaks of other files."""
    if not path.exists():
        raise ExtractError(f"{path}: no such file or folder")
    if path.name == MANIFEST:
        return []
    listed, broken = _listed(path.parent)
    return [*([source for source in listed if source.name == path.name] or [Source(path)]), *broken]


def _listed(folder: Path) -> tuple[list[Source], list[Source]]:
    """The files that the folder's manifest lists, each once, and its troubles that belong to no file."""
    manifest = folder / MANIFEST
    try:
        lines = entries(folder)
    except InputError as error:
        return [], [Source(manifest, {}, error)]
    named = {line.doc: _source(folder, line) for line in lines if line.names_a_file}
    nameless = [Source(manifest, {}, line.problem) for line in lines if not line.names_a_file]
    return list(named.values()), nameless


def _source(folder: Path, line: Entry) -> Source:
    path = folder / line.doc
    if line.problem is None and not path.is_file():
        return Source(path, {}, InputError(str(path), f"is listed in {MANIFEST} but not there"))
    return Source(path, line.facts, line.problem)


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _without_repeats(found: Iterable[Source]) -> Iterator[Source]:
    first: dict[str, Path] = {}
    for source in found:
        # A file that cannot be read holds no name; it is told apart by what is wrong with it.
        other = first.setdefault(str(source.problem or source.name), source.path)
        if other is source.path:
            yield source
        elif other.resolve() != source.path.resolve():
            clash = InputError(str(source.path), f"has the same name as {other}")
            yield Source(source.path, {}, clash)
