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
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple, Protocol


class Word(NamedTuple):
    """A word of the text, `tag` its part of speech in jieba's tag set."""

    start: int
    end: int
    text: str
    tag: str


_HAN = re.compile("[\u4e00-\u9fff]")
_start, _end = attrgetter("start"), attrgetter("end")


class Tokenizer(Protocol):
    """Anything that cuts a text into tagged words that together are the text."""

    name: str

    def pairs(self, text: str) -> list[tuple[str, str]]:
        """(word, tag) of the whole text, in order."""
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

    def pairs(self, text: str) -> list[tuple[str, str]]:
        """(word, tag) of the whole text, in order."""
        return [(word, self._tag(word)) for word in self._cutter.cut(text)]

    def _tag(self, word: str) -> str:
        return self._tags.get(word) or (self._tags.get(word[-1], "x") if _HAN.search(word) else _shape(word))


def _shape(word: str) -> str:
    """The tag of an unknown word in another script: m for digits, eng for Latin letters, else x."""
    latin = [character for character in word if character.isascii() and character.isalnum()]
    if not latin:
        return "x"
    return "m" if all(character.isdigit() for character in latin) else "eng"


class RjiebaTokenizer:
    """jieba's dictionary and algorithm in compiled form."""

    name = "rjieba"

    def pairs(self, text: str) -> list[tuple[str, str]]:
        """(word, tag) of the whole text, in order."""
        import rjieba

        return [(word, _guess(word) or tag) for word, tag in rjieba.tag(text)]


@lru_cache(maxsize=1 << 16)
def _guess(word: str) -> str:
    """The tag of a word that the dictionary lacks, by its last character or its script; else empty."""
    import rjieba

    if rjieba.has_word(word):
        return ""
    if not _HAN.search(word):
        return _shape(word)
    tag: str = rjieba.tag(word[-1])[0][1]
    return tag


@cache
def tokenizer(name: str = "rjieba") -> Tokenizer:
    """The tokenizer of that name, made once; ValueError for any other name."""
    kinds: dict[str, type[Tokenizer]] = {"jieba": JiebaTokenizer, "rjieba": RjiebaTokenizer}
    if name not in kinds:
        raise ValueError(f"no tokenizer {name}; known are {', '.join(sorted(kinds))}")
    return kinds[name]()


class Words:
    """The words of a text, cut sentence by sentence when they are first asked for.

    Args:
        text: the reading view.
        cutter: cuts a sentence into words.
        sentences: spans in order, none overlapping.
    """

    def __init__(self, text: str, cutter: Tokenizer, sentences: list[tuple[int, int]]) -> None:
        self._text = text
        self._cutter = cutter
        self._sentences = sentences
        self._starts = [start for start, _ in sentences]
        self._cut: dict[int, list[Word]] = {}

    def of(self, position: int) -> list[Word]:
        """The words of the sentence that holds `position`, or of the nearest before it."""
        if not self._sentences:
            return []
        index = max(bisect_right(self._starts, position) - 1, 0)
        if index not in self._cut:
            self._cut[index] = self._words(*self._sentences[index])
        return self._cut[index]

    def between(self, start: int, end: int) -> list[Word]:
        """The words of start's sentence that lie inside [start, end)."""
        words = self.of(start)
        first = bisect_left(words, start, key=_start)
        last = bisect_right(words, end, lo=first, key=_end)
        return words[first:last]

    def _words(self, start: int, end: int) -> list[Word]:
        pairs = self._cutter.pairs(self._text[start:end])
        if not pairs:
            return []
        texts, tags = zip(*pairs, strict=True)
        borders = list(accumulate(map(len, texts), initial=start))
        return list(map(Word, borders, borders[1:], texts, tags))


@lru_cache(maxsize=1 << 14)
def known_pieces(word: str) -> tuple[str, ...]:
    """The dictionary words that make up `word`: itself, where the dictionary has it.

    An unknown word is a guess of the tokenizer, and its borders are no evidence; the pieces are.

    Examples:
        >>> known_pieces("工业"), known_pieces("恒大是")
        (('工业',), ('恒', '大', '是'))
    """
    import rjieba

    return tuple(rjieba.cut(word, False))
