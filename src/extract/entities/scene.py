"""The text under the eyes of the entity rules: its view, its words, and what must not be read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from extract.engine import Spans
from extract.entities.divisions import PRESENT, Division
from extract.mentions import Span
from extract.tokens import Borders, Word, Words, known_pieces

_SHORTEST_PART = 2  # characters of a word in a compound


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

    `home_chain` holds the document's own place and what contains it, the smallest first. `year` is the one
    whose divisions are meant: the document's, else the present.
    """

    view: str
    words: Words
    home: Home
    blocked: Spans
    home_chain: tuple[Division, ...] = ()
    year: int = field(init=False)
    _borders: Borders = field(init=False)
    _names: list[Span] = field(default_factory=list)
    _name_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.year = self.home.date.year if self.home.date else PRESENT
        self._borders = self.words.borders

    def know(self, names: Iterable[Span]) -> None:
        """Take note of all known names, in order."""
        self._names = list(names)
        self._name_starts = [start for start, _ in self._names]

    def free(self, start: int, end: int) -> bool:
        """Whether no character of view[start:end] is blocked."""
        return not self.blocked.touches(start, end)

    def names_in(self, start: int, end: int) -> bool:
        """Whether a known name starts in view[start:end]."""
        return self.name_in(start, end) is not None

    def name_in(self, start: int, end: int) -> Span | None:
        """The first known name that starts in view[start:end]."""
        index = bisect_left(self._name_starts, start)
        known = index < len(self._names) and self._name_starts[index] < end
        return self._names[index] if known else None

    def word(self, position: int) -> Word | None:
        """The word that holds the character at `position`; None outside the sentences."""
        return self.words.at(position)

    def between_words(self, position: int) -> bool:
        """Whether one word ends and another starts at `position`."""
        return position in self._borders

    def starts_word(self, position: int) -> bool:
        """Whether a word can start at `position`: one does, or an unknown word can be parted there."""
        return position in self._borders or self._parts(position)

    def ends_word(self, position: int) -> bool:
        """Whether a word can end before `position`: another one starts there, or can be parted there."""
        return position in self._borders or self._parts(position)

    def parts_compound(self, position: int) -> bool:
        """Whether a dictionary word there is made of two with a border at `position`: 银行 + 贷款."""
        word = self.words.at(position)
        if word is None or min(position - word.start, word.end - position) < _SHORTEST_PART:
            return False
        pieces = (self.view[word.start : position], self.view[position : word.end])
        return all(len(known_pieces(piece)) == 1 for piece in pieces)

    def _parts(self, position: int) -> bool:
        word = self.words.at(position)
        return word is None or _parts_at(word, position)

    def after(self, position: int) -> Iterator[Word]:
        """The words from `position` on; the first may start inside a word."""
        return self.words.after(position)

    def before(self, position: int) -> Iterator[Word]:
        """The words that end at or before `position`, the nearest first; the nearest may be cut."""
        return self.words.before(position)


def _parts_at(word: Word, position: int) -> bool:
    """Whether a border between known pieces of an unknown word lies at `position`."""
    border = word.start
    for piece in known_pieces(word.text):
        border += len(piece)
        if border == position:
            return border < word.end
    return False
