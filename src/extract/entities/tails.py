"""Names that end in a telling word: 长水国际机场, 林业大学, 新木凹村.

Such a name starts at a known place (昆明 + 长水国际机场) or, for some endings, at a word that is a name itself
(长水 + 机场). Between start and ending stand only words that can be part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.engine import alternation
from extract.entities.gazetteer import NameRow
from extract.entities.scene import Scene
from extract.lexicon import Lexicon
from extract.tokens import Word

_LONGEST = 18
_HAN = re.compile("[\u4e00-\u9fffA-Za-z0-9·]+$")
_NAMING = ("n", "j", "b", "s", "a", "i", "l", "z", "g", "x", "vn", "an", "eng")
_PROPER = ("ns", "nr", "nz", "nt")
_SETTLEMENT = "村镇乡屯寨"


@dataclass(frozen=True, slots=True)
class TailRow:
    """A row of `name_tails.tsv`."""

    suffix: str
    kind: str
    direct: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of a plain list of words."""

    word: str


@dataclass(frozen=True, slots=True)
class VerbRow:
    """A row of `name_verbs.tsv`."""

    verb: str


@dataclass(frozen=True, slots=True)
class Tail:
    """A name that ends at `end` with the words of `row`."""

    start: int
    end: int
    row: TailRow


class TailReader:
    """Finds names by their last word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._rows = {row.suffix: row for row in lexicon.rows("name_tails", TailRow)}
        self._longest = max(map(len, self._rows))
        self._verbs = {row.verb for row in lexicon.rows("name_verbs", VerbRow)}
        self._generic = {row.word for row in lexicon.rows("generic_words", WordRow)}
        alone = [row.suffix for row in self._rows.values() if row.alone]
        self._alone = re.compile(alternation(alone))

    def after(self, scene: Scene, start: int) -> Tail | None:
        """The longest name that goes on from a place that ends at `start`."""
        words = self._run(scene, start)
        for count in range(len(words), 0, -1):
            row = self._row(scene.view, start, words[:count])
            if row is not None:
                return Tail(start, words[count - 1].end, row)
        return None

    def alone(self, scene: Scene) -> Iterator[Tail]:
        """Names that start with a proper word of their own."""
        for match in self._alone.finditer(scene.view):
            if not scene.free(match.start(), match.end()) or not scene.ends_word(match.end()):
                continue
            words = self._run_before(scene, match.end())
            start = next((index for index, word in enumerate(words[:-1]) if word.tag[:2] in _PROPER), None)
            if start is None:
                continue
            row = self._row(scene.view, words[start].start, words[start:])
            if row is not None and row.alone:
                yield Tail(words[start].start, match.end(), row)

    def _run(self, scene: Scene, start: int) -> list[Word]:
        words: list[Word] = []
        for word in scene.after(start):
            if word.end - start > _LONGEST or not self._nameable(word):
                break
            words.append(word)
        return words

    def _run_before(self, scene: Scene, end: int) -> list[Word]:
        words: list[Word] = []
        for word in scene.before(end):
            if end - word.start > _LONGEST or not self._nameable(word):
                break
            words.append(word)
        return words[::-1]

    def _nameable(self, word: Word) -> bool:
        if word.text in self._generic or not _HAN.match(word.text):
            return False
        if word.text in self._verbs or word.text in self._rows:
            return True
        return word.tag.startswith(_NAMING) or (word.tag == "m" and word.text.startswith("第"))

    def _row(self, view: str, start: int, words: list[Word]) -> TailRow | None:
        end = words[-1].end
        for length in range(min(self._longest, end - start), 0, -1):
            row = self._rows.get(view[end - length : end])
            if row is not None:
                return row if self._fits(row, start, words) else None
        return None

    def _fits(self, row: TailRow, start: int, words: list[Word]) -> bool:
        if not row.direct and words[-1].end - start == len(row.suffix):
            return False
        if len(row.suffix) > 1 or row.suffix in _SETTLEMENT:
            return True
        return words[-1].tag[:2] in _PROPER or len(words[-1].text) == 1
