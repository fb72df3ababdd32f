"""How commands about one document find it: in the outputs of the last run, or in the paths given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import ExtractError

if TYPE_CHECKING:
    from extract.documents import Source
    from extract.pipeline import Extractor
    from extract.records import Document


def find_document(name: str, paths: list[Path] | None, out: Path, extractor: Extractor) -> Document:
    """The document of that name among `paths`, or in the outputs in `out` when there are none.

    Raises:
        ExtractError: there is none.
        InputError: it cannot be read.
    """
    return extractor.read(_source(name, paths)) if paths else _from_outputs(name, out)


def _from_outputs(name: str, out: Path) -> Document:
    from extract.outputs import jsonl
    from extract.records import Document

    path = out / "documents.jsonl"
    if not path.exists():
        raise ExtractError(f"{path}: no such file; extract the documents first, or name their PATH")
    for document in jsonl.load(path, Document):
        if document.doc == name:
            return document
    raise ExtractError(f"{path}: no document {name}")


def _source(name: str, paths: list[Path]) -> Source:
    from extract.documents import Contents, Opening, discover

    for source in Contents(discover(paths), Opening()):
        if source.name == name:
            return source
    raise ExtractError(f"no document {name} in {', '.join(map(str, paths))}")
