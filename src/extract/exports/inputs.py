"""The written outputs of a run, read back release by release, so that no run is too long for memory."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from extract.errors import ExtractError, InputError
from extract.outputs import jsonl
from extract.records import Claim, Document, Entity, Finding, Link


class _OfDocument(Protocol):
    @property
    def doc(self) -> str: ...


Item = TypeVar("Item", bound=_OfDocument)


@dataclass(frozen=True, slots=True)
class Release:
    """A document and all that was read from it."""

    document: Document
    claims: list[Claim]
    entities: list[Entity]
    findings: list[Finding]


class Outputs:
    """A folder of outputs.

    Args:
        folder: what `--out` was.

    Raises:
        ExtractError: there is no run in it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("documents.jsonl", "claims.jsonl"):
            if not (folder / name).is_file():
                raise ExtractError(f"{folder / name}: no such file; extract the documents first")

    def releases(self) -> Iterator[Release]:
        """The releases in the order in which they were read.

        Raises:
            InputError: a line is no record, or the files do not belong to one run.
        """
        claims = _Cursor(self._records("claims.jsonl", Claim))
        entities = _Cursor(self._records("entities.jsonl", Entity))
        findings = _Cursor(self._records("audit.jsonl", Finding))
        for document in self._records("documents.jsonl", Document):
            name = document.doc
            yield Release(document, claims.take(name), entities.take(name), findings.take(name))
        for name, cursor in (("claims", claims), ("entities", entities), ("audit", findings)):
            if cursor.head is not None:
                doc = cursor.head.doc
                path = str(self.folder / f"{name}.jsonl")
                raise InputError(path, f"{doc} is not in documents.jsonl, or not in its order")

    def links(self) -> Iterator[Link]:
        """The links between claims of a series; none when they were not made."""
        return self._records("links.jsonl", Link)

    def series(self) -> Iterator[dict[str, str]]:
        """The rows of `series.csv`, the apostrophes that keep text from being a formula taken away."""
        path = self.folder / "series.csv"
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    yield {name: plain_text(cell) for name, cell in row.items()}

    def _records(self, name: str, kind: type[Any]) -> Iterator[Any]:
        path = self.folder / name
        return jsonl.load(path, kind) if path.exists() else iter(())


class _Cursor(Generic[Item]):
    """Records in document order, taken document by document."""

    def __init__(self, records: Iterator[Item]) -> None:
        self._records = records
        self.head = next(records, None)

    def take(self, doc: str) -> list[Item]:
        taken = []
        while self.head is not None and self.head.doc == doc:
            taken.append(self.head)
            self.head = next(self._records, None)
        return taken


def plain_text(cell: str) -> str:
    """The text behind a cell that `outputs.tables.safe` has made.

    Examples:
        >>> plain_text("'=1+1"), plain_text("'90s")
        ('=1+1', "'90s")
    """
    from extract.outputs.tables import safe

    return cell[1:] if cell.startswith("'") and safe(cell[1:]) == cell else cell
