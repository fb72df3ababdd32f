"""Gold folders: which labels may be scored, and why others are refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extract.errors import ExtractError, GoldError, InputError
from extract.records import Document
from extract.score.labels import Labels, read
from extract.score.names import Names


@dataclass(slots=True)
class Gold:
    """Labels by document stem, and what was refused; `unread` counts gold without a text in this run."""

    labels: dict[str, Labels] = field(default_factory=dict)
    refused: list[InputError] = field(default_factory=list)
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Texts:
    """SHA-256 of the texts that claims were read from, by document stem; None when not known."""

    hashes: Mapping[str, str] | None

    @classmethod
    def behind(cls, pred: Path, found: Mapping[str, Labels]) -> Texts:
        """From the `documents.jsonl` beside a claims file, if there is one, or a gold folder's own lines."""
        from extract.outputs import jsonl

        if pred.is_dir():
            heads = {doc: labels.head for doc, labels in found.items() if labels.head}
            return cls({doc: str(head["sha256"]) for doc, head in heads.items() if head.get("sha256")})
        path = pred.parent / "documents.jsonl"
        if not path.is_file():
            return cls(None)
        return cls({Path(d.doc).stem: d.sha256 for d in jsonl.load(path, Document)})


def load(folder: Path, names: Names, texts: Texts, only: Collection[str] | None = None) -> Gold:
    """The labels of `folder` that fit the texts scored.

    A file that is a draft, is broken, or labels another text than the one scored is refused; a gold file
    without a `document` line says nothing of its text and is accepted.

    Args:
        folder: holds one `.jsonl` file a document, named after its stem; a single file will do.
        names: how units and subjects are folded.
        texts: the texts scored.
        only: stems of the documents asked for; all when None.

    Raises:
        ExtractError: the folder is missing or holds no `.jsonl` file.
    """
    gold = Gold()
    for file in _files(folder):
        if only is not None and file.stem not in only:
            gold.unread += 1
            continue
        try:
            labels = read(file, names).get(file.stem, Labels())
            _check(file, labels, texts)
        except InputError as error:
            gold.refused.append(error)
        else:
            gold.labels[file.stem] = labels
    return gold


def _files(folder: Path) -> list[Path]:
    if not folder.exists():
        raise ExtractError(f"{folder}: no such file or folder")
    files = sorted(folder.glob("*.jsonl")) if folder.is_dir() else [folder]
    if not files:
        raise ExtractError(f"{folder}: no .jsonl file in this folder")
    return files


def _check(file: Path, labels: Labels, texts: Texts) -> None:
    if labels.head is None:
        return
    if labels.draft:
        raise GoldError(str(file), "is a draft; review it before it is scored")
    labelled = labels.head.get("sha256")
    if not labelled:
        raise GoldError(str(file), "its document line has no sha256")
    if texts.hashes is None:
        raise GoldError(str(file), "no documents.jsonl beside the claims tells which text was read")
    scored = texts.hashes.get(file.stem, labelled)  # a text that was not read is missed, not mis-scored
    if scored != labelled:
        raise GoldError(str(file), f"labels another text (SHA-256 {labelled[:12]}…, read was {scored[:12]}…)")
