"""Gold files as they are written, beside the texts they label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.documents import discover, read
from extract.errors import ExtractError, InputError
from extract.furniture import FurnitureFinder
from extract.lexicon import Lexicon
from extract.outputs import jsonl
from extract.records import Document

Row = Mapping[str, Any]


@dataclass(slots=True)
class GoldFile:
    """The rows of a gold file with the numbers of their lines; `head` is its document line."""

    path: Path
    head: Row | None = None
    claims: list[tuple[int, Row]] = field(default_factory=list)
    entities: list[tuple[int, Row]] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """What the file and its text have in common."""
        return self.path.stem


def load(path: Path) -> GoldFile:
    """Read one gold file.

    Raises:
        InputError: it is missing, or a line is neither document, claim nor entity.
    """
    found = GoldFile(path)
    for number, row in jsonl.objects(path):
        ((kind, content),) = row.items() if len(row) == 1 else [("", None)]
        if kind not in ("document", "claim", "entity") or not isinstance(content, dict):
            raise InputError(str(path), f"line {number} is neither document, claim nor entity")
        if kind == "document":
            found.head = content
        else:
            (found.claims if kind == "claim" else found.entities).append((number, content))
    return found


def gold_files(folder: Path) -> list[Path]:
    """The gold files of a folder, in order; a single file will do.

    Raises:
        ExtractError: there is none.
    """
    files = sorted(folder.glob("*.jsonl")) if folder.is_dir() else [folder]
    if not files or not files[0].exists():
        raise ExtractError(f"{folder}: no gold file here")
    return files


class Texts:
    """The texts that are labelled, by file stem.

    Args:
        paths: files, or folders of them.

    Raises:
        ExtractError: a path does not exist, or holds no text.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._sources = {source.path.stem: source for source in discover(paths)}
        self._furniture = FurnitureFinder(Lexicon())

    def document(self, stem: str) -> Document | None:
        """The document of that stem, None when there is no such text; InputError when it cannot be read."""
        source = self._sources.get(stem)
        return read(source, self._furniture) if source else None
