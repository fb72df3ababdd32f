"""What keeps a numeral and a unit from being a quantity: the words around them.

The lists are `lexicon/unit_contexts.tsv` (around one unit) and `lexicon/not_quantities.tsv` (idioms, names).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import ahocorasick_rs

from extract.engine import Spans, alternation
from extract.lexicon import Lexicon
from extract.mentions import Span
from extract.quantities.drafts import Draft
from extract.units import Unit

_NEAR = 12
_ORDINAL = "第"
# A model or code runs into the number: CR450, J-20, PM2.5; so does a factor: 7×24小时, 6+2.
_CODE = re.compile(r"[A-Za-z_＋+×*#][-–]?\Z")
_ACRONYMS = ("GDP", "CPI", "PPI", "PMI", "FDI", "R&D", "GNP", "QFII", "ODI", "MPA")
_QUOTES = {"“": "”", "‘": "’", "「": "」", '"': '"'}


@dataclass(frozen=True, slots=True)
class UnitContext:
    """A line of `unit_contexts.tsv`; see there."""

    unit: str
    numerals: str
    one: bool
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    free: int = -1


@dataclass(frozen=True, slots=True)
class _Name:
    text: str


class Names:
    """Finds idioms, slogans and names in which a numeral counts nothing."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = [row.text for row in lexicon.rows("not_quantities", _Name)]
        kind = ahocorasick_rs.MatchKind.LeftmostLongest
        self._automaton = ahocorasick_rs.AhoCorasick(words, matchkind=kind)

    def spans(self, text: str) -> list[Span]:
        """Where they stand, from left to right."""
        return [(start, end) for _, start, end in self._automaton.find_matches_as_indexes(text)]


class UnitGuard:
    """Decides whether a numeral with a unit is a quantity where it stands."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._rows = {row.unit: row for row in lexicon.rows("unit_contexts", UnitContext)}
        self._near = {key: _any_of(row.near) for key, row in self._rows.items()}
        self._then = {key: _any_of(row.then) for key, row in self._rows.items()}

    def accepts(self, text: str, draft: Draft, unit: Unit, spelling: str) -> bool:
        """Whether text[draft.start:draft.end], numeral and `unit` as spelled, counts or measures."""
        key = spelling if spelling in self._rows else f"[{unit.dimension}]"
        row = self._rows.get(key)
        if row is None:
            return draft.digits != "chinese" or draft.low != 1
        if not _numerals_fit(row, draft):
            return False
        if row.not_after and text.endswith(row.not_after, 0, draft.start):
            return False
        if row.not_before and text.startswith(row.not_before, draft.end):
            return False
        return self._context_fits(text, draft, row, key)

    def _context_fits(self, text: str, draft: Draft, row: UnitContext, key: str) -> bool:
        near, then = self._near[key], self._then[key]
        if near is None and then is None:
            return True
        if 0 <= row.free <= draft.low or draft.low % 1:
            return True
        if near is not None and near.search(text, max(0, draft.start - _NEAR), draft.start):
            return True
        return then is not None and then.match(text, draft.end) is not None


def is_name(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is part of an ordinal, a code or a quoted name, whatever its unit."""
    before = text[start - 1] if start else ""
    if before == _ORDINAL:
        return True
    if _CODE.search(text, max(0, start - 2), start) and not text.endswith(_ACRONYMS, 0, start):
        return True
    if text.startswith(("+", "＋", "×"), end):
        return True
    return before in _QUOTES and text.startswith(_QUOTES[before], end)


def _numerals_fit(row: UnitContext, draft: Draft) -> bool:
    if draft.digits == "arabic":
        return True
    if draft.low == 1 and draft.high == 1:
        return row.one
    return row.numerals == "any" or (row.numerals == "scaled" and draft.low >= 10)


def _any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(alternation(words)) if words else None
