"""Files and folders to documents: encodings, the manifest, and what the text says of itself.

The manifest outranks the text. Text is decoded and never changed: line ends, byte-order mark and damaged
characters stay, so that offsets point into the file as it is stored.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extract.encodings import decode
from extract.errors import ExtractError, InputError, ManifestError
from extract.furniture import FurnitureFinder
from extract.mentions import Span
from extract.records import Document

MANIFEST = "manifest.tsv"
COLUMNS = ("doc", "title", "date", "source", "place", "url")

# 2020-08-07 16:44, 2020年8月7日, 2020/8/7
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-年/.](1[0-2]|0?[1-9])[-月/.](3[01]|[12]\d|0?[1-9])日?(?!\d)")
_SOURCE = re.compile(r"(?:来源|信息来源|稿源|发布机构|发布单位)\s*[:：]\s*([^\s|,，。;；]{2,40})")
_HAN = re.compile("[\u4e00-\u9fff]")
_BYLINE = re.compile(r"来源|时间|日期|作者|发布|\d\d:\d\d")
_HEAD_LINES = 12
_BYLINE_LENGTH = 120
_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, what its manifest line says, and what is already known to be wrong with it."""

    path: Path
    entry: dict[str, str]
    problem: InputError | None = None

    @property
    def name(self) -> str:
        """The document's name: the file's name."""
        return self.path.name


def discover(paths: Sequence[Path]) -> list[Source]:
    """The files behind `paths`: files as given, the `.txt` files of folders, in sorted order.

    A manifest line that is broken or names a missing file yields a source that cannot be read, so that the
    other files are still done.

    Raises:
        ExtractError: a path does not exist, or a folder holds no `.txt` file.
    """
    found: list[Source] = []
    for path in paths:
        if not path.exists():
            raise ExtractError(f"{path}: no such file or folder")
        found += _folder(path) if path.is_dir() else [Source(path, _manifest(path.parent).get(path.name, {}))]
    return _without_repeats(found)


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
    if not text.strip():
        raise InputError(str(source.path), "holds no text")
    known = {key: value for key, value in source.entry.items() if value and key != "doc"}
    return describe(text, furniture, doc=source.name, data=data, encoding=encoding, known=known)


def describe(
    text: str,
    furniture: FurnitureFinder,
    *,
    doc: str,
    data: bytes | None = None,
    encoding: str = "utf-8",
    known: dict[str, str],
) -> Document:
    """The document record of `text`: what is `known`, completed by what the text says of itself."""
    if data is None:
        data = text.encode("utf-8", "surrogatepass")
    spans = furniture.find(text)
    found = {"title": _title(text, spans), "date": _date(text), "source": _source(text)}
    fields = {key: value for key, value in found.items() if value} | known
    digest = hashlib.sha256(data).hexdigest()
    return Document(doc=doc, text=text, sha256=digest, encoding=encoding, furniture=tuple(spans), **fields)


def _folder(folder: Path) -> list[Source]:
    files = sorted(p for p in folder.rglob("*.txt") if p.is_file())
    if not files:
        raise ExtractError(f"{folder}: no .txt file in this folder")
    manifests = {parent: _manifest(parent) for parent in {p.parent for p in files}}
    found = [_source_of(path, manifests[path.parent].get(path.name, {})) for path in files]
    for parent, entries in manifests.items():
        missing = [name for name in entries if not (parent / name).exists()]
        found += [_source_of(parent / name, entries[name]) for name in sorted(missing)]
    return found


def _source_of(path: Path, entry: dict[str, str]) -> Source:
    if "problem" in entry:
        return Source(path, {}, ManifestError(str(path.parent / MANIFEST), entry["problem"]))
    if not path.exists():
        return Source(path, {}, InputError(str(path), f"is listed in {MANIFEST} but not there"))
    return Source(path, entry)


def _without_repeats(found: Iterable[Source]) -> list[Source]:
    first: dict[str, Path] = {}
    kept = []
    for source in found:
        other = first.setdefault(source.name, source.path)
        if other == source.path:
            kept.append(source)
        elif other.resolve() != source.path.resolve():
            clash = InputError(str(source.path), f"has the same name as {other}")
            kept.append(Source(source.path, {}, clash))
    return kept


def _manifest(folder: Path) -> dict[str, dict[str, str]]:
    """Lines of the folder's manifest by file name; a broken line keeps its cause under `problem`."""
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    lines = decode(path.read_bytes(), str(path))[0].lstrip("\ufeff").splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise ManifestError(str(path), f"the header must be {' '.join(COLUMNS)}, separated by tabs")
    entries: dict[str, dict[str, str]] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            entry = _entry(number, line)
            if entry["doc"] in entries:
                entry["problem"] = f"line {number}: {entry['doc']} is listed twice"
            entries[entry["doc"]] = entry
    return entries


def _entry(number: int, line: str) -> dict[str, str]:
    cells = [cell.strip() for cell in line.split("\t")]
    entry = dict(zip(COLUMNS, cells, strict=False))
    if len(cells) != len(COLUMNS):
        entry["problem"] = f"line {number}: {len(cells)} cells where {len(COLUMNS)} are needed"
    elif entry["date"] and not _is_date(entry["date"]):
        entry["problem"] = f"line {number}: date {entry['date']!r} is no ISO date"
    return entry


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def _lines(text: str) -> list[str]:
    return [line.strip("\ufeff \t\u3000\r") for line in text.split("\n")]


def _title(text: str, furniture: list[Span]) -> str | None:
    """The first line of the body when it is short enough to be a headline."""
    covered = {start for start, _ in furniture}
    position = 0
    for line in text.split("\n"):
        stripped = line.strip("\ufeff \t\u3000\r")
        if position not in covered and len(_HAN.findall(stripped)) >= 4 and not _DATE.match(stripped):
            return stripped if len(stripped) <= _TITLE_LENGTH and not stripped.endswith("。") else None
        position += len(line) + 1
    return None


def _byline_candidates(text: str) -> list[str]:
    """Short lines at the head, then at the foot: where a page prints its date and publisher."""
    lines = [line for line in _lines(text) if line]
    near = lines[:_HEAD_LINES] + lines[:-_HEAD_LINES:-1]
    return [line for line in near if len(line) <= _BYLINE_LENGTH]


def _date(text: str) -> str | None:
    for line in _byline_candidates(text):
        match = _DATE.search(line)
        # A headline or a sentence may name a day too; a byline is little more than the date.
        if match and _is_byline(line):
            return _iso(match)
    return None


def _is_byline(line: str) -> bool:
    rest = _DATE.sub("", line)
    return "。" not in line and (len(rest) <= 12 or _BYLINE.search(rest) is not None)


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = (int(group) for group in match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _source(text: str) -> str | None:
    for line in _byline_candidates(text):
        match = _SOURCE.search(line)
        if match:
            return match[1]
    return None
