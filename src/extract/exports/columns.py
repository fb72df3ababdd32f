"""The dictionary of columns: every exported table, its columns in order, what they hold in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.lexicon import read

KINDS = ("text", "number", "integer", "day")


@dataclass(frozen=True, slots=True)
class Column:
    """A line of `columns.tsv`; `key` is table and column joined by a full stop."""

    key: str
    kind: str
    en: str
    zh: str

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind is none of {', '.join(KINDS)}")

    @property
    def table(self) -> str:
        """The table it belongs to."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """Its name in the table."""
        return self.key.partition(".")[2]


@cache
def dictionary() -> tuple[Column, ...]:
    """All columns of all tables."""
    return read(Path(__file__).with_name("columns.tsv"), Column)


def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of one table, in order."""
    return tuple(column for column in dictionary() if column.table == table)
