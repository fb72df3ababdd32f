"""Words with offsets; the only module that imports jieba.

Words are evidence, not boundaries: jieba splits numbers and many names, so rules match characters and ask
for words only where a hit is. `JiebaTokenizer` is the reference, `RjiebaTokenizer` (the same dictionary in
compiled form) the fast path. Their guesses at the tag of a word that the dictionary lacks differ, so neither
is used: such a word has the tag of its last character, its head, in the dictionary (x where that is missing
too).
"""

from __future__ import annotations

import logging
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple, Protocol

from extract.mentions import Span


class Word(NamedTuple):
    """A word of the text, `tag` its part of speech in jieba's tag set."""

    start: int
    end: int
    text: str
    tag: str


_LONG = 100_000  # characters: a text whose words must not take much memory
_HAN = re.compile("[\u4e00-\u9fff]")
# A word of (start, end, text, tag), without the detour over keyword arguments: a text has thousands.
_WORD: Callable[[tuple[int, int, str, str]], Word] = partial(tuple.__new__, Word)
_start, _end = attrgetter("start"), attrgetter("end")


class Tokenizer(Protocol):
    """Anything that cuts a text into words that together are the text, and tells their parts of speech.

    A blank, a line break and a mark that ends a sentence are words of their own.
    """

    name: str

    def cut(self, text: str) -> list[str]:
        """The words of the whole text, in order."""
        ...

    def tag(self, word: str) -> str:
        """The tag of a word, empty when only a text that it was cut from can tell; it is the same in all."""
        ...

    def tag_in(self, word: str, text: str) -> str:
        """The tag of a word that was cut from `text`."""
        ...


class JiebaTokenizer:
    """jieba with its own dictionary object: the process-wide one stays untouched, but for its log level."""

    name = "jieba"

    def __init__(self) -> None:
        import jieba
        import jieba.posseg

        jieba.setLogLevel(logging.WARNING)
        self._cutter = jieba.Tokenizer()
        self._tags: dict[str, str] = jieba.posseg.POSTokenizer(self._cutter).word_tag_tab

    def cut(self, text: str) -> list[str]:
        """The words of the whole text, in order."""
        return list(self._cutter.cut(text))

    def tag_in(self, word: str, text: str) -> str:  # noqa: ARG002 - the protocol has it
        """The tag of a word that was cut from `text`, which is not needed."""
        return self.tag(word)

    def tag(self, word: str) -> str:
        """The tag of a word."""
        return self._tags.get(word) or (self._tags.get(word[-1], "x") if _HAN.search(word) else _shape(word))


def _shape(word: str) -> str:
    """The tag of an unknown word in another script: m for digits, eng for Latin letters, else x."""
    latin = [character for character in word if character.isascii() and character.isalnum()]
    if not latin:
        return "x"
    return "m" if all(character.isdigit() for character in latin) else "eng"


@lru_cache(maxsize=1 << 13)
def _tag(word: str) -> str:
    """The tag of a word in the dictionary; by its last character or its script when that lacks it.

    Empty for a word of the dictionary that alone would be two words: 年来.
    """
    import rjieba

    known = rjieba.has_word(word)
    if not known and not _HAN.search(word):
        return _shape(word)
    pairs: list[tuple[str, str]] = rjieba.tag(word if known else word[-1])
    return sys.intern(pairs[0][1]) if len(pairs) == 1 else ""


class RjiebaTokenizer:
    """jieba's dictionary and algorithm in compiled form."""

    name = "rjieba"
    tag = staticmethod(_tag)

    def __init__(self) -> None:
        self._parted: dict[str, str] = {}  # tags of the dictionary words that are two words when alone

    def cut(self, text: str) -> list[str]:
        """The words of the whole text, in order."""
        import rjieba

        words: list[str] = rjieba.cut(text)
        return words

    def tag_in(self, word: str, text: str) -> str:
        """The tag of a word that was cut from `text`."""
        import rjieba

        if word not in self._parted:
            self._parted[word] = dict(rjieba.tag(text))[word]
        return self._parted[word]


@cache
def tokenizer(name: str = "rjieba") -> Tokenizer:
    """The tokenizer of that name, made once; ValueError for any other name."""
    kinds: dict[str, type[Tokenizer]] = {"jieba": JiebaTokenizer, "rjieba": RjiebaTokenizer}
    if name not in kinds:
        raise ValueError(f"no tokenizer {name}; known are {', '.join(sorted(kinds))}")
    return kinds[name]()


class Words:
    """The words of a text, which is cut when the first of them is asked for.

    Args:
        text: the reading view.
        cutter: cuts the text into words.
        sentences: spans in order, none overlapping; what lies between them is blank.
    """

    def __init__(self, text: str, cutter: Tokenizer, sentences: list[Span]) -> None:
        self._text = text
        self._cutter = cutter
        self._sentences = sentences
        self._sentence_starts = [start for start, _ in sentences]
        self._texts: list[str] = []
        self._borders: list[int] = []
        self._made: list[Word | None] = []
        self._listed: dict[int, list[Word]] = {}

    def borders(self) -> list[int]:
        """Where the words start, in order, and where the last one ends."""
        if not self._borders:
            self._texts = self._cutter.cut(self._text)
            if len(self._text) > _LONG:  # one object for all places of a word, at the price of a look-up each
                self._texts = list(map(sys.intern, self._texts))
            self._borders = list(accumulate(map(len, self._texts), initial=0))
            self._made = [None] * len(self._texts)
        return self._borders

    def sentence(self, position: int) -> Span:
        """The sentence that holds `position`, else the nearest before it, else the first; (0, 0) if none."""
        index = max(bisect_right(self._sentence_starts, position) - 1, 0)
        return self._sentences[index] if self._sentences else (0, 0)

    def at(self, position: int) -> Word | None:
        """The word that holds the character at `position`; None outside the sentences."""
        index = bisect_right(self.borders(), position) - 1
        if not 0 <= index < len(self._made):
            return None
        word = self._made[index] or self._word(index)
        return None if word.tag == "x" and word.text.isspace() and not self._inside(position) else word

    def _inside(self, position: int) -> bool:
        start, end = self.sentence(position)
        return start <= position < end

    def after(self, position: int) -> Iterator[Word]:
        """The words from `position` on; the first may start inside a word."""
        borders = self.borders()
        index = bisect_right(borders, position) - 1
        if index < len(self._made) and borders[index] < position:
            word = self._made[index] or self._word(index)
            yield word._replace(start=position, text=self._text[position : word.end])
            index += 1
        for number in range(index, len(self._made)):
            yield self._made[number] or self._word(number)

    def before(self, position: int) -> Iterator[Word]:
        """The words that end at or before `position`, the nearest first; the nearest may be cut."""
        start, high = self.sentence(position - 1)
        end = min(high, position)
        borders = self.borders()
        for index in range(bisect_right(borders, end - 1) - 1, -1, -1):
            if borders[index] < start:
                return
            word = self._made[index] or self._word(index)
            yield word if word.end <= end else word._replace(end=end, text=self._text[word.start : end])

    def of(self, position: int) -> list[Word]:
        """The words of the sentence that holds `position`, or of the nearest before it."""
        start, end = self.sentence(position)
        if start not in self._listed:
            self._listed[start] = self._words(start, end)
        return self._listed[start]

    def between(self, start: int, end: int) -> list[Word]:
        """The words of start's sentence that lie inside [start, end)."""
        words = self.of(start)
        first = bisect_left(words, start, key=_start)
        last = bisect_right(words, end, lo=first, key=_end)
        return words[first:last]

    def _words(self, start: int, end: int) -> list[Word]:
        borders = self.borders()
        first, last = bisect_left(borders, start), bisect_left(borders, end)
        texts, borders = self._texts[first:last], borders[first : last + 1]
        tags = list(map(self._cutter.tag, texts))
        if "" in tags:
            tags = [
                tag or self._cutter.tag_in(word, self._text[start:end])
                for word, tag in zip(texts, tags, strict=True)
            ]
        return list(map(_WORD, zip(borders, borders[1:], texts, tags, strict=False)))

    def _word(self, index: int) -> Word:
        start, text = self._borders[index], self._texts[index]
        tag = self._cutter.tag(text) or self._cutter.tag_in(text, self._text[slice(*self.sentence(start))])
        word = self._made[index] = _WORD((start, self._borders[index + 1], text, tag))
        return word


@lru_cache(maxsize=1 << 12)
def known_pieces(word: str) -> tuple[str, ...]:
    """The dictionary words that make up `word`: itself, where the dictionary has it.

    An unknown word is a guess of the tokenizer, and its borders are no evidence; the pieces are.

    Examples:
        >>> known_pieces("工业"), known_pieces("恒大是")
        (('工业',), ('恒', '大', '是'))
    """
    import rjieba

    return tuple(rjieba.cut(word, False))
