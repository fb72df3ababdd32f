"""`gold/history.tsv`: the figures of every accepted baseline, a line each, so that progress can be seen.

Columns: the date it was accepted, the version of this package, the numbers of documents and labelled claims,
the F1 of quantities, of full claims (all, and in each split) and of links, the shares of right fields among
right quantities, and the F1 of entities. `-` stands where nothing is labelled.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.documents.manifest import SPLITS
from extract.errors import InputError
from extract.score.figures import decimals, entities, fields, retrievals, total
from extract.score.scoring import Score

HISTORY = "history.tsv"
_FIELDS = ("indicator", "subject", "period", "basis", "status")
COLUMNS = (
    *("date", "version", "documents", "claims", "quantity", "full"),
    *(f"full {split}" for split in SPLITS),
    *_FIELDS,
    *("part_of", "entities"),
)


def line(score: Score, date: str, version: str) -> tuple[str, ...]:
    """The cells of a line for this score."""
    counts = total([tally.counts for tally in score.tallies])
    rows, shares, kinds = retrievals(counts), fields(counts), entities(counts)
    parts = [retrievals(total(part))["full"] for part in score.by_split().values()]
    found = (rows["quantity"], rows["full"], *parts)
    return (
        *(date, version, str(len(score.tallies)), str(counts["gold"])),
        *(decimals(row.f1) if row.gold else "-" for row in found),
        *(decimals(shares[name]) for name in _FIELDS),
        *(decimals(row.f1) if row.gold else "-" for row in (rows["part_of"], kinds["all"])),
    )


def load(path: Path) -> list[list[str]]:
    """The lines of a history, the oldest first; none when there is no file.

    Raises:
        InputError: a line does not follow the header.
    """
    if not path.exists():
        return []
    header, *rows = [row.split("\t") for row in path.read_text(encoding="utf-8").splitlines()]
    if tuple(header) != COLUMNS or any(len(row) != len(COLUMNS) for row in rows):
        raise InputError(str(path), f"is no history: its columns must be {', '.join(COLUMNS)}")
    return rows


def dump(rows: Sequence[Sequence[str]]) -> str:
    """The text of a history file."""
    return "".join("\t".join(row) + "\n" for row in (COLUMNS, *rows))


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """The lines as a table for a page."""
    return "".join(f"| {' | '.join(row)} |\n" for row in (COLUMNS, ["---"] * len(COLUMNS), *rows))
