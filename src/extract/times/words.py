"""Atoms that are words of the lexicon: 今年, 目前, 上半年, 改革开放以来."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from extract.lexicon import Lexicon
from extract.times import resolvers
from extract.times.atoms import Atom, Level, Resolve
from extract.times.frame import VAGUE
from extract.times.holidays import trading_day


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A row of times.tsv."""

    word: str
    kind: str
    level: str
    base: str
    unit: str = ""
    offset: int = 0
    length: int = 1
    alone: bool = True
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartRow:
    """A row of times_parts.tsv."""

    word: str
    kind: str
    first: str
    last: str
    alone: bool
    base: str = "around"
    offset: int = 0
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of times_plans.tsv."""

    word: str
    first: int
    last: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class EraRow:
    """A row of times_eras.tsv."""

    word: str
    start: str


@dataclass(frozen=True, slots=True)
class ReignRow:
    """A row of times_reigns.tsv."""

    word: str
    first: int
    last: int
    after: tuple[str, ...] = ()

    def stands(self, text: str, start: int) -> bool:
        """Whether the name at `start` counts years: its dynasty stands before it, where that is needed."""
        return not self.after or text[:start].removesuffix("朝").endswith(self.after)


@dataclass(frozen=True, slots=True)
class Word:
    """An atom and the neighbours that forbid it."""

    atom: Atom
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] is this word and no piece of a longer one."""
        if self.not_before and text.startswith(self.not_before, end):
            return False
        return not (self.not_after and text.endswith(self.not_after, 0, start))


_BASES: dict[str, Callable[[TimeRow], Resolve]] = {
    "publication": lambda row: partial(
        resolvers.relative, resolvers.SHIFTS[row.unit], row.offset, row.length
    ),
    "antecedent": lambda row: partial(resolvers.anaphoric, row.unit, row.offset),
    "trading": lambda row: partial(trading_day, row.offset),
    "now": lambda _row: resolvers.now,
    "vague": lambda _row: partial(resolvers.unknown, VAGUE),
    "inherit": lambda _row: resolvers.inherit,
    "around": lambda _row: resolvers.around,
    "year_end": lambda _row: resolvers.end_of_year,
    "year_start": lambda _row: resolvers.start_of_year,
    "month_end": lambda _row: resolvers.end_of_month,
    "month_start": lambda _row: resolvers.start_of_month,
}


def load_words(lexicon: Lexicon) -> dict[str, Word]:
    """The words of times.tsv and times_parts.tsv with their atoms."""
    words = {row.word: _word(row) for row in lexicon.rows("times", TimeRow)}
    return words | {row.word: _part(row) for row in lexicon.rows("times_parts", PartRow)}


def load_plans(lexicon: Lexicon) -> dict[str, PlanRow]:
    """The five-year plans by name."""
    return {row.word: row for row in lexicon.rows("times_plans", PlanRow)}


def load_eras(lexicon: Lexicon) -> dict[str, date]:
    """The first days of eras by name."""
    return {row.word: date.fromisoformat(row.start) for row in lexicon.rows("times_eras", EraRow)}


def load_reigns(lexicon: Lexicon) -> dict[str, ReignRow]:
    """The reigns by name."""
    return {row.word: row for row in lexicon.rows("times_reigns", ReignRow)}


def _word(row: TimeRow) -> Word:
    atom = Atom(row.kind, Level[row.level], _BASES[row.base](row), row.alone)
    return Word(atom, row.not_after, row.not_before)


def _part(row: PartRow) -> Word:
    bounds = _month_day(row.first), _month_day(row.last)
    resolve: Resolve = partial(resolvers.part_of_year, *bounds)
    if row.base == "publication":
        resolve = partial(resolvers.part_of_publication_year, row.offset, *bounds)
    return Word(Atom(row.kind, Level.PART, resolve, row.alone), row.not_after, row.not_before)


def _month_day(cell: str) -> tuple[int, int]:
    when = date.fromisoformat(f"2001-{cell}")
    return when.month, when.day
