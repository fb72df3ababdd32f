"""Page furniture: lines of navigation, counters, licences and share buttons around a release.

Such lines are marked, never cut: offsets stay true, and no claim is read from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.engine import alternation
from extract.lexicon import Lexicon
from extract.mentions import Span

_BLANKS = " \t\u3000\xa0\r\ufeff"
# A line that is nothing but a date and a clock time, as under a headline: 2020-06-06 17:20
_TIMESTAMP = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ \t]*(?:\d{1,2}:\d{2}(?::\d{2})?)?$")


@dataclass(frozen=True, slots=True)
class FurnitureRow:
    """A row of `furniture.tsv`."""

    word: str
    where: str
    longest: int


class FurnitureFinder:
    """Marks the lines of a page that are not part of the release."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("furniture", FurnitureRow)
        self._rows = {row.word: row for row in rows}
        self._longest = max(row.longest for row in rows)
        self._words = re.compile(alternation(self._rows))

    def find(self, text: str) -> list[Span]:
        """Spans of the furniture lines, each from the line's start to its end without the line break."""
        spans = []
        start = 0
        for line in text.split("\n"):
            if len(line) <= self._longest + 40 and self._is_furniture(line.strip(_BLANKS)):
                spans.append((start, start + len(line)))
            start += len(line) + 1
        return spans

    def _is_furniture(self, line: str) -> bool:
        if _TIMESTAMP.match(line):
            return True
        return any(self._marks(match, line) for match in self._words.finditer(line))

    def _marks(self, match: re.Match[str], line: str) -> bool:
        row = self._rows[match[0]]
        if len(line) > row.longest:
            return False
        if row.where == "part":
            return True
        return match.start() == 0 and (row.where == "start" or match.end() == len(line))
