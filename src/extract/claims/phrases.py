"""Tokens of a clause as the binder reads them: words, with mentions as single tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TypeAlias

from extract.claims.scene import Scene, SentenceTokens
from extract.structure import Sentence
from extract.tokens import Word

# A word, a mention or a cue. `tag` is jieba's part of speech, or PLACE ORG PERSON TIME QTY CUE.
Token: TypeAlias = Word


def tokens(scene: Scene, start: int, end: int) -> list[Token]:
    """The tokens of [start, end): mentions whole, words cut where a mention begins or ends."""
    if start >= end:
        return []
    sentence = scene.structure.sentence(start)
    if sentence.start <= start and end <= sentence.end:
        found = _slice(_of_sentence(scene, sentence), start, end)
        if found is not None:
            return found
    return _read(scene, start, end)


def _of_sentence(scene: Scene, sentence: Sentence) -> SentenceTokens:
    """The tokens of a sentence, read when first asked for."""
    known = scene.tokens.get(sentence.index)
    if known is None:
        found = _read(scene, sentence.start, sentence.end)
        starts = [token.start for token in found]
        ends = [token.end for token in found]
        whole = [*starts, sentence.end] == [sentence.start, *ends]
        known = scene.tokens[sentence.index] = SentenceTokens(found, starts, whole)
    return known


def _slice(known: SentenceTokens, start: int, end: int) -> list[Token] | None:
    """The tokens of a stretch of the sentence; None where it cuts a mention, which is then none."""
    if not known.whole:
        return None
    first = bisect_right(known.starts, start) - 1
    last = bisect_left(known.starts, end)
    found = known.tokens[first:last]
    if found[0].start < start:
        if found[0].tag.isupper():
            return None
        found[0] = _cut(found[0], start, end)
    if found[-1].end > end:
        if found[-1].tag.isupper():
            return None
        found[-1] = _cut(found[-1], start, end)
    return found


def _cut(word: Token, start: int, end: int) -> Token:
    """What of the word lies in [start, end)."""
    low, high = max(word.start, start), min(word.end, end)
    return Token(low, high, word.text[low - word.start : high - word.start], word.tag)


def _read(scene: Scene, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    position = start
    for mention_start, mention_end, tag in [*_mentions(scene, start, end), (end, end, "")]:
        if mention_start > position:
            found += _words(scene, position, mention_start)
        if mention_end > mention_start >= position:
            found.append(Token(mention_start, mention_end, scene.view[mention_start:mention_end], tag))
        position = max(position, mention_end)
    return found


# Look-alikes, and words of a rule (每人), which belong to its indicator.
_NO_MARKS = frozenset({"none", "criterion"})


def _mentions(scene: Scene, start: int, end: int) -> list[tuple[int, int, str]]:
    spans = [(q.start, q.end, "QTY") for q in scene.quantities.between(start, end)]
    spans += [(t.start, t.end, "TIME") for t in scene.times.between(start, end)]
    spans += [(c.start, c.end, "CUE") for c in scene.cues.between(start, end) if c.row.value not in _NO_MARKS]
    spans += [(e.start, e.end, e.type) for e in scene.entities.between(start, end) if e.type != "TITLE"]
    return sorted(span for span in spans if span[1] <= end)


def _words(scene: Scene, start: int, end: int) -> list[Token]:
    """The words of [start, end), cut at its ends."""
    words = scene.words.of(start)
    first = max(bisect_right(words, start, key=_start) - 1, 0)
    found = [word for word in words[first : bisect_left(words, end, key=_start)] if word.end > start]
    if found and found[0].start < start:
        found[0] = _cut(found[0], start, end)
    if found and found[-1].end > end:
        found[-1] = _cut(found[-1], start, end)
    return found


_start = attrgetter("start")
