"""Words with offsets; the only module that imports jieba.

Words are evidence, not boundaries: jieba splits numbers and many names, so rules match characters and ask
for words only where a hit is. `JiebaTokenizer` is the reference, `RjiebaTokenizer` (the same dictionary in
compiled form) the fast path. Their guesses at the tag of a word that the dictionary lacks differ, so neither
is used: such a word has the tag of its last character, its head, in the dictionary (x where that is missing
too).
"""

from __future__ import annotations

import logging
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache, partial
from itertools import compress
from typing import NamedTuple, Protocol

from extract.mentions import Span
from extract.patterns import late


class Word(NamedTuple):
    """A word of the text, `tag` its part of speech in jieba's tag set."""

    start: int
    end: int
    text: str
    tag: str


_PART = 100_000  # characters that are cut into words at a time
_MOST_WORDS = 1 << 15  # kept at a time: more than all but the longest texts have
_HAN = late("[\u4e00-\u9fff]")
# A word of (start, end, text, tag), without the detour over keyword arguments: a text has thousands.
_WORD: Callable[[tuple[int, int, str, str]], Word] = partial(tuple.__new__, Word)


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


class Borders:
    """Where the words of a text start, and where the last one ends: a byte for each place."""

    __slots__ = ("_marks", "_size")

    def __init__(self, text: str, cutter: Tokenizer) -> None:
        lengths = (map(len, cutter.cut(part)) for part in _parts(text))
        self._marks = b"".join([b"".join(map(_WORD_MARKS.__getitem__, part)) for part in lengths]) + b"\1"
        self._size = len(text)

    def __contains__(self, position: int) -> bool:
        return 0 <= position <= self._size and self._marks[position] == 1

    def at_or_before(self, position: int) -> int:
        """The last border up to `position`, -1 if there is none."""
        return self._marks.rfind(1, 0, max(position, -1) + 1)

    def behind(self, position: int) -> int:
        """The first border after `position`, which is in the text."""
        return self._marks.find(1, position + 1)

    def between(self, start: int, end: int) -> list[int]:
        """The borders in [start, end)."""
        return list(compress(range(start, end), self._marks[start:end]))


def _marks(length: int) -> bytes:
    """The bytes of a word: a border, then none."""
    return b"\1" + bytes(length - 1)


class _WordMarks(dict[int, bytes]):
    """The bytes of a word by its length; those of long words are not kept."""

    def __missing__(self, length: int) -> bytes:
        return _marks(length)


_WORD_MARKS = _WordMarks((length, _marks(length)) for length in range(1, 32))


def _parts(text: str) -> Iterator[str]:
    """The text in parts of about equal length, cut at line ends: so that not all words are there at once."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PART) + 1 or len(text)
        yield text[start:end]
        start = end


def cut(words: list[Word], start: int, end: int) -> list[Word]:
    """The words without what of the first and the last lies outside [start, end); `words` is changed."""
    if words and words[0].start < start:
        first = words[0]
        words[0] = _WORD((start, first.end, first.text[start - first.start :], first.tag))
    if words and words[-1].end > end:
        last = words[-1]
        words[-1] = _WORD((last.start, end, last.text[: end - last.start], last.tag))
    return words


class Words:
    """The words of a text, which is cut when the first of them is asked for.

    Of a long text only so many words are kept at a time as are asked for again and again.

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
        self._made: dict[int, Word] = {}

    @cached_property
    def borders(self) -> Borders:
        """Where the words start, and where the last one ends."""
        return Borders(self._text, self._cutter)

    def tag(self, word: str) -> str:
        """The tag of a word of the dictionary, wherever it stands."""
        return self._cutter.tag(word)

    def sentence(self, position: int) -> Span:
        """The sentence that holds `position`, else the nearest before it, else the first; (0, 0) if none."""
        index = max(bisect_right(self._sentence_starts, position) - 1, 0)
        return self._sentences[index] if self._sentences else (0, 0)

    def at(self, position: int) -> Word | None:
        """The word that holds the character at `position`; None outside the sentences."""
        if not 0 <= position < len(self._text):
            return None
        word = self._starting(self.borders.at_or_before(position))
        return None if word.tag == "x" and word.text.isspace() and not self._inside(position) else word

    def _inside(self, position: int) -> bool:
        start, end = self.sentence(position)
        return start <= position < end

    def after(self, position: int) -> Iterator[Word]:
        """The words from `position` on; the first may start inside a word."""
        borders = self.borders
        start = borders.at_or_before(position)
        if start < position < len(self._text):
            word = self._starting(start)
            yield word._replace(start=position, text=self._text[position : word.end])
            start = word.end
        while start < len(self._text):
            word = self._starting(start)
            yield word
            start = word.end

    def before(self, position: int) -> Iterator[Word]:
        """The words that end at or before `position`, the nearest first; the nearest may be cut."""
        start, high = self.sentence(position - 1)
        end = min(high, position)
        borders = self.borders
        border = borders.at_or_before(end - 1)
        while border >= start:
            word = self._starting(border)
            yield word if word.end <= end else word._replace(end=end, text=self._text[word.start : end])
            border = borders.at_or_before(border - 1)

    def of(self, position: int) -> list[Word]:
        """The words of the sentence that holds `position`, or of the nearest before it."""
        return self._words(*self.sentence(position))

    def between(self, start: int, end: int) -> list[Word]:
        """The words of start's sentence that lie inside [start, end)."""
        first, last = self.sentence(start)
        words = self._words(max(start, first), min(end, last))
        return words[:-1] if words and words[-1].end > end else words

    def cut(self, start: int, end: int) -> list[Word]:
        """The words of [start, end) in start's sentence, the first and the last cut there."""
        low, high = self.sentence(start)
        start, end = max(start, low), min(end, high)
        if start >= end:
            return []
        return cut(self._words(self.borders.at_or_before(start), end), start, end)

    def _words(self, start: int, end: int) -> list[Word]:
        """The words that start in [start, end)."""
        starts = self.borders.between(start, end)
        if not starts:
            return []
        ends = [*starts[1:], self.borders.behind(end - 1)]
        text = self._text
        texts = [text[first:last] for first, last in zip(starts, ends, strict=True)]
        tags = list(map(self._cutter.tag, texts))
        if "" in tags:
            sentence = text[slice(*self.sentence(start))]
            tags = [tag or self._cutter.tag_in(word, sentence) for word, tag in zip(texts, tags, strict=True)]
        return list(map(_WORD, zip(starts, ends, texts, tags, strict=True)))

    def _starting(self, start: int) -> Word:
        """The word that starts at the border `start`."""
        return self._made.get(start) or self._word(start)

    def _word(self, start: int) -> Word:
        end = self.borders.behind(start)
        text = self._text[start:end]
        tag = self._cutter.tag(text) or self._cutter.tag_in(text, self._text[slice(*self.sentence(start))])
        if len(self._made) >= _MOST_WORDS:
            self._made.clear()
        word = self._made[start] = _WORD((start, end, text, tag))
        return word


_DOUBLED = 3  # characters of 局局长


@lru_cache(maxsize=1 << 12)
def known_pieces(word: str) -> tuple[str, ...]:
    """The dictionary words that make up `word`: itself, where the dictionary has it.

    An unknown word is a guess of the tokenizer, and its borders are no evidence; the pieces are.

    Examples:
        >>> known_pieces("工业"), known_pieces("恒大是")
        (('工业',), ('恒', '大', '是'))
    """
    import rjieba

    if len(word) == _DOUBLED and word[0] == word[1] and word[2] == "长":
        return word[0], word[1:]  # 局 + 局长, though the dictionary has 局局长
    return tuple(rjieba.cut(word, False))
