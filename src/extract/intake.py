"""A release into the corpus: its file copied, its line in the manifest filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from extract.documents import MANIFEST, Source, discover
from extract.documents.manifest import with_line
from extract.errors import ExtractError, InputError
from extract.outputs.staging import staged
from extract.pipeline import Extraction, Extractor

_FACTS = ("title", "date", "source", "place", "url")


@dataclass(frozen=True, slots=True)
class Release:
    """A file that is to be added, and what is known of it without asking anybody."""

    source: Source
    facts: Mapping[str, str]


def examine(path: Path, given: Mapping[str, str], corpus: Path, extractor: Extractor) -> Release:
    """Read a file and tell what a manifest line can say of it: what was given, else what the text says.

    Raises:
        InputError: it cannot be read as a release, or the corpus holds a file of that name.
        ExtractError: there is no such file.
    """
    source = next((source for source in discover([path]) if source.name == path.name), None)
    if source is None or path.is_dir():
        raise ExtractError(f"{path}: is no file of a release")
    if (corpus / source.name).exists():
        raise InputError(str(path), f"{corpus} holds a file {source.name} already")
    known = Source(source.path, {**source.entry, **given}, source.problem)
    document = extractor.extract(extractor.read(known)).document
    found = {name: getattr(document, name) for name in _FACTS}
    return Release(known, {name: fact for name, fact in found.items() if fact})


def add(
    release: Release, facts: Mapping[str, str], split: str, corpus: Path, extractor: Extractor
) -> Extraction:
    """Copy the file into the corpus, write its line, and read it as the corpus will be read.

    Raises:
        InputError: a fact cannot stand in the manifest, or the manifest there is broken; nothing is written.
        OSError: the corpus cannot be written.
    """
    name = release.source.name
    manifest = with_line(corpus, name, facts, split)
    extraction = extractor.extract(extractor.read(Source(release.source.path, dict(facts))))
    with staged(corpus) as folder:
        (folder / name).write_bytes(release.source.path.read_bytes())
        (folder / MANIFEST).write_text(manifest, encoding="utf-8", newline="\n")
    return extraction
