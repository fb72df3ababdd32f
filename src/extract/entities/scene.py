"""The text under the eyes of the entity rules: its view, its words, and what must not be read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from operator import attrgetter

from extract.engine import Spans
from extract.entities.divisions import PRESENT, Division
from extract.mentions import Span
from extract.tokens import Word, Words, known_pieces

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Home:
    """Where and when a document speaks.

    `place` is the manifest's or dateline's place: what 全市, 全省, 我县 are read from. `date` decides which
    names and codes were in force.
    """

    place: str | None = None
    date: date | None = None


@dataclass(slots=True)
class Scene:
    """One text with its words and context, as the rules see it.

    `home_chain` holds the document's own place and what contains it, the smallest first; `names` the
    spans of all known names, in order.
    """

    view: str
    words: Words
    home: Home
    blocked: Spans
    home_chain: tuple[Division, ...] = ()
    names: tuple[Span, ...] = ()
    _sentence: list[Word] = field(default_factory=list)
    _borders: set[int] = field(default_factory=set)
    _cut: set[int] = field(default_factory=set)

    @property
    def year(self) -> int:
        """The year whose divisions are meant: the document's, else the present."""
        return self.home.date.year if self.home.date else PRESENT

    def free(self, start: int, end: int) -> bool:
        """Whether no character of view[start:end] is blocked."""
        return not self.blocked or (
            not self.blocked.covers(start) and self.blocked.next_start(start, end) >= end
        )

    def names_in(self, start: int, end: int) -> bool:
        """Whether a known name starts in view[start:end]."""
        return self.name_in(start, end) is not None

    def name_in(self, start: int, end: int) -> Span | None:
        """The first known name that starts in view[start:end]."""
        index = bisect_left(self.names, (start, 0))
        return self.names[index] if index < len(self.names) and self.names[index][0] < end else None

    def word(self, position: int) -> Word | None:
        """The word that holds the character at `position`; None where the sentence has none."""
        words = self._at(position)
        index = bisect_right(words, position, key=_START) - 1
        if index < 0 or position >= words[index].end:
            return None
        return words[index]

    def _at(self, position: int) -> list[Word]:
        """The words of the sentence of `position`; rules ask for the same one many times in a row."""
        words = self._sentence
        if not words or not words[0].start <= position < words[-1].end:
            words = self._sentence = self.words.of(position)
            if words and words[0].start not in self._cut:
                self._cut.add(words[0].start)
                self._borders.update([word.start for word in words])
                self._borders.add(words[-1].end)
        return words

    def starts_word(self, position: int) -> bool:
        """Whether a word can start at `position`: one does, or an unknown word can be parted there."""
        if position in self._borders:
            return True
        word = self.word(position)
        return word is None or word.start == position or _parts_at(word, position)

    def ends_word(self, position: int) -> bool:
        """Whether a word can end before `position`."""
        if position in self._borders:
            return True
        word = self.word(position - 1)
        return word is None or word.end == position or _parts_at(word, position)

    def after(self, position: int) -> Iterator[Word]:
        """The words from `position` to the end of its sentence; the first may start inside a word."""
        if position >= len(self.view):
            return
        words = self._at(position)
        index = max(bisect_right(words, position, key=_START) - 1, 0)
        for word in islice(words, index, None):
            if word.start >= position:
                yield word
            elif word.end > position:
                yield Word(position, word.end, word.text[position - word.start :], word.tag)

    def before(self, position: int) -> Iterator[Word]:
        """The words that end at or before `position`, the nearest first; the nearest may be cut."""
        if position <= 0:
            return
        words = self._at(position - 1)
        for index in range(bisect_right(words, position - 1, key=_START) - 1, -1, -1):
            word = words[index]
            if word.end <= position:
                yield word
            else:
                yield Word(word.start, position, word.text[: position - word.start], word.tag)


def _parts_at(word: Word, position: int) -> bool:
    """Whether a border between known pieces of an unknown word lies at `position`."""
    border = word.start
    for piece in known_pieces(word.text):
        border += len(piece)
        if border == position:
            return border < word.end
    return False
