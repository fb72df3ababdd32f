"""Tokens of a clause as the binder reads them: words, with mentions as single tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TypeAlias

from extract.claims.scene import Scene, SentenceTokens
from extract.tokens import MOST_SENTENCES, Word

# A word, a mention or a cue. `tag` is jieba's part of speech, or PLACE ORG PERSON TIME QTY CUE.
Token: TypeAlias = Word


def tokens(scene: Scene, start: int, end: int) -> list[Token]:
    """The tokens of [start, end): mentions whole, words cut where a mention begins or ends.

    Of mentions that overlap the first counts.
    """
    if start >= end:
        return []
    sentence = scene.structure.sentence(start)
    if sentence.start <= start and end <= sentence.end:
        known = scene.tokens.get(sentence.index)
        if known is None:
            if len(scene.tokens) >= MOST_SENTENCES:
                scene.tokens.clear()
            known = scene.tokens[sentence.index] = _read(scene, sentence.start, sentence.end)
        found = _slice(known, start, end) if known.whole else None
        if found is not None:
            return found
    return _read(scene, start, end).tokens


def _slice(known: SentenceTokens, start: int, end: int) -> list[Token] | None:
    """The tokens of a stretch of the sentence; None where it cuts a mention, which is then none."""
    found = known.tokens[bisect_right(known.starts, start) - 1 : bisect_left(known.starts, end)]
    first, last = found[0], found[-1]
    if (first.start < start and first.tag.isupper()) or (last.end > end and last.tag.isupper()):
        return None
    return _trimmed(found, start, end)


def _trimmed(words: list[Token], start: int, end: int) -> list[Token]:
    """The words without what of the first and the last lies outside [start, end); `words` is changed."""
    first, last = words[0], words[-1]
    if first.start < start:
        words[0] = Token(start, first.end, first.text[start - first.start :], first.tag)
    if last.end > end:
        last = words[-1]
        words[-1] = Token(last.start, end, last.text[: end - last.start], last.tag)
    return words


def _read(scene: Scene, start: int, end: int) -> SentenceTokens:
    """The tokens of [start, end), put together from words and mentions."""
    found: list[Token] = []
    position, whole, view = start, True, scene.view
    for mention_start, mention_end, tag in _mentions(scene, start, end):
        if mention_start >= position:
            found += _words(scene, position, mention_start)
            found.append(Token(mention_start, mention_end, view[mention_start:mention_end], tag))
        elif mention_end > position:
            whole = False
        position = max(position, mention_end)
    found += _words(scene, position, end)
    return SentenceTokens(found, list(map(_start, found)), whole)


def _words(scene: Scene, start: int, end: int) -> list[Token]:
    """The words of [start, end) in start's sentence, cut at both ends."""
    if start >= end:
        return []
    words = scene.words.of(start)
    first = bisect_right(words, start, key=_end)
    found = words[first : bisect_left(words, end, first, key=_start)]
    return _trimmed(found, start, end) if found else found


# Look-alikes, and words of a rule (每人), which belong to its indicator.
_NO_MARKS = frozenset({"none", "criterion"})


def _mentions(scene: Scene, start: int, end: int) -> list[tuple[int, int, str]]:
    spans = [(q.start, q.end, "QTY") for q in scene.quantities.between(start, end)]
    spans += [(t.start, t.end, "TIME") for t in scene.times.between(start, end)]
    spans += [(c.start, c.end, "CUE") for c in scene.cues.between(start, end) if c.row.value not in _NO_MARKS]
    spans += [(e.start, e.end, e.type) for e in scene.entities.between(start, end) if e.type != "TITLE"]
    spans.sort()
    return [span for span in spans if span[1] <= end]


_start, _end = itemgetter(0), itemgetter(1)
