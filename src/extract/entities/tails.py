"""Names that end in a telling word: 长水国际机场, 林业大学, 新木凹村.

Such a name starts at a known place (昆明 + 长水国际机场), at an organisation (公安部 + 交通管理局) or, for some
endings, at a word that is a name itself (长水 + 机场). Between start and ending stand only words that can be
part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.engine import alternation
from extract.entities.scene import Scene
from extract.lexicon import Lexicon
from extract.tokens import Word, known_pieces

_LONGEST = 18
_HAN = re.compile("[\u4e00-\u9fffA-Za-z0-9·]+$")
# Parts of speech, in jieba's tags, that can stand inside a name.
_NAMING = ("n", "j", "b", "s", "a", "i", "l", "z", "g", "x", "vn", "eng", "q")
_NOT_NAMING = ("ad", "zg")
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
class PartRow:
    """A row of `org_units.tsv`."""

    suffix: str
    direct: bool


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of a plain list of words."""

    word: str


@dataclass(frozen=True, slots=True)
class GenericRow:
    """A row of `generic_words.tsv`."""

    word: str
    before: str


@dataclass(frozen=True, slots=True)
class VerbRow:
    """A row of `name_verbs.tsv`."""

    verb: str


@dataclass(frozen=True, slots=True)
class Tail:
    """A name that ends at `end` with the word of `row`."""

    start: int
    end: int
    row: TailRow


class TailReader:
    """Finds names by their last word."""

    def __init__(self, lexicon: Lexicon) -> None:
        tails = lexicon.rows("name_tails", TailRow)
        parts = [TailRow(row.suffix, "ORG", row.direct, True) for row in lexicon.rows("org_units", PartRow)]
        self._tails = {row.suffix: row for row in tails}
        self._parts = {row.suffix: row for row in parts}
        self._verbs = {row.verb for row in lexicon.rows("name_verbs", VerbRow)}
        generic = lexicon.rows("generic_words", GenericRow)
        self._generic = {row.word for row in generic if row.before == "any"}
        self._topics = {row.word for row in generic if row.before == "PLACE"}
        self._longest = max(len(suffix) for suffix in (*self._tails, *self._parts))
        self._alone = re.compile(alternation(row.suffix for row in tails if row.alone))

    def after(self, scene: Scene, start: int) -> Tail | None:
        """The longest name that goes on from a place that ends at `start`."""
        return self._end(scene, start, self._tails)

    def part(self, scene: Scene, start: int) -> Tail | None:
        """The part of an organisation that is named right after it: 公安部 + 交通管理局."""
        return self._end(scene, start, self._parts)

    def alone(self, scene: Scene) -> Iterator[Tail]:
        """Names that start with a proper word of their own."""
        for match in self._alone.finditer(scene.view):
            if not scene.free(*match.span()) or not scene.ends_word(match.end()):
                continue
            words = self._naming(scene.before(match.end()))[::-1]
            if len(words) > 1 and self._is_proper(words[0]):
                row = self._row(scene.view, words[0].start, words, self._tails)
                if row is not None and row.alone:
                    yield Tail(words[0].start, match.end(), row)

    def _is_proper(self, word: Word) -> bool:
        """Whether the word is a name, or unknown to the dictionary: then it is likely one."""
        if word.text in self._tails or word.text in self._topics:
            return False
        return word.tag[:2] in _PROPER or len(known_pieces(word.text)) > 1

    def _end(self, scene: Scene, start: int, rows: dict[str, TailRow]) -> Tail | None:
        words = self._naming(scene.after(start))
        for count in range(len(words), 0, -1):
            row = self._row(scene.view, start, words[:count], rows)
            if row is not None:
                return Tail(start, words[count - 1].end, row)
        return None

    def _naming(self, words: Iterable[Word]) -> list[Word]:
        """The first words, as far as they can be part of one name."""
        kept: list[Word] = []
        length = 0
        for word in words:
            length += len(word.text)
            if length > _LONGEST or not self._nameable(word):
                break
            kept.append(word)
        return kept

    def _nameable(self, word: Word) -> bool:
        if word.text in self._generic or not _HAN.match(word.text):
            return False
        if word.text in self._verbs or word.text in self._tails:
            return True
        if word.tag in _NOT_NAMING:
            return False
        return word.tag.startswith(_NAMING) or (word.tag == "m" and word.text.startswith("第"))

    def _row(self, view: str, start: int, words: list[Word], rows: dict[str, TailRow]) -> TailRow | None:
        end = words[-1].end
        for length in range(min(self._longest, end - start), 0, -1):
            row = rows.get(view[end - length : end])
            if row is not None:
                return row if self._fits(row, start, words) else None
        return None

    def _fits(self, row: TailRow, start: int, words: list[Word]) -> bool:
        """Whether the ending closes a name: it is not the whole of it, nor a common noun's last character."""
        middle = [word for word in words if word.start < words[-1].end - len(row.suffix)]
        if not middle:
            return row.direct
        if not row.alone and row.kind == "ORG" and not row.direct:
            return len(words) == 2 and self._is_proper(middle[0])
        if row.kind == "PLACE" and middle[-1].text in self._topics:
            return False
        if len(row.suffix) > 1 or row.suffix in _SETTLEMENT:
            return True
        return len(middle) == 1 and (words[-1].tag[:2] in ("ns", "nr") or len(words[-1].text) == 1)
