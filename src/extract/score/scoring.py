"""A whole comparison: gold folder, predictions, every document counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extract.documents.manifest import SPLITS, splits
from extract.errors import ExtractError, InputError
from extract.score.gold import Texts, load
from extract.score.labels import Labels, read
from extract.score.names import Names
from extract.score.tally import Mistake, Tally, count


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of every document scored, and the gold files that were not.

    `missing` names the documents that have gold but no claims at all: everything in them is missed.
    `unread` counts gold files that the run in question did not concern. `splits` says which documents are
    `dev`, seen while rules are made, and which `test`.
    """

    tallies: tuple[Tally, ...]
    refused: tuple[InputError, ...]
    missing: tuple[str, ...]
    unread: int
    splits: Mapping[str, str] = field(default_factory=dict)

    def by_split(self) -> dict[str, list[Counter[str]]]:
        """The counts of the documents of each split, in the order of SPLITS."""
        return {
            split: [tally.counts for tally in self.tallies if self.splits.get(tally.doc) == split]
            for split in SPLITS
        }

    def mistakes(self) -> list[Mistake]:
        """All mistakes in the order of documents."""
        return [mistake for tally in self.tallies for mistake in tally.mistakes]


def score(gold: Path, pred: Path, only: Collection[str] | None = None) -> Score:
    """Compare `pred` with `gold`.

    Args:
        gold: a folder with one labelled file a document; the manifest of a folder `corpus` beside it says
            which documents are `dev` and which `test`.
        pred: a `claims.jsonl`, its `entities.jsonl` and `documents.jsonl` beside it; or a file or folder in
            gold's own form, to compare two labellers.
        only: stems of the documents to score; all of gold when None.

    Raises:
        ExtractError: gold is missing or empty.
        InputError: the predictions cannot be read.
    """
    names = Names()
    found = predictions(pred, names)
    labelled = load(gold, names, Texts.behind(pred, found), only)
    if not labelled.labels and not labelled.refused:
        raise ExtractError(f"{gold}: no gold file for any document of this run")
    return Score(
        tallies=tuple(
            count(doc, labels, found.get(doc, Labels())) for doc, labels in labelled.labels.items()
        ),
        refused=tuple(labelled.refused),
        missing=tuple(doc for doc in labelled.labels if doc not in found),
        unread=labelled.unread,
        splits=splits(corpus_beside(gold)),
    )


def corpus_beside(gold: Path) -> Path:
    """The folder of the labelled texts: `corpus/` beside the labels."""
    folder = gold.parent if gold.is_file() else gold
    return folder.resolve().parent / "corpus"


def predictions(pred: Path, names: Names) -> dict[str, Labels]:
    """Claims by document stem, with the entities of the `entities.jsonl` beside them."""
    found = read(pred, names)
    beside = pred.parent / "entities.jsonl"
    if pred.is_file() and beside.is_file() and beside != pred:
        for doc, labels in read(beside, names).items():
            found.setdefault(doc, Labels()).entities |= labels.entities
    return found
