"""Which files to read: those named, and those found in folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extract.documents.contents import CONTAINERS, readable
from extract.documents.manifest import MANIFEST, Entry, entries
from extract.documents.readers import SUFFIXES
from extract.documents.sources import Source
from extract.errors import ExtractError, InputError

_KINDS = " ".join(SUFFIXES + CONTAINERS)


class Sources(list[Source]):
    """Files to read, in order; `ignored` counts those found in folders that are of no kind that is read."""

    ignored: int = 0


def discover(paths: Sequence[Path]) -> Sources:
    """The files behind `paths`: files as given, and of folders every file of a kind that is read, sorted.

    Hidden files and folders are passed over, files of other kinds are counted; one that is named is refused.
    A link is followed only to a file within the folder. What is wrong with a manifest or a line of it becomes
    a source that cannot be read, so that the other files are still done. A file that is named twice is read
    once; of two files with the same name the second cannot be read, because records are known by file name.

    Raises:
        ExtractError: a path does not exist, or there is nothing to read.
    """
    found: list[Source] = []
    ignored: list[Path] = []
    for path in paths:
        try:
            found += _folder(path, ignored) if path.is_dir() else _file(path)
        except OSError as error:
            raise ExtractError(f"{path}: {error.strerror or 'cannot be read'}") from None
    if not found:
        raise ExtractError(f"{', '.join(map(str, paths))}: no file to read")
    sources = Sources(_without_repeats(found))
    sources.ignored = len(ignored)
    return sources


def _folder(folder: Path, ignored: list[Path]) -> list[Source]:
    """The sources of a folder and of those below it, in sorted order."""
    files, broken = _walk(folder)
    found = {path: _found(path, folder, is_link) for path, is_link in files if readable(path)}
    ignored += [path for path, _ in files if path not in found and path.name != MANIFEST]
    if not found and not broken:
        raise ExtractError(f"{folder}: no file in this folder is of a kind that is read ({_KINDS})")
    for parent in sorted({path.parent for path, _ in files if path in found or path.name == MANIFEST}):
        listed, troubles = _listed(parent)
        refused = {path for path, source in found.items() if source.problem}
        found |= {source.path: source for source in listed if source.path not in refused}
        broken += troubles
    return [*(found[path] for path in sorted(found)), *broken]


def _walk(folder: Path) -> tuple[list[tuple[Path, bool]], list[Source]]:
    """The files below a folder, whether each is a link, and the folders that cannot be read."""
    files: list[tuple[Path, bool]] = []
    broken: list[Source] = []
    waiting = [folder]
    while waiting:
        parent = waiting.pop()
        try:
            with os.scandir(parent) as listing:
                for item in listing:
                    if item.name.startswith("."):
                        continue
                    if item.is_dir(follow_symlinks=False) and item.name != MANIFEST:
                        waiting.append(parent / item.name)
                    elif item.is_file() or item.name == MANIFEST:
                        files.append((parent / item.name, item.is_symlink()))
        except OSError as error:
            if parent == folder:
                raise
            cause = InputError(str(parent), error.strerror or "cannot be read")
            broken.append(Source(parent, {}, cause))
    return files, broken


def _found(path: Path, folder: Path, is_link: bool) -> Source:
    if is_link and not path.resolve().is_relative_to(folder.resolve()):
        return Source(path, {}, InputError(str(path), "is a link out of the folder"))
    return Source(path)


def _file(path: Path) -> list[Source]:
    """The source of a file that was named; none for a manifest, which only speaks of other files."""
    if not path.exists():
        raise ExtractError(f"{path}: no such file or folder")
    if path.name == MANIFEST:
        return []
    listed, broken = _listed(path.parent)
    return [*([source for source in listed if source.name == path.name] or [_named(path)]), *broken]


def _named(path: Path) -> Source:
    if readable(path):
        return Source(path)
    return Source(path, {}, InputError(str(path), f"is of no kind that is read ({_KINDS})"))


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
