"""Bounds: words before, inside and after a quantity that make it an approximation, a floor or a ceiling."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.quantities.drafts import Draft

_WINDOW = 24
_PARTICLES = "(?:了|人民币|的|着|到| |共|达|为|每年|每月|每人|每户|每|需|有|是|占|合|需要|用|花)"
_VERB_PHRASE = "[^，。；、：！？,;:!?（）()\\s0-9的一二三四五六七八九十]{0,6}?"


@dataclass(frozen=True, slots=True)
class BoundWord:
    """A line of `bounds_before.tsv` or `bounds_after.tsv`; see there."""

    word: str
    bound: str
    reach: str


class Bounds:
    """Reads the bound of a quantity from the words around it."""

    def __init__(self, lexicon: Lexicon) -> None:
        before = lexicon.rows("bounds_before", BoundWord)
        after = lexicon.rows("bounds_after", BoundWord)
        self._before = {row.word: row for row in before}
        self._after = {row.word: row for row in after}
        # Words before are matched on the reversed text, so that the match starts at the quantity.
        touch = alternation(row.word[::-1] for row in before)
        verb = alternation(row.word[::-1] for row in before if row.reach == "verb")
        particles = "(?:" + "|".join(word[::-1] for word in _PARTICLES[3:-1].split("|")) + ")"
        self._left = re.compile(f"{particles}{{0,3}}?({touch})")
        self._left_verb = re.compile(f"{_VERB_PHRASE}({verb})")
        self._right = re.compile(
            f" ?(?:[(（]含[^)）]{{0,6}}[)）])?({alternation(row.word for row in after)})"
        )

    def of(self, text: str, draft: Draft) -> str:
        """One of ~ > >= < <=, or = when nothing bounds it."""
        if draft.bound is not None:
            return draft.bound
        if draft.more:
            return ">"
        return self._word_before(text, draft) or self._word_after(text, draft) or "="

    def _word_before(self, text: str, draft: Draft) -> str | None:
        window = text[max(0, draft.start - _WINDOW) : draft.start][::-1]
        match = self._left.match(window) or self._left_verb.match(window)
        if match is None:
            return None
        if match[1][::-1] == "上":
            return ">="
        bound = self._before[match[1][::-1]].bound
        return None if bound == "=" else bound

    def _word_after(self, text: str, draft: Draft) -> str | None:
        match = self._right.match(text, draft.end)
        if match is None:
            return None
        row = self._after[match[1]]
        if row.bound == "=" or (row.reach == "measure" and draft.unit.dimension.startswith("count")):
            return None
        return row.bound
