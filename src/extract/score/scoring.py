"""A whole comparison: gold folder, predictions, every document counted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from extract.errors import ExtractError, InputError
from extract.score.gold import Texts, load
from extract.score.labels import Labels, read
from extract.score.names import Names
from extract.score.tally import Mistake, Tally, count

DEFAULT_GOLD = Path("gold")
DEFAULT_PRED = Path("outputs/claims.jsonl")


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of every document scored, and the gold files that were not.

    `missing` names the documents that have gold but no claims at all: everything in them is missed.
    `unread` counts gold files that the run in question did not concern.
    """

    tallies: tuple[Tally, ...]
    refused: tuple[InputError, ...]
    missing: tuple[str, ...]
    unread: int

    def mistakes(self) -> list[Mistake]:
        """All mistakes in the order of documents."""
        return [mistake for tally in self.tallies for mistake in tally.mistakes]


def score(gold: Path, pred: Path, only: Collection[str] | None = None) -> Score:
    """Compare `pred` with `gold`.

    Args:
        gold: a folder with one labelled file a document.
        pred: a `claims.jsonl`, its `entities.jsonl` and `documents.jsonl` beside it; or a file or folder in
            gold's own form, to compare two labellers.
        only: stems of the documents to score; all of gold when None.

    Raises:
        ExtractError: gold is missing or empty.
        InputError: the predictions cannot be read.
    """
    names = Names()
    found = predictions(pred, names)
    labelled = load(gold, names, Texts.beside(pred), only)
    if not labelled.labels and not labelled.refused:
        raise ExtractError(f"{gold}: no gold file for any document of this run")
    return Score(
        tallies=tuple(
            count(doc, labels, found.get(doc, Labels())) for doc, labels in labelled.labels.items()
        ),
        refused=tuple(labelled.refused),
        missing=tuple(doc for doc in labelled.labels if doc not in found),
        unread=labelled.unread,
    )


def predictions(pred: Path, names: Names) -> dict[str, Labels]:
    """Claims by document stem, with the entities of the `entities.jsonl` beside them."""
    found = read(pred, names)
    beside = pred.parent / "entities.jsonl"
    if pred.is_file() and beside.is_file() and beside != pred:
        for doc, labels in read(beside, names).items():
            found.setdefault(doc, Labels()).entities |= labels.entities
    return found
