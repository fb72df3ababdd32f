"""The text under the eyes of the entity rules: its view, its words, and what must not be read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extract.engine import Spans
from extract.entities.divisions import PRESENT, Division
from extract.tokens import Word, Words, known_pieces


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

    `home_chain` holds the document's own place and what contains it, the smallest first; `names` the sorted
    starts of all known names.
    """

    view: str
    words: Words
    home: Home
    blocked: Spans
    home_chain: tuple[Division, ...] = ()
    names: tuple[int, ...] = ()

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
        index = bisect_left(self.names, start)
        return index < len(self.names) and self.names[index] < end

    def word(self, position: int) -> Word | None:
        """The word that holds the character at `position`; None where the sentence has none."""
        words = self.words.of(position)
        index = bisect_right(words, position, key=_start) - 1
        if index < 0 or position >= words[index].end:
            return None
        return words[index]

    def starts_word(self, position: int) -> bool:
        """Whether a word can start at `position`: one does, or an unknown word can be parted there."""
        word = self.word(position)
        return word is None or word.start == position or _parts_at(word, position)

    def ends_word(self, position: int) -> bool:
        """Whether a word can end before `position`."""
        word = self.word(position - 1)
        return word is None or word.end == position or _parts_at(word, position)

    def after(self, position: int) -> Iterator[Word]:
        """The words from `position` to the end of its sentence; the first may start inside a word."""
        if position >= len(self.view):
            return
        words = self.words.of(position)
        index = max(bisect_right(words, position, key=_start) - 1, 0)
        for word in words[index:]:
            if word.start >= position:
                yield word
            elif word.end > position:
                yield Word(position, word.end, word.text[position - word.start :], word.tag)

    def before(self, position: int) -> Iterator[Word]:
        """The words that end at or before `position`, the nearest first; the nearest may be cut."""
        if position <= 0:
            return
        words = self.words.of(position - 1)
        for word in reversed(words[: bisect_right(words, position - 1, key=_start)]):
            if word.end <= position:
                yield word
            else:
                yield Word(word.start, position, word.text[: position - word.start], word.tag)


def _start(word: Word) -> int:
    return word.start


def _parts_at(word: Word, position: int) -> bool:
    """Whether a border between known pieces of an unknown word lies at `position`."""
    border = word.start
    for piece in known_pieces(word.text):
        border += len(piece)
        if border == position:
            return border < word.end
    return False
