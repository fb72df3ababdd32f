"""Cues of change, growth and share before a quantity, from the nearest outwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.patterns import late

# Endings that turn a verb of change into the value reached: 降至, 提高到, 增长为.
_REACHED = ("到", "至", "为", "成", "到了")
_SENTENCE_STOPS = "。；！？\n;!?"
_CLAUSE_STOPS = _SENTENCE_STOPS + "，,：:（( "


@dataclass(frozen=True, slots=True)
class Direction:
    """A line of `directions.tsv`; see there."""

    word: str
    kind: str
    sign: str
    reach: str

    @property
    def factor(self) -> int:
        """1 or -1."""
        return -1 if self.sign == "-" else 1


class Found(NamedTuple):
    """A cue, the text between it and the quantity, and the text of the clause before it."""

    cue: Direction
    gap: str
    rest: str


class Directions:
    """The cues of `directions.tsv`, searched backwards from a quantity."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("directions", Direction)
        self._rows = {row.word[::-1]: row for row in rows}
        for row in rows:
            if row.kind == "change":
                for ending in _REACHED:
                    word = row.word + ending
                    self._rows.setdefault(word[::-1], Direction(word, "level", "+", "touch"))
        # The text is read backwards, so that the first match is the nearest cue, and the longest there.
        cues = alternation(self._rows)
        self._in_clause = late(f"[^{_CLAUSE_STOPS}]*?({cues})")
        self._in_sentence = late(f"[^{_SENTENCE_STOPS}]*?({cues})")

    def in_clause(self, text: str, start: int, end: int) -> Iterator[Found]:
        """Cues in text[start:end], the nearest to `end` first, not beyond a clause's end."""
        return self._backwards(self._in_clause, text[start:end].rstrip(" "))

    def in_sentence(self, text: str, start: int, end: int) -> Iterator[Found]:
        """The same, up to the sentence's end."""
        return self._backwards(self._in_sentence, text[start:end])

    def _backwards(self, pattern: re.Pattern[str], window: str) -> Iterator[Found]:
        back = window[::-1]
        size = len(window)
        match = pattern.match(back)
        while match is not None:
            yield Found(self._rows[match[1]], window[size - match.start(1) :], window[: size - match.end()])
            match = pattern.match(back, match.end())
